"""Other people are taken out of words that leave; where that cannot be sure, nothing leaves (clauses 3.2 b, 7 b 5).

What is taken out leaves one mark of one size: the length of a name tells who it was. Somebody whom the record does not
know cannot be found by a rule: whoever releases it reads it first, and can have more words taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from upstander.policy.ruling import Ruling, allow, enforces, refuse

REMOVED = "[removed]"
WORD_AT_LEAST = 2
SQUASHED_AT_LEAST = 5
DIGITS_AT_LEAST = 7
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NUMBER = re.compile(r"\(?\+?\d(?:[\s().\-/]{0,2}\d){6,}")
_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}")
_MAIL = re.compile(r"[^\s<>@,;:()]+@[^\s<>@,;:()]+")
_RUN = re.compile(rf"{re.escape(REMOVED)}(?:[\s.,'\u2019\-]*{re.escape(REMOVED)})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Who somebody is, as the record knows them. `texts`: addresses, and whatever else goes whole."""

    name: str = ""
    phone: str = ""
    texts: tuple[str, ...] = ()


def without(text: str, others: Collection[Somebody]) -> str:
    """Return a text without these people: each word of their names, their addresses, and every number and mail address.

    A word that two people share goes, whoever it stood for. Numbers and mail addresses go whosever they are: nobody can
    tell from the text who is behind one, and what is to leave of somebody's own has a part of its own.
    """
    held = unicodedata.normalize("NFC", text)
    for whole in sorted((part for one in others for part in one.texts if _squashed(part)), key=len, reverse=True):
        held = re.sub(_loosely(whole), REMOVED, held, flags=re.IGNORECASE)
    held = _NUMBER.sub(_number, _MAIL.sub(REMOVED, held))
    names = {word for one in others for word in _words(one.name)}
    held = _WORD.sub(lambda found: REMOVED if names & _words(found.group()) else found.group(), held)
    return _RUN.sub(REMOVED, held)


@enforces("3.2 b", "7 b 5")
def may_leave(texts: Iterable[str], *, others: Collection[Somebody]) -> Ruling:
    """Say whether words name nobody else, looked at in another way than names were taken out: letters and digits."""
    names = {_squashed(one.name) for one in others} | {_squashed(part) for one in others for part in one.texts}
    numbers = {_digits(one.phone)[-DIGITS_AT_LEAST - 2 :] for one in others}
    for text in texts:
        letters, digits = _squashed(text), _digits(text)
        named = any(name in letters for name in names if len(name) >= SQUASHED_AT_LEAST)
        if named or any(number in digits for number in numbers if len(number) >= DIGITS_AT_LEAST):
            break
    else:
        return allow("7 b 5", "Nobody else is named in it, as far as the record knows.")
    return refuse(
        "7 b 5",
        "Somebody else could still be told from the words.",
        "Leave out the part that names them, or give it as words of its own in a letter.",
    )


def _number(found: re.Match[str]) -> str:
    return found.group() if _DAY.fullmatch(found.group()) else REMOVED


def _words(name: str) -> set[str]:
    plain = (_plain(word) for word in _WORD.findall(name))
    return {word for word in plain if len(word) >= WORD_AT_LEAST}


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().removesuffix("'s").removesuffix("\u2019s"))
    return "".join(one for one in apart if one.isalpha())


def _squashed(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if one.isalnum())


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def _loosely(whole: str) -> str:
    """Return a pattern for a text, however it is spaced or divided by commas."""
    return r"[\W_]+".join(re.escape(word) for word in re.findall(r"\w+", whole))
