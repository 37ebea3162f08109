"""Something that happened, told in an open case: kept as it was told, and what is owed because of it (3 a, 2 a)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import Form, known_forms
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.telling import Police
from upstander.policy.terms import ClockKey, Terms

MOST_MENTIONED = 500
"""Recordings and photos that one incident may name; a larger number is a slip of the hand."""


@enforces("3 a", "2 e")
def may_record_incident(
    terms: Terms,
    *,
    story: str,
    forms: Iterable[Form | str],
    happened_on: date | None,
    today: date,
    mentioned: int,
    answers: Mapping[str, str],
    police: Police | str = "",
) -> Ruling:
    """Say whether this can be kept as it stands. `answers`: other texts, by their name on the page."""
    if not story.strip() and not known_forms(forms):
        return refuse("3 a", "We do not know yet what happened.", "Write what happened, however short.")
    for name, text, limit in _texts(terms, story, answers):
        if len(text) > limit:
            return refuse("3 a", f"{name} holds {limit} characters.", "Tell the rest as a second incident.")
    if police not in {"", *Police}:
        return refuse("3 a", "We do not know this answer about the police.", "Choose one of the answers listed.")
    if happened_on is not None and happened_on > today:
        return refuse("3 a", "The day you gave has not come yet.", "Check the date. About when is fine.")
    if 0 <= mentioned <= MOST_MENTIONED:
        return allow("3 a", "Every incident is kept, and investigated.")
    return refuse(
        "3 a", "The number of recordings or photos cannot be right.", f"Give a number up to {MOST_MENTIONED}."
    )


@enforces("2 a")
def must_look_at_risk_again(terms: Terms, *, heard: Iterable[UUID], at: datetime, assessed: bool) -> tuple[Duty, ...]:
    """Return that the risk to each person heard is looked at again; where it never was, that is owed already."""
    if not assessed:
        return ()
    due = terms.due(ClockKey.RISK_ASSESSMENT, at)
    why = "Something more happened, and it may change the risk."
    return tuple(Duty(DutyKind.REVIEW_RISK, due, "2 a", why, person) for person in heard)


def _texts(terms: Terms, story: str, answers: Mapping[str, str]) -> tuple[tuple[str, str, int], ...]:
    lines = ((name, text, terms.limits.line) for name, text in answers.items())
    return (("What happened", story, terms.limits.story), *lines)
