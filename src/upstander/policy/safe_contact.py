"""How somebody wants to be reached, in their own words, and what it says of one way (clause 3.2 a).

Unknown means nobody reaches out. What they said last holds; what they said before is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import Terms
from upstander.policy.workingdays import LONDON


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
    FIRST = "first"
    SAFE_HOURS = "safe_hours"


WISHES: Mapping[Wish, str] = {
    Wish.CHANNELS: "Which ways are safe",
    Wish.HOURS: "When it is safe",
    Wish.CALL_ME: "What to call them",
    Wish.CODE_WORD: "A word by which they know us",
    Wish.LETTERS_TO: "Where letters may go",
    Wish.OTHERS_WHO_READ: "Who else sees their post, phone or email",
    Wish.THROUGH: "Somebody they trust, who may be reached for them",
    Wish.INTERPRETER: "Interpreter, and who it must not be",
    Wish.FIRST: "Which way first",
    Wish.SAFE_HOURS: "Messages only go out",
}
CHANNELS = ("phone", "text", "email", "letter", "visit", "voicemail")
SAFETY = ("safe", "unsafe", "never")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY_DAY = "every day"
_HOURS = re.compile(
    rf"({EVERY_DAY}|(?:{'|'.join(DAYS)})(?: (?:{'|'.join(DAYS)}))*) ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)"
)


@dataclass(frozen=True, slots=True)
class SafeHours:
    """The days of the week (Monday is 0) and the hours in London in which a message may go out by itself."""

    days: frozenset[int]
    start: time
    end: time

    def __str__(self) -> str:
        days = EVERY_DAY if len(self.days) == 7 else " ".join(DAYS[day] for day in sorted(self.days))
        return f"{days} {self.start:%H:%M}-{self.end:%H:%M}"


def safety_of(wishes: Mapping[str, Any] | None, way: str) -> str:
    """Return what they said of a way: safe, unsafe, never, or unknown."""
    said = (wishes or {}).get(Wish.CHANNELS)
    answer = str(said.get(way, "")) if isinstance(said, Mapping) else ""
    return answer if answer in SAFETY else "unknown"


def safe_ways(wishes: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the ways they called safe, in the order they are tried: the one they want first, then the others."""
    safe = [way for way in CHANNELS if safety_of(wishes, way) == "safe"]
    first = (wishes or {}).get(Wish.FIRST)
    return tuple(sorted(safe, key=lambda way: way != first))


def hours_from(days: Iterable[int], start: time, end: time) -> str:
    """Return a wish for safe hours as it is kept; no day named means every day."""
    return str(SafeHours(frozenset(days) or frozenset(range(7)), start, end))


def safe_hours(wishes: Mapping[str, Any] | None) -> SafeHours | None:
    """Return when a message may go out; None where they named no hours that a machine can read."""
    found = _HOURS.fullmatch(str((wishes or {}).get(Wish.SAFE_HOURS) or ""))
    if found is None:
        return None
    days = range(7) if found[1] == EVERY_DAY else [DAYS.index(day) for day in found[1].split()]
    return SafeHours(frozenset(days), time(int(found[2]), int(found[3])), time(int(found[4]), int(found[5])))


@enforces("3.2 a")
def next_safe_moment(hours: SafeHours | None, *, at: datetime) -> datetime:
    """Return the first moment from `at` on that is in their safe hours: `at` itself, where they named none.

    Hours that end before they start go on past midnight, and belong to the day on which they start.
    """
    if hours is None:
        return at
    local = at.astimezone(LONDON)
    for ahead in range(-1, 8):
        day = local.date() + timedelta(days=ahead)
        start = datetime.combine(day, hours.start, LONDON)
        end = datetime.combine(day + timedelta(days=hours.end <= hours.start), hours.end, LONDON)
        if day.weekday() in hours.days and at < end:
            return max(at, start.astimezone(at.tzinfo))
    raise AssertionError("A week has every day in it.")


@enforces("3.2 a")
def may_set_safe_contact(terms: Terms, *, wishes: Mapping[str, Any], known_person: bool) -> Ruling:
    """Say whether these wishes can be kept as they stand."""
    if not known_person:
        return refuse("3.2 a", "We do not know who this is yet.", "Add a name first, or what they want to be called.")
    wrong = _as_words(terms, {key: text for key, text in wishes.items() if key != Wish.CHANNELS})
    wrong = wrong or _as_codes(wishes)
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


def _as_codes(wishes: Mapping[str, Any]) -> Ruling | None:
    if wishes.get(Wish.SAFE_HOURS) and safe_hours(wishes) is None:
        return refuse(
            "3.2 a",
            "We cannot read the hours in which messages may go out.",
            "Give days and hours, such as: Mon Tue 16:00-20:00, or: every day 09:00-17:00.",
        )
    first = wishes.get(Wish.FIRST)
    if first and safety_of(wishes, first) != "safe":
        return refuse(
            "3.2 a",
            "The way that comes first is not one they called safe.",
            "Choose a safe way to come first, or none.",
        )
    return None
