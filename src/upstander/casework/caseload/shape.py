"""What the lists of work are given: frozen plain values, in the words that staff read (clauses 2 e, 3 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from upstander.policy.due import Due

AT_MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How much stands in one view: a number, or "more than 1,000" in `words`."""

    view: str
    label: str
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One thing to do, and why. `deed` is the key of its page; `kind_of` is "case" or "report".

    `who`: the resident heard. `to`: the part of whoever it is owed to.
    """

    duty: str
    kind: str
    verb: str
    deed: str
    number: str
    kind_of: str
    who: str
    to: str
    due_at: datetime
    due: str
    state: Due
    clause: str
    why: str
    officer: str
    party: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWork:
    """A page of work, the soonest due first; `after` continues it, and is empty on the last page."""

    view: str
    counts: tuple[Count, ...]
    rows: tuple[WorkRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLoad:
    """What one officer carries. `load`: everything they owe, whenever it is due."""

    staff: str
    name: str
    overdue: int
    near: int
    open: int
    high_risk: int
    load: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One team or area that the board can be narrowed to."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamBoard:
    """A manager's board: who carries what, and what nobody carries yet."""

    officers: tuple[OfficerLoad, ...]
    unassigned: tuple[WorkRow, ...]
    more_unassigned: bool
    teams: tuple[Choice, ...]
    areas: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One case or report that was found, and by what."""

    number: str
    kind_of: str
    who: str
    home: str
    state: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found within sight; nothing is said of anything else. `said`: how far the search went.

    `read_through`: stories, notes and messages were read; else they can be asked for.
    """

    words: str
    rows: tuple[FoundRow, ...]
    more: bool
    said: tuple[str, ...]
    read_through: bool = False


def in_words(number: int) -> str:
    """Return a count as it is read: no list is counted further than it must be."""
    return f"more than {AT_MOST:,}" if number > AT_MOST else f"{number:,}"
