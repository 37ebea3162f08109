"""A clock stands still only for the resident, never over danger, and never to hide what is late."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from upstander.policy.duty import DutyKind
from upstander.policy.pausing import PAUSABLE, PAUSE_LABELS, PauseReason, may_pause, may_restart

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
WAITING: dict[str, Any] = {
    "reason": "waiting_on_resident",
    "words": "She asks for a week to think about it.",
    "now": NOON,
    "until": NOON + timedelta(days=7),
    "due_at": NOON + timedelta(days=2),
}


@pytest.mark.parametrize("kind", sorted(PAUSABLE))
def test_what_may_wait_for_the_resident(kind: DutyKind) -> None:
    assert may_pause(kind, **WAITING).allowed


@pytest.mark.parametrize("kind", [*sorted(set(DutyKind) - PAUSABLE), "anything else", ""])
def test_what_never_waits(kind: str) -> None:
    ruling = may_pause(kind, **WAITING)
    assert not ruling.allowed
    assert ruling.how


@pytest.mark.parametrize(
    "kind",
    ["answer_alert", "remove_graffiti", "safety_repair", "first_contact", "assess_risk", "keep_informed", "triage"],
)
def test_danger_and_first_help_are_among_them(kind: str) -> None:
    assert kind not in PAUSABLE


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": "waiting_on_police"}, "while we wait for the resident"),
        ({"reason": ""}, "while we wait for the resident"),
        ({"words": "waiting"}, "why we waited"),
        ({"due_at": NOON}, "overdue"),
        ({"until": NOON}, "a day to come"),
    ],
)
def test_a_pause_needs_a_reason_a_day_and_a_clock_that_still_runs(change: dict[str, Any], says: str) -> None:
    ruling = may_pause("interview", **{**WAITING, **change})
    assert not ruling.allowed
    assert says in ruling.why


def test_every_reason_has_its_words() -> None:
    assert set(PAUSE_LABELS) == set(PauseReason)


def test_only_a_clock_that_stands_still_goes_on() -> None:
    assert may_restart(paused=True).allowed
    assert not may_restart(paused=False).allowed
