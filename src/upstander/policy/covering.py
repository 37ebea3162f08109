"""Covering for a colleague: their cases are in sight of another from a day until a day (clauses 2 e, 7 a)."""

from __future__ import annotations

from datetime import datetime, timedelta

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

AT_MOST = timedelta(days=60)


@enforces("2 e", "7 a")
def may_grant_cover(
    *,
    oneself: bool,
    same_person: bool,
    own_team: bool,
    works_cases: bool,
    start: datetime,
    end: datetime,
    at: datetime,
    because: str,
) -> Ruling:
    """Say whether a manager may let one colleague act for another. `own_team`: they supervise the one who is away."""
    if not own_team:
        return refuse("7 a", "You do not supervise the person who is away.", "Their own manager can do this.")
    if oneself:
        return refuse("7 a", "Nobody gives sight to themselves.", "Another manager can do this.")
    if same_person:
        return refuse("7 a", "Nobody covers for themselves.", "Choose a colleague.")
    if not works_cases:
        return refuse("7 a", "This person does not work cases.", "Choose somebody who does.")
    if not start < end or end <= at:
        return refuse("7 a", "The cover would end before it begins.", "Give a later last day.")
    if end - start > AT_MOST:
        return refuse("7 a", "Cover is for 60 days at most.", "Hand the cases over, or give an earlier last day.")
    if is_reason(because):
        return allow("7 a", "Their cases are in good hands, from that day until that day.")
    return refuse("7 a", "Nobody could tell later why.", "Say why in a sentence: 20 letters or more.")


@enforces("7 a")
def may_end_cover(*, over: bool, own_team: bool) -> Ruling:
    """Say whether cover may be ended before its last day."""
    if over:
        return refuse("7 a", "This cover has ended already.", "There is nothing to do.")
    if own_team:
        return allow("7 a", "The colleague who covered sees these cases no more.")
    return refuse("7 a", "You do not supervise the person who is away.", "Their own manager can do this.")
