"""Messages that wait behind a code, so that nobody else reads them (clauses 3.2 a, 3.2 c)."""

from __future__ import annotations

from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import Terms


@enforces("3.2 c")
def may_write_to_us(terms: Terms, *, text: str) -> Ruling:
    """Say whether a resident's message can be sent as it stands. A case that is closed takes messages too."""
    return _as_it_stands(terms, text, "Whoever works the case is told, and owes an answer.")


@enforces("3.2 b", "3.2 c")
def may_write_to(terms: Terms, *, text: str, part: PartyRole | str, can_read: bool) -> Ruling:
    """Say whether staff may leave somebody a message. `can_read`: they hold a code that opens it."""
    if part == PartyRole.ALLEGED_PERPETRATOR:
        return refuse(
            "3.2 b",
            "The person complained of has no mailbox here: nothing of this file may reach them by mistake.",
            "Talk to them where the plan says so, and record the contact.",
        )
    if not can_read:
        return refuse(
            "3.2 c",
            "They hold no code, so nobody would ever read this.",
            "Give them a code first, or reach them in a way they called safe and record the contact.",
        )
    return _as_it_stands(terms, text, "It waits behind their code, and only they can read it.")


def _as_it_stands(terms: Terms, text: str, why: str) -> Ruling:
    if len(text) > terms.limits.answer:
        return refuse("3.2 c", f"A message holds {terms.limits.answer} characters.", "Send it in two messages.")
    if text.strip():
        return allow("3.2 c", why)
    return refuse("3.2 c", "There is no message yet.", "Write what you want to say.")
