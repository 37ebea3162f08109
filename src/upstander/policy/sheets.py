"""What a letter is made of: its kinds, its languages, what stands in brackets, and how it reads (clause 2 d)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter is for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    APPOINTMENT = "appointment"
    WHAT_WE_AGREED = "what_we_agreed"
    CLOSING = "closing"


class LetterState(StrEnum):
    """Where a letter stands."""

    PREPARED = "prepared"
    PRINTED = "printed"
    WITHDRAWN = "withdrawn"


LETTER_LABELS: Mapping[LetterKind, str] = {
    LetterKind.ACKNOWLEDGEMENT: "We have heard from you, and what comes next",
    LetterKind.APPOINTMENT: "An appointment to meet",
    LetterKind.WHAT_WE_AGREED: "What we agreed, and where to read it",
    LetterKind.CLOSING: "Our work on this has ended",
}
STATE_LABELS: Mapping[LetterState, str] = {
    LetterState.PREPARED: "Prepared",
    LetterState.PRINTED: "Printed",
    LetterState.WITHDRAWN: "Withdrawn",
}
ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {
    ENGLISH: "English",
    "ar": "Arabic",
    "bn": "Bengali",
    "gu": "Gujarati",
    "pl": "Polish",
    "pt": "Portuguese",
    "so": "Somali",
    "es": "Spanish",
    "fr": "French",
    "tr": "Turkish",
    "ur": "Urdu",
}
RIGHT_TO_LEFT = frozenset({"ar", "ur"})
FIELDS: Mapping[str, str] = {
    "name": "what they want to be called",
    "reference": "the number of the case",
    "officer": "who works on it",
    "phone": "our phone number",
    "hours": "when somebody answers it",
    "landlord": "our name",
    "today": "the day of the letter",
    "next_update": "by when they hear from us next",
    "day": "the day of the appointment",
    "time": "its time",
    "place": "where it is",
}
"""What may stand in curly brackets in the words of a letter."""
ASKED = frozenset({"day", "time", "place"})
"""What whoever prepares an appointment is asked for."""
TITLE_AT_MOST, WORDS_AT_MOST, NAME_AT_MOST, PLACE_AT_MOST = 80, 4_000, 100, 200
_FIELD = re.compile(r"\{([a-z_]+)\}")


def fields_in(words: str) -> frozenset[str]:
    """Return what stands in curly brackets in these words."""
    return frozenset(_FIELD.findall(words))


def has_strange_brackets(words: str) -> bool:
    """Whether a bracket stands in these words that would stand in the letter as it is."""
    return bool(re.search(r"[{}]", _FIELD.sub("", words)))


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. `number`: it keeps its own direction in a line that runs from right to left."""

    text: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A letter exactly as it reads, for a page as for paper."""

    language: str
    title: str
    landlord: str
    to: tuple[str, ...]
    about: tuple[str, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    draft: str = ""

    @property
    def direction(self) -> str:
        """Which way its lines run."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


def paragraphs_of(words: str, given: Mapping[str, str]) -> tuple[tuple[Run, ...], ...]:
    """Return the words of a letter with what is given in place of the brackets, a paragraph for each blank line."""
    held = re.split(r"\n\s*\n", words.replace("\r\n", "\n").strip())
    lines = ["\n".join(" ".join(line.split()) for line in paragraph.splitlines()) for paragraph in held]
    return tuple(tuple(_runs(paragraph, given)) for paragraph in lines)


def _runs(paragraph: str, given: Mapping[str, str]) -> list[Run]:
    found = []
    for place, piece in enumerate(_FIELD.split(paragraph)):
        if place % 2:
            found.append(Run(given.get(piece, ""), number=True))
        elif piece:
            found.append(Run(piece))
    return found
