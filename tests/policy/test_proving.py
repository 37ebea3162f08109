"""How long a proof of who somebody is carries a grave deed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from upstander.policy.proving import FRESH, is_proof_fresh, may_go_on

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ago", "fresh"),
    [
        (timedelta(0), True),
        (SECOND, True),
        (FRESH, True),
        (FRESH + SECOND, False),
        (timedelta(hours=9), False),
        (-SECOND, False),
    ],
)
def test_a_proof_carries_five_minutes(ago: timedelta, fresh: bool) -> None:
    assert is_proof_fresh(AT - ago, at=AT) is fresh
    assert may_go_on(AT - ago, at=AT).allowed is fresh


def test_whoever_never_proved_it_is_asked_to() -> None:
    ruling = may_go_on(None, at=AT)
    assert not ruling.allowed
    assert ruling.clause == "7 a"
    assert "/sign-in/again" in ruling.how
