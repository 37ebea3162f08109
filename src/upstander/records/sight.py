"""Who may see which rows: one query per kind of row, shared by lists, pages, counts, search and files (clause 7 a).

The rules in words are `policy.sight.may_see_case` and those beside it; a test holds them equal over a grid.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from upstander.policy.duty import DutyKind
from upstander.policy.roles import CASE_ROLES, SUPERVISORS, Level, Role, Route
from upstander.records.case import Assignment, Case, Conflict, Party, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.grants import BreakGlass, Cover
from upstander.records.interests import ReportConflict
from upstander.records.partners import Delivery
from upstander.records.reports import Report

NOTHING = Q(pk__in=())


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


class Outsider(Protocol):
    """What sight needs to know of somebody at an agency."""

    @property
    def recipient(self) -> UUID | None:
        """Who they are in the list of their agency; None while that is not proven."""

    @property
    def roles(self) -> Set[str]:
        """Roles held at this moment."""


def cases(seer: Seer) -> QuerySet[Case]:
    """Return the cases in sight: those that somebody may read, and act in."""
    if Role.RESIDENT in seer.roles and seer.code is not None:
        own = ResidentCode.objects.filter(pk=seer.code, ended=None, party__case=OuterRef("pk"), party__ended=None)
        return Case.objects.filter(Exists(own))
    if seer.staff is None:
        return Case.objects.none()
    return Case.objects.filter(_granted(seer) & ~_blocked(seer))


def readable(seer: Seer, *, to_act: bool = False) -> QuerySet[Case]:
    """Return the cases that somebody may read: those in sight and, but `to_act`, those they opened in an emergency.

    Each says how it is seen: `is_assigned`, `is_covered`, `is_alerted`, `glass` (the ground); None for residents.
    """
    if Role.RESIDENT in seer.roles or seer.staff is None:
        return cases(seer)
    glass = BreakGlass.objects.filter(start__lte=seer.at, end__gt=seer.at, case=OuterRef("pk"), staff=seer.staff)
    seen = _granted(seer) | (Q(Exists(glass)) if seer.roles & CASE_ROLES and not to_act else NOTHING)
    return Case.objects.filter(seen & ~_blocked(seer)).annotate(
        is_assigned=Exists(_assigned(seer, OuterRef("pk"))),
        is_covered=Exists(_covered(seer, OuterRef("pk"))),
        is_alerted=Exists(_alerts(seer).filter(case=OuterRef("pk"))),
        glass=Subquery(glass.order_by("-start").values("ground")[:1]),
    )


def reports(seer: Seer, *, waiting: bool = False) -> QuerySet[Report]:
    """Return the reports in sight: those that wait for triage here, those that alert this person.

    One that became a case, or joined one, is seen only by whoever sees the case; `waiting` leaves those out.
    """
    if Role.RESIDENT in seer.roles and seer.code is not None:
        return Report.objects.filter(
            Exists(ResidentCode.objects.filter(pk=seer.code, ended=None, report=OuterRef("pk")))
        )
    if seer.staff is None:
        return Report.objects.none()
    granted = NOTHING
    if seer.roles & SUPERVISORS:
        granted |= Q(route=Route.ORDINARY) & (Q(area__in=seer.scope_areas) | Q(area=None))
    if Role.SAFEGUARDING_LEAD in seer.roles:
        granted |= ~Q(route=Route.ORDINARY)
    if seer.roles & CASE_ROLES:
        granted |= Q(Exists(OwedDuty.objects.filter(report=OuterRef("pk"), staff=seer.staff, done=None)))
    blocked = Exists(ReportConflict.objects.filter(report=OuterRef("pk"), staff=seer.staff, ended=None))
    its_case = Q(case=None) if waiting else Q(case=None) | Q(Exists(cases(seer).filter(pk=OuterRef("case"))))
    return Report.objects.filter(granted & its_case & ~blocked)


def deliveries(seer: Outsider) -> QuerySet[Delivery]:
    """Return what was sent to somebody at an agency: to them, while they are in its list, and to nobody beside them."""
    if Role.PARTNER not in seer.roles or seer.recipient is None:
        return Delivery.objects.none()
    return Delivery.objects.filter(recipient=seer.recipient, recipient__ended=None)


def shared_cases(seer: Outsider, item: UUID) -> QuerySet[Case]:
    """Return the case behind something that was sent to them, to enter what they did; they never see it."""
    return Case.objects.filter(Exists(deliveries(seer).filter(pk=item, case=OuterRef("pk"))))


def live(at: datetime) -> Q:
    """Return the condition that an assignment holds at a moment."""
    return Q(start__lte=at) & (Q(end=None) | Q(end__gt=at))


def _granted(seer: Seer) -> Q:
    granted, line = NOTHING, Q(route=Route.ORDINARY)
    if seer.roles & CASE_ROLES:
        near = Q(level=Level.ORDINARY) | Q(level=Level.RESTRICTED, team__in=seer.teams | seer.scope_teams)
        granted |= Q(Exists(_assigned(seer, OuterRef("pk"))))
        granted |= Q(pk__in=_alerts(seer).values("case"))
        granted |= line & near & Q(Exists(_covered(seer, OuterRef("pk"))))
    if seer.roles & SUPERVISORS:
        granted |= line & Q(level=Level.ORDINARY) & (Q(area__in=seer.scope_areas) | Q(team__in=seer.scope_teams))
        granted |= line & Q(level=Level.RESTRICTED, team__in=seer.scope_teams)
    if Role.HOUSING_OFFICER in seer.roles:
        granted |= line & ~Q(level=Level.NAMED_ONLY) & Q(owner=None, closed_at=None, team__in=seer.teams)
    if Role.SAFEGUARDING_LEAD in seer.roles:
        granted |= ~line & ~Q(level=Level.NAMED_ONLY)
    return granted


def _blocked(seer: Seer) -> Exists:
    return Exists(Conflict.objects.filter(case=OuterRef("pk"), staff=seer.staff, ended=None))


def _assigned(seer: Seer, case: OuterRef) -> QuerySet[Assignment]:
    return Assignment.objects.filter(live(seer.at), case=case, staff=seer.staff)


def _covered(seer: Seer, case: OuterRef) -> QuerySet[Assignment]:
    """The assignments of those for whom this person covers now."""
    held = Cover.objects.filter(staff=seer.staff, start__lte=seer.at, end__gt=seer.at)
    return Assignment.objects.filter(live(seer.at), case=case, staff__in=held.values("covered"))


def _alerts(seer: Seer) -> QuerySet[OwedDuty]:
    return OwedDuty.objects.filter(kind=DutyKind.ANSWER_ALERT, staff=seer.staff, done=None)


def acts_for(seer: Seer) -> list[UUID]:
    """Return whose work this person does now: their own, and that of those they cover for."""
    held = Cover.objects.filter(staff=seer.staff, start__lte=seer.at, end__gt=seer.at)
    return [*([seer.staff] if seer.staff else []), *held.values_list("covered", flat=True)]


def own_party(seer: Seer) -> Party | None:
    """Return the part in a case that the resident's code opens."""
    return Party.objects.filter(codes=seer.code, codes__ended=None, ended=None).first() if seer.code else None
