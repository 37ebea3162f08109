"""Whom we know at an agency: added, taken off the list, and listed; nothing goes to anybody else there (clause 7 b)."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun, locked, row_id
from upstander.policy.partners import may_add_recipient, may_end_recipient
from upstander.policy.posting import NoticeState
from upstander.policy.roles import Deed, may_do
from upstander.policy.ruling import Refused
from upstander.records.agencies import Agency, is_open
from upstander.records.keyring import token
from upstander.records.outbox import DUE, OutboxItem
from upstander.records.partners import AgencyLink, AgencyVisit, Recipient
from upstander.records.sealing import warmed

AT_MOST = 200


@dataclass(frozen=True, slots=True)
class RecipientShown:
    """Somebody at an agency, as staff see them."""

    key: str
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class AgencyPeople:
    """An agency, and whom we know there, by name. `more`: there are more than are shown."""

    agency: str
    name: str
    email: str
    people: tuple[RecipientShown, ...]
    more: bool


def add_recipient(who: Actor, *, agency: str, name: str, email: str, phone: str = "") -> str:
    """Add somebody at an agency, at an address of that agency; return their key. Raises NotFound, Refused."""
    with begun(who, Deed.ADD_RECIPIENT) as work:
        held = _agency(agency)
        address = email.strip().lower()
        mark = token("email", address)
        ruling = may_add_recipient(
            open_agency=is_open(held, on=work.today),
            name=" ".join(name.split()),
            email=address,
            agency_email=held.email,
            taken=Recipient.objects.filter(agency=held, email_token=mark, ended=None).exists(),
        )
        entry = work.enter(ruling, agency=str(held.pk))
        added = Recipient(
            sealed_by=work.sealed_by,
            entry=entry,
            agency=held,
            name=" ".join(name.split()),
            email=address,
            phone=phone.strip()[:40],
            email_token=mark,
        )
        added.save(force_insert=True)
        return str(added.pk)


def end_recipient(who: Actor, *, recipient: str, because: str) -> None:
    """Take somebody off the list of their agency: their links and visits end at once. Raises NotFound, Refused."""
    with begun(who, Deed.END_RECIPIENT) as work:
        held = locked(Recipient.objects.filter(pk=row_id(recipient))).first()
        if held is None:
            raise NotFound("There is no such person.")
        ruling = may_end_recipient(ended=held.ended_id is not None, because=because)
        held.ended = work.enter(ruling, recipient=recipient, because=because)
        held.save(update_fields=["ended"])
        AgencyLink.objects.filter(delivery__recipient=held).update(dead=True)
        AgencyVisit.objects.filter(recipient=held).delete()
        OutboxItem.objects.filter(recipient=held, state__in=DUE).update(state=NoticeState.DROPPED)


def people_of(who: Actor, *, agency: str) -> AgencyPeople:
    """Return whom we know at an agency. Raises NotFound, Refused for whoever may not send them anything."""
    ruling = may_do(who.roles, Deed.ADD_RECIPIENT)
    if not ruling.allowed:
        raise Refused(ruling)
    held = _agency(agency)
    rows = list(Recipient.objects.filter(agency=held, ended=None).order_by("-entry__seq")[: AT_MOST + 1])
    shown = [RecipientShown(str(row.pk), row.name, row.email, row.phone) for row in warmed(rows[:AT_MOST])]
    shown.sort(key=lambda one: one.name.lower())
    return AgencyPeople(str(held.pk), held.name, held.email, tuple(shown), more=len(rows) > AT_MOST)


def _agency(key: str) -> Agency:
    found = Agency.objects.filter(pk=row_id(key)).first()
    if found is None:
        raise NotFound("There is no such agency.")
    return found
