"""How somebody may be reached safely, as they said it last (clause 3.2 a)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from upstander.casework.actor import Actor
from upstander.casework.opened import Work, is_resident, opened_either
from upstander.policy.roles import Deed
from upstander.policy.safe_contact import may_set_safe_contact, safe_ways
from upstander.records import sight
from upstander.records.people import Person, SafeContact
from upstander.records.stuck import after_new_wishes


def set_safe_contact(who: Actor, number: str, *, wishes: dict[str, Any], party: str = "") -> datetime:
    """Keep what somebody says of how to reach them; return when they said it. Raises NotFound, Refused.

    A resident says it of themselves; staff say of whom. What waits goes by a way that is safe now, or is held.
    """
    with opened_either(who, number, Deed.SET_SAFE_CONTACT) as work:
        person = _person(work, party)
        ruling = may_set_safe_contact(work.terms, wishes=wishes, known_person=person is not None)
        entry = work.enter(ruling, party=party, ways=safe_ways(wishes))
        if person is not None:
            SafeContact.objects.create(
                sealed_by=person.sealed_by, entry=entry, person=person, wishes=wishes, checked_at=work.at
            )
            after_new_wishes(person.pk, wishes, at=work.at)
        return work.at


def _person(work: Work, party: str) -> Person | None:
    if is_resident(work.who):
        own = sight.own_party(work.who)
        return own.person if own else work.report.person if work.report else None
    if work.report is not None and work.held_case is None:
        return work.report.person
    return work.party(party).person
