"""Stopped, or moved: only another area, and only after it began here, counts as moved."""

from __future__ import annotations

from datetime import date

import pytest

from upstander.policy.displacement import MOVE_LABELS, Move, classify_move, is_moving

BEGAN = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("here", "there", "on", "move"),
    [
        ("ferry", "mill", date(2026, 5, 4), Move.AFTER),
        ("ferry", "mill", BEGAN, Move.BEFORE),
        ("ferry", "mill", date(2025, 1, 1), Move.BEFORE),
        ("ferry", "ferry", date(2026, 6, 1), Move.NONE),
        ("", "mill", date(2026, 6, 1), Move.NONE),
        ("ferry", "", date(2026, 6, 1), Move.NONE),
        ("", "", date(2026, 6, 1), Move.NONE),
    ],
)
def test_what_came_after_in_another_area_has_moved(here: str, there: str, on: date, move: Move) -> None:
    assert classify_move(here=here, there=there, began=BEGAN, on=on) is move


def test_moving_is_what_came_after() -> None:
    assert not is_moving({})
    assert not is_moving({Move.BEFORE: 3, Move.NONE: 4})
    assert is_moving({Move.AFTER: 1})
    assert is_moving({"after": 1})
    assert set(MOVE_LABELS) == set(Move)
