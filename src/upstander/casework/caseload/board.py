"""The team board: who carries what, and what nobody carries yet (clause 2 e: nothing waits unseen)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from upstander.casework.actor import Actor
from upstander.casework.caseload.rows import lines, page_of, unassigned
from upstander.casework.caseload.shape import Choice, OfficerLoad, TeamBoard
from upstander.casework.caseload.work import narrowed
from upstander.casework.opened import NotFound, row_id
from upstander.policy.due import near_until
from upstander.policy.roles import Role, is_supervisor
from upstander.policy.terms import RiskLevel
from upstander.records import sight
from upstander.records.duties import OwedDuty
from upstander.records.estate import Area
from upstander.records.staff import Team, appointed
from upstander.records.together import together

Figures = dict[UUID, dict[str, Any]]


def team_board(who: Actor, *, team: str = "", area: str = "") -> TeamBoard:
    """Return the board of a supervisor, narrowed to a team or an area of theirs. Raises NotFound."""
    carried = carried_by_officers(who, team=team, area=area)
    waiting, more = page_of(unassigned(who).filter(narrowed(team=team, area=area)), after="")
    return replace(carried, unassigned=lines(who, duties=waiting), more_unassigned=bool(more))


def carried_by_officers(who: Actor, *, team: str = "", area: str = "") -> TeamBoard:
    """Return who carries what, without what nobody carries yet. Raises NotFound."""
    if not is_supervisor(who.roles):
        raise NotFound("There is no such page.")
    cases, owed = _open_cases(who, team, area), _owed(who, team, area)
    choices = together(
        {
            "teams": Team.objects.filter(pk__in=who.scope_teams).order_by("name"),
            "areas": Area.objects.filter(pk__in=who.scope_areas).order_by("name"),
        }
    )
    return TeamBoard(
        officers=_officers(_names(who, team), cases, owed),
        unassigned=(),
        more_unassigned=False,
        teams=tuple(Choice(key=str(one.pk), name=one.name) for one in choices["teams"]),
        areas=tuple(Choice(key=str(one.pk), name=one.name) for one in choices["areas"]),
    )


def _officers(names: dict[UUID, str], cases: Figures, owed: Figures) -> tuple[OfficerLoad, ...]:
    """Everybody who carries something, and every officer who could; whoever has most that is overdue comes first."""
    names = {**names, **{staff: row["owner__name"] for staff, row in cases.items()}}
    names |= {staff: row["staff__name"] for staff, row in owed.items()}
    loads = [
        OfficerLoad(
            staff=str(staff),
            name=name,
            overdue=owed[staff]["overdue"],
            near=owed[staff]["near"],
            open=cases[staff]["open"],
            high_risk=cases[staff]["high_risk"],
            load=owed[staff]["load"],
        )
        for staff, name in names.items()
    ]
    return tuple(sorted(loads, key=lambda load: (-load.overdue, -load.near, -load.load, load.name)))


def _open_cases(who: Actor, team: str, area: str) -> Figures:
    held = sight.cases(who).filter(closed_at=None, owner__isnull=False)
    held = held.filter(team=row_id(team)) if team else held
    held = held.filter(area=row_id(area)) if area else held
    rows = held.order_by().values("owner", "owner__name")
    counted = rows.annotate(open=Count("pk"), high_risk=Count("pk", filter=Q(risk=RiskLevel.HIGH)))
    return _by("owner", counted, {"open": 0, "high_risk": 0})


def _owed(who: Actor, team: str, area: str) -> Figures:
    seen = Exists(sight.cases(who).filter(pk=OuterRef("case")))
    held = OwedDuty.objects.filter(seen, narrowed(team=team, area=area), done=None, staff__isnull=False)
    near = Q(paused_at=None, due_at__gte=who.at, due_at__lt=near_until(at=who.at))
    rows = held.order_by().values("staff", "staff__name")
    counted = rows.annotate(
        overdue=Count("pk", filter=Q(paused_at=None, due_at__lt=who.at)),
        near=Count("pk", filter=near),
        load=Count("pk"),
    )
    return _by("staff", counted, {"overdue": 0, "near": 0, "load": 0})


def _by(key: str, rows: Any, nothing: dict[str, Any]) -> Figures:
    found: Figures = defaultdict(lambda: dict(nothing))
    found.update({row[key]: row for row in rows})
    return found


def _names(who: Actor, team: str) -> dict[UUID, str]:
    teams = {row_id(team)} & who.scope_teams if team else who.scope_teams
    held = appointed(who.at).filter(role=Role.HOUSING_OFFICER, team__in=teams)
    return dict(held.values_list("staff", "staff__name"))
