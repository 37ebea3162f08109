"""What waits for a second person: seen, given, refused, taken back, or lapsed; each is a deed (clauses 2 d, 7 a, 9).

Given means done: the act's own function runs in the same transaction, under the name of whoever said yes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from uuid import UUID

from upstander.casework import appointing, granting, levels, lifting, sharing
from upstander.casework.actor import Actor, member
from upstander.casework.opened import NotFound, NothingEntered, Work, begun, locked, opened, row_id
from upstander.casework.twopeople import ACTS, Shown, digest, reference_of, shown_of
from upstander.casework.versions import adopting
from upstander.policy.approvals import Ending, Waiting, may_give, may_lapse, may_refuse_approval, may_withdraw
from upstander.policy.proving import may_go_on
from upstander.policy.roles import Deed, may_do
from upstander.policy.ruling import Refused
from upstander.records.approvals import Approval
from upstander.records.case import Case
from upstander.records.journal import Entry
from upstander.records.outbox import put_out
from upstander.records.waiting import in_sight

log = logging.getLogger(__name__)
MATTERS: tuple[ModuleType, ...] = (appointing, granting, levels, lifting, adopting, sharing)
"""The matters whose acts two people do: named here, they are loaded wherever anything is given, and registered."""

MISSING = "There is nothing of that kind to approve."


@dataclass(frozen=True, slots=True)
class Given:
    """What was done by two: the deed, the case it is about ("" for none), and what its own function answered."""

    deed: str
    number: str
    receipt: object


def give_approval(who: Actor, *, approval: str, saw: str) -> Given:
    """Say yes to what somebody else asked for: it is done. `saw`: the fingerprint of what was on the page.

    Raises NotFound, Refused.
    """
    with _opened_approval(who, Deed.GIVE_APPROVAL, approval) as (work, held):
        work.require(may_go_on(who.proved_at, at=work.at))
        act, acting = ACTS[Deed(held.deed)], replace(work, deed=Deed(held.deed))
        as_shown = saw == _fingerprint(held) and _still_shows(acting, held)
        entry = work.enter(may_give(_waiting(work, held, as_shown=as_shown), at=work.at), **_detail(held))
        _end(work, held, Ending.GIVEN, entry)
        receipt = act.do(acting, held.asked)
        if len(work.entries) < 2:
            raise NothingEntered(f"{held.deed} was given, and entered nothing.")
        return Given(held.deed, work.held_case.number if work.held_case else "", receipt)


def refuse_approval(who: Actor, *, approval: str, reason: str) -> None:
    """Say no to what somebody else asked for, and why. Raises NotFound, Refused."""
    with _opened_approval(who, Deed.REFUSE_APPROVAL, approval) as (work, held):
        ruling = may_refuse_approval(_waiting(work, held), reason=reason, at=work.at)
        _end(work, held, Ending.REFUSED, work.enter(ruling, **_detail(held)), reason=reason)


def withdraw_approval(who: Actor, *, approval: str) -> None:
    """Take back what one asked for oneself. Raises NotFound, Refused."""
    with _opened_approval(who, Deed.WITHDRAW_APPROVAL, approval) as (work, held):
        _end(work, held, Ending.WITHDRAWN, work.enter(may_withdraw(_waiting(work, held), at=work.at), **_detail(held)))


def lapse_approval(who: Actor, *, approval: UUID) -> None:
    """End what nobody answered in time, or what could no longer be done as it was shown. Raises Refused."""
    with begun(who, Deed.LAPSE_APPROVAL) as work:
        case = Case.objects.filter(approvals=approval)
        work.held_case = locked(case).first()
        held = locked(Approval.objects.filter(pk=approval)).get()
        work.sealed_by = held.sealed_by
        as_asked = replace(work, who=member(held.asked_by_id, at=work.at), deed=Deed(held.deed))
        ruling = may_lapse(_waiting(work, held, as_shown=_still_shows(as_asked, held)), at=work.at)
        _end(work, held, Ending.LAPSED, work.enter(ruling, **_detail(held)))


def lapse_approvals(who: Actor) -> int:
    """Lapse everything that is over; return how much. For `upstander work`."""
    lapsed = 0
    for approval, asker, deed in Approval.objects.filter(ended_as="").values_list("pk", "asked_by", "deed"):
        try:
            if not _is_over(who, approval, asker, deed):
                continue
            lapse_approval(who, approval=approval)
        except Refused:
            log.info("Something that waited for a second person was answered while it lapsed.")
        except Exception:
            log.exception("Something that waits for a second person could not be looked at; the others go on.")
        else:
            lapsed += 1
    return lapsed


@contextmanager
def _opened_approval(who: Actor, deed: Deed, approval: str) -> Iterator[tuple[Work, Approval]]:
    """Open what waits, and the case it is about, for a deed; both are locked. Raises NotFound, Refused."""
    row = in_sight(who).filter(pk=row_id(approval)).values_list("case__number", "sealed_by").first()
    if row is None:
        raise NotFound(MISSING)
    number, sealed_by = row
    with opened(who, number, deed) if number else begun(who, deed, sealed_by=sealed_by) as work:
        yield work, locked(Approval.objects.filter(pk=approval)).get()


def _waiting(work: Work, held: Approval, *, as_shown: bool = True) -> Waiting:
    return Waiting(
        clause=held.entry.clause,
        ended_as=held.ended_as,
        lapses_at=held.lapses_at,
        is_asker=held.asked_by_id == work.who.staff,
        may_do=may_do(work.who.roles, held.deed, only=work.who.only).allowed,
        as_shown=as_shown,
        asker_may=may_do(member(held.asked_by_id, at=work.at).roles, held.deed).allowed,
    )


def _fingerprint(held: Approval) -> str:
    return digest(held.deed, held.asked, shown_of(held))


def _still_shows(acting: Work, held: Approval) -> bool:
    """Whether the act shows now what it showed when it was asked for."""
    try:
        now: Shown = ACTS[Deed(held.deed)].see(acting, held.asked)
    except (Refused, NotFound):
        return False
    return digest(held.deed, held.asked, now) == _fingerprint(held)


def _is_over(who: Actor, approval: UUID, asker: UUID, deed: str) -> bool:
    """Whether it looks over; asked before anything is locked or entered."""
    held = Approval.objects.select_related("case", "entry").get(pk=approval)
    work = Work(who=member(asker, at=who.at), deed=Deed(deed), sealed_by=held.sealed_by, held_case=held.case)
    return may_lapse(_waiting(work, held, as_shown=_still_shows(work, held)), at=who.at).allowed


def _detail(held: Approval) -> dict[str, str]:
    return {"approval": str(held.pk), "act": held.deed, "shown": _fingerprint(held)}


def _end(work: Work, held: Approval, how: Ending, entry: Entry, *, reason: str = "") -> None:
    held.ended_as, held.ended, held.ended_at = how, entry, work.at
    held.ended_by_id = work.who.staff
    held.reason = reason or None
    held.save(update_fields=["ended_as", "ended", "ended_at", "ended_by", "reason"])
    if held.asked_by_id != work.who.staff:
        put_out(entry, notice="approval_ended", reference=reference_of(work), staff=held.asked_by_id)
