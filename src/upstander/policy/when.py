"""When something happened, as surely as somebody knows (clause 3 a): nobody has to force a date they do not have.

A day, a month or "about 3 weeks ago" gives an earliest and a latest day; any other words are kept as they are.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

OLDEST = date(1900, 1, 1)
MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
SHORT = {name[:3]: at for name, at in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {name.lower(): at for at, name in enumerate(calendar.day_name)}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "few": 3, "couple": 2}
DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
SLACK = {"day": 1, "week": 4, "month": 15, "year": 180}

_NUMERIC = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{2}|\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(?:[a-z]+day,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+),? (\d{4})")
_MONTH = re.compile(r"(?:in )?([a-z]+),? (\d{4})")
_AGO = re.compile(r"(?:about |around |roughly )?(?:a )?(\d{1,3}|[a-z]+)(?: of)? (day|week|month|year)s? ago")
_WEEKDAY = re.compile(r"(?:on |last )?([a-z]+day)")


@dataclass(frozen=True, slots=True)
class Approximate:
    """The earliest and the latest day it can have been, and the words themselves; both None when only words say it."""

    earliest: date | None
    latest: date | None
    words: str


class ImpossibleDate(ValueError):
    """No such day, or one that has not come yet; says so in a sentence for whoever wrote it."""


def approximate(words: str, *, today: date) -> Approximate:
    """Understand when it happened. Raises ImpossibleDate."""
    said = " ".join(words.split())
    plain = said.lower().rstrip(".")
    for understand in (_a_day, _a_month, _relative):
        span = understand(plain, today)
        if span is not None:
            _must_be_past(span[0], today)
            return Approximate(span[0], min(span[1], today), said)
    return Approximate(None, None, said)


def day(year: int, month: int, number: int) -> date:
    """Return the day, or raise ImpossibleDate with what is wrong about it."""
    if not 1 <= month <= 12:
        raise ImpossibleDate(f"There is no month {month}. Months go from 1 to 12.")
    if not OLDEST.year <= year <= 9999:
        raise ImpossibleDate("Write the year with 4 numbers, such as 2026.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= number <= last:
        raise ImpossibleDate(f"{calendar.month_name[month]} {year} has {last} days, so {number} cannot be right.")
    return date(year, month, number)


def month_number(words: str) -> int | None:
    """Return 3 for "3", "March" or "mar"; None for what is no month."""
    plain = words.strip().lower().rstrip(".")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    return MONTHS.get(plain) or SHORT.get(plain)


def _must_be_past(earliest: date, today: date) -> None:
    if earliest > today:
        raise ImpossibleDate("That day has not come yet. When did it happen, as far as you know?")


def _a_day(plain: str, today: date) -> tuple[date, date] | None:
    if found := _NUMERIC.fullmatch(plain):
        number, month, year = (int(part) for part in found.groups())
        only = day(_full(year, today), month, number)
    elif found := _ISO.fullmatch(plain):
        year, month, number = (int(part) for part in found.groups())
        only = day(year, month, number)
    elif (found := _NAMED.fullmatch(plain)) and (named := month_number(found[2])):
        only = day(int(found[3]), named, int(found[1]))
    else:
        return None
    return only, only


def _full(year: int, today: date) -> int:
    """Read 26 as 2026 and 98 as 1998: what happened lies behind us."""
    if year >= 100:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year else century - 100 + year


def _a_month(plain: str, today: date) -> tuple[date, date] | None:
    found = _MONTH.fullmatch(plain)
    month = month_number(found[1]) if found else None
    if found is None or month is None:
        return None
    first = day(int(found[2]), month, 1)
    return first, first.replace(day=calendar.monthrange(first.year, month)[1])


def _relative(plain: str, today: date) -> tuple[date, date] | None:
    if plain in {"today", "tonight", "this morning", "this afternoon", "this evening", "just now", "now"}:
        return today, today
    if plain in {"yesterday", "last night", "yesterday evening", "yesterday morning"}:
        return today - timedelta(days=1), today - timedelta(days=1)
    if plain in {"last week", "a week ago"}:
        return today - timedelta(days=13), today - timedelta(days=1)
    if (found := _WEEKDAY.fullmatch(plain)) and found[1] in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS[found[1]]) % 7 or 7
        return today - timedelta(days=back), today - timedelta(days=back)
    found = _AGO.fullmatch(plain)
    count = (int(found[1]) if found[1].isdigit() else NUMBERS.get(found[1])) if found else None
    if found is None or count is None:
        return None
    middle = today - timedelta(days=count * DAYS_IN[found[2]])
    slack = timedelta(days=SLACK[found[2]])
    return middle - slack, min(middle + slack, today)
