"""What every page of the journey is: one form, words around it, and how its answers read back (clause 3.2 a)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from upstander.policy.when import Approximate

Said = Mapping[str, Any]
NOT_ANSWERED = "Not answered"


class Question(forms.Form):
    """One question. `said` holds the answers of the pages before it, by field."""

    title: ClassVar[str] = ""  # the page's heading where it is not the label of its one field
    intro: ClassVar[str] = ""
    above: ClassVar[str] = ""  # a template to show before the box

    def __init__(self, *args: Any, said: Said, **more: Any) -> None:
        super().__init__(*args, **more)
        self.said = said
        self.fit(said)

    def fit(self, said: Said) -> None:
        """Fit the words and choices of this page to what was said before."""

    def kept(self) -> dict[str, Any]:
        """Return the answers as a draft keeps them, so that the same form can take them again."""
        return {name: value.words if isinstance(value, Approximate) else value for name, value in self.answers.items()}

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, by field."""
        return dict(self.cleaned_data)

    def read_back(self) -> str:
        """Say the answers in words, for the page that shows everything before it is sent."""
        return "\n".join(filter(None, (self._words(name) for name in self.fields))) or NOT_ANSWERED

    def _words(self, name: str) -> str:
        value, field = self.answers.get(name), self.fields[name]
        if isinstance(field, forms.ChoiceField):
            chosen = value if isinstance(value, list) else [value]
            return "\n".join(str(label) for code, label in _flat(field.choices) if code and code in chosen)
        if isinstance(value, Approximate):
            return value.words
        return "" if value is None else str(value)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for code, label in choices:
        grouped = not isinstance(label, str | Promise)
        flat += _flat(label) if grouped else [(code, label)]
    return flat
