"""Making sure who somebody is before they get a code, and slowing down whoever guesses (clauses 2 d, 7 a)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class IdentityCheck(StrEnum):
    """How it was made sure who somebody is. Knowing the story is no check: a neighbour may know it too."""

    KNOWN_IN_PERSON = "known_in_person"
    DOCUMENT_SEEN = "document_seen"
    CALLED_BACK = "called_back"
    QUESTIONS_ANSWERED = "questions_answered"
    VOUCHED_FOR = "vouched_for"


IDENTITY_LABELS: Mapping[IdentityCheck, str] = {
    IdentityCheck.KNOWN_IN_PERSON: "I know them, and they stand before me",
    IdentityCheck.DOCUMENT_SEEN: "I saw a document with their name",
    IdentityCheck.CALLED_BACK: "I called them back on the number they gave when they reported",
    IdentityCheck.QUESTIONS_ANSWERED: "They answered questions about their tenancy that a neighbour could not",
    IdentityCheck.VOUCHED_FOR: "A support worker we know vouched for them",
}

WINDOW = timedelta(minutes=15)
SLIP_HANDED_OVER_FOR = timedelta(days=2)
SLIP_POSTED_FOR = timedelta(days=14)
VISIT_QUIET_FOR = timedelta(minutes=30)
VISIT_LONGEST = timedelta(hours=4)

FREE_TRIES = 5
FREE_TRIES_UNDER_ATTACK = 2
MANY_WRONG_EVERYWHERE = 200
LONGEST_WAIT = 15


def is_identity_checked(check: IdentityCheck | str, *, how: str) -> bool:
    """Whether somebody made sure who this is, and wrote down how."""
    return check in set(IdentityCheck) and bool(how.strip())


def slip_good_for(*, posted: bool) -> timedelta:
    """Return for how long the slip that stands in for a code can be used."""
    return SLIP_POSTED_FOR if posted else SLIP_HANDED_OVER_FOR


def wait_after(wrong: int, *, wrong_everywhere: int = 0) -> int:
    """Return how many seconds a client waits after its latest wrong try.

    It doubles and then stays: whoever guesses is slowed, and whoever mistyped is never locked out. Many
    wrong tries everywhere shorten what is free to each, and lock out nobody who has tried once.
    """
    free = FREE_TRIES_UNDER_ATTACK if wrong_everywhere >= MANY_WRONG_EVERYWHERE else FREE_TRIES
    if wrong < free:
        return 0
    return min(LONGEST_WAIT, 1 << min(wrong - free, 10))
