"""Danger reaches a person tonight, and goes on to the next one until somebody acts."""

from datetime import UTC, datetime, timedelta

import pytest

from upstander.policy.alerting import (
    may_answer_alert,
    may_put_on_call,
    may_raise_alert,
    must_answer_alert,
    must_answer_raised_alert,
)
from upstander.policy.duty import DutyKind
from upstander.policy.terms import Terms

NIGHT = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("open_alerts", "words", "allowed"),
    [(1, "Rang her; she is at her sister's.", True), (2, " ", False), (0, "Rang her.", False), (-1, "Rang.", False)],
)
def test_seeing_an_alert_is_not_answering_it(open_alerts: int, words: str, allowed: bool) -> None:
    ruling = may_answer_alert(words=words, open_alerts=open_alerts)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(("late", "allowed"), [(0, True), (5, True), (-1, False)])
@pytest.mark.parametrize("somebody_else", [True, False])
def test_nobody_answered_in_time(late: int, allowed: bool, somebody_else: bool) -> None:
    at = NIGHT + timedelta(minutes=late)
    assert may_raise_alert(due_at=NIGHT, at=at, somebody_else=somebody_else).allowed is allowed


def test_an_alert_is_owed_in_minutes(terms: Terms) -> None:
    (duty,) = must_answer_alert(terms, flags=["weapon", "child_at_risk"], at=NIGHT)
    assert (duty.kind, duty.due_at) == (DutyKind.ANSWER_ALERT, NIGHT + timedelta(minutes=15))
    assert "a weapon, a child at risk" in duty.why
    assert must_answer_raised_alert(terms, at=NIGHT) == NIGHT + timedelta(minutes=15)
    assert must_answer_alert(terms, flags=[], at=NIGHT) == ()
    with pytest.raises(ValueError):
        must_answer_alert(terms, flags=["flood"], at=NIGHT)


@pytest.mark.parametrize(
    ("roles", "hours", "order", "allowed"),
    [
        (("housing_manager",), 12, 1, True),
        (("housing_officer",), 12, 2, True),
        (("performance_analyst",), 12, 1, False),
        ((), 12, 1, False),
        (("housing_manager",), 0, 1, False),
        (("housing_manager",), 32 * 24, 1, False),
        (("housing_manager",), 12, 0, False),
        (("housing_manager",), 12, 10, False),
    ],
)
def test_who_is_on_call_can_answer_and_is_asked_in_turn(roles, hours, order, allowed):
    start = datetime(2026, 11, 27, 17, tzinfo=UTC)
    ruling = may_put_on_call(roles, start=start, end=start + timedelta(hours=hours), now=start, order=order)
    assert (ruling.clause, ruling.allowed) == ("2 e", allowed)
