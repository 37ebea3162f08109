"""Who may see which rows: one query per kind of row, shared by lists, pages, counts, search and files (clause 7 a).

The rule in words is `policy.sight.may_see_case`; a test holds the two equal over a grid of people and cases.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.policy.duty import DutyKind
from upstander.policy.roles import SUPERVISORS, Level, Role, Route
from upstander.records.case import Assignment, Case, Conflict, Party, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.reports import Report


class Seer(Protocol):
    """What sight needs to know of who is asking."""

    @property
    def staff(self) -> UUID | None:
        """The member of staff, if one."""

    @property
    def code(self) -> UUID | None:
        """The resident's code, if one."""

    @property
    def roles(self) -> Set[str]:
        """Roles held at this moment."""

    @property
    def teams(self) -> Set[UUID]:
        """Teams in which they are a housing officer."""

    @property
    def scope_teams(self) -> Set[UUID]:
        """Teams that they supervise."""

    @property
    def scope_areas(self) -> Set[UUID]:
        """Areas that they supervise."""

    @property
    def at(self) -> datetime:
        """The moment."""


def cases(seer: Seer) -> QuerySet[Case]:
    """Return the cases in sight."""
    if Role.RESIDENT in seer.roles and seer.code is not None:
        own = ResidentCode.objects.filter(pk=seer.code, ended=None, party__case=OuterRef("pk"), party__ended=None)
        return Case.objects.filter(Exists(own))
    if seer.staff is None:
        return Case.objects.none()
    blocked = Conflict.objects.filter(case=OuterRef("pk"), staff=seer.staff)
    return Case.objects.filter(_granted(seer) & ~Exists(blocked))


def reports(seer: Seer) -> QuerySet[Report]:
    """Return the reports in sight: those that wait for triage here, and those that alert this person."""
    if Role.RESIDENT in seer.roles and seer.code is not None:
        return Report.objects.filter(
            Exists(ResidentCode.objects.filter(pk=seer.code, ended=None, report=OuterRef("pk")))
        )
    if seer.staff is None:
        return Report.objects.none()
    granted = Q(pk__in=())
    if seer.roles & SUPERVISORS:
        granted |= Q(route=Route.ORDINARY) & (Q(area__in=seer.scope_areas) | Q(area=None))
    if Role.SAFEGUARDING_LEAD in seer.roles:
        granted |= ~Q(route=Route.ORDINARY)
    if seer.roles & (SUPERVISORS | {Role.HOUSING_OFFICER, Role.SAFEGUARDING_LEAD}):
        granted |= Q(Exists(OwedDuty.objects.filter(report=OuterRef("pk"), staff=seer.staff, done=None)))
    return Report.objects.filter(granted)


def live(at: datetime) -> Q:
    """Return the condition that an assignment holds at a moment."""
    return Q(start__lte=at) & (Q(end=None) | Q(end__gt=at))


def _granted(seer: Seer) -> Q:
    granted = Q(pk__in=())
    if seer.roles & (SUPERVISORS | {Role.HOUSING_OFFICER, Role.SAFEGUARDING_LEAD}):
        granted |= Q(Exists(Assignment.objects.filter(live(seer.at), case=OuterRef("pk"), staff=seer.staff)))
        alerts = OwedDuty.objects.filter(kind=DutyKind.ANSWER_ALERT, staff=seer.staff, done=None)
        granted |= Q(pk__in=alerts.filter(case__isnull=False).values("case"))
    line = Q(route=Route.ORDINARY)
    if seer.roles & SUPERVISORS:
        granted |= line & Q(level=Level.ORDINARY) & (Q(area__in=seer.scope_areas) | Q(team__in=seer.scope_teams))
        granted |= line & Q(level=Level.RESTRICTED, team__in=seer.scope_teams)
    if Role.HOUSING_OFFICER in seer.roles:
        granted |= line & ~Q(level=Level.NAMED_ONLY) & Q(owner=None, closed_at=None, team__in=seer.teams)
    if Role.SAFEGUARDING_LEAD in seer.roles:
        granted |= ~line & ~Q(level=Level.NAMED_ONLY)
    return granted


def own_party(seer: Seer) -> Party | None:
    """Return the part in a case that the resident's code opens."""
    return Party.objects.filter(codes=seer.code, codes__ended=None, ended=None).first() if seer.code else None
