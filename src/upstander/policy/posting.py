"""What becomes of a notice that could not go out: tried again, shown to a manager, given up in the open (3.2 c, 9).

A server that does not answer for a day, or for two, loses nothing: only after three days of trying is it put to people.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

TRIES = 78
LONGEST_WAIT = timedelta(hours=1)
REASON_AT_MOST = 2_000


class NoticeState(StrEnum):
    """Where a notice stands. `held`: no way is safe. `dead`: it could not be delivered. `dropped`: a later one went.

    A letter waits until somebody prints it; no machine sends it.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    HELD = "held"
    DEAD = "dead"
    DROPPED = "dropped"
    GIVEN_UP = "given_up"


STUCK = (NoticeState.HELD, NoticeState.DEAD)


@enforces("3.2 c")
def wait_before_next(tries: int) -> timedelta:
    """Return how long to wait after so many tries: two minutes, then twice as long each time, an hour at most."""
    return min(timedelta(minutes=2 ** min(tries, 10)), LONGEST_WAIT)


@enforces("3.2 c")
def is_for_people(tries: int) -> bool:
    """Whether it was tried for three days, so that a person has to look."""
    return tries >= TRIES


@enforces("3.2 c")
def may_retry_notice(*, state: str) -> Ruling:
    """Say whether a notice may be tried again. Whether a way is safe is asked anew when it goes out."""
    if state in STUCK:
        return allow("3.2 c", "It is tried again, by a way that is safe at that moment.")
    return refuse("3.2 c", "It is not stuck.", "There is nothing to do: it went out, waits its turn, or was given up.")


@enforces("3.2 c")
def may_give_up_notice(*, state: str, because: str) -> Ruling:
    """Say whether a notice may be given up: never in silence, and only one that is stuck."""
    if state not in STUCK:
        return refuse("3.2 c", "It is not stuck.", "There is nothing to give up: it went out, or waits its turn.")
    if len(because) > REASON_AT_MOST:
        return refuse("3.2 c", f"A reason holds {REASON_AT_MOST} characters.", "Shorten it.")
    if is_reason(because):
        return allow("3.2 c", "It is on the record why this did not go out.")
    return refuse(
        "3.2 c",
        "Nobody could tell later how they learned of it, or why they did not.",
        "Say in a sentence how they were told instead, or why nobody tells them.",
    )
