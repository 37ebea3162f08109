"""Danger is answered at once, by a person, also on a Friday night; unanswered, it goes on to the next (clause 2 e)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import RED_FLAG_LABELS, RedFlag
from upstander.policy.roles import Deed, may_do
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms

LONGEST_ON_CALL = timedelta(days=31)


@enforces("2 e")
def must_answer_alert(terms: Terms, *, flags: Iterable[RedFlag | str], at: datetime) -> tuple[Duty, ...]:
    """Return the alert that these red flags raise; none where there is no flag."""
    raised = [RedFlag(flag) for flag in flags]
    if not raised:
        return ()
    named = ", ".join(RED_FLAG_LABELS[flag] for flag in raised)
    due = terms.due(ClockKey.ANSWER_ALERT, at)
    return (Duty(DutyKind.ANSWER_ALERT, due, "2 e", f"Somebody may be in danger: {named}."),)


@enforces("2 e")
def may_answer_alert(*, words: str, open_alerts: int) -> Ruling:
    """Say whether an alert is answered: by what was done to make them safe, in words."""
    if open_alerts < 1:
        return refuse("2 e", "No alert is waiting here.", "Somebody has answered it; read the timeline.")
    if words.strip():
        return allow("2 e", "The alert is answered, and what was done is on the record.")
    return refuse("2 e", "The next person cannot tell what was done.", "Write whom you reached, and how they are.")


@enforces("2 e")
def may_raise_alert(*, due_at: datetime, at: datetime, somebody_else: bool) -> Ruling:
    """Say whether an unanswered alert goes on to the next person."""
    if at >= due_at and somebody_else:
        return allow("2 e", "Nobody has answered, so the next person is asked.")
    if at >= due_at:
        return allow("2 e", "Nobody has answered and nobody else is on call, so everybody asked is asked again.")
    return refuse("2 e", "There is still time to answer this alert.", "Wait until its time has run out.")


@enforces("2 e")
def must_answer_raised_alert(terms: Terms, *, at: datetime) -> datetime:
    """Return by when the next person must have answered."""
    return terms.due(ClockKey.RAISE_ALERT, at)


@enforces("2 e")
def may_put_on_call(roles: Collection[str], *, start: datetime, end: datetime, now: datetime, order: int) -> Ruling:
    """Say whether somebody may be put on the rota. `order`: who is asked first, second and so on, from 1."""
    if not may_do(roles, Deed.ANSWER_ALERT).allowed:
        return refuse("2 e", "Their role does not answer alerts.", "Appoint them first, or choose another.")
    if not start < end <= start + LONGEST_ON_CALL or end <= now:
        return refuse(
            "2 e",
            f"Somebody is on call from one moment until a later one, {LONGEST_ON_CALL.days} days at most.",
            "Give an end that is still to come, after the start.",
        )
    if 1 <= order <= 9:
        return allow("2 e", "Danger is answered by a person, also on a Friday night.")
    return refuse("2 e", "We cannot tell when they are asked.", "Give 1 for who is asked first, up to 9.")


@enforces("2 e")
def may_take_off_call(*, taken_off: bool, over: bool, somebody_else: bool) -> Ruling:
    """Say whether somebody comes off the rota. `somebody_else`: those hours are then still somebody's."""
    if not taken_off and not over and somebody_else:
        return allow("2 e", "They are not asked any more; others are on call at those hours.")
    if not taken_off and not over:
        return allow("2 e", "They are not asked any more. With nobody on call, supervisors are asked instead.")
    return refuse("2 e", "This time on call is over.", "There is nothing to do.")
