"""Who works a case: assigned, taken from a queue, handed over, or never to be worked by somebody (2 e, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from upstander.casework.actor import Actor
from upstander.casework.handing import block, give, works_cases_in
from upstander.casework.opened import NotFound, begun, opened, row_id
from upstander.policy.assigning import may_assign, may_declare_conflict, may_put_in_queue, may_take
from upstander.policy.roles import Deed, Level, Route
from upstander.records.case import Case, Conflict
from upstander.records.staff import Staff, Team

JUST_NOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AssignedTo:
    """Who has the case now: an officer, or the queue of a team."""

    number: str
    officer: str
    team: str


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
                conflicted=Conflict.objects.filter(case=case, staff=to, ended=None).exists(),
                works_cases=works_cases_in(work, to.pk, to_team.pk),
                same_owner=case.owner_id == to.pk,
            )
        entry = work.enter(ruling, to=str(to.pk) if to else "", team=to_team.name, because=because)
        give(work, entry, to=to.pk if to else None, team=to_team.pk, reason=because)
        return AssignedTo(number, to.name if to else "", to_team.name)


def take_case(who: Actor, number: str) -> AssignedTo:
    """Take a case from one's own team's queue. Of two who ask at once, the second is told. Raises NotFound, Refused."""
    try:
        with opened(who, number, Deed.TAKE_CASE) as work:
            case = work.case
            own = case.team_id in (who.teams | who.scope_teams)
            ruling = may_take(is_open=case.closed_at is None, owned=case.owner_id is not None, own_team=own)
            entry = work.enter(ruling)
            give(work, entry, to=who.staff, team=case.team_id, reason="Taken from the queue.")
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
        declared = Conflict.objects.filter(case=case, staff=staff, ended=None).exists()
        entry = work.enter(may_declare_conflict(because=because, declared=declared))
        return block(work, entry, staff=staff, reason=because)


def _was_taken_just_now(who: Actor, number: str) -> bool:
    """Whether this stood in the asker's own queue within the hour: only then are they told that it is gone."""
    recent = Case.objects.filter(number=number, team__in=who.teams, route=Route.ORDINARY, closed_at=None)
    kept = Conflict.objects.filter(staff=who.staff, ended=None)
    recent = recent.exclude(level=Level.NAMED_ONLY).exclude(pk__in=kept.values("case"))
    return recent.filter(assignments__start__gt=who.at - JUST_NOW, assignments__end=None).exists()
