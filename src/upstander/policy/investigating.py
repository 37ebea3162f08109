"""We look into it ourselves, whoever else does, and a manager looks at the gravest cases (clauses 3 a, 2 e)."""

from __future__ import annotations

from datetime import date, datetime

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, RiskLevel, Terms, is_reason
from upstander.policy.workingdays import close_of, london_day


@enforces("3 a")
def may_record_investigation(
    terms: Terms, *, done: str, finding: str, waiting_on_police: bool, look_again_on: date | None, at: datetime
) -> Ruling:
    """Say whether what we looked into may be recorded. Waiting for the police has an end, and is no reason to stop."""
    if not is_reason(done):
        return refuse(
            "3 a",
            "This does not say what we looked into ourselves.",
            "Write what you checked, whom you asked and what you saw, in a sentence at least.",
        )
    if not waiting_on_police:
        if finding.strip():
            return allow("3 a", "What we looked into, and what we found, is on the record.")
        return refuse(
            "3 a", "This does not say what we found.", "Write what you found, or that it is still open, and why."
        )
    latest = london_day(terms.due(ClockKey.POLICE_WAIT, at))
    if look_again_on is not None and london_day(at) < look_again_on <= latest:
        return allow("3 a", "We wait for the police until a day, and go on ourselves.")
    return refuse(
        "3 a",
        "Waiting for the police needs a day on which we look again, or the case stands still.",
        f"Give a day after today and not later than {latest.day} {latest:%B %Y}.",
    )


@enforces("3 a")
def must_review_police(*, look_again_on: date) -> tuple[Duty, ...]:
    """Return that we ask the police again, and go on."""
    why = "We do not wait for the police alone: we ask again, and go on ourselves."
    return (Duty(DutyKind.REVIEW_POLICE, close_of(look_again_on), "3 a", why),)


@enforces("2 e")
def must_review_case(terms: Terms, *, risk: RiskLevel | str, at: datetime, reviewed: bool) -> tuple[Duty, ...]:
    """Return when a manager looks at a case next: while its risk is high, and sooner the first time."""
    if risk != RiskLevel.HIGH:
        return ()
    key = ClockKey.CASE_REVIEW_NEXT if reviewed else ClockKey.CASE_REVIEW_FIRST
    why = "Its risk is high, so a manager looks at it too."
    return (Duty(DutyKind.REVIEW_CASE, terms.due(key, at), "2 e", why),)


@enforces("2 e")
def may_review_case(*, is_owner: bool, is_open: bool, findings: str, co_signed: bool = False) -> Ruling:
    """Say whether a manager may enter a review: never of their own case, nor of what they decided with another."""
    if is_owner:
        return refuse("2 e", "This is your own case, and nobody reviews their own work.", "Ask another manager.")
    if co_signed:
        return refuse(
            "2 e",
            "You said yes to something in this case, and nobody reviews what they decided.",
            "Ask another manager.",
        )
    if not is_open:
        return refuse("2 e", "This case is closed.", "A closed case is checked four weeks after closing instead.")
    if is_reason(findings):
        return allow("2 e", "Somebody else has looked at the case.")
    return refuse("2 e", "The officer cannot tell what you found.", "Write in a sentence what is done and what is not.")
