"""The policy's own dates, when a new version may be written and adopted (front page; clause 2 g)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import Terms, is_reason

_MONTH_ONLY = len("2011-08")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """What is weighed before a version is adopted. `latest_from`: from when the one before it counts."""

    changes: int
    fits: bool
    newest: bool
    effective_from: date
    latest_from: date
    on: date


@enforces("front")
def is_review_overdue(terms: Terms, *, on: date) -> bool:
    """Say whether the policy should have been looked at again by now. A month without a day lasts to its end."""
    by = terms.policy.review_by
    today = on.isoformat()
    return bool(by) and (today[:_MONTH_ONLY] if len(by) == _MONTH_ONLY else today) > by


@enforces("front")
def may_save_draft(*, trouble: str, newest: bool, as_read: bool) -> Ruling:
    """Say whether a draft of the next version may be saved as it is now."""
    if not newest:
        return refuse("front", "Another version was adopted since this was begun.", "Drop this draft, and begin again.")
    if not as_read:
        return refuse(
            "front",
            "Somebody else saved this draft while you were writing.",
            "Copy what you typed, open the page again, and see what they changed.",
        )
    if not trouble:
        return allow("front", "The draft of the next version is saved. Nothing is in force by that.")
    return refuse("front", f"The draft would not fit together: {trouble}", "Change what is marked below.")


@enforces("front")
def may_adopt(adopting: Adopting, *, because: str) -> Ruling:
    """Say whether a version may be adopted from this day."""
    for wrong, why, how in (
        (not adopting.newest, "Another version was adopted since this was begun.", "Drop it, and begin again."),
        (not adopting.changes, "It changes nothing.", "Change something in the draft first."),
        (not adopting.fits, "It does not fit together.", "Open each part of the draft, and mend what is marked."),
        (
            adopting.effective_from < adopting.on,
            "It would count from a day that has passed, for cases that were worked under other terms.",
            "Choose today or a later day.",
        ),
        (
            adopting.effective_from < adopting.latest_from,
            f"The version before it counts only from {_day(adopting.latest_from)}.",
            "Choose that day or a later one.",
        ),
    ):
        if wrong:
            return refuse("front", why, how)
    if is_reason(because):
        return allow("front", "It counts from a day; cases keep the version they were opened under.")
    return refuse("front", "The record does not say why it is adopted.", "Say why in a sentence.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
