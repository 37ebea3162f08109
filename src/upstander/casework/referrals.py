"""Referring somebody to an agency: made with a pack that was released, answered, taken back (clauses 3.2 e, 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from upstander.casework.actor import Actor
from upstander.casework.chasing import chase, end_referrals, moved_to
from upstander.casework.gate import may_go_out, require_whole_case
from upstander.casework.oncall import tell
from upstander.casework.opened import NotFound, Work, is_partner, opened, opened_for, row_id
from upstander.policy.considering import REFERRED, may_turn_to
from upstander.policy.duty import DutyKind
from upstander.policy.referrals import (
    AFTER,
    OPEN,
    ReferralAnswer,
    ReferralState,
    ask_by,
    may_answer_referral,
    may_recall_referral,
    may_refer,
)
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.stages import may_work_on
from upstander.records import sight
from upstander.records.considered import AgencyAnswer, known, marked_for, register_for, unanswered_in
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry
from upstander.records.referrals import Referral, ReferralSaid


@dataclass(frozen=True, slots=True)
class Referred:
    """The referral by its key, the pack it rests on, and by when the agency is asked for its answer."""

    referral: str
    disclosure: str
    answer_by: datetime


def make_referral(who: Actor, number: str, *, disclosure: str, party: str, wish: str) -> Referred:
    """Refer somebody to the agency that a pack was released for. `wish`: what is asked. Raises NotFound, Refused."""
    with opened(who, number, Deed.MAKE_REFERRAL) as work:
        work.require(may_work_on(work.case.stage))
        require_whole_case(work)
        held, person = _pack(work, disclosure), work.party(party)
        before = Referral.objects.filter(party=person, disclosure__agency=held.agency, state__in=OPEN)
        ruling = may_refer(
            about=str(person.pk),
            people=set(held.parts),
            here=_helps_here(work, held),
            still=may_go_out(work, held),
            open_before=before.exists(),
            wish=wish.strip(),
        )
        entry = work.enter(ruling, disclosure=disclosure, party=party, to=held.agency.name)
        made = Referral.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            case=work.case,
            party=person,
            disclosure=held,
            state=ReferralState.MADE,
            wish=wish.strip(),
            made_at=work.at,
            ask_by=ask_by(work.terms, state=ReferralState.MADE, at=work.at),
        )
        _consider(work, held, entry, wish.strip())
        chase(work, person.pk, entry)
        return Referred(str(made.pk), disclosure, made.ask_by)


def answer_referral(who: Actor, number: str, *, referral: str, answer: str, words: str = "") -> None:
    """Record what an agency says to a referral, or that we asked again. Raises NotFound, Refused.

    `number`: of the case. Somebody at the agency says it themselves, by the key of what was sent to them.
    """
    with opened_for(who, number, Deed.ANSWER_REFERRAL) as work:
        held, outside = _referral(work, referral), is_partner(who)
        ruling = may_answer_referral(state=held.state, answer=answer, words=words, from_agency=outside)
        entry = work.enter(ruling, referral=referral, answer=answer)
        ReferralSaid.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            referral=held,
            recipient_id=who.recipient,
            answer=answer,
            words=words.strip(),
            said_at=work.at,
        )
        moved_to(work, held, AFTER[ReferralState(held.state), ReferralAnswer(answer)], entry)
        if outside and work.case.owner_id:
            tell(work, work.case.owner_id, notice="referral_answered", entry=entry)


def recall_referral(who: Actor, number: str, *, referral: str, because: str) -> None:
    """Take a referral back. What was shared stays shared until that is called back too. Raises NotFound, Refused."""
    with opened(who, number, Deed.RECALL_REFERRAL) as work:
        held = _referral(work, referral)
        entry = work.enter(may_recall_referral(state=held.state, because=because), referral=referral, because=because)
        end_referrals(work, Referral.objects.filter(pk=held.pk), entry)


def _helps_here(work: Work, held: Disclosure) -> Ruling:
    """Say whether the agency helps in the borough of the case today; where not, another of its kind is named."""
    every = [known(row) for row in register_for(work.case, on=work.today)]
    return may_turn_to(known(marked_for(work.case).get(pk=held.agency_id)), on=work.today, others=every)


def _consider(work: Work, held: Disclosure, entry: Entry, wish: str) -> None:
    """Note that this agency was considered: they are referred to it (3.1)."""
    AgencyAnswer.objects.create(
        sealed_by=work.sealed_by, entry=entry, case=work.case, agency_id=held.agency_id, answer=REFERRED, reason=wish
    )
    if not unanswered_in(work.case, on=work.today):
        work.fulfil(DutyKind.CONSIDER_AGENCIES, entry=entry)


def _pack(work: Work, disclosure: str) -> Disclosure:
    found = work.case.disclosures.filter(pk=row_id(disclosure)).select_related("agency").first()
    if found is None:
        raise NotFound("Nothing of this kind was shared.")
    return found


def _referral(work: Work, referral: str) -> Referral:
    rows = Referral.objects.filter(case=work.case, pk=row_id(referral))
    if is_partner(work.who):
        rows = rows.filter(disclosure__in=sight.deliveries(work.who).values("disclosure"))
    found = rows.first()
    if found is None:
        raise NotFound("There is no such referral.")
    return found
