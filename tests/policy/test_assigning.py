"""Every case has an owner, or stands in a queue with a clock."""

from datetime import UTC, datetime
from typing import Any

import pytest

from upstander.policy.assigning import (
    may_assign,
    may_declare_conflict,
    may_hand_over,
    may_put_in_queue,
    may_take,
    must_take_case,
)
from upstander.policy.duty import DutyKind
from upstander.policy.terms import Terms

ASSIGN: dict[str, Any] = {
    "because": "Her patch from this week on.",
    "is_open": True,
    "conflicted": False,
    "works_cases": True,
    "same_owner": False,
}


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"is_open": False}, False),
        ({"conflicted": True}, False),
        ({"works_cases": False}, False),
        ({"same_owner": True}, False),
        ({"because": "leave"}, False),
        ({"because": " " * 40}, False),
    ],
)
def test_assigning(change: dict[str, Any], allowed: bool) -> None:
    ruling = may_assign(**{**ASSIGN, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_that_somebody_has_a_conflict_is_itself_confidential() -> None:
    assert may_assign(**{**ASSIGN, "conflicted": True}) == may_assign(**{**ASSIGN, "works_cases": False})


@pytest.mark.parametrize(
    ("change", "allowed"),
    [({}, True), ({"is_open": False}, False), ({"in_queue": True}, False), ({"because": ""}, False)],
)
def test_putting_in_a_queue(change: dict[str, Any], allowed: bool) -> None:
    facts: dict[str, Any] = {"because": "She is on leave for two weeks.", "is_open": True, "in_queue": False}
    assert may_put_in_queue(**{**facts, **change}).allowed is allowed


@pytest.mark.parametrize(
    ("change", "allowed"),
    [({}, True), ({"is_open": False}, False), ({"owned": True}, False), ({"own_team": False}, False)],
)
def test_taking(change: dict[str, Any], allowed: bool) -> None:
    facts = {"is_open": True, "owned": False, "own_team": True}
    ruling = may_take(**{**facts, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("because", "declared", "allowed"),
    [("My cousin", False, True), ("My cousin", True, False), (" ", False, False)],
)
def test_nobody_is_talked_out_of_a_conflict(because: str, declared: bool, allowed: bool) -> None:
    assert may_declare_conflict(because=because, declared=declared).allowed is allowed


def test_a_queue_has_a_clock(terms: Terms) -> None:
    (duty,) = must_take_case(terms, at=datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
    assert (duty.kind, duty.due_at) == (DutyKind.TAKE_CASE, datetime(2026, 11, 23, 17, 0, tzinfo=UTC))


HAND: dict[str, Any] = {
    "because": "She leaves us at the end of the week.",
    "how_many": 500,
    "missing": 0,
    "none_to_spare": False,
    "all_fit": True,
}


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"how_many": 501}, False),
        ({"how_many": 0}, False),
        ({"missing": 1}, False),
        ({"none_to_spare": True}, False),
        ({"all_fit": False}, False),
        ({"because": "leaves"}, False),
    ],
)
def test_handing_over_all_or_none(change: dict[str, Any], allowed: bool) -> None:
    ruling = may_hand_over(**(HAND | change))
    assert ruling.allowed is allowed
    assert "conflict" not in f"{ruling.why}{ruling.how}"
