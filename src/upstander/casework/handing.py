"""A case changes hands: what is owed goes with it, and whoever may not have it steps aside (clauses 2 e, 7 a)."""

from __future__ import annotations

from uuid import UUID

from upstander.casework.oncall import manager_of, tell
from upstander.casework.work import Work
from upstander.policy.assigning import must_take_case
from upstander.policy.duty import DutyKind
from upstander.policy.roles import CASE_ROLES
from upstander.records.case import Assignment, Conflict
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.staff import appointed

STAY = (DutyKind.ANSWER_ALERT, DutyKind.REVIEW_CASE)
"""What lies with somebody for another reason than having the case."""


def give(work: Work, entry: Entry, *, to: UUID | None, team: UUID | None, reason: str) -> None:
    """End who had it, start who has it, and let what is owed for the case follow it. Who was named stays named."""
    case, before = work.case, work.case.owner_id
    case.owner_id, case.team_id = to, team
    case.save(update_fields=["owner", "team"])
    Assignment.objects.filter(case=case, end=None, staff__in=[one for one in (before, to) if one]).update(end=work.at)
    owed = OwedDuty.objects.filter(case=case, done=None, staff=before).exclude(kind__in=STAY)
    owed.update(staff=to, team=None if to else team)
    review_by_another(work, {before, to})
    if to is None:
        work.owe(must_take_case(work.terms, at=work.at), entry=entry)
        return
    work.fulfil(DutyKind.TAKE_CASE, entry=entry)
    Assignment.objects.create(
        sealed_by=work.sealed_by, entry=entry, case=case, staff_id=to, start=work.at, reason=reason
    )
    if to != work.who.staff:
        tell(work, to, notice="new_case", entry=entry)


def review_by_another(work: Work, owners: set[UUID | None]) -> None:
    """Leave the review of a case with nobody whose own work it is, or was."""
    owed = OwedDuty.objects.filter(case=work.case, done=None, kind=DutyKind.REVIEW_CASE, staff__in=owners - {None})
    if owed.exists():
        manager = manager_of(work, other_than=[*owners])
        owed.update(staff=manager, team=None if manager else work.case.team)


def block(work: Work, entry: Entry, *, staff: UUID, reason: str) -> bool:
    """Keep a case from somebody, until that is lifted; return whether it went back to the queue."""
    case = work.case
    Conflict.objects.create(sealed_by=work.sealed_by, entry=entry, case=case, staff_id=staff, reason=reason)
    Assignment.objects.filter(case=case, staff=staff, end=None).update(end=work.at)
    owned = case.owner_id == staff
    manager = manager_of(work, other_than=[staff])
    if owned:
        give(work, entry, to=None, team=case.team_id, reason="A conflict of interest was declared.")
    OwedDuty.objects.filter(case=case, done=None, staff=staff).update(
        staff=manager, team=None if manager else case.team
    )
    if manager is not None:
        tell(work, manager, notice="conflict", entry=entry)
    return owned


def works_cases_in(work: Work, staff: UUID, team: UUID | None) -> bool:
    """Whether somebody holds a role that works cases in this team."""
    return appointed(work.at).filter(staff=staff, team=team, role__in=CASE_ROLES).exists()
