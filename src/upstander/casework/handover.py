"""The cases of a colleague go to another in one act: all of them or none, with all that is owed (clauses 2 e, 7 a).

Where the colleague leaves, also what else lies with them: alerts, days on call, and what they asked a second person.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.handing import STAY, review_by_another
from upstander.casework.oncall import manager_of, tell
from upstander.casework.opened import NotFound, Work, begun, locked, row_id
from upstander.policy.approvals import Ending
from upstander.policy.assigning import HAND_OVER_AT_MOST, may_hand_over
from upstander.policy.duty import DutyKind
from upstander.policy.roles import CASE_ROLES, Deed, may_do
from upstander.policy.ruling import Ruling
from upstander.records import sight
from upstander.records.approvals import Approval
from upstander.records.case import Assignment, Case, Conflict
from upstander.records.duties import OwedDuty
from upstander.records.interests import ReportConflict
from upstander.records.journal import Entry
from upstander.records.staff import OnCall, Staff, Team, appointed


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What changed hands. `on_call`: how many turns; `left_on_call`: turns that this person may not take."""

    numbers: tuple[str, ...]
    on_call: int = 0
    left_on_call: int = 0
    asked_again: int = 0


def hand_over_cases(
    who: Actor,
    *,
    officer: str,
    staff: str,
    because: str,
    numbers: Collection[str] = (),
    team: str = "",
    leaves: bool = False,
) -> HandedOver:
    """Give an officer's open cases in sight to somebody else, or these of them. Raises NotFound, Refused."""
    with begun(who, Deed.HAND_OVER_CASES) as work:
        before, to = _colleague(officer, may_have_left=True), _colleague(staff)
        to_team = Team.objects.filter(pk=row_id(team)).first() if team else None
        if team and to_team is None:
            raise NotFound("There is no such team.")
        cases = _cases(who, before, numbers)
        entry = work.enter(
            _ruling(work, cases, before, to, to_team, numbers, because), to=str(to.pk), how_many=len(cases)
        )
        _give_all(work, cases, before, to, to_team, because)
        tell(work, to.pk, notice="handed_over", entry=entry)
        given = tuple(case.number for case in cases)
        return _left_behind(work, entry, before, to, given) if leaves else HandedOver(given)


def _colleague(key: str, *, may_have_left: bool = False) -> Staff:
    found = Staff.objects.filter(pk=row_id(key)).first()
    if found is None or not (found.is_active or may_have_left):
        raise NotFound("There is no such officer.")
    return found


def _cases(who: Actor, before: Staff, numbers: Collection[str]) -> list[Case]:
    """Lock the cases, in one order, so that of two who hand over at once one waits, and finds none left."""
    rows = sight.cases(who).filter(owner=before, closed_at=None)
    rows = rows.filter(number__in=numbers) if numbers else rows
    return list(locked(rows).select_related("team").order_by("pk")[: HAND_OVER_AT_MOST + 1])


def _ruling(
    work: Work,
    cases: list[Case],
    before: Staff,
    to: Staff,
    to_team: Team | None,
    numbers: Collection[str],
    because: str,
) -> Ruling:
    own = set(appointed(work.at).filter(staff=to, role__in=CASE_ROLES).values_list("team", flat=True))
    fits = {to_team.pk} <= own if to_team else {case.team_id for case in cases} <= own
    blocked = Conflict.objects.filter(case__in=cases, staff=to, ended=None).exists()
    return may_hand_over(
        because=because,
        how_many=len(cases),
        missing=len(set(numbers)) - len(cases) if numbers else 0,
        none_to_spare=before.pk == to.pk,
        all_fit=fits and not blocked,
    )


def _give_all(work: Work, cases: list[Case], before: Staff, to: Staff, to_team: Team | None, because: str) -> None:
    """Write what follows for all of them, by a few statements; each has an entry in its own record."""
    given = []
    for case in cases:
        own = replace(work, held_case=case, sealed_by=case.sealed_by, entries=[])
        entry = own.enter(may_hand_over(because=because, how_many=1, missing=0, none_to_spare=False, all_fit=True))
        work.entries += own.entries
        given.append(
            Assignment(
                sealed_by=case.sealed_by, entry=entry, case=case, staff=to, start=work.at, end=None, reason=because
            )
        )
    ids = [case.pk for case in cases]
    Case.objects.filter(pk__in=ids).update(owner=to, **({"team": to_team} if to_team else {}))
    Assignment.objects.filter(case__in=ids, staff__in=(before, to), end=None).update(end=work.at)
    Assignment.objects.bulk_create(given)
    owed = OwedDuty.objects.filter(case__in=ids, done=None)
    owed.filter(staff=before).exclude(kind__in=STAY).update(staff=to, team=None)
    reviews = owed.filter(kind=DutyKind.REVIEW_CASE, staff__in=(before, to)).values_list("case", flat=True)
    _review_by_others(work, [case for case in cases if case.pk in set(reviews)], {before.pk, to.pk}, to_team)


def _review_by_others(work: Work, cases: list[Case], owners: set[UUID | None], to_team: Team | None) -> None:
    for case in cases:
        case.team = to_team or case.team
        review_by_another(replace(work, held_case=case, sealed_by=case.sealed_by), owners)


def _left_behind(work: Work, entry: Entry, before: Staff, to: Staff, given: tuple[str, ...]) -> HandedOver:
    """Give on what else lies with somebody who leaves, so that nothing waits for them."""
    _duties_left(work, before, to)
    turns = OnCall.objects.filter(staff=before, end__gt=work.at)
    roles = list(appointed(work.at).filter(staff=to).values_list("role", flat=True))
    answers_alerts = may_do(roles, Deed.ANSWER_ALERT).allowed
    asked = Approval.objects.filter(asked_by=before, ended_as="")
    return HandedOver(
        given,
        on_call=turns.update(staff=to) if answers_alerts else 0,
        left_on_call=0 if answers_alerts else turns.count(),
        asked_again=asked.update(ended_as=Ending.WITHDRAWN, ended=entry, ended_by=work.who.staff, ended_at=work.at),
    )


def _duties_left(work: Work, before: Staff, to: Staff) -> None:
    for duty in OwedDuty.objects.filter(staff=before, done=None).select_related("case", "report"):
        own = replace(work, held_case=duty.case, report=duty.report)
        blocked = (
            Conflict.objects.filter(case=duty.case, staff=to, ended=None).exists()
            if duty.case
            else ReportConflict.objects.filter(report=duty.report, staff=to, ended=None).exists()
        )
        reviews_own = duty.kind == DutyKind.REVIEW_CASE and duty.case and duty.case.owner_id == to.pk
        next_one: UUID | None = to.pk
        if blocked or reviews_own:
            next_one = manager_of(own, other_than=[before.pk, to.pk]) if duty.case else None
        duty.staff_id, duty.team = next_one, None if next_one else (duty.case.team if duty.case else None)
        duty.save(update_fields=["staff", "team"])
