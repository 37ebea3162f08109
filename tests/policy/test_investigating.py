"""We investigate ourselves; waiting for the police has an end; nobody reviews their own work."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from upstander.policy.duty import DutyKind
from upstander.policy.investigating import (
    may_record_investigation,
    may_review_case,
    must_review_case,
    must_review_police,
)
from upstander.policy.terms import Terms

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
DONE = "Heard both flats, looked at the door and the camera."


@pytest.mark.parametrize(
    ("done", "finding", "waiting", "look_again", "allowed"),
    [
        (DONE, "The door was kicked in from outside.", False, None, True),
        (DONE, " ", False, None, False),
        ("Waiting.", "", True, TODAY + timedelta(days=7), False),  # waiting is not investigating
        (DONE, "", True, TODAY + timedelta(days=1), True),
        (DONE, "", True, TODAY + timedelta(days=14), True),
        (DONE, "", True, TODAY + timedelta(days=15), False),
        (DONE, "", True, TODAY, False),
        (DONE, "", True, None, False),
        ("", "It was him.", False, None, False),
    ],
)
def test_our_own_investigation(
    terms: Terms, done: str, finding: str, waiting: bool, look_again: date | None, allowed: bool
) -> None:
    ruling = may_record_investigation(
        terms, done=done, finding=finding, waiting_on_police=waiting, look_again_on=look_again, at=NOON
    )
    assert (ruling.allowed, ruling.clause) == (allowed, "3 a")
    assert bool(ruling.how) is not allowed


def test_the_latest_day_is_named(terms: Terms) -> None:
    ruling = may_record_investigation(
        terms, done=DONE, finding="", waiting_on_police=True, look_again_on=date(2027, 1, 1), at=NOON
    )
    assert "30 November 2026" in ruling.how


def test_waiting_for_the_police_owes_another_look() -> None:
    (duty,) = must_review_police(look_again_on=date(2026, 11, 27))
    assert (duty.kind, duty.due_at) == (DutyKind.REVIEW_POLICE, datetime(2026, 11, 27, 17, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("risk", "reviewed", "due"),
    [
        ("high", False, datetime(2026, 11, 30, 17, 0, tzinfo=UTC)),
        ("high", True, datetime(2026, 12, 14, 17, 0, tzinfo=UTC)),
        ("medium", False, None),
        ("low", True, None),
        ("", False, None),
    ],
)
def test_a_manager_looks_at_high_risk_after_14_days_and_then_every_28(
    terms: Terms, risk: str, reviewed: bool, due: datetime | None
) -> None:
    duties = must_review_case(terms, risk=risk, at=NOON, reviewed=reviewed)
    assert [(duty.kind, duty.due_at) for duty in duties] == ([(DutyKind.REVIEW_CASE, due)] if due else [])


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"is_owner": True}, False),
        ({"co_signed": True}, False),
        ({"is_open": False}, False),
        ({"findings": "Fine."}, False),
    ],
)
def test_nobody_reviews_their_own_work(change: dict[str, Any], allowed: bool) -> None:
    facts: dict[str, Any] = {
        "is_owner": False,
        "is_open": True,
        "findings": "The plan is agreed; the camera goes up on Friday.",
    }
    ruling = may_review_case(**{**facts, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed
