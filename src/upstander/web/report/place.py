"""The questions about where it happened: a home picked by its door, or words (clause 1.1)."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from upstander.casework.homes import homes_at
from upstander.policy.telling import OnBehalf
from upstander.web.look.fields import AnswerField, LineField, OneOf, Option, offer
from upstander.web.report.question import Question, Said

POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
NOT_LISTED = "not_listed"


def as_the_post_writes(typed: str) -> str:
    """Return a postcode as the post writes it. Raises ValidationError where it is not a whole one."""
    plain = "".join(typed.upper().split())
    if plain and not POSTCODE.fullmatch(plain):
        raise ValidationError("Enter a whole postcode, like SE16 4AB. If you do not know it, leave this empty")
    return f"{plain[:-3]} {plain[-3:]}" if plain else ""


class Where(Question):
    """Where, before any address is asked."""

    where = OneOf(label="Where did it happen?", heading=True, required=False, choices=())

    def fit(self, said: Said) -> None:
        """Name the home after whoever lives there."""
        theirs = said.get("on_behalf") in {OnBehalf.SOMEONE_ELSE, OnBehalf.WORKS_WITH_THEM}
        answers = [
            ("home", Option(f"In or near {'their' if theirs else 'my'} home")),
            ("other_home", Option(f"In or near another home of {settings.LANDLORD.name}")),
            ("elsewhere", Option("Somewhere else")),
            ("unsaid", Option("I would rather not say", divider="or")),
        ]
        offer(self, "where", answers)


class Postcode(Question):
    """The postcode, to find the home among the landlord's."""

    postcode = LineField(
        label="What is the postcode of the home?",
        help_text="For example SE16 4AB. If you do not know it, leave this empty.",
        heading=True,
        required=False,
        width=10,
        max_length=10,
    )

    def clean_postcode(self) -> str:
        """Write it as the post does."""
        return as_the_post_writes(self.cleaned_data["postcode"])

    def kept(self) -> dict[str, Any]:
        """Keep beside it whether any of our homes is there."""
        return {**super().kept(), "homes_there": bool(homes_at(self.answers["postcode"]))}


class Home(Question):
    """One of the landlord's homes, picked by its door."""

    home_uprn = OneOf(label="Which home is it?", heading=True, required=False, choices=())

    def fit(self, said: Said) -> None:
        """List the homes at the postcode."""
        homes = [(home.uprn, Option(home.address)) for home in homes_at(said.get("postcode", ""))]
        last = (NOT_LISTED, Option("It is not in this list", divider="or"))
        offer(self, "home_uprn", [*homes, last])


class Address(Question):
    """An address in words, where no home was picked."""

    address = AnswerField(
        label="What is the address?",
        help_text="Write as much as you know. You can leave this empty.",
        heading=True,
        required=False,
        rows=3,
        max_length=1_000,
    )


class Place(Question):
    """Where exactly, in words."""

    place = AnswerField(
        label="Where was it?",
        help_text="For example on the stairs, in the lift, in the car park or online. You can leave this empty.",
        heading=True,
        required=False,
        rows=3,
        max_length=1_000,
    )

    def fit(self, said: Said) -> None:
        """Ask for the spot where a home was named."""
        if said.get("where") in {"home", "other_home"}:
            self.fields["place"].label = "Where in or near the home was it?"
