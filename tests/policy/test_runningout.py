"""A consent that is about to run out, and one that did."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from upstander.policy.runningout import may_ask_consent_again, may_lapse_consents, must_ask_consent_again


@pytest.mark.parametrize(
    ("is_open", "people", "allowed", "says"),
    [(True, 1, True, "asked again"), (True, 0, False, "Nothing is about"), (False, 2, False, "closed")],
)
def test_somebody_is_asked_again_in_an_open_case(is_open: bool, people: int, allowed: bool, says: str) -> None:
    ruling = may_ask_consent_again(is_open=is_open, people=people)
    assert (ruling.clause, ruling.allowed) == ("7 b 1", allowed)
    assert says in ruling.why


def test_they_are_asked_by_the_last_day_also_in_summer_time() -> None:
    (duty,) = must_ask_consent_again(person=UUID(int=1), until=date(2026, 7, 4))
    assert (duty.person, duty.due_at) == (UUID(int=1), datetime(2026, 7, 4, 16, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("shared", "asked", "allowed", "says"),
    [(2, 0, True, "called back"), (0, 1, True, "nothing is shared"), (0, 0, False, "Nothing here rests")],
)
def test_what_rests_on_one_that_ran_out_ends(shared: int, asked: int, allowed: bool, says: str) -> None:
    ruling = may_lapse_consents(shared=shared, asked=asked)
    assert (ruling.clause, ruling.allowed) == ("7 b 1", allowed)
    assert says in ruling.why
