"""Closing a case, which asks every matter; reopening a mistake; and asking after closing (clauses 3 a, 3.2 c, 2 i)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.casefile import DeedPage, deed_page_with
from upstander.casework.confirming import called_back
from upstander.casework.evidence import evidence_of, unheard_of
from upstander.casework.informed import informed_next
from upstander.casework.opened import opened
from upstander.policy.closing import (
    ClosingFacts,
    Outcome,
    closing_reasons,
    may_check_after_closing,
    may_close,
    may_reopen,
    must_check_after_closing,
)
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.referrals import OPEN
from upstander.policy.roles import SUPERVISORS, Deed, Role
from upstander.policy.ruling import Ruling
from upstander.policy.stages import Stage
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.plans import Plan, PlanStep
from upstander.records.referrals import Referral
from upstander.records.support import not_considered
from upstander.records.together import Rows, together
from upstander.records.worked import AfterCheck, Investigation, Message

Asked = dict[str, QuerySet[Any]]
SAFETY = (DutyKind.REMOVE_GRAFFITI, DutyKind.SAFETY_REPAIR)
REVIEWS = (DutyKind.REVIEW_CASE, DutyKind.REVIEW_RISK, DutyKind.REVIEW_POLICE)
ASKED_AFTER = (PartyRole.RESIDENT_HEARD, PartyRole.REPRESENTATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What whoever closes a case says of it."""

    outcome: str
    words: str
    told: bool
    offered_talk: bool


ANSWERED_ON_THE_PAGE = Said(outcome=Outcome.STOPPED, words="asked for on the page itself", told=True, offered_talk=True)


@dataclass(frozen=True, slots=True)
class Closed:
    """By when each of them is asked how things are."""

    asked_by: datetime | None


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """What the page of closing needs: the case, and everything that has to be done first."""

    page: DeedPage
    reasons: tuple[Ruling, ...]


def closing_page(who: Actor, number: str) -> ClosingPage:
    """Return the case, and every reason why it cannot be closed yet, before anybody tries. Raises NotFound."""
    page, case, rows = deed_page_with(who, number, deed=Deed.CLOSE_CASE, beside=lambda work: _asked(work.case))
    return ClosingPage(page, closing_reasons(_facts(case, rows, ANSWERED_ON_THE_PAGE, at=who.at)))


def close_case(who: Actor, number: str, *, outcome: str, words: str, told: bool, offered_talk: bool) -> Closed:
    """Close a case. `told`: they know why; `offered_talk`: we offered to talk it over. Raises NotFound, Refused."""
    with opened(who, number, Deed.CLOSE_CASE) as work:
        case = work.case
        said = Said(outcome=outcome, words=words, told=told, offered_talk=offered_talk)
        facts = _facts(case, together(_asked(case)), said, at=work.at)
        entry = work.enter(may_close(facts), outcome=outcome)
        case.closed_at, case.outcome, case.stage = work.at, outcome, Stage.CLOSED
        case.closing = {"words": words, "told": told, "offered_talk": offered_talk}
        case.save(update_fields=["closed_at", "outcome", "stage", "closing"])
        OwedDuty.objects.filter(case=case, done=None).update(done=entry, done_at=work.at, paused_at=None)
        duties = must_check_after_closing(work.terms, persons=_asked_after(case), closed_at=work.at)
        work.owe(duties, entry=entry)
        return Closed(duties[0].due_at if duties else None)


def reopen_case(who: Actor, number: str, *, by_mistake: bool, because: str) -> None:
    """Open a case again that was closed by mistake; anything that happened since is a new case."""
    with opened(who, number, Deed.REOPEN_CASE) as work:
        case = work.case
        ruling = may_reopen(
            is_manager=bool(who.roles & (SUPERVISORS | {Role.SAFEGUARDING_LEAD})),
            closed=case.closed_at is not None,
            by_mistake=by_mistake,
            because=because,
        )
        entry = work.enter(ruling, because=because)
        case.closed_at, case.outcome, case.stage = None, "", Stage.LISTENING
        case.save(update_fields=["closed_at", "outcome", "stage"])
        work.fulfil(DutyKind.AFTER_CLOSING, entry=entry)
        _owe_again(case)
        for party in case.parties.filter(ended=None, part__in=ASKED_AFTER):
            informed_next(work, party, entry, since=work.at)


def check_after_closing(who: Actor, number: str, *, party: str, state: str, words: str) -> None:
    """Record how somebody says things are, some weeks after closing. Raises NotFound, Refused."""
    with opened(who, number, Deed.CHECK_AFTER_CLOSING) as work:
        person = work.party(party)
        ruling = may_check_after_closing(state, closed=work.case.closed_at is not None, words=words)
        entry = work.enter(ruling, state=state)
        AfterCheck.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=work.case, party=person, how_things_are=state, words=words
        )
        work.fulfil(DutyKind.AFTER_CLOSING, entry=entry, person=person.pk)


def _owe_again(case: Case) -> None:
    """Let what closing ended run on, as if the case had stayed open; with nobody who must not work it any more."""
    closings = Entry.objects.filter(case_id=case.pk, deed=Deed.CLOSE_CASE, allowed=True).order_by("-seq")
    ended = OwedDuty.objects.filter(case=case, done__in=closings[:1]).exclude(kind=DutyKind.KEEP_INFORMED)
    blocked = case.conflicts.values("staff")
    ended.filter(staff__in=blocked).update(staff=case.owner, team=None if case.owner_id else case.team)
    ended.update(done=None, done_at=None)


def _asked(case: Case) -> Asked:
    """What has to be read to know whether a case may be closed, by one statement."""
    newer = Plan.objects.filter(case=case).order_by("-version").values("pk")[:1]
    return {
        "looked_into": Investigation.objects.filter(case=case).order_by("entry__seq"),
        "owed": OwedDuty.objects.filter(case=case, done=None).only("kind", "due_at"),
        "safety": PlanStep.objects.filter(plan__in=newer, protective=True, done=None).only("tool"),
        "mentioned": evidence_of(case),
        "unanswered": Message.objects.filter(case=case, from_resident=True, answered=None).only("from_resident"),
        "referred": Referral.objects.filter(case=case, state__in=OPEN).only("state"),
        "called_back": called_back(case).only("purpose"),
        "forgotten": not_considered(case).only("part"),
    }


def _facts(case: Case, rows: Rows, said: Said, *, at: datetime) -> ClosingFacts:
    looked_into = rows["looked_into"]
    late = [duty.kind for duty in rows["owed"] if duty.due_at < at]
    owed = [duty.kind for duty in rows["owed"]]
    return ClosingFacts(
        outcome=said.outcome,
        words=said.words,
        is_open=case.closed_at is None,
        risk=case.risk,
        investigated=any(one.finding.strip() for one in looked_into),
        waiting_on_police=bool(looked_into) and looked_into[-1].waiting_on_police,
        told=said.told,
        offered_talk=said.offered_talk,
        alerts_open=owed.count(DutyKind.ANSWER_ALERT),
        safety_steps_open=sum(owed.count(kind) for kind in SAFETY) + len(rows["safety"]),
        reviews_open=sum(late.count(kind) for kind in REVIEWS),
        evidence_unheard=unheard_of(rows["mentioned"]),
        messages_unanswered=len(rows["unanswered"]),
        changes_unanswered=owed.count(DutyKind.CHANGE_PLAN),
        support_not_considered=len(rows["forgotten"]),
        referrals_open=len(rows["referred"]),
        recalls_open=len(rows["called_back"]),
    )


def _asked_after(case: Case) -> list[UUID]:
    return list(case.parties.filter(ended=None, part__in=ASKED_AFTER).values_list("pk", flat=True))
