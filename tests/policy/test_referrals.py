"""Referrals, from every state by every answer (clause 3.2 e), without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import pytest

from tests.policy.conftest import shipped
from upstander.policy.referrals import (
    AFTER,
    ANSWER_FOR_AGENCY,
    ANSWER_LABELS,
    OPEN,
    STATE_FOR_AGENCY,
    STATE_LABELS,
    WORDS_AT_MOST,
    ReferralAnswer,
    ReferralState,
    ask_by,
    may_answer_referral,
    may_recall_referral,
    may_refer,
    must_chase_referral,
)
from upstander.policy.ruling import allow, refuse
from upstander.policy.terms import terms_from

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
WHY = "They have no place before spring."
SOMEBODY = UUID(int=1)
TERMS = terms_from(shipped())
YES, NO = allow("7 b 1", "It may leave."), refuse("7 b 1", "It was taken back.", "Ask again.")


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({}, True),
        ({"about": "lee"}, False),
        ({"about": ""}, False),
        ({"people": ()}, False),
        ({"here": NO}, False),
        ({"still": NO}, False),
        ({"open_before": True}, False),
        ({"wish": ""}, False),
        ({"wish": " " * 30}, False),
        ({"wish": "help them"}, False),
        ({"wish": "x" * (WORDS_AT_MOST + 1)}, False),
    ],
)
def test_somebody_is_referred_with_what_is_about_them_and_says_what_is_asked(changed, allowed):
    asked = {"about": "amina", "people": ("amina",), "here": YES, "still": YES, "open_before": False, "wish": WHY}
    ruling = may_refer(**{**asked, **changed})
    assert (ruling.allowed, bool(ruling.how)) == (allowed, not allowed)


@pytest.mark.parametrize(
    ("state", "answer", "outside"),
    list(product([*ReferralState, "none", ""], [*ReferralAnswer, "maybe", ""], (True, False))),
)
def test_an_answer_stands_in_a_referral_that_is_open_and_follows_from_where_it_is(state, answer, outside):
    ruling = may_answer_referral(state=state, answer=answer, words=WHY, from_agency=outside)
    good = (state, answer) in AFTER and not (outside and answer == ReferralAnswer.ASKED_AGAIN)
    assert ruling.allowed is good
    assert ruling.how or good
    assert str(ruling.clause) == "3.2 e"


def test_every_state_and_answer_has_words_for_staff_and_for_the_agency():
    assert set(STATE_LABELS) == set(STATE_FOR_AGENCY) == set(ReferralState)
    assert set(ANSWER_LABELS) == set(ANSWER_FOR_AGENCY) == set(ReferralAnswer)
    assert "they" not in " ".join([*STATE_FOR_AGENCY.values(), *ANSWER_FOR_AGENCY.values()]).lower()


@pytest.mark.parametrize("answer", list(ReferralAnswer))
def test_only_yes_needs_no_words(answer):
    state = ReferralState.MADE
    assert may_answer_referral(state=state, answer=answer, words="", from_agency=False).allowed is (answer == "accept")
    long = "x" * (WORDS_AT_MOST + 1)
    assert not may_answer_referral(state=state, answer=answer, words=long, from_agency=False).allowed


@pytest.mark.parametrize(("state", "because"), list(product([*ReferralState, "none"], (WHY, "no", " "))))
def test_it_is_taken_back_while_it_is_open_with_a_reason(state, because):
    assert may_recall_referral(state=state, because=because).allowed is (state in OPEN and because == WHY)


@pytest.mark.parametrize(
    ("state", "by"), [("made", date(2026, 11, 25)), ("accepted", date(2026, 12, 16)), ("done", None), ("none", None)]
)
def test_an_agency_is_asked_for_its_answer_and_then_for_what_came_of_it(state, by):
    owed = must_chase_referral(state=state, person=SOMEBODY, ask_by=ask_by(TERMS, state=state, at=AT))
    assert [duty.due_at.date() for duty in owed] == ([by] if by else [])
