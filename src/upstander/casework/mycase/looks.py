"""Who looked at somebody's case: which roles, and on which days, and never who (clause 7 a)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from upstander.casework.mycase.page import Opening
from upstander.casework.opened import LONDON, Work
from upstander.policy.mycase import may_read_openings
from upstander.policy.roles import ROLE_LABELS, Deed, Role
from upstander.records.case import Party
from upstander.records.journal import entries_about

LOOKS = (Deed.OPEN_CASE_FILE, Deed.OPEN_REPORT, Deed.OPEN_FILE, Deed.BREAK_GLASS)
NEWEST = 300


def openings(work: Work, own: Party | None, report: UUID | None) -> tuple[Opening, ...]:
    """Return which roles looked, and on which days; never who. Another resident's own look is theirs."""
    if own is not None and not may_read_openings(own.part).allowed:
        return ()
    case = work.held_case
    about = entries_about(cases=[case.pk] if case else [], reports=[report] if report else [])
    looks = about.filter(deed__in=LOOKS, allowed=True).exclude(role=Role.RESIDENT)
    seen: dict[tuple[date, str], None] = {}
    for at, role in looks.order_by("-seq").values_list("at", "role")[:NEWEST]:
        seen.setdefault((at.astimezone(LONDON).date(), role))
    return tuple(Opening(on=on, role=ROLE_LABELS[Role(role)]) for on, role in seen if role in set(Role))
