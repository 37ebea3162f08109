"""Notices that wait in the outbox, as the tests of sending need them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.cast import NOW, a_report, landlord
from upstander.casework.told import Danger
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem, put_out
from upstander.records.people import Person, SafeContact

LATER = NOW + timedelta(minutes=2)


def an_alert() -> OutboxItem:
    """The notice of an alert, to whoever is on call."""
    landlord()
    a_report(danger=Danger(weapon=True))
    return OutboxItem.objects.get()


def somebody(*, email: str = "rehana@example.org", phone: str = "07700 900123") -> Person:
    """The person who reported, with these addresses."""
    person = Person.objects.get()
    person.email, person.phone = email, phone
    person.save(update_fields=["email", "phone"])
    return person


def wish(person: Person, *, at: datetime = NOW + timedelta(minutes=1), **wishes: Any) -> None:
    """What somebody says of how they can be reached; ways by name, anything else as it is kept."""
    ways = {way: said for way, said in wishes.items() if said in ("safe", "unsafe", "never")}
    rest = {name: said for name, said in wishes.items() if name not in ways}
    said = {"channels": ways, **rest}
    entry = Entry.objects.order_by("seq").last()
    SafeContact.objects.create(sealed_by=person.sealed_by, entry=entry, person=person, wishes=said, checked_at=at)


def to_them(person: Person, *, key: str = "") -> OutboxItem:
    """A notice to somebody that a message waits."""
    entry = Entry.objects.order_by("seq").last()
    assert entry is not None
    return put_out(entry, notice="resident_message", reference="HC-2026-0001", person=person.pk, key=key)
