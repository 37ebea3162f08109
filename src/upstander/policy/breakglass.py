"""Opening a case in an emergency: who, on which ground, for how long, and who looks at it afterwards (clause 7 a).

It is for reading only, and never passes a conflict of interest; `policy.sight` says what each ground shows.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.sight import Ground
from upstander.policy.terms import is_reason
from upstander.policy.workingdays import add_working_days

HOLDS_FOR = timedelta(hours=4)
LOOKED_BACK = timedelta(days=30)
ALARM_PER_CENT = 1


@enforces("7 a")
def may_break_glass(*, ground: Ground | str, because: str, in_sight: bool) -> Ruling:
    """Say whether a case may be opened in an emergency. Asked before it is known whether there is such a case."""
    if ground not in set(Ground):
        return refuse("7 a", "This is no ground for opening a case in an emergency.", "Choose one from the list.")
    if not is_reason(because):
        return refuse(
            "7 a",
            "Whoever looks at this afterwards cannot tell why it was needed.",
            "Say in a sentence what has happened: 20 letters or more.",
        )
    if not in_sight:
        return allow("7 a", "It is open for four hours, for reading only, and looked at by somebody outside the line.")
    return refuse("7 a", "You see this case already.", "Open it as you always do.")


@enforces("7 a")
def may_review_break_glass(*, reviewed: bool, own: bool, words: str) -> Ruling:
    """Say whether this may be written down as looked at. `own`: they opened it themselves."""
    if reviewed:
        return refuse("7 a", "Somebody has looked at this already.", "There is nothing to do.")
    if own:
        return refuse("7 a", "You opened it yourself.", "Somebody else looks at it.")
    if is_reason(words):
        return allow("7 a", "Somebody outside the line has looked at it.")
    return refuse(
        "7 a", "The next reader cannot tell what you found.", "Say in a sentence what you found: 20 letters or more."
    )


def review_by(at: datetime) -> datetime:
    """Return by when somebody outside the line has looked at it: one working day."""
    return add_working_days(at, 1)


@enforces("7 a")
def is_alarming(*, broken: int, opened: int) -> bool:
    """Whether too many cases are opened in an emergency: more than one in a hundred of all that are opened."""
    return broken * 100 > opened * ALARM_PER_CENT
