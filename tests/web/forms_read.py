"""Reads the forms of a page as a browser does: what is asked, what stands in it already, and what would be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponseBase

PRESSED = {"submit", "image", "button", "reset"}
TEXTS = {"text", "textarea", "search", "tel", "email", "url", "password", "number"}
RUNNING = {"script", "style", "iframe", "object", "embed", "base", "meta", "link"}


@dataclass
class Field:
    """One name of a form: what kind it is, what stands in it, and what there is to choose from."""

    name: str
    kind: str
    mode: str = ""
    value: str = ""
    choices: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether somebody types into it."""
        return self.kind in TEXTS


@dataclass
class Form:
    """One form: where it leads, how, and its fields by name."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def texts(self) -> list[Field]:
        """The fields that somebody types into."""
        return [one for one in self.fields.values() if one.is_text]

    def sent(self, typed: Mapping[str, str] | None = None, *, turn: int = 0) -> dict[str, str | list[str]]:
        """What a browser sends, with this typed, and of each choice and each button the one whose turn it is."""
        body: dict[str, str | list[str]] = {}
        for one in self.fields.values():
            if one.kind == "checkbox":
                body[one.name] = one.chosen or one.choices[turn % len(one.choices) :][: turn % 3]
            elif one.choices:
                open_to = [choice for choice in one.choices if choice] or [""]
                body[one.name] = open_to[turn % len(open_to)]
            else:
                body[one.name] = one.value
        pressed = [{}, *({name: value} for name, value in self.buttons)][turn % (len(self.buttons) + 1)]
        return {**body, **pressed, **(typed or {})}


class Reader(HTMLParser):
    """Goes through a page once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.text: Field | None = None
        self.select: Field | None = None
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.errors: list[str] = []
        self.in_summary = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a field, or what could run."""
        held = {name: value or "" for name, value in attrs}
        self.tags.append((tag, held))
        if "govuk-error-summary" in held.get("class", "").split() or self.in_summary:
            self.in_summary += tag == "div"
        if tag == "form":
            self.open = Form(held.get("action", ""), held.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None and held.get("name") and tag in {"input", "textarea", "select", "button"}:
            self._field(tag, held)
        elif tag == "option" and self.select is not None:
            self.select.choices.append(held.get("value", ""))
            self.select.value = held["value"] if "selected" in held else self.select.value

    def _field(self, tag: str, held: dict[str, str]) -> None:
        assert self.open is not None
        kind = held.get("type", "submit" if tag == "button" else "text") if tag in {"input", "button"} else tag
        if kind in PRESSED:
            self.open.buttons.append((held["name"], held.get("value", "")))
            return
        one = self.open.fields.setdefault(held["name"], Field(held["name"], kind, held.get("inputmode", "")))
        if kind in {"radio", "checkbox"}:
            one.choices.append(held.get("value", "on"))
            one.chosen += [held.get("value", "on")] if "checked" in held else []
            return
        one.value = held.get("value", "")
        self.text = one if tag == "textarea" else None
        self.select = one if tag == "select" else None

    def handle_endtag(self, tag: str) -> None:
        """Leave what was open."""
        if self.in_summary and tag == "div":
            self.in_summary -= 1
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.text = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        """Take what stands in a text area, and what the summary of errors says."""
        if self.text is not None:
            self.text.value += data
        if self.in_summary and data.strip():
            self.errors.append(data.strip())


def read(page: HttpResponseBase) -> Reader:
    """Read a page."""
    reader = Reader()
    reader.feed(words(page))
    reader.close()
    for form in reader.forms:
        for one in form.texts:
            # A browser drops the first line feed of a text area.
            one.value = one.value.removeprefix("\n") if one.kind == "textarea" else one.value
    return reader


def words(page: HttpResponseBase) -> str:
    """The page as text; it says that it is UTF-8, and is."""
    return bytes(getattr(page, "content", b"")).decode("utf-8")


def posted(page: HttpResponseBase) -> list[Form]:
    """The forms of a page that are sent by POST and ask something, without the ones of its frame."""
    asked = [form for form in read(page).forms if form.method == "post"]
    return [form for form in asked if set(form.fields) - {"csrfmiddlewaretoken"}]


def could_run(reader: Reader, marks: str) -> Iterator[str]:
    """Everything of a page that a browser could run or fetch and that holds this mark."""
    for tag, held in reader.tags:
        for name, value in held.items():
            runs = name.startswith("on") or name in {"style", "srcdoc", "formaction"} or tag in RUNNING
            leads = name in {"href", "src", "action", "data"} and ":" in value.split("/")[0].split("?")[0]
            if (runs or leads) and marks in value and not value.startswith(("mailto:", "tel:")):
                yield f"<{tag} {name}={value[:80]!r}>"
