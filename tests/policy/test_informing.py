"""People are kept informed at all times, and never in a way that could harm them."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.duty import DutyKind
from upstander.policy.informing import (
    WAY_LABELS,
    Safety,
    Way,
    may_agree_updates,
    may_contact,
    may_issue_code,
    may_record_contact,
    may_take_message,
    must_answer_message,
    must_inform,
)
from upstander.policy.terms import Terms

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)  # a Monday
AMINA = UUID(int=1)


@pytest.mark.parametrize(
    ("priority", "agreed", "due"),
    [
        ("high", None, datetime(2026, 11, 23, 17, 0, tzinfo=UTC)),
        ("standard", None, datetime(2026, 11, 30, 17, 0, tzinfo=UTC)),
        ("high", 3, datetime(2026, 11, 19, 17, 0, tzinfo=UTC)),
        ("high", 28, datetime(2026, 12, 14, 17, 0, tzinfo=UTC)),
        ("anything else", None, datetime(2026, 11, 23, 17, 0, tzinfo=UTC)),
    ],
)
def test_being_kept_informed_is_a_clock_for_each_person(
    terms: Terms, priority: str, agreed: int | None, due: datetime
) -> None:
    (duty,) = must_inform(terms, person=AMINA, priority=priority, last_contact=NOON, agreed_days=agreed)
    assert (duty.kind, duty.person, duty.due_at) == (DutyKind.KEEP_INFORMED, AMINA, due)


@pytest.mark.parametrize(("days", "said"), [(1, "daily"), (3, "every 3 days")])
def test_an_agreed_update_says_what_was_agreed(terms: Terms, days: int, said: str) -> None:
    (duty,) = must_inform(terms, person=AMINA, priority="high", last_contact=NOON, agreed_days=days)
    assert said in duty.why


def test_a_message_is_answered(terms: Terms) -> None:
    (duty,) = must_answer_message(terms, person=None, received_at=NOON)
    assert (duty.kind, duty.due_at) == (DutyKind.ANSWER_MESSAGE, datetime(2026, 11, 18, 17, 0, tzinfo=UTC))


def test_every_way_has_its_words() -> None:
    assert set(WAY_LABELS) == set(Way)


@pytest.mark.parametrize("way", ["phone", "text", "email", "letter", "visit", "voicemail"])
@pytest.mark.parametrize(
    ("safety", "allowed"),
    [
        ("safe", True),
        ("unsafe", False),
        ("never", False),
        ("unknown", False),
        (None, False),
        ("", False),
        ("ok", False),
    ],
)
def test_unknown_means_do_not_contact(way: str, safety: str | None, allowed: bool) -> None:
    ruling = may_contact(way, safety=safety, at=NOON)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize("way", ["mailbox", "in_person"])
@pytest.mark.parametrize("safety", [*Safety, None])
def test_when_they_come_to_us_it_is_safe(way: str, safety: str | None) -> None:
    assert may_contact(way, safety=safety, at=NOON).allowed


def test_a_way_nobody_listed_is_refused() -> None:
    assert not may_contact("pigeon", safety="safe", at=NOON).allowed


@pytest.mark.parametrize(
    ("hours", "at", "allowed"),
    [
        ((time(9), time(12)), "2026-11-16T11:59", True),
        ((time(9), time(12)), "2026-11-16T12:00", False),
        ((time(9), time(12)), "2026-11-16T08:59", False),
        ((time(9), time(12)), "2026-07-16T08:30", True),  # 9:30 in London in summer
        ((time(9), time(12)), "2026-07-16T11:30", False),
        ((time(22), time(6)), "2026-11-16T23:30", True),  # a night worker
        ((time(22), time(6)), "2026-11-16T05:59", True),
        ((time(22), time(6)), "2026-11-16T06:00", False),
        (None, "2026-11-16T03:00", True),
    ],
)
def test_only_at_the_hours_they_said(hours: tuple[time, time] | None, at: str, allowed: bool) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert may_contact("phone", safety="safe", at=moment, hours=hours).allowed is allowed


def test_a_moment_without_its_zone_is_an_error() -> None:
    with pytest.raises(ValueError):
        may_contact("phone", safety="safe", at=NOON.replace(tzinfo=None), hours=(time(9), time(12)))


@given(st.text(), st.text(), st.times(), st.times())
def test_no_words_make_an_unsafe_way_safe(way: str, safety: str, start: time, end: time) -> None:
    assert not may_contact(way, safety=safety, at=NOON, hours=(start, end)).allowed


SPOKEN: dict[str, Any] = {
    "reached": True,
    "words": "We agreed to speak on Friday.",
    "contacted_at": NOON,
    "now": NOON,
    "allowed_way": True,
}


@pytest.mark.parametrize(
    ("change", "allowed", "says"),
    [
        ({}, True, "reached"),
        ({"reached": False}, True, "attempt"),
        ({"words": "  "}, False, "what happened"),
        ({"words": "", "reached": False}, False, "what happened"),
        ({"contacted_at": NOON + timedelta(minutes=1)}, False, "not come yet"),
        ({"allowed_way": False}, False, "safe for them"),
        ({"allowed_way": False, "because": "no time"}, False, "safe for them"),
        ({"allowed_way": False, "because": "The flat was on fire and she had to leave."}, True, "reached"),
    ],
)
def test_a_contact_is_recorded_with_what_was_said(change: dict[str, Any], allowed: bool, says: str) -> None:
    ruling = may_record_contact(**{**SPOKEN, **change})
    assert ruling.allowed is allowed
    assert says in ruling.why


@pytest.mark.parametrize(
    ("days", "priority", "asked", "allowed"),
    [
        (7, "high", False, True),
        (1, "high", False, True),
        (8, "high", False, False),
        (8, "high", True, True),
        (14, "standard", False, True),
        (15, "standard", False, False),
        (84, "high", True, True),
        (85, "high", True, False),
        (0, "high", True, False),
        (-1, "standard", True, False),
        (8, "no such word", False, False),
    ],
)
def test_updates_are_rarer_than_the_standard_only_where_they_asked(
    terms: Terms, days: int, priority: str, asked: bool, allowed: bool
) -> None:
    assert may_agree_updates(terms, every_days=days, priority=priority, person_asked=asked).allowed is allowed


@pytest.mark.parametrize(
    ("words", "whom", "allowed"),
    [
        ("Please ring me", "Mrs A", True),
        (" ", "Mrs A", False),
        ("Please ring me", "", False),
        ("x" * 5_001, "A", False),
    ],
)
def test_a_colleague_may_take_a_message(terms: Terms, words: str, whom: str, allowed: bool) -> None:
    assert may_take_message(terms, words=words, from_whom=whom).allowed is allowed


CODE: dict[str, Any] = {"part": "resident_heard", "identity_checked": True, "to_the_person": True, "letters": None}


@pytest.mark.parametrize(
    ("way", "change", "allowed"),
    [
        ("handed_over", {}, True),
        ("handed_over", {"part": "witness"}, True),
        ("posted", {"letters": "safe"}, True),
        ("posted", {}, False),
        ("posted", {"letters": "unknown"}, False),
        ("posted", {"letters": "never"}, False),
        ("text", {"letters": "safe"}, False),
        ("email", {"letters": "safe"}, False),
        ("", {"letters": "safe"}, False),
        ("handed_over", {"identity_checked": False}, False),
        ("handed_over", {"to_the_person": False}, False),
        ("handed_over", {"part": "alleged_perpetrator"}, False),
        ("handed_over", {"part": "anybody"}, False),
    ],
)
def test_a_code_reaches_its_owner_and_nobody_else(way: str, change: dict[str, Any], allowed: bool) -> None:
    ruling = may_issue_code(way, **{**CODE, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed
