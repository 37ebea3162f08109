"""When a duty is due, in the words and groups that staff read (clauses 3 a "prompt", 3.2 c)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from upstander.policy.workingdays import LONDON, london_day

WEEK_DAYS = 7
NEAR_DAYS = 2


class Due(StrEnum):
    """The groups a person's work is read in. Each open duty stands in exactly one of them."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    WAITING = "waiting"


DUE_LABELS: Mapping[Due, str] = {
    Due.OVERDUE: "Overdue",
    Due.TODAY: "Due today",
    Due.WEEK: "Due in the next 7 days",
    Due.LATER: "Due later",
    Due.WAITING: "Waiting for someone else",
}


def how_due(due_at: datetime, *, at: datetime, paused: bool = False) -> Due:
    """Return the group that a duty stands in at this moment; a clock that is paused waits, whatever it says."""
    if paused:
        return Due.WAITING
    return next(due for due in (Due.OVERDUE, Due.TODAY, Due.WEEK, Due.LATER) if _holds(due, due_at, at))


def window(due: Due | str, *, at: datetime) -> tuple[datetime | None, datetime | None]:
    """Return from when (with it) and until when (without it) what is due falls in this group."""
    tomorrow, next_week = _midnight(at, days=1), _midnight(at, days=WEEK_DAYS)
    match Due(due):
        case Due.OVERDUE:
            return None, at
        case Due.TODAY:
            return at, tomorrow
        case Due.WEEK:
            return tomorrow, next_week
        case Due.LATER:
            return next_week, None
        case Due.WAITING:
            return None, None


def near_until(*, at: datetime) -> datetime:
    """Return until when (without it) something is due soon: today or tomorrow."""
    return _midnight(at, days=NEAR_DAYS)


def due_words(due_at: datetime, *, at: datetime, paused: bool = False) -> str:
    """Return how a due time reads: "Overdue by 1 day", "Due today by 5pm", "Due 24 November"."""
    match how_due(due_at, at=at, paused=paused):
        case Due.WAITING:
            return "Waiting for someone else"
        case Due.OVERDUE:
            return f"Overdue by {_how_long(at - due_at, london_day(at) - london_day(due_at))}"
        case Due.TODAY:
            return f"Due today by {_hour(due_at)}"
        case _:
            return f"Due {day_words(london_day(due_at), beside=london_day(at))}"


def day_words(day: date, *, beside: date | None = None) -> str:
    """Return a day as it is read: "24 November", with the year where it is another than `beside` is in."""
    year = "" if beside is not None and day.year == beside.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


def _holds(due: Due, due_at: datetime, at: datetime) -> bool:
    first, last = window(due, at=at)
    return (first is None or due_at >= first) and (last is None or due_at < last)


def _midnight(at: datetime, *, days: int) -> datetime:
    day = london_day(at) + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def _how_long(late: timedelta, days: timedelta) -> str:
    if days.days:
        return _several(days.days, "day")
    if late >= timedelta(hours=1):
        return _several(late // timedelta(hours=1), "hour")
    return _several(max(1, late // timedelta(minutes=1)), "minute")


def _several(how_many: int, what: str) -> str:
    return f"{how_many} {what}" if how_many == 1 else f"{how_many} {what}s"


def _hour(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"
