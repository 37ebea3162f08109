"""How somebody said they can be reached, as they read it themselves, and may change it (clause 3.2 a)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.mycase.page import MyContact
from upstander.casework.opened import Work
from upstander.records.case import Party
from upstander.records.people import SafeContact
from upstander.records.together import Rows


def latest_contact(work: Work, own: Party | None) -> QuerySet[SafeContact]:
    """Return the query of what this person said last; it is their own, and nobody else's."""
    person = _person(work, own)
    said = SafeContact.objects.filter(person=person) if person else SafeContact.objects.none()
    return said.order_by("-checked_at", "-entry__seq")[:1]


def contact(work: Work, own: Party | None, rows: Rows) -> MyContact | None:
    """Return it in plain values; None where we do not know who they are, so that nothing can be kept of them."""
    if _person(work, own) is None:
        return None
    said: SafeContact | None = next(iter(rows["contact"]), None)
    return MyContact(wishes=said.wishes if said else {}, said_at=said.checked_at if said else None)


def _person(work: Work, own: Party | None) -> UUID | None:
    return own.person_id if own else work.report.person_id if work.report else None
