"""How every form of the house is drawn: the markup of govuk-frontend, from plain Django forms.

Clause 3.2 a: somebody who is afraid can use each page by eye, by ear and by keyboard.
"""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.forms import widgets as plain
from django.forms.renderers import TemplatesSetting

PARTS = (
    (plain.Textarea, "govuk-textarea"),
    (plain.RadioSelect, "govuk-radios__input"),
    (plain.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (plain.CheckboxInput, "govuk-checkboxes__input"),
    (plain.Select, "govuk-select"),
    (plain.FileInput, "govuk-file-upload"),
    (plain.Input, "govuk-input"),
)
SHOW_NO_FAULT = ("govuk-radios__input", "govuk-checkboxes__input")


class LookField(BoundField):
    """A field on a page: who describes it, where an error link leads, and its classes."""

    @property
    def described_by(self) -> str:
        """The ids of the hint and of the error message, in the order they stand on the page."""
        said = ("hint" if self.help_text else "", "error" if self.errors else "")
        return " ".join(f"{self.auto_id}-{what}" for what in said if what)

    @property
    def first_id(self) -> str:
        """The id of the first thing to mend: where the link of an error summary leads."""
        widget = self.field.widget
        if isinstance(widget, plain.RadioSelect) and self.subwidgets:
            return str(self.subwidgets[0].data["attrs"]["id"])
        if isinstance(widget, plain.MultiWidget):
            return f"{self.auto_id}_{next(filter(self._is_wrong, range(len(widget.widgets))), 0)}"
        return self.auto_id

    def build_widget_attrs(self, attrs: dict[str, Any], widget: plain.Widget | None = None) -> dict[str, Any]:
        """Add classes and descriptions; the server checks, so the browser is not told to."""
        widget = widget or self.field.widget
        built = {**attrs, "disabled": True} if self.field.disabled else dict(attrs)
        if widget.is_hidden:
            return built
        if isinstance(widget, plain.MultiWidget):
            for at, box in enumerate(widget.widgets):
                box.attrs["class"] = _classes(box, wrong=self._is_wrong(at))
            return built
        built["class"] = _classes(widget, wrong=bool(self.errors))
        if self.described_by and not self.use_fieldset:
            built["aria-describedby"] = self.described_by
        return built

    def _is_wrong(self, at: int) -> bool:
        """Say whether the error speaks of this one of several boxes; it speaks of all when it names none."""
        named = {part for error in self.errors.as_data() for part in (error.params or {}).get("parts", ())}
        return bool(self.errors) and (not named or at in named)


def _classes(widget: plain.Widget, *, wrong: bool) -> str:
    name = next((name for kind, name in PARTS if isinstance(widget, kind)), "")
    fault = f"{name}--error" if wrong and name and name not in SHOW_NO_FAULT else ""
    own = [part for part in widget.attrs.get("class", "").split() if part not in (name, f"{name}--error")]
    return " ".join(filter(None, (name, fault, *own)))


class LookRenderer(TemplatesSetting):
    """Named by settings.FORM_RENDERER; `{{ form }}` and `{{ field.as_field_group }}` draw right without more."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"
    bound_field_class = LookField
