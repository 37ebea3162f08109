"""When a message may go out by itself: days and hours in a form that a machine can keep to (clause 3.2 a)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from upstander.policy.safe_contact import CHANNELS, DAYS, Wish, hours_from, safe_hours
from upstander.web.look.days import TimeField
from upstander.web.look.fields import ListField, SomeOf

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMES = ("first", "safe_days", "safe_from", "safe_until")
BOTH = "Enter both times, or neither"


class SafeHoursForm(forms.Form):
    """Which safe way comes first, and the days and hours for messages; all of it may stay empty."""

    first = ListField(label="Which safe way should we use first?", choices=(), required=False)
    safe_days = SomeOf(
        label="On which days may messages come?",
        help_text="Leave this empty for every day.",
        required=False,
        choices=list(zip(DAYS, DAY_NAMES, strict=True)),
    )
    safe_from = TimeField(
        label="From what time?", help_text="For example: 9am. Leave it empty for any time.", required=False
    )
    safe_until = TimeField(label="Until what time?", help_text="For example: 5pm.", required=False)

    def offer_first(self, labels: Mapping[str, str]) -> None:
        """Name the ways that may come first."""
        field = self.fields["first"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "The one you think best"), *((way, labels[way]) for way in CHANNELS)]

    def clean(self) -> dict[str, Any]:
        """Notice half a pair of times, and days without one; put them together as the one wish that is kept."""
        given = super().clean() or {}
        start, end = given.get("safe_from"), given.get("safe_until")
        if (start is None) is not (end is None) or (given.get("safe_days") and start is None):
            self.add_error("safe_until" if end is None else "safe_from", BOTH)
        elif start is not None and end is not None:
            given[Wish.SAFE_HOURS.value] = hours_from([DAYS.index(day) for day in given["safe_days"]], start, end)
        return given


def start_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what these fields hold at first: what they said last."""
    hours = safe_hours(said)
    held: dict[str, Any] = {"first": str(said.get(Wish.FIRST) or "")}
    if hours is not None:
        days = [] if len(hours.days) == 7 else [DAYS[day] for day in sorted(hours.days)]
        held |= {"safe_days": days, "safe_from": f"{hours.start:%H:%M}", "safe_until": f"{hours.end:%H:%M}"}
    return held
