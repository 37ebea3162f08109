"""Which part of a file there is, and when asking for one opens the file anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from upstander.policy.parts import AS_IT_STARTS, ONE_OPENING, Asked, Part, is_new_opening, part_of

A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("asked", "size", "part"),
    [
        (Asked(0, None), 10, Part(0, 9)),
        (Asked(0, 0), 10, Part(0, 0)),
        (Asked(0, 1), 10, Part(0, 1)),
        (Asked(3, 99), 10, Part(3, 9)),
        (Asked(9, None), 10, Part(9, 9)),
        (Asked(10, None), 10, None),
        (Asked(10**17, 10**17), 10, None),
        (Asked(None, 3), 10, Part(7, 9)),
        (Asked(None, 99), 10, Part(0, 9)),
        (Asked(None, 0), 10, None),
        (Asked(0, None), 0, None),
        (Asked(None, 5), 0, None),
    ],
)
def test_a_part_is_as_much_as_there_is_of_it(asked, size, part):
    assert part_of(asked, size=size) == part


@pytest.mark.parametrize(
    ("first", "since", "is_new"),
    [
        (0, None, True),
        (500, None, True),
        (0, timedelta(), False),
        (0, AS_IT_STARTS - A_SECOND, False),
        (0, AS_IT_STARTS, True),
        (500, timedelta(), False),
        (500, AS_IT_STARTS, False),
        (500, ONE_OPENING - A_SECOND, False),
        (500, ONE_OPENING, True),
    ],
)
def test_a_later_part_belongs_to_the_opening_before_it_and_a_new_beginning_does_not(first, since, is_new):
    assert is_new_opening(Part(first, first + 9), since=since) is is_new
