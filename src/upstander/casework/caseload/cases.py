"""The cases in sight, a page at a time, with what stands in the clear: no name, no home, no word (clauses 2 d, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.caseload.rows import PAGE
from upstander.casework.opened import NotFound, row_id
from upstander.records import sight
from upstander.records.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case as a list shows it."""

    number: str
    kind: str
    category: str
    priority: str
    stage: str
    risk: str
    opened_at: datetime
    closed_at: datetime | None
    officer: str
    team: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases, the newest first; `after` continues it, and is empty on the last page."""

    rows: tuple[CaseRow, ...]
    after: str


def cases_in_sight(who: Actor, *, after: str = "", closed: bool = False) -> CaseList:
    """Return a page of the open, or the closed, cases that this person may see. Raises NotFound."""
    if who.staff is None:
        raise NotFound("There is no such page.")
    rows = sight.cases(who).filter(closed_at__isnull=not closed).select_related("owner", "team")
    if after:
        opened_at, last = _key(after)
        rows = rows.filter(Q(opened_at__lt=opened_at) | Q(opened_at=opened_at, pk__lt=last))
    shown = ("number", "kind", "category", "priority", "stage", "risk", "opened_at", "closed_at")
    found = list(rows.only(*shown, "owner__name", "team__name").order_by("-opened_at", "-pk")[: PAGE + 1])
    more = f"{found[PAGE - 1].opened_at.isoformat()}~{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return CaseList(tuple(_row(case) for case in found[:PAGE]), more)


def is_in_sight(who: Actor, number: str) -> bool:
    """Whether this person may see this case, or this report, or the case that the report became."""
    cases, reports = sight.cases(who), sight.reports(who)
    return cases.filter(Q(number=number) | Q(reports__number=number)).exists() or reports.filter(number=number).exists()


def _row(case: Case) -> CaseRow:
    return CaseRow(
        number=case.number,
        kind=case.kind,
        category=case.category,
        priority=case.priority,
        stage=case.stage,
        risk=case.risk,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        officer=case.owner.name if case.owner else "",
        team=case.team.name if case.team else "",
    )


def _key(after: str) -> tuple[datetime, UUID]:
    opened_at, _, last = after.partition("~")
    try:
        moment = datetime.fromisoformat(opened_at)
    except ValueError as bad:
        raise NotFound("There is no such page.") from bad
    if moment.tzinfo is None:
        raise NotFound("There is no such page.")
    return moment, row_id(last)
