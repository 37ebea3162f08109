"""Letters on paper: to the people we hear, to an address they named, in signed words (clauses 2 d, 3.2 a, 3.2 b)."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.sheets import ASKED, FIELDS, PLACE_AT_MOST, LetterState
from upstander.policy.terms import is_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What is known of a letter before it is prepared. `undrawable`: what our fonts have no shape for.

    `longest`: how long the longest of what was asked for is.
    """

    part: str
    signed: bool
    newest: bool
    name: str
    address: str
    missing: frozenset[str]
    undrawable: str = ""
    longest: int = 0


@enforces("3.2 a", "3.2 b", "2 d")
def may_prepare_letter(facts: LetterFacts) -> Ruling:
    """Say whether this letter can be prepared; whether letters are safe for them at all is asked beside it."""
    if facts.part not in set(PartyRole) or facts.part == PartyRole.ALLEGED_PERPETRATOR:
        return refuse("3.2 b", "These letters are for the people we hear.", "Choose somebody who came to us.")
    if not facts.signed or not facts.newest:
        return _other_words(facts)
    if not facts.name.strip():
        return refuse("3.2 a", "We do not know what to call them.", "Write it down with how to contact them safely.")
    if not facts.address.strip():
        return refuse(
            "3.2 a",
            "They have not said to which address letters may go, and home may be the wrong one.",
            "Ask them, and write the address down with how to contact them safely.",
        )
    if facts.missing:
        return refuse("3.2 c", f"It is not known yet: {_named(facts.missing)}.", _how(facts.missing))
    if facts.longest > PLACE_AT_MOST:
        return refuse("3.2 a", f"A time or a place holds {PLACE_AT_MOST} characters.", "Shorten it.")
    if not facts.undrawable:
        return allow("3.2 a", "They said that letters to this address are safe, and somebody signed the words.")
    return refuse(
        "3.2 a",
        f"We cannot print “{facts.undrawable[:20]}”.",
        "Write it in letters that we can print: what to call them, and where letters may go, in how to contact them.",
    )


def _other_words(facts: LetterFacts) -> Ruling:
    if not facts.signed:
        return refuse("2 d", "These words are a draft: nobody has signed them.", "Use a version that is signed.")
    return refuse("2 d", "There is a newer version of this letter.", "Choose the newest version.")


def _named(missing: frozenset[str]) -> str:
    return ", ".join(FIELDS[name] for name in FIELDS if name in missing)


def _how(missing: frozenset[str]) -> str:
    if missing & ASKED:
        return "Fill in the day, the time and the place."
    return "Agree with them how often we update them; then it is known."


@enforces("3.2 a", "2 d")
def may_print_letter(*, state: LetterState | str, same_address: bool) -> Ruling:
    """Say whether a prepared letter may be printed now; whether letters are safe is asked again beside it."""
    if state not in (LetterState.PREPARED, LetterState.PRINTED):
        return refuse("3.2 a", "This letter was withdrawn.", "Prepare a new one.")
    if same_address:
        return allow("3.2 a", "It goes where they said it may, and that it is printed is on the record.")
    return refuse(
        "3.2 a",
        "They have said since that letters go to another address.",
        "Withdraw this letter and prepare a new one.",
    )


@enforces("2 d")
def may_withdraw_letter(*, state: LetterState | str, because: str) -> Ruling:
    """Say whether a letter may be withdrawn."""
    if state == LetterState.WITHDRAWN:
        return refuse("2 d", "This letter is withdrawn already.", "There is nothing more to do.")
    if is_reason(because):
        return allow("2 d", "It is not printed again.")
    return refuse("2 d", "The next reader cannot tell why.", "Say why in a sentence, and whether it was posted.")
