"""The markup of our pages is that of govuk-frontend, by the package's own examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from tests.web.look.markup import tree
from upstander.web.look.days import DayField
from upstander.web.look.fields import LineField, ListField, OneOf, Option, SomeOf, StoryField

HERE = Path(__file__).parent
FIXTURES = json.loads((HERE / "fixtures/govuk-frontend.json").read_text())
COMPONENTS: dict[str, list[dict[str, Any]]] = FIXTURES["components"]
FIELDS = ("input", "textarea", "radios", "checkboxes", "date-input", "select")
PARTS = {
    "button": "{% button text kind=kind href=href name=name %}",
    "panel": "{% panel titleHtml %}Your reference number<br><strong>HDJ2123F</strong>{% endpanel %}",
    "inset-text": "{% inset %}{{ text }}{% endinset %}",
    "warning-text": "{% warning %}{{ text }}{% endwarning %}",
    "tag": "{% tag text kind %}",
    "details": "{% details summaryText %}{{ text }}{% enddetails %}",
    "notification-banner": "{% notice title done=done %}"
    '<p class="govuk-notification-banner__heading">{{ text }}</p>{% endnotice %}',
    "pagination": "{% pages newer=previous.href older=next.href %}",
}


def examples(*names: str) -> list[Any]:
    return [pytest.param(name, each, id=f"{name}: {each['name']}") for name in names for each in COMPONENTS[name]]


def shown(options: dict[str, Any]) -> dict[str, Any]:
    """What every field takes from an example."""
    said = options.get("label") or options["fieldset"]["legend"]
    return {
        "label": said["text"],
        "heading": said.get("isPageHeading", False),
        "help_text": options.get("hint", {}).get("text", ""),
        "required": False,
    }


def choices(options: dict[str, Any]) -> list[tuple[str, Any]]:
    made, divider = [], ""
    for item in options["items"]:
        if "divider" in item:
            divider = item["divider"]
            continue
        words = Option(
            item["text"] if "text" in item else item["html"],
            hint=item.get("hint", {}).get("text", ""),
            divider=divider,
            alone=item.get("behaviour") == "exclusive",
        )
        made.append((str(item["value"]), words))
        divider = ""
    return made


def field_of(component: str, options: dict[str, Any]) -> forms.Field:
    more = shown(options)
    if component == "input":
        width = options.get("classes", "").removeprefix("govuk-input--width-") or 0
        return LineField(width=int(width), **more)
    if component == "textarea":
        return StoryField(rows=options.get("rows", 5), **more)
    if component == "radios":
        return OneOf(choices=choices(options), inline="inline" in options.get("classes", ""), **more)
    if component == "checkboxes":
        return SomeOf(choices=choices(options), **more)
    return ListField(choices=choices(options), **more) if component == "select" else DayField(**more)


def bound(component: str, options: dict[str, Any]) -> forms.BoundField:
    """A form with this one field, filled in and found wrong as the example says."""
    name = options.get("name", options.get("id", "field"))
    chosen = [str(item["value"]) for item in options.get("items", []) if item.get("checked") or item.get("selected")]
    given: dict[str, Any] = {name: (chosen or [options.get("value", "")])[0]}
    given |= {f"{name}_{part}": value for part, value in options.get("values", {}).items()}
    form = type("Example", (forms.Form,), {name: field_of(component, options)})(given, auto_id="%s")
    form.errors.clear()
    if said := options.get("errorMessage", {}).get("text"):
        wrong = [at for at, part in enumerate(("day", "month", "year")) if options.get(part, {}).get("error")]
        form.add_error(name, ValidationError(said, params={"parts": wrong}))
    return form[name]


@pytest.mark.parametrize(("component", "example"), examples(*FIELDS))
def test_a_field_is_drawn_as_the_package_draws_it(component: str, example: dict[str, Any]) -> None:
    but = frozenset({"name"} if component == "date-input" else ())
    ours = bound(component, example["options"]).as_field_group()
    assert tree(ours, but=but) == tree(example["html"], but=but)


@pytest.mark.parametrize(("component", "example"), examples(*PARTS))
def test_a_component_is_drawn_as_the_package_draws_it(component: str, example: dict[str, Any]) -> None:
    options = example["options"]
    kind = options.get("classes", "").partition("--")[2]
    done = options.get("type") == "success"
    more = {"kind": kind, "done": done, "title": "Success" if done else "Important", "href": "", "name": ""}
    ours = Template("{% load look %}" + PARTS[component]).render(Context({**more, **options}))
    assert tree(ours) == tree(example["html"])


@pytest.mark.parametrize(("component", "example"), examples("summary-list"))
def test_a_summary_list_is_drawn_as_the_package_draws_it(component: str, example: dict[str, Any]) -> None:
    rows = [row_of(row) for row in example["options"]["rows"]]
    ours = tree(render_to_string("look/summary_list.html", {"rows": rows}))[2][0]
    theirs = tree(example["html"])[2][0]
    assert ours[:2] == theirs[:2]
    # Our rows change one thing each; the package's with two links are left out.
    single = [at for at, row in enumerate(example["options"]["rows"]) if len(actions(row)) < 2]
    assert single
    assert [ours[2][at] for at in single] == [theirs[2][at] for at in single]


def actions(row: dict[str, Any]) -> list[dict[str, Any]]:
    return list(row.get("actions", {}).get("items", []))


def row_of(row: dict[str, Any]) -> dict[str, Any]:
    acts = (actions(row) or [{}])[0]
    value = row["value"].get("text") or mark_safe(row["value"]["html"])
    more = {"about": acts.get("visuallyHiddenText"), "verb": acts.get("text")}
    return {"key": row["key"]["text"], "value": value, "href": acts.get("href", ""), **more}


class Wrong(forms.Form):
    """Two fields to get wrong, and something about both."""

    first = forms.CharField()
    second = OneOf(choices=[("a", "A"), ("b", "B")])


def test_an_error_summary_is_drawn_as_the_package_draws_it() -> None:
    form = Wrong({})
    form.errors.clear()
    form.add_error("first", "The date your passport was issued must be in the past")
    form.add_error("second", "Enter a postcode, like AA1 1AA")
    ours = render_to_string("look/errors.html", {"form": form})
    example = COMPONENTS["error-summary"][0]["html"]
    expected = example.replace("#example-error-1", "#id_first").replace("#example-error-2", "#id_second_0")
    assert tree(ours, but=frozenset({"tabindex", "autofocus"})) == tree(expected)


def test_what_is_wrong_with_the_whole_form_has_no_link() -> None:
    form = Wrong({"first": "x", "second": "a"})
    form.add_error(None, "Invalid username or password")
    assert "<li>Invalid username or password</li>" in render_to_string("look/errors.html", {"form": form})
