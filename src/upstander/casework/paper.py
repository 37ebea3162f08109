"""Papers as they read, and as they are drawn; a letter is words with the fields of a case in them (clause 2 d)."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from upstander import policy
from upstander.policy.due import day_words
from upstander.policy.sheets import ENGLISH, RIGHT_TO_LEFT, Run, Sheet, paragraphs_of
from upstander.post import documents, glyphs
from upstander.records.letters import LetterTemplate

SHIPPED = Path(policy.__file__).with_name("letterwords.toml")
DRAFT = "DRAFT"
ADDRESS_LINES = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF, what to call it, and its hash."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What shows later whether a paper is this one."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a letter in one language."""

    kind: str
    language: str
    title: str
    words: str


@cache
def shipped() -> tuple[Words, ...]:
    """Return the words that come with the software: to start from, and never used before somebody signed them."""
    held = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["letter"]
    return tuple(Words(one["kind"], one["language"], one["title"], one["words"].strip()) for one in held)


def sheet_of(template: LetterTemplate | Words, fields: Mapping[str, Any], *, draft: bool) -> Sheet:
    """Return a letter exactly as it reads."""
    given = {name: str(value) for name, value in fields.items() if name != "address"}
    return Sheet(
        language=template.language,
        title=template.title,
        landlord=given["landlord"],
        to=(given["name"], *address_lines(fields["address"])),
        about=(given["today"], given["reference"]),
        paragraphs=paragraphs_of(template.words, given),
        draft=DRAFT if draft else "",
    )


def address_lines(said: str) -> tuple[str, ...]:
    """Return an address as it was said, a line for each part of it; what is too long for an envelope stays in one."""
    parts = [part.strip() for part in re.split(r"[\n,]", said) if part.strip()]
    first, rest = parts[: ADDRESS_LINES - 1], ", ".join(parts[ADDRESS_LINES - 1 :])
    return (*first, rest) if rest else (*first,)


def drawn(sheet: Sheet, *, name: str, made_at: datetime) -> Drawn:
    """Draw a letter. The same letter is the same file to the last byte."""
    turned = sheet.language in RIGHT_TO_LEFT
    data = {
        "title": sheet.title,
        "landlord": _run(Run(sheet.landlord, number=True), turned),
        "to": [_run(Run(line, number=True), turned) for line in sheet.to],
        "about": [_run(Run(line, number=True), turned) for line in sheet.about],
        "paragraphs": [[_run(run, turned) for run in paragraph] for paragraph in sheet.paragraphs],
        "draft": sheet.draft,
    }
    return Drawn(name, documents.pdf("letter", data, language=sheet.language, made_at=made_at))


def drawn_pack(data: Mapping[str, Any], *, name: str, made_at: datetime) -> Drawn:
    """Draw what was released for one agency; the same pack is the same file to the last byte."""
    return Drawn(name, documents.pdf("pack", data, language=ENGLISH, made_at=made_at))


def undrawable(texts: Iterable[str]) -> str:
    """Return the characters that no font of ours can draw."""
    return glyphs.undrawable("".join(texts))


def day_in(language: str, day: date) -> str:
    """Return a day as a letter in this language says it: in words where we have them, or in figures."""
    return day_words(day) if language == ENGLISH else f"{day:%d/%m/%Y}"


def _run(run: Run, turned: bool) -> dict[str, Any]:
    """Say of a piece whether it runs from left to right in a line that does not: names, numbers, addresses."""
    return {"text": run.text, "ltr": turned and run.number and not _has_turned_letters(run.text)}


def _has_turned_letters(text: str) -> bool:
    return any(unicodedata.bidirectional(one) in ("R", "AL") for one in text)
