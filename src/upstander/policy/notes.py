"""Notes on a case, and moving one that was put on the wrong case (clauses 7 a, 9)."""

from __future__ import annotations

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import Terms, is_reason


@enforces("9")
def may_add_note(terms: Terms, *, text: str) -> Ruling:
    """Say whether a note can be kept as it stands."""
    if len(text) > terms.limits.story:
        return refuse("9", f"A note holds {terms.limits.story} characters.", "Make two notes of it.")
    if text.strip():
        return allow("9", "It is kept with the case.")
    return refuse("9", "There is nothing in this note yet.", "Write what you want to keep.")


@enforces("7 a")
def may_move_note(*, because: str, moved_before: bool, same_case: bool) -> Ruling:
    """Say whether a note may go to another case. Both records say so; its words stay in the right one only."""
    if moved_before:
        return refuse("7 a", "This note was moved already.", "Look for it in the case it was moved to.")
    if same_case:
        return refuse("7 a", "It is on that case already.", "Give the number of the case it belongs to.")
    if is_reason(because):
        return allow("7 a", "One household's file does not hold what is about another.")
    return refuse("9", "Nobody could tell later why it was moved.", "Say in a sentence why it belongs elsewhere.")
