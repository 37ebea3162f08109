"""Why somebody says it happened, said at any time, and what a graver kind of case brings forward (clauses 3 b, 2 e)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Ground, Kind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms

NO_GROUND_GIVEN = frozenset({"dont_know", "rather_not_say"})
_BROUGHT_FORWARD: Mapping[DutyKind, ClockKey] = {
    DutyKind.FIRST_CONTACT: ClockKey.FIRST_CONTACT,
    DutyKind.INTERVIEW: ClockKey.INTERVIEW,
    DutyKind.ASSESS_RISK: ClockKey.RISK_ASSESSMENT,
    DutyKind.KEEP_INFORMED: ClockKey.KEEP_INFORMED,
}


@enforces("3 b")
def may_record_motive(
    terms: Terms, *, perceived: bool, own: bool, grounds: Iterable[Ground | str], words: str
) -> Ruling:
    """Say whether an answer to "why" can be kept. What anybody perceives is enough: no proof is asked for.

    `own`: it is the answer of one of the people in the case, and not what somebody who works on it thinks.
    """
    if not own and not perceived:
        return refuse(
            "3 b",
            "Why it happened is for those to say who lived or saw it; nobody else says that it was not so.",
            "Ask them. What you found goes into your finding, beside their words.",
        )
    if any(ground not in {*Ground, *NO_GROUND_GIVEN} for ground in grounds):
        return refuse("1.1", "We do not know one of these answers.", "Choose from the list, or say it in words.")
    if len(words) <= terms.limits.answer:
        return allow("3 b", "What they perceive is enough. What was said before is kept beside it.")
    return refuse("3 b", f"An answer holds {terms.limits.answer} characters.", "Shorten it, or add a message.")


@enforces("3 b")
def graver(now: Kind | str, said: Kind | str) -> Kind:
    """Return the graver of two kinds of case: a motive said late lifts a case, and nothing said lowers it."""
    ranks = list(Kind)
    return ranks[max(ranks.index(Kind(now)), ranks.index(Kind(said)))]


@enforces("2 e", "3 a")
def brought_forward(terms: Terms, *, at: datetime) -> Mapping[DutyKind, datetime]:
    """Return by when each of these is due at the latest, once a case is high priority from this moment on."""
    return {kind: terms.due(key, at, high=True) for kind, key in _BROUGHT_FORWARD.items()}
