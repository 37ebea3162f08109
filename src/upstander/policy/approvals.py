"""Acts that two people do: who may say yes, no, or take it back, and when it is too late (clauses 2 d, 7 a; 9).

Whoever asks never says yes. Whoever says yes decided with them (`may_review_case` knows it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse

LAPSES_AFTER = timedelta(days=14)
"""Ours, for the landlord to set: after two weeks nobody remembers why it was asked."""

REASON_AT_LEAST = 10


class Ending(StrEnum):
    """How what was asked for has ended."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


ENDING_LABELS = {
    Ending.GIVEN: "Given",
    Ending.REFUSED: "Refused",
    Ending.WITHDRAWN: "Withdrawn",
    Ending.LAPSED: "Lapsed",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is weighed of one act that was asked for.

    `clause`: of the act itself. `may_do`: this person's own roles include it. `is_asker`: they asked for it themselves.
    `as_shown`: what they saw is what was asked, and what would be done now. `asker_may`: whoever asked still works
    here, in a role that includes it.
    """

    clause: str
    ended_as: str
    lapses_at: datetime
    is_asker: bool
    may_do: bool
    as_shown: bool = True
    asker_may: bool = True


@enforces("9")
def may_ask(clause: str, *, waits_already: bool) -> Ruling:
    """Say whether a second person may be asked: the same thing never waits twice."""
    if not waits_already:
        return allow(clause, "It waits for a second person.")
    return refuse(clause, "The same waits for a second person already.", "Wait for the answer, or take it back.")


@enforces("2 d", "7 a")
def may_give(waiting: Waiting, *, at: datetime) -> Ruling:
    """Say whether this person may say yes, so that it is done."""
    refused = _is_over(waiting, at=at) or _not_theirs(waiting)
    if refused is not None:
        return refused
    if not waiting.asker_may:
        return refuse(
            waiting.clause,
            "Whoever asked may no longer do this themselves.",
            "Ask for it yourself.",
        )
    if waiting.as_shown:
        return allow(waiting.clause, "Two people have looked at it, and both say yes.")
    return refuse(
        waiting.clause,
        "It has changed since it was asked for.",
        "Ask whoever asked to take it back and ask again, so that you see what will be.",
    )


@enforces("2 d", "7 a")
def may_refuse_approval(waiting: Waiting, *, reason: str, at: datetime) -> Ruling:
    """Say whether this person may say no, with a reason that whoever asked can read."""
    refused = _is_over(waiting, at=at) or _not_theirs(waiting)
    if refused is not None:
        return refused
    if len(" ".join(reason.split())) >= REASON_AT_LEAST:
        return allow(waiting.clause, "A second person has looked at it, and says no.")
    return refuse(
        waiting.clause,
        "Whoever asked cannot tell why you say no.",
        f"Write why, in {REASON_AT_LEAST} characters or more.",
    )


@enforces("9")
def may_withdraw(waiting: Waiting, *, at: datetime) -> Ruling:
    """Say whether this person may take back what was asked for."""
    refused = _is_over(waiting, at=at)
    if refused is not None:
        return refused
    if waiting.is_asker:
        return allow(waiting.clause, "Whoever asked has taken it back.")
    return refuse(waiting.clause, "Only whoever asked can take it back.", "If it should not be done, say no, and why.")


@enforces("9")
def may_lapse(waiting: Waiting, *, at: datetime) -> Ruling:
    """Say whether what was asked for is over: its time has passed, or it could no longer be done as it was shown."""
    if waiting.ended_as:
        return refuse(waiting.clause, "It has ended already.", "There is nothing to do.")
    if at >= waiting.lapses_at:
        return allow(waiting.clause, "Nobody answered in two weeks.")
    if not (waiting.as_shown and waiting.asker_may):
        return allow(waiting.clause, "It could no longer be done as it was asked for.")
    return refuse(waiting.clause, "It still waits for a second person.", "Wait until it is answered.")


def _is_over(waiting: Waiting, *, at: datetime) -> Ruling | None:
    if waiting.ended_as:
        how = f"It has ended already: {ENDING_LABELS[Ending(waiting.ended_as)].lower()}."
        return refuse(waiting.clause, how, "If it is still needed, somebody asks for it again.")
    if at >= waiting.lapses_at:
        how = "It was asked for more than two weeks ago, and has lapsed."
        return refuse(waiting.clause, how, "If it is still needed, somebody asks for it again.")
    return None


def _not_theirs(waiting: Waiting) -> Ruling | None:
    if waiting.is_asker:
        return refuse(
            waiting.clause,
            "You asked for this yourself, and nobody decides on what they asked for.",
            "Somebody else whose role includes it has to look at it.",
        )
    if not waiting.may_do:
        return refuse(
            waiting.clause, "Your role does not include what is asked for.", "Somebody whose role does is told of it."
        )
    return None
