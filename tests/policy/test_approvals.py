"""Who may say yes, no, or take it back, and when it is too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from upstander.policy.approvals import (
    LAPSES_AFTER,
    Ending,
    Waiting,
    may_ask,
    may_give,
    may_lapse,
    may_refuse_approval,
    may_withdraw,
)

AT = datetime(2026, 11, 18, 10, tzinfo=UTC)
OTHER = Waiting(clause="7 a", ended_as="", lapses_at=AT + LAPSES_AFTER, is_asker=False, may_do=True)
ASKER = replace(OTHER, is_asker=True)
WHY = "The dates are wrong."

TABLE = [
    # how it stands                                  give   refuse withdraw lapse
    (OTHER, (True, True, False, False)),
    (ASKER, (False, False, True, False)),
    (replace(OTHER, may_do=False), (False, False, False, False)),
    (replace(ASKER, may_do=False), (False, False, True, False)),
    (replace(OTHER, as_shown=False), (False, True, False, True)),
    (replace(OTHER, asker_may=False), (False, True, False, True)),
    (replace(ASKER, asker_may=False), (False, False, True, True)),
    (replace(OTHER, lapses_at=AT), (False, False, False, True)),
    (replace(OTHER, lapses_at=AT + timedelta(seconds=1)), (True, True, False, False)),
    (replace(ASKER, lapses_at=AT), (False, False, False, True)),
    *((replace(OTHER, ended_as=how), (False, False, False, False)) for how in Ending),
    *((replace(ASKER, ended_as=how), (False, False, False, False)) for how in Ending),
]


@pytest.mark.parametrize(("waiting", "expected"), TABLE)
def test_each_stands_as_the_table_says(waiting, expected):
    rulings = (
        may_give(waiting, at=AT),
        may_refuse_approval(waiting, reason=WHY, at=AT),
        may_withdraw(waiting, at=AT),
        may_lapse(waiting, at=AT),
    )
    assert tuple(ruling.allowed for ruling in rulings) == expected
    assert all(ruling.clause == "7 a" and ruling.why for ruling in rulings)
    assert all(ruling.how for ruling in rulings if not ruling.allowed)


@pytest.mark.parametrize(("reason", "allowed"), [("", False), ("too short", False), (" a  b ", False), (WHY, True)])
def test_a_no_says_why(reason, allowed):
    assert may_refuse_approval(OTHER, reason=reason, at=AT).allowed is allowed


def test_the_same_never_waits_twice():
    assert may_ask("7 a", waits_already=False).allowed
    assert not may_ask("7 a", waits_already=True).allowed
