"""What somebody at an agency reads: what was sent to them, one item at a time, and never that there is more (7 b 5).

Each reading is entered before a word goes out; it is asked anew each time whether it may still be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.asreleased import People, Rows, about, people, reference
from upstander.casework.gate import may_go_out
from upstander.casework.opened import NotFound, Work, opened_shared, row_id
from upstander.policy.consent import PURPOSE_LABELS, Purpose
from upstander.policy.partners import is_in_time, may_read_shared
from upstander.policy.referrals import ANSWER_FOR_AGENCY, OPEN, STATE_FOR_AGENCY, ReferralAnswer, ReferralState
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling, allow
from upstander.policy.workingdays import london_day
from upstander.records import sight
from upstander.records.partners import AgencyReply, Delivery
from upstander.records.referrals import Referral
from upstander.records.sealing import warmed

PAGE = 25
SHOWN = 100
_SHUT = allow("7 b 1", "Somebody looked at what can no longer be read, and was shown nothing of it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that was sent to them. `state`: of what is asked of them, or nothing."""

    item: str
    disclosure: str
    reference: str
    purpose: str
    sent_at: datetime
    open_until: date
    in_time: bool
    called_back: bool
    deleted: bool
    state: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of what was sent to them, the latest first; `after` goes on from the last."""

    rows: tuple[Item, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the agency about somebody, where that stands, and what was said so far."""

    referral: str
    wish: str
    state: ReferralState
    label: str
    open: bool
    said: tuple[tuple[datetime, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One item as its recipient reads it; where `ruling` does not allow it, nothing of what was released is here."""

    item: Item
    ruling: Ruling
    about: Rows
    people: People
    asked: tuple[Asked, ...]
    wrote: tuple[tuple[datetime, str], ...]


def shared_with_me(who: Actor, *, after: str = "") -> Inbox:
    """Return what was sent to somebody at an agency."""
    rows = _sent(sight.deliveries(who)).order_by("-sent_at", "pk")
    last = sight.deliveries(who).filter(pk=row_id(after)).first() if after else None
    if last is not None:
        rows = rows.filter(Q(sent_at__lt=last.sent_at) | Q(sent_at=last.sent_at, pk__gt=last.pk))
    held = list(rows[: PAGE + 1])
    states = _states([one.disclosure_id for one in held[:PAGE]])
    shown = tuple(_item(one, states.get(one.disclosure_id, ""), who) for one in held[:PAGE])
    return Inbox(shown, shown[-1].item if len(held) > PAGE else "")


def open_shared(who: Actor, *, item: str) -> ItemPage:
    """Return one of them to be read, and enter that it was. Raises NotFound."""
    with opened_shared(who, item, Deed.OPEN_SHARED, reading=True) as work:
        sent = _sent(sight.deliveries(who)).filter(pk=row_id(item)).first()
        if sent is None:
            raise NotFound("There is no such item.")
        held = sent.disclosure
        ruling = may_read_shared(ended=False, recalled=held.recalled_id is not None, still=may_go_out(work, held))
        entry = work.enter(ruling if ruling.allowed else _SHUT, disclosure=str(held.pk), shown=ruling.allowed)
        if ruling.allowed and sent.opened_id is None:
            sight.deliveries(who).filter(pk=sent.pk, opened=None).update(opened=entry, opened_at=work.at)
        referrals = warmed(Referral.objects.filter(disclosure=held).order_by("-made_at")[:SHOWN])
        return ItemPage(
            item=_item(sent, STATE_FOR_AGENCY[ReferralState(referrals[0].state)] if referrals else "", who),
            ruling=ruling,
            about=about(held) if ruling.allowed else (),
            people=people(held.pack) if ruling.allowed else (),
            asked=tuple(_asked(one) for one in referrals),
            wrote=_wrote(work, sent),
        )


def _sent(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("disclosure__agency", "recipient")


def _states(packs: list[Any]) -> dict[Any, str]:
    rows = Referral.objects.filter(disclosure__in=packs).order_by("made_at").values_list("disclosure", "state")
    return {pack: STATE_FOR_AGENCY[ReferralState(state)] for pack, state in rows}


def _item(sent: Delivery, state: str, who: Actor) -> Item:
    held = sent.disclosure
    return Item(
        item=str(sent.pk),
        disclosure=str(held.pk),
        reference=reference(held),
        purpose=PURPOSE_LABELS[Purpose(held.purpose)],
        sent_at=sent.sent_at,
        open_until=held.open_until,
        in_time=is_in_time(held.open_until, on=london_day(who.at)),
        called_back=held.recalled_id is not None,
        deleted=held.deleted_id is not None,
        state=state,
    )


def _asked(row: Referral) -> Asked:
    said = warmed(row.said.order_by("said_at")[:SHOWN])
    return Asked(
        referral=str(row.pk),
        wish=row.wish,
        state=ReferralState(row.state),
        label=STATE_FOR_AGENCY[ReferralState(row.state)],
        open=row.state in OPEN,
        said=tuple((one.said_at, ANSWER_FOR_AGENCY[ReferralAnswer(one.answer)], one.words) for one in said),
    )


def _wrote(work: Work, sent: Delivery) -> tuple[tuple[datetime, str], ...]:
    """Return what they wrote themselves; what a colleague of theirs wrote is not theirs to read."""
    rows = AgencyReply.objects.filter(disclosure=sent.disclosure, recipient=sent.recipient).select_related("entry")
    return tuple((one.entry.at, one.words) for one in warmed(rows.order_by("-entry__seq")[:SHOWN]))
