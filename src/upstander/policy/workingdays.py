"""Working days and due times (the landlord's clocks; clause 3 a, "prompt").

Monday to Friday less the bank holidays of England and Wales, in London. A due time in days falls at
17:00 London, so that it is the same hour on the wall before and after the clocks change; hours and
minutes are elapsed time, whatever the clocks do. Everything comes in aware, and goes out in UTC.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
CLOSE_OF_DAY = time(17, 0)
_SATURDAY = 5


class Unit(StrEnum):
    """What a clock counts in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    WEEKS = "weeks"
    MONTHS = "months"


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in one year."""
    # Imported here: the library takes a noticeable part of the start, and most pages need no new clock.
    # Without the subdivision it lacks Easter Monday.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Say whether the landlord works on this day."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def london_day(at: datetime) -> date:
    """Return the day it is in London at this moment."""
    return _aware(at).astimezone(LONDON).date()


def close_of(day: date) -> datetime:
    """Return 17:00 London on this day, in UTC."""
    return datetime.combine(day, CLOSE_OF_DAY, LONDON).astimezone(UTC)


def add_working_days(start: datetime, days: int) -> datetime:
    """Return 17:00 London on the Nth working day after the start's London day, in UTC."""
    return close_of(_working_day_after(london_day(start), days))


def working_days_between(first: date, last: date) -> int:
    """Count the working days after `first`, up to and with `last`."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def due_at(start: datetime, amount: int, unit: Unit | str) -> datetime:
    """Return when a clock of this length, started now, runs out, in UTC."""
    if amount < 0:
        raise ValueError(f"A clock cannot run for {amount}.")
    match Unit(unit):
        case Unit.HOURS:
            return _aware(start).astimezone(UTC) + timedelta(hours=amount)
        case Unit.MINUTES:
            return _aware(start).astimezone(UTC) + timedelta(minutes=amount)
        case Unit.WORKING_DAYS:
            return add_working_days(start, amount)
        case Unit.DAYS:
            return close_of(london_day(start) + timedelta(days=amount))
        case Unit.WEEKS:
            return close_of(london_day(start) + timedelta(weeks=amount))
        case Unit.MONTHS:
            return close_of(_months_after(london_day(start), amount))


def resumed(unit: Unit | str, due: datetime, paused_at: datetime, restarted_at: datetime) -> datetime:
    """Return the new due time of a clock that stood still between two moments.

    What was left when it stopped is left when it starts again. A clock that had already run out when it
    was paused stays run out: a pause is no way to clear an overdue promise.
    """
    if _aware(restarted_at) < _aware(paused_at):
        raise ValueError("A clock cannot restart before it was paused.")
    if paused_at >= _aware(due):
        return due.astimezone(UTC)
    if Unit(unit) in (Unit.HOURS, Unit.MINUTES):
        return due.astimezone(UTC) + (restarted_at - paused_at)
    moved = _moved(Unit(unit), london_day(due), london_day(paused_at), london_day(restarted_at))
    if moved > restarted_at:
        return moved
    # Stopped on its last day and started in the evening or on a day off: the rest of that day is owed next.
    return add_working_days(restarted_at, 1)


def _moved(unit: Unit, due: date, paused: date, restarted: date) -> datetime:
    if unit is Unit.WORKING_DAYS:
        return close_of(_working_day_after(due, working_days_between(paused, restarted)))
    return close_of(due + (restarted - paused))


def _working_day_after(day: date, count: int) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("A clock needs a moment with its time zone.")
    return at
