"""Who a case may be given to, with how much they carry (clause 2 e)."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q

from upstander.casework.casefile.asked import OfficerRow
from upstander.casework.opened import Work
from upstander.policy.roles import SUPERVISORS, Role
from upstander.records.case import Conflict
from upstander.records.staff import appointed

WORKS_CASES = SUPERVISORS | {Role.HOUSING_OFFICER, Role.SAFEGUARDING_LEAD}


def officers(work: Work) -> tuple[OfficerRow, ...]:
    """Return everybody in the asker's teams who works cases and may be given this one, the least loaded first."""
    blocked = Conflict.objects.filter(case=work.case, staff=OuterRef("staff"))
    held = appointed(work.at).filter(
        ~Exists(blocked), role__in=WORKS_CASES, team__in={*work.who.scope_teams, work.case.team_id} - {None}
    )
    rows = (
        held.values("staff", "staff__name", "team", "team__name")
        .annotate(open_cases=Count("staff__cases", filter=Q(staff__cases__closed_at=None), distinct=True))
        .order_by("open_cases", "staff__name")
    )
    return tuple(
        OfficerRow(
            staff=str(row["staff"]),
            name=row["staff__name"],
            team=str(row["team"]),
            team_name=row["team__name"],
            open_cases=row["open_cases"],
        )
        for row in rows
    )
