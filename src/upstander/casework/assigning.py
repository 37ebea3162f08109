"""Who works a case: assigned, taken from a queue, handed over, or never to be worked by somebody (2 e, 7 a)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.oncall import manager_of, tell
from upstander.casework.opened import NotFound, Work, begun, opened, row_id
from upstander.policy.assigning import may_assign, may_declare_conflict, may_put_in_queue, may_take, must_take_case
from upstander.policy.duty import DutyKind
from upstander.policy.roles import SUPERVISORS, Deed, Level, Role, Route
from upstander.policy.ruling import Refused
from upstander.records.case import Assignment, Case, Conflict
from upstander.records.duties import OwedDuty
from upstander.records.formsent import SentBefore
from upstander.records.journal import Entry
from upstander.records.staff import Staff, Team, appointed

WORKS_CASES = SUPERVISORS | {Role.HOUSING_OFFICER, Role.SAFEGUARDING_LEAD}
STAY = (DutyKind.ANSWER_ALERT, DutyKind.REVIEW_CASE)
"""What lies with somebody for another reason than having the case."""
JUST_NOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AssignedTo:
    """Who has the case now: an officer, or the queue of a team."""

    number: str
    officer: str
    team: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Which cases changed hands, and why any did not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def assign_case(who: Actor, number: str, *, because: str, team: str = "", staff: str = "") -> AssignedTo:
    """Give a case to an officer, or put it in the queue of a team; without a team, it stays with its own.

    Raises NotFound, Refused.
    """
    with opened(who, number, Deed.ASSIGN_CASE) as work:
        case = work.case
        to_team = Team.objects.filter(pk=row_id(team)).first() if team else case.team
        to = Staff.objects.filter(pk=row_id(staff), is_active=True).first() if staff else None
        if to_team is None or (staff and to is None):
            raise NotFound("There is no such officer or team.")
        if to is None:
            in_queue = case.owner_id is None and case.team_id == to_team.pk
            ruling = may_put_in_queue(because=because, is_open=case.closed_at is None, in_queue=in_queue)
        else:
            ruling = may_assign(
                because=because,
                is_open=case.closed_at is None,
                conflicted=Conflict.objects.filter(case=case, staff=to).exists(),
                works_cases=appointed(work.at).filter(staff=to, team=to_team, role__in=WORKS_CASES).exists(),
                same_owner=case.owner_id == to.pk,
            )
        entry = work.enter(ruling, to=str(to.pk) if to else "", team=to_team.name, because=because)
        _give(work, entry, to=to.pk if to else None, team=to_team.pk, reason=because)
        return AssignedTo(number, to.name if to else "", to_team.name)


def hand_over(who: Actor, *, numbers: Iterable[str], staff: str, because: str, team: str = "") -> HandedOver:
    """Give several cases to one officer, such as those of a colleague who leaves; each is entered for itself."""
    done, refused = [], []
    for number in dict.fromkeys(numbers):
        try:
            assign_case(_for_one_of_many(who, number), number, because=because, team=team, staff=staff)
            done.append(number)
        except SentBefore:
            done.append(number)
        except Refused as no:
            refused.append((number, no.ruling.why))
        except NotFound as missing:
            refused.append((number, str(missing)))
    return HandedOver(tuple(done), tuple(refused))


def _for_one_of_many(who: Actor, number: str) -> Actor:
    """One form asks for many deeds; each has a mark of its own, so that the form sent twice still counts once."""
    return replace(who, form=f"{who.form}|{number}") if who.form else who


def take_case(who: Actor, number: str) -> AssignedTo:
    """Take a case from one's own team's queue. Of two who ask at once, the second is told. Raises NotFound, Refused."""
    try:
        with opened(who, number, Deed.TAKE_CASE) as work:
            case = work.case
            own = case.team_id in (who.teams | who.scope_teams)
            ruling = may_take(is_open=case.closed_at is None, owned=case.owner_id is not None, own_team=own)
            entry = work.enter(ruling)
            _give(work, entry, to=who.staff, team=case.team_id, reason="Taken from the queue.")
            return AssignedTo(number, who.name, case.team.name if case.team else "")
    except NotFound:
        if not _was_taken_just_now(who, number):
            raise
    with begun(who, Deed.TAKE_CASE) as late:
        late.enter(may_take(is_open=True, owned=True, own_team=True))
    raise NotFound("There is no such case.")


def declare_conflict(who: Actor, number: str, *, because: str) -> bool:
    """Say that one knows somebody in a case: it is out of sight from now on. Return whether it went back to the queue.

    Raises NotFound, Refused.
    """
    with opened(who, number, Deed.DECLARE_CONFLICT) as work:
        case, staff = work.case, who.staff
        if staff is None:
            raise NotFound("There is no such case.")
        declared = Conflict.objects.filter(case=case, staff=staff).exists()
        entry = work.enter(may_declare_conflict(because=because, declared=declared))
        Conflict.objects.create(sealed_by=work.sealed_by, entry=entry, case=case, staff_id=staff, reason=because)
        Assignment.objects.filter(case=case, staff=staff, end=None).update(end=work.at)
        owned = case.owner_id == staff
        manager = manager_of(work, other_than=[staff])
        if owned:
            _give(work, entry, to=None, team=case.team_id, reason="A conflict of interest was declared.")
        OwedDuty.objects.filter(case=case, done=None, staff=staff).update(
            staff=manager, team=None if manager else case.team
        )
        if manager is not None:
            tell(work, manager, notice="conflict", entry=entry)
        return owned


def _give(work: Work, entry: Entry, *, to: UUID | None, team: UUID | None, reason: str) -> None:
    """End who had it, start who has it, and let what is owed for the case follow it."""
    case, before = work.case, work.case.owner_id
    case.owner_id, case.team_id = to, team
    case.save(update_fields=["owner", "team"])
    Assignment.objects.filter(case=case, end=None).update(end=work.at)
    owed = OwedDuty.objects.filter(case=case, done=None, staff=before).exclude(kind__in=STAY)
    owed.update(staff=to, team=None if to else team)
    _review_by_another(work, {before, to})
    if to is None:
        work.owe(must_take_case(work.terms, at=work.at), entry=entry)
        return
    work.fulfil(DutyKind.TAKE_CASE, entry=entry)
    Assignment.objects.create(
        sealed_by=work.sealed_by, entry=entry, case=case, staff_id=to, start=work.at, reason=reason
    )
    if to != work.who.staff:
        tell(work, to, notice="new_case", entry=entry)


def _review_by_another(work: Work, owners: set[UUID | None]) -> None:
    """Leave the review of a case with nobody whose own work it is, or was."""
    owed = OwedDuty.objects.filter(case=work.case, done=None, kind=DutyKind.REVIEW_CASE, staff__in=owners - {None})
    if owed.exists():
        manager = manager_of(work, other_than=[*owners])
        owed.update(staff=manager, team=None if manager else work.case.team)


def _was_taken_just_now(who: Actor, number: str) -> bool:
    """Whether this stood in the asker's own queue within the hour: only then are they told that it is gone."""
    recent = Case.objects.filter(number=number, team__in=who.teams, route=Route.ORDINARY, closed_at=None)
    recent = recent.exclude(level=Level.NAMED_ONLY).exclude(conflicts__staff=who.staff)
    return recent.filter(assignments__start__gt=who.at - JUST_NOW, assignments__end=None).exists()
