"""The parts of the next version as forms: a field for each place that can be changed (clause 2 g)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from upstander.policy.terms import Terms, Unit
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, CountField, LineField, ListField, TickField

UNITS = [(str(unit), str(unit).replace("_", " ")) for unit in Unit]
MOST = 100_000
ANSWER = re.compile(r"(?P<words>.{1,120}?)\s*=\s*(?P<score>[0-9]{1,2})")
OUT, ALSO = "out.", "also."
NOT_ANSWERS = 'Write at least two answers, one on each line, each with its score: "Most days = 3".'
Fields = list[tuple[str, forms.Field, Any]]
Group = tuple[str, Fields]


def _count(label: str, at_most: int = MOST, at_least: int = 0) -> CountField:
    return CountField(label=label, missing="Enter a number", at_most=at_most, at_least=at_least)


def _line(label: str, missing: str, max_length: int = 200, **more: Any) -> LineField:
    return LineField(label=label, missing=missing, max_length=max_length, **more)


def _clocks(terms: Terms) -> Iterator[Group]:
    for clock in terms.clocks:
        place = f"clocks.{clock.key}"
        unit = ListField(label="Counted in", choices=UNITS, missing="Choose what it is counted in")
        fields: Fields = [(f"{place}.amount", _count("How many", 999), clock.amount)]
        yield f"{clock.label}, from: {clock.starts}", [*fields, (f"{place}.unit", unit, str(clock.unit))]


def _risk(terms: Terms) -> Iterator[Group]:
    for question in terms.risk.questions:
        place = f"risk.questions.{question.code}"
        fields: Fields = [
            (f"{place}.text", _line("Question", "Enter the question", 300), question.text),
            (f"{place}.mandatory", TickField(label="It must be answered", required=False), question.mandatory),
            (f"{OUT}{question.code}", TickField(label="Leave this question out", required=False), False),
        ]
        for answer in question.answers:
            at = f"{place}.answers.{answer.code}"
            fields.append((f"{at}.label", _line("Answer", "Enter the answer"), answer.label))
            fields.append((f"{at}.score", _count("Score", 99), answer.score))
        yield question.text, fields
    yield from _one_more()
    for band in terms.risk.bands:
        place = f"risk.bands.{band.code}"
        yield (
            f"Band: {band.label}",
            [
                (f"{place}.label", _line("In words", "Enter what it is called"), band.label),
                (f"{place}.min", _count("From score", 999), band.min),
                (f"{place}.max", _count("To score", 999), band.max),
                (f"{place}.review_days", _count("Looked at again within days", 999), band.review_days),
            ],
        )


def _one_more() -> Iterator[Group]:
    answers = AnswerField(
        label="Its answers, one on each line, with the score",
        help_text="Such as: Most days = 3",
        required=False,
        max_length=2000,
    )
    yield (
        "One more question (optional)",
        [
            (f"{ALSO}text", LineField(label="The question", required=False, max_length=300), ""),
            (f"{ALSO}mandatory", TickField(label="It must be answered", required=False), False),
            (f"{ALSO}answers", answers, ""),
        ],
    )


def _tools(terms: Terms) -> Iterator[Group]:
    for tool in terms.tools:
        yield tool.label, [(f"tools.{tool.code}.on", TickField(label="In use", required=False), tool.on)]


def _sharing(terms: Terms) -> Iterator[Group]:
    """Those that the policy itself does not have: its own grounds stand as it has them."""
    for ground in (one for one in terms.sharing if not one.in_policy):
        place = f"sharing.{ground.code}"
        why = AnswerField(
            label="Who decided it, and why? (optional)",
            help_text="Needed to adopt it, and to end that. It stands on the record, and in what is compared.",
            required=False,
            max_length=1_000,
            rows=2,
        )
        on = TickField(label="Adopted as a ground of this policy", help_text=ground.note, required=False)
        yield ground.label, [(f"{place}.on", on, ground.on), (f"{place}.decided", why, ground.decided)]


def _limits(terms: Terms) -> Iterator[Group]:
    words = {
        "story": "Longest story, in characters",
        "answer": "Longest answer, in characters",
        "line": "Longest line, in characters",
        "updates_at_most_days": "Rarest updates that can be agreed, in days",
        "consent_asked_days": "Asked again before a consent runs out, in days",
    }
    yield (
        "Limits",
        [(f"limits.{key}", _count(label, at_least=1), getattr(terms.limits, key)) for key, label in words.items()],
    )


def _policy(terms: Terms) -> Iterator[Group]:
    day: dict[str, Any] = {
        "max_length": 10,
        "width": 10,
        "help_text": "A year and a month, such as 2027-11, or a day: 2027-11-30.",
    }
    held = terms.policy
    yield (
        "The policy's front page",
        [
            ("policy.number", _count("Version of the policy", 999, 1), held.number),
            ("policy.title", _line("Title", "Enter the title"), held.title),
            ("policy.author", _line("Author", "Enter who wrote it"), held.author),
            ("policy.issued", _line("Issued", "Enter when it was issued", **day), held.issued),
            ("policy.review_by", _line("To be looked at again by", "Enter a date", **day), held.review_by),
        ],
    )


GROUPS: Mapping[str, Callable[[Terms], Iterator[Group]]] = {
    "clocks": _clocks,
    "risk": _risk,
    "tools": _tools,
    "sharing": _sharing,
    "limits": _limits,
    "policy": _policy,
}


class PartForm(forms.Form):
    """One part of the draft. The name of a field is the place that it changes."""

    use_required_attribute = False
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, part: str, terms: Terms, revision: int) -> None:
        super().__init__(data, initial={"revision": revision})
        self.held: list[tuple[str, list[str]]] = []
        for title, fields in GROUPS[part](terms):
            for name, field, value in fields:
                field.initial = value
                self.fields[name] = field
            self.held.append((title, [name for name, _, _ in fields]))

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields, by what they are about."""
        return [(title, [self[name] for name in names]) for title, names in self.held]

    def clean(self) -> dict[str, Any]:
        """Read one more question, where one is written."""
        held = super().clean() or {}
        if held.get(f"{ALSO}text") or held.get(f"{ALSO}answers"):
            lines = [line.strip() for line in held.get(f"{ALSO}answers", "").splitlines() if line.strip()]
            read = [ANSWER.fullmatch(line) for line in lines]
            if len(read) < 2 or None in read:
                self.add_error(f"{ALSO}answers", ValidationError(NOT_ANSWERS, code="answers"))
            if not held.get(f"{ALSO}text"):
                self.add_error(f"{ALSO}text", ValidationError("Enter the question", code="required"))
        return held

    def given(self) -> dict[str, Any]:
        """Return only what differs from the draft, by its place."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        places = {name: value for name, value in said.items() if not name.startswith((OUT, ALSO))}
        found: dict[str, Any] = {name: value for name, value in places.items() if value != self.fields[name].initial}
        out = [name.removeprefix(OUT) for name, value in said.items() if name.startswith(OUT) and value]
        if out:
            found["risk.leave_out"] = out
        if said.get(f"{ALSO}text"):
            lines = [line.strip() for line in said[f"{ALSO}answers"].splitlines() if line.strip()]
            read = [match for line in lines if (match := ANSWER.fullmatch(line))]
            found["risk.ask_also"] = {
                "text": said[f"{ALSO}text"],
                "mandatory": said[f"{ALSO}mandatory"],
                "answers": [[match["words"], int(match["score"])] for match in read],
            }
        return found

    def mark_trouble(self, where: str, words: str) -> None:
        """Say at the field what does not fit together; at the top, where it is no field of this part."""
        place = {"risk.leave_out": "", "risk.ask_also": f"{ALSO}answers"}.get(where, where)
        self.add_error(place if place in self.fields else None, ValidationError(f"{words}.", code="fits"))


class AdoptForm(forms.Form):
    """From which day, and why."""

    use_required_attribute = False
    effective_from = DayField(
        label="From which day does it count?",
        past=False,
        future=True,
        missing="Enter the day from which it counts",
        help_text="Today or later. Cases opened before that day keep the clocks of their own version.",
        strong=True,
    )
    because = AnswerField(
        label="Why is it adopted?",
        help_text="The second person reads this, and so does everybody who looks back.",
        missing="Say why in a sentence",
        rows=3,
        strong=True,
    )


class DropForm(forms.Form):
    """Nothing more is asked."""
