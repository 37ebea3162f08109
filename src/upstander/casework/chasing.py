"""Asking agencies what came of a referral: one reminder a person, for whichever is asked first (3.2 e)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.work import Work
from upstander.policy.duty import DutyKind
from upstander.policy.referrals import OPEN, ReferralState, ask_by, must_chase_referral
from upstander.records.journal import Entry
from upstander.records.referrals import Referral


def moved_to(work: Work, held: Referral, state: ReferralState, entry: Entry) -> datetime:
    """Let a referral stand anew from this moment on, and chase what is open of this person; return when it is asked."""
    held.state, held.settled = state, None if state in OPEN else entry
    held.ask_by = ask_by(work.terms, state=state, at=work.at)
    held.save(update_fields=["state", "settled", "ask_by"])
    chase(work, held.party_id, entry)
    return held.ask_by


def end_referrals(work: Work, rows: QuerySet[Referral], entry: Entry) -> None:
    """Take back what is open of these referrals; nobody is chased for one that has ended."""
    for referral in rows.filter(state__in=OPEN):
        moved_to(work, referral, ReferralState.RECALLED, entry)


def chase(work: Work, party: UUID, entry: Entry) -> None:
    """Remind of the open referral of a person that is asked about first, and of no other."""
    work.fulfil(DutyKind.CHASE_REFERRAL, entry=entry, person=party)
    first = Referral.objects.filter(party=party, state__in=OPEN).order_by("ask_by", "pk").first()
    if first is not None:
        work.owe(must_chase_referral(state=first.state, person=party, ask_by=first.ask_by), entry=entry)
