"""Recordings and photos that somebody mentioned: collected, and heard or seen, every one (clause 3 a)."""

from __future__ import annotations

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason


def unheard(*, mentioned: int, heard: int, gone: int) -> int:
    """Return how many of one incident's recordings and photos nobody has heard or seen yet."""
    return max(0, mentioned - heard - gone)


@enforces("3 a")
def may_hear_evidence(*, how_many: int, gone: int, words: str) -> Ruling:
    """Say whether this can be written down as heard or seen. `gone`: cannot be had any more."""
    if how_many < 0 or gone < 0 or how_many + gone < 1:
        return refuse("3 a", "Nothing was heard or seen yet.", "Give how many you have heard or seen, one or more.")
    if not words.strip():
        return refuse("3 a", "Nobody could tell later what they hold.", "Write what you heard or saw.")
    if not gone or is_reason(words):
        return allow("3 a", "Nothing that was mentioned goes unheard.")
    return refuse(
        "3 a",
        "Some of it can no longer be had, and nobody could tell why.",
        "Say in a sentence what became of it, and when you asked for it.",
    )
