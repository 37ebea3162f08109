"""How many cases an area had, so that the number points at nobody: whole months, and never a small one (2 b, 7 a)."""

from __future__ import annotations

from datetime import date, datetime

from upstander.casework.opened import LONDON
from upstander.policy.placeplans import FEWEST_SHOWN, is_few
from upstander.policy.roles import Level, Route
from upstander.records.case import Case
from upstander.records.estate import Area


def whole_months(today: date) -> tuple[date, date]:
    """Return the twelve whole months before this one: a number that moves by the day would tell of each case."""
    until = today.replace(day=1)
    return until.replace(year=until.year - 1), until


def cases_in(area: Area, first: date, until: date) -> str:
    """Return how many cases an area had; those kept apart from the usual line are not counted."""
    rows = Case.objects.filter(area=area, route=Route.ORDINARY).exclude(level=Level.NAMED_ONLY)
    start, end = (datetime(day.year, day.month, 1, tzinfo=LONDON) for day in (first, until))
    number = rows.filter(opened_at__gte=start, opened_at__lt=end).count()
    return f"fewer than {FEWEST_SHOWN}" if is_few(number) else f"{number:,}"
