"""Who a case may be given to, with how much they carry (clause 2 e)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from upstander.casework.casefile.asked import OfficerRow
from upstander.casework.opened import Work
from upstander.policy.roles import SUPERVISORS, Role
from upstander.records.case import Conflict
from upstander.records.staff import Appointment, appointed

WORKS_CASES = SUPERVISORS | {Role.HOUSING_OFFICER, Role.SAFEGUARDING_LEAD}


def who_works_cases(work: Work) -> QuerySet[Appointment]:
    """Return the appointments, in the asker's teams, of all who may be given this case, the least loaded first."""
    blocked = Exists(Conflict.objects.filter(case=work.case, staff=OuterRef("staff"), ended=None))
    teams = {*work.who.scope_teams, work.case.team_id} - {None}
    held = appointed(work.at).filter(~blocked, role__in=WORKS_CASES, team__in=teams).only("staff", "team")
    load = Count("staff__cases", filter=Q(staff__cases__closed_at=None), distinct=True)
    named = held.annotate(name=F("staff__name"), team_name=F("team__name"), open_cases=load)
    return named.order_by("open_cases", "name", "pk")


def officers(rows: list[Any]) -> tuple[OfficerRow, ...]:
    """Return each of them once in each team."""
    found = {(row.staff_id, row.team_id): row for row in reversed(rows)}
    return tuple(
        OfficerRow(
            staff=str(row.staff_id),
            name=row.name,
            team=str(row.team_id),
            team_name=row.team_name,
            open_cases=row.open_cases,
        )
        for row in reversed(found.values())
    )
