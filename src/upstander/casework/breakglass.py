"""A case opened in an emergency, by its number; its owner and somebody outside the line are told at once (clause 7 a).

A wrong number and one that is kept from whoever asks look alike. Reading is all that it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from upstander.casework.actor import Actor
from upstander.casework.blocked import raise_attempt
from upstander.casework.oncall import tell
from upstander.casework.opened import NotFound, Work, begun, locked, row_id
from upstander.policy.breakglass import HOLDS_FOR, may_break_glass, may_review_break_glass, review_by
from upstander.policy.proving import may_go_on
from upstander.policy.roles import Deed, Role
from upstander.records import sight
from upstander.records.case import Case, Conflict
from upstander.records.grants import BreakGlass
from upstander.records.journal import Entry
from upstander.records.staff import appointed, outside_the_line_of


@dataclass(frozen=True, slots=True)
class Broken:
    """Which case is open now, and until when."""

    number: str
    until: datetime


def break_glass(who: Actor, number: str, *, ground: str, because: str) -> Broken:
    """Open a case for reading, in an emergency. Raises NotFound, Refused."""
    try:
        with begun(who, Deed.BREAK_GLASS) as work:
            assert who.staff is not None  # no role of anybody else includes it
            work.require(may_go_on(who.proved_at, at=work.at))
            work.require(may_break_glass(ground=ground, because=because, in_sight=False))
            case = _closed_to(who, number)
            work.held_case, work.sealed_by = case, case.sealed_by
            in_sight = sight.cases(who).filter(pk=case.pk).exists()
            entry = work.enter(may_break_glass(ground=ground, because=because, in_sight=in_sight), ground=ground)
            glass = BreakGlass.objects.create(
                sealed_by=case.sealed_by,
                entry=entry,
                case=case,
                staff_id=who.staff,
                ground=ground,
                reason=because,
                start=work.at,
                end=work.at + HOLDS_FOR,
                review_by=review_by(work.at),
            )
            _tell_others(work, entry)
            return Broken(case.number, glass.end)
    except NotFound:
        raise_attempt(who, number, deed=Deed.BREAK_GLASS)
        raise


def review_break_glass(who: Actor, *, glass: str, justified: bool, words: str) -> str:
    """Write down whether a case was rightly opened in an emergency; return its number. Raises NotFound, Refused."""
    with begun(who, Deed.REVIEW_BREAK_GLASS) as work:
        held = locked(BreakGlass.objects.filter(pk=row_id(glass)).select_related("case")).first()
        if held is None:
            raise NotFound("There is nothing of this kind to look at.")
        work.held_case, work.sealed_by = held.case, held.sealed_by
        ruling = may_review_break_glass(
            reviewed=held.reviewed_id is not None, own=held.staff_id == who.staff, words=words
        )
        held.reviewed = work.enter(ruling, justified=justified)
        held.justified, held.findings = justified, words
        held.save(update_fields=["reviewed", "justified", "findings"])
        return str(held.case.number)


def _closed_to(who: Actor, number: str) -> Case:
    """Return the case of this very number, unless a conflict of interest keeps it from whoever asks."""
    blocked = Conflict.objects.filter(staff=who.staff, ended=None).values("case")
    case = Case.objects.filter(number=number).exclude(pk__in=blocked).first() if who.staff else None
    if case is None:
        raise NotFound("There is no such case.")
    return case


def _tell_others(work: Work, entry: Entry) -> None:
    """Tell whoever has the case, and those who look at it afterwards; never whoever opened it."""
    case, staff = work.case, work.who.staff
    assert staff is not None
    officers = appointed(work.at).filter(role=Role.DATA_PROTECTION_OFFICER).exclude(staff=staff)
    reviewers = list(officers.order_by("staff_id").values_list("staff_id", flat=True).distinct())
    nobody_else = outside_the_line_of(staff, at=work.at)
    for one in reviewers or ([nobody_else] if nobody_else else []):
        tell(work, one, notice="break_glass_review", entry=entry)
    if case.owner_id and case.owner_id not in {staff, *reviewers}:
        tell(work, case.owner_id, notice="break_glass", entry=entry)
