"""Closing a case, which asks every matter; reopening a mistake; and asking after closing (clauses 3 a, 3.2 c, 2 i)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.evidence import unheard_in
from upstander.casework.informed import informed_next
from upstander.casework.opened import opened, opened_to_read
from upstander.policy.closing import (
    ClosingFacts,
    closing_reasons,
    may_check_after_closing,
    may_close,
    may_reopen,
    must_check_after_closing,
)
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.roles import SUPERVISORS, Deed, Role
from upstander.policy.ruling import Ruling
from upstander.policy.stages import Stage
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.plans import Plan
from upstander.records.worked import AfterCheck, Investigation, Message

SAFETY = (DutyKind.REMOVE_GRAFFITI, DutyKind.SAFETY_REPAIR)
ASKED_AFTER = (PartyRole.RESIDENT_HEARD, PartyRole.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class Closed:
    """By when each of them is asked how things are."""

    asked_by: datetime | None


def what_stands_in_the_way(
    who: Actor, number: str, *, outcome: str = "stopped", words: str = "", told: bool = True, offered_talk: bool = True
) -> tuple[Ruling, ...]:
    """Return every reason why a case cannot be closed yet, before anybody tries. Reading it is entered."""
    with opened_to_read(who, number, page="closing") as work:
        return closing_reasons(
            _facts(work.case, outcome=outcome, words=words or _LONG_ENOUGH, told=told, offered_talk=offered_talk)
        )


def close_case(who: Actor, number: str, *, outcome: str, words: str, told: bool, offered_talk: bool) -> Closed:
    """Close a case. `told`: they know why; `offered_talk`: we offered to talk it over. Raises NotFound, Refused."""
    with opened(who, number, Deed.CLOSE_CASE) as work:
        case = work.case
        facts = _facts(case, outcome=outcome, words=words, told=told, offered_talk=offered_talk)
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


_LONG_ENOUGH = "the reason is asked for on the page"


def _facts(case: Case, *, outcome: str, words: str, told: bool, offered_talk: bool) -> ClosingFacts:
    looked_into = list(Investigation.objects.filter(case=case).order_by("entry__seq"))
    owed = list(OwedDuty.objects.filter(case=case, done=None).values_list("kind", flat=True))
    return ClosingFacts(
        outcome=outcome,
        words=words,
        is_open=case.closed_at is None,
        risk=case.risk,
        investigated=any(one.finding.strip() for one in looked_into),
        waiting_on_police=bool(looked_into) and looked_into[-1].waiting_on_police,
        told=told,
        offered_talk=offered_talk,
        alerts_open=owed.count(DutyKind.ANSWER_ALERT),
        safety_steps_open=sum(owed.count(kind) for kind in SAFETY) + _safety_steps_open(case),
        evidence_unheard=unheard_in(case),
        messages_unanswered=Message.objects.filter(case=case, from_resident=True, answered=None).count(),
        changes_unanswered=owed.count(DutyKind.CHANGE_PLAN),
        support_not_considered=case.parties.filter(ended=None, support=None).count(),
    )


def _safety_steps_open(case: Case) -> int:
    latest = Plan.objects.filter(case=case).order_by("-version").first()
    return latest.steps.filter(protective=True, done=None).count() if latest else 0


def _asked_after(case: Case) -> list[UUID]:
    return list(case.parties.filter(ended=None, part__in=ASKED_AFTER).values_list("pk", flat=True))
