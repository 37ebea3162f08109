"""Due times in words and groups: each moment in exactly one group, over both clock changes."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from upstander.policy.due import DUE_LABELS, Due, day_words, due_words, how_due, near_until, window

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_at", "due", "words"),
    [
        (datetime(2026, 11, 18, 9, 59, 30, tzinfo=UTC), Due.OVERDUE, "Overdue by 1 minute"),
        (datetime(2026, 11, 18, 9, 15, tzinfo=UTC), Due.OVERDUE, "Overdue by 45 minutes"),
        (datetime(2026, 11, 18, 7, 0, tzinfo=UTC), Due.OVERDUE, "Overdue by 3 hours"),
        (datetime(2026, 11, 17, 17, 0, tzinfo=UTC), Due.OVERDUE, "Overdue by 1 day"),
        (datetime(2026, 11, 6, 17, 0, tzinfo=UTC), Due.OVERDUE, "Overdue by 12 days"),
        (AT, Due.TODAY, "Due today by 10am"),
        (datetime(2026, 11, 18, 12, 30, tzinfo=UTC), Due.TODAY, "Due today by 12:30pm"),
        (datetime(2026, 11, 18, 17, 0, tzinfo=UTC), Due.TODAY, "Due today by 5pm"),
        (datetime(2026, 11, 19, 0, 0, tzinfo=UTC), Due.WEEK, "Due 19 November"),
        (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), Due.WEEK, "Due 24 November"),
        (datetime(2026, 11, 25, 0, 0, tzinfo=UTC), Due.LATER, "Due 25 November"),
        (datetime(2027, 1, 5, 17, 0, tzinfo=UTC), Due.LATER, "Due 5 January 2027"),
    ],
)
def test_a_due_time_has_its_group_and_its_words(due_at, due, words):
    assert how_due(due_at, at=AT) is due
    assert due_words(due_at, at=AT) == words


def test_a_paused_clock_waits_even_when_its_time_has_passed():
    assert how_due(AT - timedelta(days=3), at=AT, paused=True) is Due.WAITING
    assert due_words(AT - timedelta(days=3), at=AT, paused=True) == "Waiting for someone else"


@pytest.mark.parametrize("day", [(11, 18, 10), (3, 28, 23), (10, 24, 23)])
def test_the_groups_leave_no_gap_and_never_overlap(day):
    at = datetime(2026, *day, tzinfo=UTC)
    edges = [window(due, at=at) for due in (Due.OVERDUE, Due.TODAY, Due.WEEK, Due.LATER)]
    assert edges[0][0] is None
    assert edges[-1][1] is None
    assert all(one[1] == other[0] for one, other in itertools.pairwise(edges))
    for hours in range(-400, 400, 7):
        due_at = at + timedelta(hours=hours)
        held = [due for due, (first, last) in zip(Due, edges, strict=False) if _in(due_at, first, last)]
        assert held == [how_due(due_at, at=at)]


def _in(due_at, first, last):
    return (first is None or due_at >= first) and (last is None or due_at < last)


def test_every_group_has_its_words_and_bare_strings_do():
    assert set(DUE_LABELS) == set(Due)
    assert window("waiting", at=AT) == (None, None)
    with pytest.raises(ValueError):
        window("someday", at=AT)


def test_a_day_names_its_year_only_where_that_is_in_doubt():
    assert day_words(date(2026, 11, 24), beside=date(2026, 1, 1)) == "24 November"
    assert day_words(date(2026, 11, 24)) == "24 November 2026"


def test_soon_is_today_and_tomorrow():
    assert near_until(at=AT) == datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
    assert near_until(at=datetime(2026, 3, 28, 12, 0, tzinfo=UTC)) == datetime(2026, 3, 29, 23, 0, tzinfo=UTC)
