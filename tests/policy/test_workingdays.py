"""Working days of England and Wales, right over both clock changes, and what a pause leaves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.workingdays import (
    CLOSE_OF_DAY,
    LONDON,
    Unit,
    add_working_days,
    bank_holidays,
    close_of,
    due_at,
    is_working_day,
    london_day,
    resumed,
    working_days_between,
)

moments = st.integers(0, 8000 * 24 * 60).map(lambda n: datetime(2012, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
counts = st.integers(1, 40)
units = st.sampled_from(Unit)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_official_list_agrees() -> None:
    # Only the list that comes with the package is read: no test reaches the network.
    official = BankHolidays(use_cached_holidays=True)
    theirs = {row["date"] for row in official.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}
    years = range(min(theirs).year, max(theirs).year + 1)
    assert len(theirs) > 60
    # Ours also knows the day itself where another stands in for it at a weekend; no one works then anyhow.
    ours = {day for year in years for day in bank_holidays(year) if day.weekday() < 5}
    assert ours == theirs


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-16T09:00", 1, "2026-11-17T17:00"),  # Monday
        ("2026-11-20T22:30", 1, "2026-11-23T17:00"),  # Friday night
        ("2026-11-21T12:00", 1, "2026-11-23T17:00"),  # Saturday
        ("2026-11-22T23:59", 1, "2026-11-23T17:00"),  # Sunday
        ("2026-12-24T10:00", 1, "2026-12-29T17:00"),  # Christmas; Boxing Day falls on a Saturday, so Monday is off
        ("2026-04-02T10:00", 1, "2026-04-07T16:00"),  # Good Friday and Easter Monday
        ("2026-03-27T10:00", 1, "2026-03-30T16:00"),  # the clocks go forward on the Sunday between
        ("2026-10-23T10:00", 1, "2026-10-26T17:00"),  # and back
        ("2026-07-01T23:30", 1, "2026-07-03T16:00"),  # already the 2nd in London
        ("2026-07-01T22:30", 1, "2026-07-02T16:00"),
        ("2026-11-16T09:00", 10, "2026-11-30T17:00"),
    ],
)
def test_due_on_the_nth_working_day_at_five_in_london(start: str, days: int, due: str) -> None:
    assert add_working_days(utc(start), days) == utc(due)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-03-28T20:00", 24, "hours", "2026-03-29T20:00"),  # 24 hours are 24 hours on the night the clocks change
        ("2026-10-24T20:00", 24, "hours", "2026-10-25T20:00"),
        ("2026-11-20T23:50", 15, "minutes", "2026-11-21T00:05"),
        ("2026-03-25T10:00", 7, "days", "2026-04-01T16:00"),
        ("2026-10-21T10:00", 7, "days", "2026-10-28T17:00"),
        ("2026-11-22T10:00", 4, "weeks", "2026-12-20T17:00"),
        ("2026-01-31T10:00", 1, "months", "2026-02-28T17:00"),
        ("2027-11-30T10:00", 3, "months", "2028-02-29T17:00"),
        ("2026-11-22T10:00", 12, "months", "2027-11-22T17:00"),
        ("2026-11-22T10:00", 0, "minutes", "2026-11-22T10:00"),
    ],
)
def test_each_unit(start: str, amount: int, unit: str, due: str) -> None:
    assert due_at(utc(start), amount, unit) == utc(due)


@given(moments, counts)
def test_a_due_day_is_a_working_day_with_exactly_so_many_before_it(start: datetime, days: int) -> None:
    due = add_working_days(start, days)
    assert due.tzinfo is UTC
    assert due.astimezone(LONDON).time() == CLOSE_OF_DAY
    assert is_working_day(london_day(due))
    assert working_days_between(london_day(start), london_day(due)) == days


@given(moments, counts, st.timedeltas(timedelta(0), timedelta(days=400)), units)
def test_a_later_start_is_never_due_earlier(start: datetime, amount: int, later: timedelta, unit: Unit) -> None:
    assert due_at(start + later, amount, unit) >= due_at(start, amount, unit)


@given(moments, counts, units)
def test_a_longer_clock_is_due_later(start: datetime, amount: int, unit: Unit) -> None:
    assert due_at(start, amount + 1, unit) > due_at(start, amount, unit) > start


@given(moments, st.integers(0, 500))
def test_hours_are_elapsed_whatever_the_clocks_do(start: datetime, hours: int) -> None:
    assert due_at(start.astimezone(LONDON), hours, Unit.HOURS) - start == timedelta(hours=hours)


@given(moments, counts, units, st.floats(0, 0.999), st.timedeltas(timedelta(0), timedelta(days=90)))
def test_a_pause_never_brings_a_due_time_nearer_and_never_leaves_it_in_the_past(
    start: datetime, amount: int, unit: Unit, part: float, stood: timedelta
) -> None:
    due = due_at(start, amount, unit)
    paused = start + (due - start) * part
    moved = resumed(unit, due, paused, paused + stood)
    assert moved >= due
    assert moved > paused + stood
    assert resumed(unit, due, paused, paused) == due


@given(moments, counts, st.timedeltas(timedelta(0), timedelta(days=90)), st.integers(0, 60))
def test_a_longer_pause_is_never_due_earlier(start: datetime, days: int, stood: timedelta, more: int) -> None:
    due = add_working_days(start, days)
    shorter = resumed(Unit.WORKING_DAYS, due, start, start + stood)
    assert resumed(Unit.WORKING_DAYS, due, start, start + stood + timedelta(days=more)) >= shorter


@pytest.mark.parametrize(
    ("unit", "due", "paused", "restarted", "moved"),
    [
        # Two working days were left on Monday; from Thursday they are Friday and Monday.
        ("working_days", "2026-11-18T17:00", "2026-11-16T11:00", "2026-11-19T09:00", "2026-11-23T17:00"),
        # Stopped on its last day; started again on a working morning it is due that day.
        ("working_days", "2026-11-18T17:00", "2026-11-18T11:00", "2026-11-19T09:00", "2026-11-19T17:00"),
        # … and in the evening, or on a Saturday, on the next working day.
        ("working_days", "2026-11-18T17:00", "2026-11-18T11:00", "2026-11-19T20:00", "2026-11-20T17:00"),
        ("working_days", "2026-11-18T17:00", "2026-11-18T11:00", "2026-11-21T10:00", "2026-11-23T17:00"),
        ("days", "2026-11-25T17:00", "2026-11-20T09:00", "2026-11-27T09:00", "2026-12-02T17:00"),
        ("hours", "2026-11-20T10:00", "2026-11-20T09:00", "2026-11-20T12:30", "2026-11-20T13:30"),
        # A pause is no way to clear what is overdue.
        ("working_days", "2026-11-18T17:00", "2026-11-19T09:00", "2026-11-25T09:00", "2026-11-18T17:00"),
    ],
)
def test_what_was_left_is_left(unit: str, due: str, paused: str, restarted: str, moved: str) -> None:
    assert resumed(unit, utc(due), utc(paused), utc(restarted)) == utc(moved)


def test_a_clock_is_loud_about_what_cannot_be() -> None:
    naive = utc("2026-11-22T10:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        due_at(naive, 1, Unit.HOURS)
    with pytest.raises(ValueError, match="time zone"):
        add_working_days(naive, 1)
    with pytest.raises(ValueError, match="before it was paused"):
        resumed(Unit.DAYS, utc("2026-11-25T17:00"), utc("2026-11-22T10:00"), utc("2026-11-21T10:00"))
    with pytest.raises(ValueError, match="cannot run"):
        due_at(utc("2026-11-22T10:00"), -1, Unit.DAYS)
    with pytest.raises(ValueError, match="fortnights"):
        due_at(utc("2026-11-22T10:00"), 1, "fortnights")


def test_the_close_of_a_day_is_the_same_hour_on_the_wall_all_year() -> None:
    assert close_of(date(2026, 7, 1)) == utc("2026-07-01T16:00")
    assert close_of(date(2026, 12, 1)) == utc("2026-12-01T17:00")
