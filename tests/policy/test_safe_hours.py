"""A message waits for the days and hours somebody named, and goes first by the way they want first."""

from datetime import UTC, datetime

import pytest

from upstander.policy.safe_contact import next_safe_moment, safe_hours, safe_ways


@pytest.mark.parametrize(
    ("hours", "at", "then"),
    [
        ("every day 09:00-17:00", "2026-11-18 10:00", "2026-11-18 10:00"),
        ("every day 09:00-17:00", "2026-11-18 17:00", "2026-11-19 09:00"),
        ("Mon 09:00-17:00", "2026-11-18 10:00", "2026-11-23 09:00"),
        ("Wed 09:00-10:00", "2026-11-18 10:00", "2026-11-25 09:00"),
        ("Tue 22:00-02:00", "2026-11-18 01:59", "2026-11-18 01:59"),
        ("Tue 22:00-02:00", "2026-11-18 02:00", "2026-11-24 22:00"),
        ("every day 09:00-17:00", "2026-07-01 07:59", "2026-07-01 08:00"),  # nine o'clock in a London summer
        ("every day 08:00-08:00", "2026-11-18 03:00", "2026-11-18 03:00"),
        ("after four", "2026-11-18 03:00", "2026-11-18 03:00"),  # words are for people
    ],
)
def test_a_message_waits_for_the_first_safe_moment(hours: str, at: str, then: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert next_safe_moment(safe_hours({"safe_hours": hours}), at=moment) == datetime.fromisoformat(then).replace(
        tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("first", "ways"),
    [
        ("", ("text", "email")),
        ("email", ("email", "text")),
        ("letter", ("text", "email")),
        ("pigeon", ("text", "email")),
    ],
)
def test_the_way_they_want_first_comes_first_where_it_is_safe(first: str, ways: tuple[str, ...]) -> None:
    channels = {"text": "safe", "email": "safe", "letter": "never"}
    assert safe_ways({"channels": channels, "first": first}) == ways
