"""The policy's own dates (front page): a review date that has passed is said, until a new version is adopted."""

from __future__ import annotations

from datetime import date

from upstander.policy.ruling import enforces
from upstander.policy.terms import Terms

_MONTH_ONLY = len("2011-08")


@enforces("front")
def is_review_overdue(terms: Terms, *, on: date) -> bool:
    """Say whether the policy should have been looked at again by now. A month without a day lasts to its end."""
    by = terms.policy.review_by
    today = on.isoformat()
    return bool(by) and (today[:_MONTH_ONLY] if len(by) == _MONTH_ONLY else today) > by
