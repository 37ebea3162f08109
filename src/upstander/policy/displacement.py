"""Stopped, or only moved? Incidents that follow a person complained of into another area (clause 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from upstander.policy.ruling import enforces


class Move(StrEnum):
    """How an incident elsewhere stands to those of a case."""

    AFTER = "after"
    BEFORE = "before"
    NONE = "none"


MOVE_LABELS: Mapping[Move, str] = {
    Move.AFTER: "After it began here",
    Move.BEFORE: "Before, or on the day it began here",
    Move.NONE: "In the same area",
}


@enforces("3.3", "2 b")
def classify_move(*, here: str, there: str, began: date, on: date) -> Move:
    """Return whether an incident with the same person, in another area, came after it had begun here.

    `here` and `there`: areas, by key; where one is not known, nobody can say that anything moved.
    """
    if not here or not there or here == there:
        return Move.NONE
    return Move.AFTER if on > began else Move.BEFORE


@enforces("3.3")
def is_moving(moves: Mapping[str, int]) -> bool:
    """Whether it was moved rather than stopped: something with the same person came after, in another area."""
    return moves.get(Move.AFTER, 0) > 0
