"""What is sensitive to the organisation: who marks it, and who lets it leave (clause 7 a).

What is marked stays with the case for whoever may see it. It is in no pack and on no paper, unless a regional manager
releases it.
"""

from __future__ import annotations

from collections.abc import Collection

from upstander.policy.roles import Role
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

RELEASES = frozenset({Role.REGIONAL_MANAGER})
"""Who lets leave what is marked."""


@enforces("7 a")
def may_mark_sensitive(*, own: bool, is_manager: bool, marked: bool, off: bool, because: str) -> Ruling:
    """Say whether a note or file may be marked, or the mark taken off. `own`: they wrote or kept it themselves."""
    if off and not is_manager:
        return refuse("7 a", "Only a manager takes a mark off.", "Ask your manager to look at it.")
    if not (own or is_manager):
        return refuse("7 a", "You did not write or keep this.", "Ask whoever did, or your manager.")
    if marked is not off:
        words = "It is not marked." if off else "It is marked already."
        return refuse("7 a", words, "There is nothing to do.")
    if is_reason(because):
        return allow("7 a", "The mark is taken off." if off else "It is marked: it leaves on no paper and in no pack.")
    return refuse("9", "Nobody could tell later why.", "Say in a sentence why: 20 letters or more.")


@enforces("7 a")
def may_release_sensitive(*, asked: bool, roles: Collection[str]) -> Ruling:
    """Say whether this person may release a pack. `asked`: with what is marked as sensitive in it."""
    if not asked:
        return allow("7 a", "Nothing that is marked as sensitive is in it.")
    if RELEASES & set(roles):
        return allow("7 a", "A regional manager lets leave what is marked as sensitive.")
    return refuse(
        "7 a",
        "What is marked as sensitive to the organisation would leave, and only a regional manager lets it.",
        "A regional manager has to look at it; or ask again without what is marked.",
    )


@enforces("7 a")
def may_hand_out_marked(*, marked_since: int) -> Ruling:
    """Say whether what was released may still be handed out. `marked_since`: what was marked after its release."""
    if marked_since < 1:
        return allow("7 a", "Nothing of it was marked as sensitive since.")
    return refuse(
        "7 a",
        "Something in it was marked as sensitive to the organisation after it was released.",
        "Ask for it again: without it, or released by a regional manager.",
    )
