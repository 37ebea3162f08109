"""What the pages of many matters ask alike: whom it is about, when it was, and why (clauses 3.2, 9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from upstander.casework.casefile.asked import DeedPage
from upstander.casework.casefile.page import PartyRow
from upstander.policy.consent import FILE_PART_LABELS, NEEDED, PURPOSE_LABELS, FilePart, Purpose
from upstander.policy.due import day_words
from upstander.policy.telling import WHO_SAID_LABELS
from upstander.policy.terms import ClockKey
from upstander.policy.workingdays import LONDON, london_day
from upstander.web.deed.form import DeedForm, options
from upstander.web.look.days import DayField, TimeField
from upstander.web.look.fields import AnswerField, OneOf, Option

REASON = "One sentence that the next reader can follow: 20 letters or more. It stays on the record."


def who_of(parties: Iterable[PartyRow]) -> list[tuple[str, str]]:
    """Return people in the case as choices, each with their part."""
    return [(one.party, Option(one.name, hint=one.part_label)) for one in parties]


def people(label: str, *, missing: str = "Choose who this is about", required: bool = True, hint: str = "") -> OneOf:
    """Return the question whom it is about; `prepare` fills it in."""
    return OneOf(label=label, choices=(), missing=missing, required=required, help_text=hint, strong=True)


def reason(label: str, *, missing: str, required: bool = True, rows: int = 3) -> AnswerField:
    """Return the question why."""
    return AnswerField(label=label, help_text=REASON, missing=missing, required=required, rows=rows, strong=True)


def whose_own(label: str) -> OneOf:
    """Return the question whose own it is: asked alike of everybody, and of nobody who may not be approached yet."""
    hint = (
        "Everybody in the case is asked the same, each for themselves. We speak to the person complained of only once "
        "everybody we hear has said yes to that; until then, write what others say they need."
    )
    return people(label, hint=hint)


def who_said() -> OneOf:
    """Return the question who said something of somebody."""
    return OneOf(
        label="Who said so?",
        choices=options(WHO_SAID_LABELS, themselves="Only if you, or a colleague, have spoken to them."),
        missing="Choose who said so",
        strong=True,
    )


def what_for() -> OneOf:
    """Return the question what an agency would use it for; beside each purpose stands what it needs."""
    return OneOf(
        label="What for?",
        choices=[(one.value, Option(PURPOSE_LABELS[one], hint=_needs(one))) for one in Purpose],
        missing="Choose what it is for",
        strong=True,
    )


def _needs(purpose: Purpose) -> str:
    named = "; ".join(FILE_PART_LABELS[part].lower() for part in FilePart if part in NEEDED[purpose])
    return f"Needs no more than: {named}."


def how_long(about: DeedPage, key: ClockKey) -> str:
    """Return how long the landlord gives itself for a promise: "2 working days"."""
    clock = about.terms.clock(key, high=about.high)
    words = clock.unit.replace("_", " ")
    return f"{clock.amount} {words.removesuffix('s') if clock.amount == 1 else words}"


def by_day(at: datetime | None) -> str:
    """Return a moment as the day it falls on, or nothing."""
    return day_words(london_day(at)) if at else ""


class PartyForm(DeedForm):
    """A deed about one person in the case."""

    about: DeedPage

    def prepare(self) -> None:
        """Offer everybody who is in the case."""
        self.choose("party", who_of(self.people()))

    def people(self) -> Iterable[PartyRow]:
        """Return whom the deed may be about."""
        return self.about.parties_for_choice


class OnADay(DeedForm):
    """Something that was done on a day, at about a time."""

    on = DayField(label="On which day?", missing="Enter the day", strong=True)
    at_time = TimeField(label="At about what time? (optional)", help_text="Such as 4pm or 16:30.", required=False)

    def prepare(self) -> None:
        """Start with today."""
        super().prepare()
        self.fields["on"].initial = london_day(self.at)

    def moment(self, given: dict[str, Any]) -> datetime:
        """Take day and time out of what was given, and return the moment. Without a time: now, or that midday."""
        on: date = given.pop("on")
        at_time: time | None = given.pop("at_time")
        if at_time is None and on == london_day(self.at):
            return self.at
        return datetime.combine(on, at_time or time(12), tzinfo=LONDON)
