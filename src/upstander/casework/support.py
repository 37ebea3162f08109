"""Considering the support needs of everybody in a case alike, whichever part they have in it (clause 2 i)."""

from __future__ import annotations

from upstander.casework.actor import Actor
from upstander.casework.opened import opened
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.support import may_consider_support
from upstander.records.worked import Contact, SupportConsidered


def consider_support(who: Actor, number: str, *, party: str, outcome: str, words: str) -> None:
    """Record what came of considering one person's support needs. Raises NotFound, Refused."""
    with opened(who, number, Deed.CONSIDER_SUPPORT) as work:
        person = work.party(party)
        asked = Contact.objects.filter(party=person, reached=True).exists()
        entry = work.enter(may_consider_support(outcome, words=words, asked=asked), outcome=outcome)
        SupportConsidered.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=work.case, party=person, outcome=outcome, words=words
        )
        work.fulfil(DutyKind.CONSIDER_SUPPORT, entry=entry, person=person.pk)
