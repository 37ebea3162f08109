"""What everybody in a case needs, and considering it alike, whichever part they have (clauses 2 i, 3.2 e, 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from upstander.casework.actor import Actor
from upstander.casework.gate import require_own
from upstander.casework.opened import Work, opened
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.stages import may_work_on
from upstander.policy.support import (
    NeedSaid,
    NeedState,
    Standing,
    SupportOutcome,
    may_consider_support,
    may_record_support_need,
    must_reconsider_support,
)
from upstander.records.case import Party
from upstander.records.duties import OwedDuty
from upstander.records.support import SupportNeed, open_needs, standing
from upstander.records.worked import Contact, SupportConsidered


@dataclass(frozen=True, slots=True)
class NeedRecorded:
    """In which case, and how many needs of this person stand open now."""

    number: str
    open_needs: int


def record_support_need(
    who: Actor, number: str, *, party: str, need: str, words: str, said_by: str, on: date, state: str = NeedState.OPEN
) -> NeedRecorded:
    """Record what somebody needs, or needs no longer; what stood before stays on the record. Raises NotFound, Refused.

    A need that is said after their support was considered is owed a thought of its own.
    """
    with opened(who, number, Deed.RECORD_SUPPORT_NEED) as work:
        work.require(may_work_on(work.case.stage))
        person = work.party(party)
        require_own(work, person)
        before = next((row for row in standing(person) if row.need == need), None)
        said = NeedSaid(
            need=need,
            state=state,
            words=words,
            said_by=said_by,
            asked=_spoken_to(person),
            on=on,
            recorded_on=work.today,
            before=Standing(state=before.state, said_on=before.said_on) if before else None,
        )
        _kept(work, person, said, before)
        return NeedRecorded(number, open_needs(person))


def consider_support(who: Actor, number: str, *, party: str, outcome: str, words: str) -> None:
    """Record what came of considering one person's support needs. Raises NotFound, Refused."""
    with opened(who, number, Deed.CONSIDER_SUPPORT) as work:
        person = work.party(party)
        if outcome == SupportOutcome.NEEDS_NONE:  # only somebody who may read what they need can say that
            require_own(work, person)
        ruling = may_consider_support(outcome, words=words, asked=_spoken_to(person), open_needs=open_needs(person))
        entry = work.enter(ruling, outcome=outcome)
        SupportConsidered.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=work.case, party=person, outcome=outcome, words=words
        )
        work.fulfil(DutyKind.CONSIDER_SUPPORT, entry=entry, person=person.pk)


def _kept(work: Work, person: Party, said: NeedSaid, before: SupportNeed | None) -> None:
    # Which need it is stands in the row, which is sealed; whoever reads the record may not be one to read of it.
    entry = work.enter(may_record_support_need(said), party=str(person.pk), state=said.state)
    SupportNeed.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        case=work.case,
        party=person,
        need=said.need,
        state=said.state,
        words=said.words,
        said_by=said.said_by,
        said_on=said.on,
    )
    if before is not None:
        before.followed = entry
        before.save(update_fields=["followed"])
    owed = OwedDuty.objects.filter(party=person, kind=DutyKind.CONSIDER_SUPPORT, done=None).exists()
    duties = must_reconsider_support(work.terms, person=person.pk, state=said.state, owed=owed, at=work.at)
    work.owe(duties, entry=entry)


def _spoken_to(person: Party) -> bool:
    return Contact.objects.filter(party=person, reached=True).exists()
