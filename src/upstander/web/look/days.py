"""A day and a time of day, as staff write them: three boxes, month names accepted; "4pm" is a time.

Clause 9: what is recorded carries its own date, apart from the moment it was typed.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from upstander.policy.when import ImpossibleDate, day, month_number
from upstander.web.look.fields import LineField, Shown
from upstander.web.who import now

BOXES = (("Day", 2, "numeric"), ("Month", 2, ""), ("Year", 4, "numeric"))
CLOCK = re.compile(r"(\d{1,2})(?:[:.\s](\d{2}))?\s*(am|pm)?")


class DayBoxes(forms.MultiWidget):
    """Three boxes: day, month, year."""

    template_name = "look/date.html"

    def __init__(self) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name.lower(): forms.TextInput(
                attrs={"title": name, "inputmode": mode, "class": f"govuk-date-input__input govuk-input--width-{width}"}
            )
            for name, width, mode in BOXES
        }
        super().__init__(boxes)

    def decompress(self, value: Any) -> list[str]:
        """Put a day into its boxes."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DayField(Shown, forms.MultiValueField):
    """An exact day. `future` allows one that has not come yet, such as a due date; `past` one that has."""

    def __init__(self, *, past: bool = True, future: bool = False, missing: str = "Enter a date", **more: Any) -> None:
        self.past, self.future = past, future
        parts = tuple(forms.CharField(max_length=20, required=False) for _ in BOXES)
        super().__init__(fields=parts, widget=DayBoxes(), require_all_fields=False, missing=missing, **more)

    def compress(self, data_list: list[str]) -> date | None:
        """Make the day, or say which box is wrong."""
        written = [text.strip() for text in data_list] or ["", "", ""]
        if not any(written):
            return None
        empty = [at for at, text in enumerate(written) if not text]
        if empty:
            missing = " and a ".join(BOXES[at][0].lower() for at in empty)
            raise ValidationError(f"The date must include a {missing}.", params={"parts": empty})
        return self._within(_day(written))

    def _within(self, written: date) -> date:
        today = timezone.localdate(now())
        if written > today and not self.future:
            raise ValidationError("That day has not come yet. Enter today or an earlier day.")
        if written < today and not self.past:
            raise ValidationError("That day has passed. Enter today or a later day.")
        return written


def _day(written: list[str]) -> date:
    month = month_number(written[1])
    wrong = [at for at in (0, 2) if not (written[at].isascii() and written[at].isdigit() and len(written[at]) < 5)]
    if month is None:
        wrong.append(1)
    if month is None or wrong:
        names = " and ".join(BOXES[at][0].lower() for at in sorted(wrong))
        raise ValidationError(f"Check the {names}. For example, 27 3 2026 or 27 March 2026.", params={"parts": wrong})
    try:
        return day(int(written[2]), month, int(written[0]))
    except ImpossibleDate as impossible:
        raise ValidationError(str(impossible)) from impossible


class TimeField(LineField):
    """A time of day: 4pm, 16:30, 4.30 pm."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=10, width=5, **more)

    def clean(self, value: Any) -> time | None:
        """Return the time, or None for an empty optional field."""
        text = super().clean(value).lower().replace(" ", "")
        if not text:
            return None
        found = CLOCK.fullmatch({"noon": "12pm", "midday": "12pm", "midnight": "12am"}.get(text, text))
        hour = _hour(int(found[1]), found[3]) if found else None
        if found is None or hour is None or int(found[2] or 0) > 59:
            raise ValidationError("Enter a time, such as 4pm or 16:30.", code="time")
        return time(hour, int(found[2] or 0))


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour if hour < 24 else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "pm" else 0)
