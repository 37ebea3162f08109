"""Sending a link to what was released: to one person at its agency, with a word that is told by phone (clause 7 b).

The link goes by e-mail and opens nothing without the word; whoever sends it never sees the link.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.asreleased import reference
from upstander.casework.calledback import LINK
from upstander.casework.gate import may_go_out, require_whole_case, weighed
from upstander.casework.opened import NotFound, Work, opened, opened_to_read, row_id
from upstander.policy.partners import may_send_pack
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.sight import may_see_whole_case
from upstander.records import keyring
from upstander.records.agencies import Agency
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry
from upstander.records.outbox import put_out
from upstander.records.partners import AgencyLink, Delivery, Recipient, made_link, word_digest
from upstander.records.together import together

DIGITS = 8
AT_MOST = 200
MISSING = "Nothing of this kind was shared."


@dataclass(frozen=True, slots=True)
class SentLink:
    """What is told by phone, once: the word, to whom, on which number, and until when the link works."""

    word: str
    name: str
    phone: str
    open_until: date


@dataclass(frozen=True, slots=True)
class SentTo:
    """To whom something was sent, when, and when they first read it."""

    recipient: str
    name: str
    email: str
    sent_at: datetime | None
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class SendPage:
    """What the page of sending needs: the pack, whether it may go out, and everybody we know at its agency."""

    disclosure: str
    agency: str
    agency_name: str
    reference: str
    ruling: Ruling
    people: tuple[SentTo, ...]

    @property
    def sent(self) -> tuple[SentTo, ...]:
        """Those to whom it was sent."""
        return tuple(one for one in self.people if one.sent_at)


def send_pack(who: Actor, number: str, *, disclosure: str, recipient: str) -> SentLink:
    """Send a link to what was released to somebody at its agency; one sent before is dead. Raises NotFound, Refused."""
    with opened(who, number, Deed.SEND_PACK) as work:
        require_whole_case(work)
        held, to = _held(work.case.disclosures.all(), disclosure), _recipient(recipient)
        ruling = may_send_pack(
            ended=to.ended_id is not None, of_this_agency=to.agency_id == held.agency_id, still=may_go_out(work, held)
        )
        entry = work.enter(ruling, disclosure=disclosure, recipient=recipient, to=held.agency.name)
        delivery, word = _delivery(held, to, entry)
        send_link(delivery, entry)
        return SentLink(word, to.name, to.phone, held.open_until)


def send_link(delivery: Delivery, entry: Entry) -> AgencyLink:
    """Put a new link in the outbox; those before it are dead."""
    AgencyLink.objects.filter(delivery=delivery).update(dead=True)
    link = made_link(delivery, at=entry.at)
    put_out(entry, notice=LINK, reference=str(link.pk), recipient=delivery.recipient_id, key=f"{LINK}:{link.pk}")
    return link


def sending(who: Actor, number: str, *, disclosure: str) -> SendPage:
    """Return what the page needs on which a link is sent. Raises NotFound."""
    with opened_to_read(who, number, to_act=True, page="send") as work:
        if not may_see_whole_case(work.parts).allowed:
            raise NotFound(MISSING)
        rows = together(_beside(work, row_id(disclosure)))
        if not rows["pack"]:
            raise NotFound(MISSING)
        held: Disclosure = rows["pack"][0]
        held.agency = rows["agency"][0]
        keyring.warm({work.sealed_by, *(one.sealed_by for one in rows["people"])})
        sent = {one.recipient_id: one for one in rows["sent"]}
        people = [_sent_to(one, sent.get(one.pk)) for one in rows["people"]]
        return SendPage(
            disclosure=disclosure,
            agency=str(held.agency_id),
            agency_name=held.agency.name,
            reference=reference(held),
            ruling=may_go_out(work, held, known=weighed(work)),
            people=tuple(sorted(people, key=lambda one: one.name.lower())),
        )


def _beside(work: Work, disclosure: UUID) -> dict[str, QuerySet[Any]]:
    """Ask for a pack of the case, its agency, whom we know there, and to whom it was sent, by one statement."""
    pack = work.case.disclosures.filter(pk=disclosure)
    agency = pack.values("agency")
    return {
        "pack": pack,
        "agency": Agency.objects.filter(pk__in=agency),
        "people": Recipient.objects.filter(agency__in=agency, ended=None).order_by("-entry__seq")[:AT_MOST],
        "sent": Delivery.objects.filter(disclosure__in=pack.values("pk")),
    }


def _sent_to(one: Recipient, sent: Delivery | None) -> SentTo:
    return SentTo(str(one.pk), one.name, one.email, sent.sent_at if sent else None, sent.opened_at if sent else None)


def _delivery(held: Disclosure, to: Recipient, entry: Entry) -> tuple[Delivery, str]:
    """Keep that it goes to this person, and by which word they open it; a word told before is worth nothing."""
    word = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    found = Delivery.objects.filter(disclosure=held, recipient=to).first()
    made = found or Delivery(sealed_by=held.sealed_by, entry=entry, case_id=held.case_id, disclosure=held, recipient=to)
    made.word, made.sent_at = word_digest(made.pk, word), entry.at
    made.save()
    return made, f"{word[:4]} {word[4:]}"


def _held(rows: Any, disclosure: str) -> Disclosure:
    found: Disclosure | None = rows.filter(pk=row_id(disclosure)).select_related("agency").first()
    if found is None:
        raise NotFound(MISSING)
    return found


def _recipient(key: str) -> Recipient:
    found = Recipient.objects.filter(pk=row_id(key)).first()
    if found is None:
        raise NotFound("There is no such person.")
    return found
