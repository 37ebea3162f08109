"""Many stories going on at once, told in the order of time, so that the journal reads like a real half-year."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime

Story = Iterator[datetime]
"""A story gives the moment at which it wants to go on, and does its next deed when it is asked again."""


def play(stories: Iterable[Story], *, until: datetime) -> int:
    """Let every story go on in turn until this moment; return how many deeds were done."""
    order = itertools.count()
    waiting: list[tuple[datetime, int, Story]] = []
    for story in stories:
        _wait(waiting, story, next(order))
    done = 0
    while waiting and waiting[0][0] <= until:
        _, place, story = heapq.heappop(waiting)
        _wait(waiting, story, place)
        done += 1
    return done


def _wait(waiting: list[tuple[datetime, int, Story]], story: Story, place: int) -> None:
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, place, story))
