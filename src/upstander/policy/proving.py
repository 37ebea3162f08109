"""Proving once more who one is before a grave deed (clause 7 a; decision 22): a browser left open does nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from upstander.policy.ruling import Ruling, allow, enforces, refuse

FRESH = timedelta(minutes=5)


def is_proof_fresh(proved_at: datetime | None, *, at: datetime) -> bool:
    """Whether somebody proved who they are within the last five minutes of this session."""
    return proved_at is not None and timedelta(0) <= at - proved_at <= FRESH


@enforces("7 a")
def may_go_on(proved_at: datetime | None, *, at: datetime) -> Ruling:
    """Say whether a grave deed may be done now, so long after the person proved who they are."""
    if is_proof_fresh(proved_at, at=at):
        return allow("7 a", "They proved who they are less than five minutes ago.")
    return refuse(
        "7 a",
        "It is more than five minutes since you proved who you are.",
        "Prove again who you are, at /sign-in/again, then do this once more.",
    )
