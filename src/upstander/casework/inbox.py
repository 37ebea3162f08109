"""What waits for a second person, as both of them read it: the lists, and one act in full (clauses 2 d, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, opened_to_read, row_id
from upstander.casework.twopeople import Shown, digest, shown_of
from upstander.policy.roles import DEEDS, Deed, may_do
from upstander.policy.sight import KEPT, may_see_whole_case
from upstander.records.approvals import Approval
from upstander.records.waiting import asked_by, in_sight, to_give

PAGE = 25
OF_EVERY_PART = frozenset({Deed.SHARE_INFORMATION})
"""What is shown of these holds parts of a case that may be kept from somebody who sees it."""
TO_ANSWER, ASKED = "answer", "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One act in a list: what, about which case ("" for none), who asked, when, and how it stands."""

    approval: str
    title: str
    clause: str
    number: str
    asked_by: str
    asked_at: datetime
    lapses_at: datetime
    ended_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """One page of a list; `after` is where the next one goes on."""

    view: str
    rows: tuple[Row, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneApproval:
    """One act in full: what will be, who asked and why, and what this person may do about it.

    `saw`: the fingerprint of what is shown, handed back with a yes. `open`: it still waits.
    """

    row: Row
    shown: Shown
    because: str
    saw: str
    open: bool
    mine: bool
    ended_by: str
    ended_at: datetime | None
    reason: str


def inbox(who: Actor, *, view: str = TO_ANSWER, after: str = "") -> Inbox:
    """Return what waits for this person's answer, the soonest to lapse first; or what they asked for, newest first."""
    if who.staff is None or view not in (TO_ANSWER, ASKED):
        raise NotFound("There is no such page.")
    found = to_give(who) if view == TO_ANSWER else asked_by(who)
    order = "lapses_at" if view == TO_ANSWER else "-lapses_at"
    held = list(_from(found, after, forward=view == TO_ANSWER).order_by(order, "pk")[: PAGE + 1])
    more = str(held[PAGE - 1].pk) if len(held) > PAGE else ""
    return Inbox(view=view, rows=tuple(_row(one) for one in held[:PAGE]), after=more)


def one_approval(who: Actor, *, approval: str) -> OneApproval:
    """Return one act in full; where it is about a case, that it was read is entered there. Raises NotFound."""
    held = _named(in_sight(who).filter(pk=row_id(approval))).first()
    if held is None:
        raise NotFound("There is no such page.")
    if held.case is not None:
        with opened_to_read(who, held.case.number, page="approval", approval=approval) as work:
            hides = held.deed in OF_EVERY_PART and not may_see_whole_case(work.parts).allowed
            return _whole(who, held, hides=hides)
    return _whole(who, held)


def how_many_wait(who: Actor) -> int | None:
    """Return how many acts wait for this person's answer, and None where not even one of their own waits.

    No further than two pages is counted.
    """
    if who.staff is None or not may_do(who.roles, Deed.WITHDRAW_APPROVAL).allowed:
        return None
    waiting = in_sight(who).filter(ended_as="", lapses_at__gt=who.at).order_by("lapses_at")
    askers = list(waiting.values_list("asked_by", flat=True)[: 2 * PAGE])
    return sum(asker != who.staff for asker in askers) if askers else None


def _named(rows: QuerySet[Approval]) -> QuerySet[Approval]:
    return rows.select_related("case", "asked_by", "ended_by", "entry")


def _from(rows: QuerySet[Approval], after: str, *, forward: bool) -> QuerySet[Approval]:
    """Go on after the last row shown."""
    rows = _named(rows).defer("asked", "shown", "reason")
    last = Approval.objects.filter(pk=row_id(after)).values_list("lapses_at", "pk").first() if after else None
    if last is None:
        return rows
    beyond = Q(lapses_at__gt=last[0]) if forward else Q(lapses_at__lt=last[0])
    return rows.filter(beyond | Q(lapses_at=last[0], pk__gt=last[1]))


def _row(one: Approval) -> Row:
    return Row(
        approval=str(one.pk),
        title=DEEDS[Deed(one.deed)].title,
        clause=one.entry.clause,
        number=one.case.number if one.case else "",
        asked_by=one.asked_by.name,
        asked_at=one.asked_at,
        lapses_at=one.lapses_at,
        ended_as=one.ended_as,
    )


def _whole(who: Actor, one: Approval, *, hides: bool = False) -> OneApproval:
    """Return it in full. `hides`: it holds what is kept from this person, who can then not say yes to it either."""
    shown = shown_of(one)
    shown = Shown(shown.title, (("What would leave", KEPT),)) if hides else shown
    return OneApproval(
        row=_row(one),
        shown=shown,
        because=str(one.asked.get("because", "")),
        saw=digest(one.deed, one.asked, shown),
        open=not one.ended_as and one.lapses_at > who.at,
        mine=one.asked_by_id == who.staff,
        ended_by=one.ended_by.name if one.ended_by else "",
        ended_at=one.ended_at,
        reason=one.reason or "",
    )
