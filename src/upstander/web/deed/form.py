"""What the page of a deed asks: one form, its alternatives as options, with what there is to choose from (clause 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms

from upstander.web.look.fields import Option, offer

START = (
    "party",
    "told_by",
    "step",
    "duty",
    "incident",
    "note",
    "link",
    "purpose",
    "kind",
    "case",
    "letter",
    "agency",
    "consent",
    "disclosure",
    "referral",
    "need",
)
"""What a link to a page may choose beforehand."""

Given = dict[str, Any]
Choices = Sequence[tuple[str, str]]


class DeedForm(forms.Form):
    """The form of a deed. The name of a field is the name of the deed's own argument, unless `given` says otherwise."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, about: Any, at: datetime, start: Mapping[str, str] | None = None, files: Any = None
    ) -> None:
        """`about`: what there is to choose from. `at`: the moment. `start`: what the link has chosen already."""
        super().__init__(data, files)
        self.about, self.at, self.start = about, at, start or {}
        self.prepare()

    def prepare(self) -> None:
        """Fill in what there is to choose from."""

    def choose(self, name: str, choices: Iterable[tuple[str, str]], *, empty: str = "") -> None:
        """Let a field choose from these; what the link names, or what is the only answer, is chosen already."""
        held = list(choices)
        field = offer(self, name, [("", empty), *held] if empty else held)
        asked = self.start.get(name, "")
        if asked in {key for key, _ in held}:
            field.initial = asked
        elif len(held) == 1 and field.required:
            field.initial = held[0][0]

    def given(self) -> Given:
        """Return what is handed to the deed, by the names of its arguments."""
        return dict(self.cleaned_data)

    def another(self, data: Mapping[str, Any]) -> DeedForm | None:
        """Return the form as it is shown next, where a button asked for more room and not for the deed."""
        return None


def options(labels: Mapping[Any, str], **hints: str) -> list[tuple[str, str]]:
    """Return labels as choices; a hint says what follows from an answer."""
    return [(str(key), Option(words, hint=hints.get(str(key), ""))) for key, words in labels.items()]


def yes_no(yes: str = "Yes", no: str = "No") -> Choices:
    """Return the two answers to a question."""
    return (("yes", yes), ("no", no))
