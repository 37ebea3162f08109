"""Whom staff are related to, and what follows where a case is about the same people (clause 7 a; decision 26).

The same address or the same phone blocks. The same surname in the same street only asks a person to look: a street has
many Khans, and a name alone blinds nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

DUE_EVERY = timedelta(days=365)
PEOPLE_AT_MOST = 20
LINE_AT_MOST = 200
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b")
_NO_WORD = re.compile(r"[^\w]+")
_DOOR = re.compile(r"\d+[a-z]?")
_OF_A_DOOR = frozenset({"flat", "apartment", "apt", "unit", "room", "house", "no", "number"})


class Sort(StrEnum):
    """What is compared. An address with a postcode, without one, and the words of one with a postcode, are three."""

    PHONE = "phone"
    FULL = "full"
    BARE = "bare"
    WORDS = "words"
    SURNAME = "surname"


MEETS: Mapping[Sort, frozenset[Sort]] = {
    Sort.PHONE: frozenset({Sort.PHONE}),
    Sort.FULL: frozenset({Sort.FULL}),
    Sort.BARE: frozenset({Sort.BARE, Sort.WORDS}),
    Sort.WORDS: frozenset({Sort.BARE}),
    Sort.SURNAME: frozenset({Sort.SURNAME}),
}
"""Two full addresses with other postcodes are two homes; one that lacks its postcode may be the other."""
Mark = tuple[Sort, str]


class Follows(StrEnum):
    """What follows from what two sides have in common."""

    NOTHING = "nothing"
    LOOK = "look"
    BLOCK = "block"


class Answer(StrEnum):
    """What a person decided who looked at a surname and a street in common."""

    BLOCK = "block"
    NO_CONFLICT = "no_conflict"


ANSWER_LABELS: Mapping[Answer, str] = {
    Answer.BLOCK: "They are related, or it cannot be ruled out: keep the case from them",
    Answer.NO_CONFLICT: "They have nothing to do with each other",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person, on either side."""

    name: str = ""
    address: str = ""
    phone: str = ""


def marks_of(people: Iterable[Known]) -> frozenset[Mark]:
    """Return what these people are compared by."""
    return frozenset(mark for one in people for mark in _marks(one))


@enforces("7 a")
def what_follows(in_common: Collection[Sort | str]) -> Follows:
    """Say what follows from what the two sides have in common."""
    sorts = set(in_common)
    if sorts & {Sort.PHONE, Sort.FULL, Sort.BARE, Sort.WORDS}:
        return Follows.BLOCK
    return Follows.LOOK if Sort.SURNAME in sorts else Follows.NOTHING


@enforces("7 a")
def may_declare_interests(
    *, nothing: bool, address: str, people: Collection[Mapping[str, str]], lines: Collection[str]
) -> Ruling:
    """Say whether this is an answer. `nothing`: they have nobody to name. `lines`: all that was written."""
    named = [one for one in people if any(part.strip() for part in one.values())]
    if len(people) > PEOPLE_AT_MOST or any(len(line) > LINE_AT_MOST for line in lines):
        return refuse(
            "7 a", "This is more than can be compared.", "Name the nearest, and say the rest to your manager."
        )
    if not address.strip():
        return refuse("7 a", "Nobody could tell whether a case is next door to you.", "Give the address you live at.")
    if nothing and named:
        return refuse("7 a", "You say there is nobody, and name somebody.", "Leave out one of the two.")
    if not nothing and not named:
        return refuse("7 a", "Nobody is named.", "Name them, or say that there is nobody.")
    if all(one.get("name", "").strip() for one in named):
        return allow("7 a", "Cases about the people you are close to stay away from you.")
    return refuse("7 a", "Somebody has no name.", "Give the name of each person.")


@enforces("7 a")
def may_answer_flag(*, answer: Answer | str, because: str, answered: bool, own: bool) -> Ruling:
    """Say whether this decides what a surname and a street in common mean. `own`: it is about themselves."""
    if answered:
        return refuse("7 a", "Somebody has decided this already.", "There is nothing to do.")
    if own:
        return refuse("7 a", "It is about yourself.", "Somebody outside your line decides.")
    if answer not in set(Answer):
        return refuse("7 a", "This is no answer.", "Say whether the case is kept from them.")
    if because.strip():
        return allow("7 a", "A person has looked at it, and not a name alone.")
    return refuse("7 a", "Nobody could tell later why.", "Say in a few words how you know.")


@enforces("7 a", "2 d")
def may_lift_conflict(*, because: str, lifted: bool, own: bool, conflicted: bool) -> Ruling:
    """Say whether a case may be shown again to somebody it is kept from. `own`: it is kept from who asks or gives this.

    `conflicted`: a conflict of interest keeps the case from who asks or gives this.
    """
    if lifted:
        return refuse("7 a", "It is no longer kept from them.", "There is nothing to do.")
    if own or conflicted:
        return refuse(
            "7 a",
            "Nobody with a conflict of interest decides on one.",
            "Somebody without one asks, and another agrees.",
        )
    if is_reason(because):
        return allow(
            "7 a", "Two people without a conflict have looked at it. From now on sight is by role and assignment."
        )
    return refuse(
        "7 a", "Nobody could tell later why it was lifted.", "Say in a sentence how you know: 20 letters or more."
    )


def is_due(declared_at: datetime | None, *, at: datetime) -> bool:
    """Whether somebody has to say again whom they are related to: once a year."""
    return declared_at is None or at - declared_at >= DUE_EVERY


def _marks(one: Known) -> Iterable[Mark]:
    digits = "".join(letter for letter in one.phone if letter.isdigit())
    if len(digits) >= 10:
        yield Sort.PHONE, digits[-10:]
    words, postcode = _words(one.address)
    doors = [word for word in words if _DOOR.fullmatch(word)]
    street = " ".join(_of_the_street(words))
    if doors and postcode:
        yield Sort.FULL, f"{' '.join(doors)}|{postcode}"
    if doors and street:
        yield Sort.WORDS if postcode else Sort.BARE, " ".join(words)
    surname = _plain(one.name).split()[-1:]
    if street and surname:
        yield Sort.SURNAME, f"{surname[0]}|{street}"


def _words(address: str) -> tuple[list[str], str]:
    """Return the words of an address as far as door and street, without the town, and its postcode."""
    text = unicodedata.normalize("NFKC", address).casefold()
    found = _POSTCODE.search(text)
    words: list[str] = []
    for part in re.split(r"[,;\n]", _POSTCODE.sub(" ", text)):
        words += _plain(part).split()
        if _of_the_street(words) and any(_DOOR.fullmatch(word) for word in words):
            break
    return words, "".join(found.groups()) if found else ""


def _of_the_street(words: Iterable[str]) -> list[str]:
    return [word for word in words if not _DOOR.fullmatch(word) and word not in _OF_A_DOOR]


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
