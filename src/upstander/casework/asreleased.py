"""A pack as it was released, in lines for a page or a paper: about whom, which part, and its words (clause 7 b 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from upstander.policy.consent import PURPOSE_LABELS, Purpose
from upstander.policy.due import day_words
from upstander.policy.workingdays import london_day
from upstander.records.disclosures import Disclosure

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One part about somebody, and what it says."""

    label: str
    words: tuple[str, ...]


People = tuple[tuple[str, tuple[Line, ...]], ...]


def about(held: Disclosure, *, ground: str = "") -> Rows:
    """Return what stands above a pack. On which ground it left is between the people and us: on our own page only."""
    rows = (
        ("For", held.agency.name),
        ("What for", PURPOSE_LABELS[Purpose(held.purpose)]),
        ("Released", day_words(london_day(held.released_at))),
        ("Reference", reference(held)),
    )
    return (*rows, ("Ground", ground)) if ground else rows


def reference(held: Disclosure) -> str:
    """Return how a pack is called between an agency and us: it tells nothing of the case."""
    return str(held.pk)[:8]


def people(rows: Iterable[Sequence[str]]) -> People:
    """Return the lines of a pack by person, and those of one part together."""
    found: list[tuple[str, list[Line]]] = []
    for label, some in groupby(rows, key=lambda row: row[0]):
        words = tuple(words for _, words in some)
        if label == "About" or label.startswith("Person "):
            found.append((words[0], []))
        else:
            found[-1][1].append(Line(label, words))
    return tuple((who_it_is, tuple(lines)) for who_it_is, lines in found)
