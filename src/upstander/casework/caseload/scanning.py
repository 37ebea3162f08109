"""Reading through stories and notes for a word: opened in memory, within sight, and kept nowhere (trust: sealing)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.records import sight
from upstander.records.sealing import SEEN, texts_of
from upstander.records.worked import Incident, Message, Note

LATEST = 10_000
SHORTEST = 3


def scanned(who: Actor, *, words: str) -> set[UUID]:
    """Return the cases, of the latest in sight, in whose stories, notes or messages these words stand."""
    if len(words) < SHORTEST:
        return set()
    asked = words.casefold()
    return {UUID(case) for case, text in _texts(who) if asked in text.casefold()}


def _texts(who: Actor) -> Iterator[tuple[str, str]]:
    """Yield each text with the id of its case; who may see what is asked once, and not for each kind of text."""
    return texts_of(
        (Incident.objects.filter(case__in=SEEN), ("story", "place"), "case_id"),
        (Note.objects.filter(case__in=SEEN, moved=None), ("text",), "case_id"),
        (Message.objects.filter(case__in=SEEN), ("text",), "case_id"),
        seen=sight.cases(who).order_by("-opened_at", "pk")[:LATEST],
    )
