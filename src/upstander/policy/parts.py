"""A part of a file that somebody asks for: which bytes it is, and whether asking for it opens the file anew (clause 9).

A player asks for the first bytes twice as it starts, and for one later part after another as it goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

AS_IT_STARTS = timedelta(minutes=1)
ONE_OPENING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which bytes were asked for: from `first` to `last`, or to the end; without `first`, the `last` many."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part that there is, from its first byte to its last, both in it."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.last - self.first + 1


def part_of(asked: Asked, *, size: int) -> Part | None:
    """Return the part of a file of this size that was asked for, as far as there is one."""
    if asked.first is None:
        first, last = max(0, size - (asked.last or 0)), size - 1
    else:
        first, last = asked.first, size - 1 if asked.last is None else min(asked.last, size - 1)
    return Part(first, last) if first <= last else None


def is_new_opening(part: Part, *, since: timedelta | None) -> bool:
    """Whether a part opens the file anew. `since`: how long ago this person's last opening of it was entered."""
    if since is None:
        return True
    return since >= (ONE_OPENING if part.first else AS_IT_STARTS)
