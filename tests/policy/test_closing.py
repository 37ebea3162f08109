"""Everything that stands in the way of closing, one by one and all at once; reopening; asking afterwards."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.closing import (
    AFTER_LABELS,
    OUTCOME_LABELS,
    AfterState,
    ClosingFacts,
    Outcome,
    closing_reasons,
    may_check_after_closing,
    may_close,
    may_reopen,
    must_check_after_closing,
)
from upstander.policy.duty import DutyKind
from upstander.policy.terms import RiskLevel, Terms

READY = ClosingFacts(
    outcome="stopped",
    words="Nothing has happened for six weeks.",
    is_open=True,
    risk="low",
    investigated=True,
    waiting_on_police=False,
    told=True,
    offered_talk=True,
)


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("risk", ["low", "medium"])
def test_a_case_that_is_ready_closes(outcome: str, risk: str) -> None:
    facts = replace(READY, outcome=outcome, risk=risk)
    assert closing_reasons(facts) == ()
    assert may_close(facts).allowed


def test_the_police_may_still_be_at_work_when_we_have_finished_ours() -> None:
    assert may_close(replace(READY, waiting_on_police=True)).allowed


@pytest.mark.parametrize(
    ("change", "clause", "says"),
    [
        ({"risk": "high"}, "2 a", "risk is high"),
        ({"risk": ""}, "2 a", "never assessed"),
        ({"risk": "none"}, "2 a", "never assessed"),
        ({"alerts_open": 1}, "2 e", "danger"),
        ({"reviews_open": 1}, "2 a", "A review of this case is due"),
        ({"safety_steps_open": 1}, "2 a", "1 safety step is"),
        ({"safety_steps_open": 3}, "2 a", "3 safety steps are"),
        ({"investigated": False}, "3 a", "investigation of our own"),
        ({"investigated": False, "waiting_on_police": True}, "3 a", "only waiting for the police"),
        ({"evidence_unheard": 9}, "3 a", "9 recordings or photos"),
        ({"told": False}, "3.2 c", "do not know yet"),
        ({"offered_talk": False}, "3.2 c", "offered a talk"),
        ({"support_not_considered": 1}, "2 i", "1 person"),
        ({"messages_unanswered": 2}, "3.2 c", "2 messages have"),
        ({"changes_unanswered": 1}, "3.2 d", "change in the plan"),
        ({"outcome": "false_allegation"}, "3.5", "not a way"),
        ({"outcome": ""}, "3.5", "not a way"),
        ({"words": "done"}, "9", "why it ends"),
        ({"is_open": False}, "3.2 c", "closed already"),
    ],
)
def test_each_reason_alone_keeps_a_case_open(change: dict[str, Any], clause: str, says: str) -> None:
    facts = replace(READY, **change)
    (reason,) = closing_reasons(facts)
    assert may_close(facts) == reason
    assert (reason.allowed, reason.clause) == (False, clause)
    assert says in reason.why
    assert reason.how


def test_all_reasons_are_shown_at_once() -> None:
    worst = ClosingFacts(
        outcome="",
        words="",
        is_open=True,
        risk="high",
        investigated=False,
        waiting_on_police=True,
        told=False,
        offered_talk=False,
        alerts_open=1,
        safety_steps_open=1,
        reviews_open=1,
        evidence_unheard=9,
        messages_unanswered=1,
        changes_unanswered=1,
        support_not_considered=2,
    )
    reasons = closing_reasons(worst)
    ruling = may_close(worst)
    assert len(reasons) == 12
    assert f"{len(reasons)} things to do first" in ruling.why
    assert all(reason.why in ruling.why and reason.how in ruling.how for reason in reasons)
    assert ruling.clause == reasons[0].clause == "2 e"  # danger first


@given(
    st.sampled_from([*RiskLevel, ""]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
)
def test_nobody_in_danger_unheard_or_waiting_is_left_behind(
    risk: str, investigated: bool, police: bool, told: bool, counts: list[int]
) -> None:
    names = [
        "alerts_open",
        "safety_steps_open",
        "evidence_unheard",
        "messages_unanswered",
        "changes_unanswered",
        "support_not_considered",
    ]
    change: dict[str, Any] = {
        "risk": risk,
        "investigated": investigated,
        "waiting_on_police": police,
        "told": told,
        **dict(zip(names, counts, strict=True)),
    }
    closes = may_close(replace(READY, **change)).allowed
    assert closes is (risk in {"low", "medium"} and investigated and told and not any(counts))


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"is_manager": False}, False),
        ({"closed": False}, False),
        ({"by_mistake": False}, False),
        ({"because": "oops"}, False),
    ],
)
def test_only_a_mistake_is_reopened_and_only_by_a_manager(change: dict[str, Any], allowed: bool) -> None:
    facts: dict[str, Any] = {
        "is_manager": True,
        "closed": True,
        "by_mistake": True,
        "because": "The wrong case number was typed.",
    }
    ruling = may_reopen(**{**facts, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_they_are_asked_four_weeks_later(terms: Terms) -> None:
    amina, bilal = UUID(int=1), UUID(int=2)
    duties = must_check_after_closing(
        terms, persons=[amina, bilal], closed_at=datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
    )
    assert [(duty.kind, duty.person) for duty in duties] == [
        (DutyKind.AFTER_CLOSING, amina),
        (DutyKind.AFTER_CLOSING, bilal),
    ]
    assert {duty.due_at for duty in duties} == {datetime(2026, 12, 14, 17, 0, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("state", "closed", "words", "allowed"),
    [
        ("better", True, "Sleeping again.", True),
        ("same", True, "No change.", True),
        ("worse", True, "Paint on the door.", True),
        ("not_reached", True, "Two messages, no answer.", True),
        ("better", False, "Sleeping again.", False),
        ("better", True, " ", False),
        ("fine", True, "Sleeping again.", False),
        ("", True, "Sleeping again.", False),
    ],
)
def test_the_check_after_closing(state: str, closed: bool, words: str, allowed: bool) -> None:
    assert may_check_after_closing(state, closed=closed, words=words).allowed is allowed


def test_what_has_happened_again_is_a_new_report() -> None:
    assert "new report" in may_check_after_closing("worse", closed=True, words="Paint on the door.").why


def test_every_outcome_has_its_words_and_none_calls_anybody_a_liar() -> None:
    assert set(OUTCOME_LABELS) == set(Outcome)
    assert set(AFTER_LABELS) == set(AfterState)
    assert not [words for words in OUTCOME_LABELS.values() if "false" in words.lower() or "untrue" in words.lower()]
