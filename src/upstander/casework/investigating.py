"""Our own investigation, whoever else looks into it, and a manager's look at the gravest cases (clauses 3 a, 2 e)."""

from __future__ import annotations

from datetime import date
from typing import Any

from upstander.casework.actor import Actor
from upstander.casework.opened import opened
from upstander.policy.duty import DutyKind
from upstander.policy.investigating import (
    may_record_investigation,
    may_review_case,
    must_review_case,
    must_review_police,
)
from upstander.policy.roles import Deed
from upstander.records.waiting import co_signers
from upstander.records.worked import CaseReview, Investigation


def record_investigation(
    who: Actor,
    number: str,
    *,
    done: str,
    finding: str = "",
    waiting_on_police: bool = False,
    look_again_on: date | None = None,
) -> date | None:
    """Record what we looked into and found; waiting for the police has a day to look again, which is returned."""
    with opened(who, number, Deed.RECORD_INVESTIGATION) as work:
        looked: dict[str, Any] = {"done": done, "finding": finding, "waiting_on_police": waiting_on_police}
        ruling = may_record_investigation(work.terms, **looked, look_again_on=look_again_on, at=work.at)
        entry = work.enter(ruling, waiting_on_police=waiting_on_police)
        again = look_again_on if waiting_on_police else None
        Investigation.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            case=work.case,
            look_again_on=again,
            **looked,
        )
        work.fulfil(DutyKind.REVIEW_POLICE, *((DutyKind.INVESTIGATE,) if finding.strip() else ()), entry=entry)
        if again is not None:
            work.owe(must_review_police(look_again_on=again), entry=entry)
        return again


def review_case(who: Actor, number: str, *, findings: str, directions: str = "") -> None:
    """Enter a manager's review of an open case; while its risk is high, the next one is owed at once."""
    with opened(who, number, Deed.REVIEW_CASE) as work:
        case = work.case
        ruling = may_review_case(
            is_owner=case.owner_id is not None and case.owner_id == who.staff,
            is_open=case.closed_at is None,
            co_signed=who.staff in co_signers(case),
            findings=findings,
        )
        entry = work.enter(ruling)
        CaseReview.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=case, findings=findings, directions=directions
        )
        work.fulfil(DutyKind.REVIEW_CASE, entry=entry)
        again = must_review_case(work.terms, risk=case.risk, at=work.at, reviewed=True)
        work.owe(again, entry=entry, staff=who.staff)
