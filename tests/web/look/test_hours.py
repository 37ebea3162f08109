"""Days and hours for messages, as a person writes them and as a machine keeps to them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from upstander.policy.safe_contact import next_safe_moment, safe_hours
from upstander.web.look.hours import SafeHoursForm, start_of


def form(**given: object) -> SafeHoursForm:
    return SafeHoursForm({"safe_from": "", "safe_until": "", **given})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, None),
        ({"safe_from": "4pm", "safe_until": "8pm"}, "every day 16:00-20:00"),
        ({"safe_days": ["Fri", "Mon"], "safe_from": "16:30", "safe_until": "8pm"}, "Mon Fri 16:30-20:00"),
        ({"safe_days": ["Sun"], "safe_from": "10pm", "safe_until": "2am"}, "Sun 22:00-02:00"),
    ],
)
def test_what_is_written_is_kept_and_comes_back(given, kept):
    filled = form(**given)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data.get("safe_hours") == kept
    if kept:
        assert str(safe_hours({"safe_hours": kept})) == kept
        again = form(**start_of({"safe_hours": kept}))
        assert again.is_valid()
        assert again.cleaned_data["safe_hours"] == kept


@pytest.mark.parametrize(
    "given", [{"safe_from": "4pm"}, {"safe_until": "4pm"}, {"safe_days": ["Mon"]}, {"safe_from": "soon"}]
)
def test_half_of_it_is_asked_for(given):
    assert not form(**given).is_valid()


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
def test_a_message_waits_for_the_first_safe_moment(hours, at, then):
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert next_safe_moment(safe_hours({"safe_hours": hours}), at=moment) == datetime.fromisoformat(then).replace(
        tzinfo=UTC
    )
