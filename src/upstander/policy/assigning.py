"""Every case has an officer, or stands in a queue with a clock (decision 8; clauses 2 e, 7 a)."""

from __future__ import annotations

from datetime import datetime

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms, is_reason

HAND_OVER_AT_MOST = 500
_CLOSED = refuse("2 e", "This case is closed.", "A manager can reopen it where it was closed by mistake.")


@enforces("2 e")
def must_take_case(terms: Terms, *, at: datetime) -> tuple[Duty, ...]:
    """Return the clock of a case that stands in a queue."""
    due = terms.due(ClockKey.TAKE_CASE, at)
    return (Duty(DutyKind.TAKE_CASE, due, "2 e", "No case waits without an officer."),)


@enforces("2 e", "7 a")
def may_assign(*, because: str, is_open: bool, conflicted: bool, works_cases: bool, same_owner: bool) -> Ruling:
    """Say whether a case may be given to somebody. `works_cases`: they hold a role in the team that works cases."""
    if not is_open:
        return _CLOSED
    if conflicted or not works_cases:
        # One word for both: that somebody has a conflict of interest is itself confidential.
        return refuse("7 a", "This case cannot go to this person.", "Choose somebody else, or the queue of a team.")
    if same_owner:
        return refuse("2 e", "They have this case already.", "There is nothing to do.")
    return _reasoned(because, "The case has an officer.")


@enforces("2 e")
def may_put_in_queue(*, because: str, is_open: bool, in_queue: bool) -> Ruling:
    """Say whether a case may be put in a team's queue, where its clock runs."""
    if not is_open:
        return _CLOSED
    if in_queue:
        return refuse("2 e", "The case stands in this queue already.", "There is nothing to do.")
    return _reasoned(because, "The case stands in the queue, with a clock.")


@enforces("2 e")
def may_take(*, is_open: bool, owned: bool, own_team: bool) -> Ruling:
    """Say whether an officer may take a case from the queue; where two ask at once, the second is told."""
    if not is_open:
        return _CLOSED
    if owned:
        return refuse("2 e", "Somebody has taken this case already.", "Take another one, or ask your manager.")
    if own_team:
        return allow("2 e", "The case has an officer.")
    return refuse("2 e", "This case stands in another team's queue.", "Ask the manager of that team to assign it.")


@enforces("7 a")
def may_declare_conflict(*, because: str, declared: bool) -> Ruling:
    """Say whether somebody may say that they know a person in the case. Nobody is ever talked out of it."""
    if declared:
        return refuse("7 a", "This was said before, and it holds.", "There is nothing to do.")
    if because.strip():
        return allow("7 a", "Somebody without a conflict will work the case.")
    return refuse("7 a", "Your manager cannot tell how near it is.", "Say in a few words who you know, and how.")


@enforces("2 e", "7 a")
def may_hand_over(*, because: str, how_many: int, missing: int, none_to_spare: bool, all_fit: bool) -> Ruling:
    """Say whether these cases may change hands in one act, all or none.

    `missing`: how many of those asked for are not there any more. `all_fit`: whoever gets them works cases in their
    teams, and has no conflict of interest with any. `none_to_spare`: they are the same person.
    """
    if none_to_spare:
        return refuse("2 e", "They have these cases already.", "Choose a colleague.")
    if missing or not how_many:
        return refuse("2 e", "Some of these cases changed hands since.", "Look at the list again, and send it anew.")
    if how_many > HAND_OVER_AT_MOST:
        return refuse("2 e", "This is more than changes hands at once.", f"Hand over {HAND_OVER_AT_MOST} at a time.")
    if all_fit:
        return _reasoned(because, "The cases have an officer.")
    # One word for both: that somebody has a conflict of interest is itself confidential.
    return refuse("7 a", "Not all of these cases can go to this person.", "Leave some out, or choose somebody else.")


def _reasoned(because: str, why: str) -> Ruling:
    if is_reason(because):
        return allow("2 e", why)
    return refuse(
        "2 e", "The next reader cannot tell why the case changed hands.", "Say why in a sentence: 20 letters or more."
    )
