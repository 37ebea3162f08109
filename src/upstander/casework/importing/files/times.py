"""Dates and times as other systems write them; an hour without a zone is London's."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


def day_of(text: str) -> date:
    """Read a day. Raises ValueError."""
    parts = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if parts:
        day, month, year = map(int, parts.groups())
        return date(year, month, day)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}([ T]00:00(:00)?)?", text):
        raise ValueError(text)
    return date.fromisoformat(text[:10])


def moment_of(text: str) -> datetime:
    """Read a moment as UTC; a day without an hour is its beginning. Raises ValueError."""
    parts = re.fullmatch(r"(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})(?:[ T]+(\d{1,2}:\d{2}.*))?", text)
    if parts is None:
        raise ValueError(text)
    day, hour = day_of(parts.group(1)), parts.group(2)
    if not FIRST <= day <= LAST:
        raise ValueError(text)
    if not hour:
        return datetime.combine(day, time(), LONDON).astimezone(UTC)
    clock = time.fromisoformat(hour.strip().zfill(5) if len(hour) == 4 else hour.strip())
    if clock.tzinfo is not None:
        return datetime.combine(day, clock).astimezone(UTC)
    found = datetime.combine(day, clock, LONDON).astimezone(UTC)
    if found.astimezone(LONDON).replace(tzinfo=None) != datetime.combine(day, clock):
        raise ValueError(text)  # the clocks went forward over this hour
    return found


def end_of(day: date) -> datetime:
    """Return the last second of a day in London."""
    return datetime.combine(day, time(23, 59, 59), LONDON).astimezone(UTC)
