"""How somebody wants to be reached, in their own words, and what it says of one way (clause 3.2 a).

Unknown means nobody reaches out. What they said last holds; what they said before is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import Terms


class Wish(StrEnum):
    """What may be said of how to reach somebody; the first is a table of ways, the others are words."""

    CHANNELS = "channels"
    HOURS = "hours"
    CALL_ME = "call_me"
    CODE_WORD = "code_word"
    LETTERS_TO = "letters_to"
    OTHERS_WHO_READ = "others_who_read"
    THROUGH = "through"
    INTERPRETER = "interpreter"


WISHES: Mapping[Wish, str] = {
    Wish.CHANNELS: "Which ways are safe",
    Wish.HOURS: "When it is safe",
    Wish.CALL_ME: "What to call them",
    Wish.CODE_WORD: "A word by which they know us",
    Wish.LETTERS_TO: "Where letters may go",
    Wish.OTHERS_WHO_READ: "Who else sees their post, phone or email",
    Wish.THROUGH: "Somebody they trust, who may be reached for them",
    Wish.INTERPRETER: "Interpreter, and who it must not be",
}
CHANNELS = ("phone", "text", "email", "letter", "visit", "voicemail")
SAFETY = ("safe", "unsafe", "never")


def safety_of(wishes: Mapping[str, Any] | None, way: str) -> str:
    """Return what they said of a way: safe, unsafe, never, or unknown."""
    said = (wishes or {}).get(Wish.CHANNELS)
    answer = str(said.get(way, "")) if isinstance(said, Mapping) else ""
    return answer if answer in SAFETY else "unknown"


def safe_ways(wishes: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the ways they called safe, in the order they are tried."""
    return tuple(way for way in CHANNELS if safety_of(wishes, way) == "safe")


@enforces("3.2 a")
def may_set_safe_contact(terms: Terms, *, wishes: Mapping[str, Any], known_person: bool) -> Ruling:
    """Say whether these wishes can be kept as they stand."""
    if not known_person:
        return refuse("3.2 a", "We do not know who this is yet.", "Add a name first, or what they want to be called.")
    wrong = _as_words(terms, {key: text for key, text in wishes.items() if key != Wish.CHANNELS})
    if wrong is not None:
        return wrong
    ways = wishes.get(Wish.CHANNELS)
    if not isinstance(ways, Mapping) or not ways:
        return refuse("3.2 a", "It says of no way whether it is safe.", "Answer for at least one way.")
    if all(way in CHANNELS and answer in SAFETY for way, answer in ways.items()):
        return allow("3.2 a", "They decide how they are reached; what they said last holds.")
    return refuse("3.2 a", "We do not know this way, or this answer.", "Choose safe, not safe, or never.")


def _as_words(terms: Terms, words: Mapping[str, Any]) -> Ruling | None:
    for key, text in words.items():
        if key not in set(Wish) or not isinstance(text, str):
            return refuse("3.2 a", "We keep no such wish.", "Put it in the words about when, who or where.")
        if len(text) > terms.limits.line:
            return refuse("3.2 a", f"{WISHES[Wish(key)]}: at most {terms.limits.line} characters.", "Shorten it.")
    return None
