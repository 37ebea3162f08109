"""What a batch of lines would do: what is new, what is changed, what is as it was, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from upstander.casework.importing.rows import Fault, Line
from upstander.casework.opened import Work
from upstander.records.journal import Entry


@dataclass
class Sorted:
    """A batch, sorted; `added` and `changed` hold what the importer needs to keep them."""

    added: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, line: Line[Any], column: str, what: str) -> None:
        """Take down what is wrong with a line; it is not kept."""
        self.faults.append(Fault(line.number, column, what))

    @property
    def does_something(self) -> bool:
        """Whether anything would be written."""
        return bool(self.added or self.changed)


@dataclass
class Pass:
    """One pass through a file: the moment it is made at, and what it remembers from batch to batch."""

    at: datetime
    boroughs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Importer:
    """How one kind of file is taken in: `sort` reads, `keep` writes, each new row under a key."""

    sort: Callable[[Sequence[Line[Any]], Pass], Sorted]
    keep: Callable[[Work, Entry, Sorted, list[UUID]], None]
    at_once: int = 500
    key: str = ""
