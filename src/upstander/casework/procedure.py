"""The policy and the landlord's numbers in force on a day, for everybody to read (front page; clause 2 g)."""

from __future__ import annotations

from datetime import datetime

from upstander.policy.terms import Terms
from upstander.policy.workingdays import london_day
from upstander.records.versions import terms_of, version_in_force


def in_force(*, at: datetime) -> Terms:
    """Return the terms in force at a moment."""
    return terms_of(version_in_force(london_day(at)).pk)
