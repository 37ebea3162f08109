"""A notice that could not go out: tried for three days, then for people; never given up in silence."""

from datetime import timedelta

import pytest

from upstander.policy.posting import (
    REASON_AT_MOST,
    TRIES,
    NoticeState,
    is_for_people,
    may_give_up_notice,
    may_retry_notice,
    wait_before_next,
)

REASON = "They came to the office and were told there."


@pytest.mark.parametrize("state", NoticeState)
def test_only_what_is_stuck_is_tried_again_or_given_up(state: NoticeState) -> None:
    stuck = state in {NoticeState.HELD, NoticeState.DEAD}
    for ruling in (may_retry_notice(state=state), may_give_up_notice(state=state, because=REASON)):
        assert (ruling.clause, ruling.allowed) == ("3.2 c", stuck)
        assert bool(ruling.how) is not stuck


@pytest.mark.parametrize(
    ("because", "allowed"),
    [("", False), ("   ", False), ("no", False), (REASON, True), ("x" * (REASON_AT_MOST + 1), False)],
)
def test_a_reason_is_one_that_somebody_else_can_follow(because: str, allowed: bool) -> None:
    assert may_give_up_notice(state="dead", because=because).allowed is allowed


def test_it_is_tried_less_and_less_often_for_three_days() -> None:
    waits = [wait_before_next(tries) for tries in range(1, TRIES)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=2), timedelta(hours=1))
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=3, hours=4)
    assert [is_for_people(tries) for tries in (1, TRIES - 1, TRIES)] == [False, False, True]
    assert wait_before_next(10**6) == timedelta(hours=1)
