"""A plan they feel they can agree with: nobody is approached without a yes, and safety never waits for one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.conftest import shipped
from upstander.policy.duty import DutyKind
from upstander.policy.plans import (
    PLAN_REPLY_LABELS,
    STEP_OUTCOME_LABELS,
    PlanReply,
    StepFacts,
    StepOutcome,
    is_in_force,
    is_protective,
    may_answer_plan,
    may_record_plan,
    may_record_step,
    may_start_step,
    must_agree_plan,
    must_change_plan,
    must_contact_alleged,
    must_do_step,
    who_agrees,
)
from upstander.policy.ruling import allow, refuse
from upstander.policy.terms import Terms, ToolFamily, terms_from

TODAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
AMINA, BILAL = UUID(int=1), UUID(int=2)
SHIPPED = terms_from(shipped())
SAFE = StepFacts(tool="locks_lighting", what="A new lock on the front door", who_does_it="Repairs", due_on=TODAY)
TALK = StepFacts(tool="talk", what="Speak to the neighbour", who_does_it="The officer", due_on=date(2026, 11, 20))


def plan(terms: Terms, *steps: StepFacts, approach: bool = False) -> tuple[bool, str]:
    ruling = may_record_plan(terms, steps=steps, on=TODAY, agrees_to_approach=approach)
    assert bool(ruling.how) is not ruling.allowed
    return ruling.allowed, ruling.clause


def test_a_plan_of_protective_steps_stands(terms: Terms) -> None:
    assert plan(terms, SAFE) == (True, "3.2 d")


def test_approaching_the_other_side_needs_their_yes_and_the_refusal_shows_the_way_on(terms: Terms) -> None:
    assert plan(terms, SAFE, TALK, approach=True) == (True, "3.2 d")
    ruling = may_record_plan(terms, steps=(SAFE, TALK), on=TODAY, agrees_to_approach=False)
    assert (ruling.allowed, ruling.clause) == (False, "3.2 d")
    assert "leave this step out" in ruling.how


@pytest.mark.parametrize(
    ("steps", "clause"),
    [
        ((), "3.2 d"),
        ((replace(SAFE, tool="horsewhip"),), "4"),
        ((replace(SAFE, tool=""),), "4"),
        ((replace(SAFE, tool="respect_order"),), "4"),  # not in force as far as anybody has checked
        ((SAFE, replace(SAFE, tool="injunction")), "2 f"),
        ((replace(SAFE, tool="possession"),), "2 f"),
        ((replace(SAFE, what=" "),), "4"),
        ((replace(SAFE, who_does_it=""),), "4"),
        ((replace(SAFE, due_on=None),), "4"),
        ((replace(SAFE, due_on=date(2026, 11, 15)),), "4"),
    ],
)
def test_what_makes_no_plan(terms: Terms, steps: tuple[StepFacts, ...], clause: str) -> None:
    assert plan(terms, *steps, approach=True) == (False, clause)


def test_a_tool_that_is_over_is_refused_on_the_day(terms: Terms) -> None:
    tools = tuple(replace(tool, to_on="2026-11-15") for tool in terms.tools)
    assert plan(replace(terms, tools=tools), SAFE) == (False, "4")


@pytest.mark.parametrize(
    ("answers", "heard", "in_force"),
    [
        ({AMINA: "agrees"}, [AMINA], True),
        ({AMINA: PlanReply.AGREES, BILAL: "agrees"}, [AMINA, BILAL], True),
        ({AMINA: "agrees"}, [AMINA, BILAL], False),
        ({AMINA: "agrees", BILAL: "asks_change"}, [AMINA, BILAL], False),
        ({AMINA: "declines"}, [AMINA], False),
        ({AMINA: "Agrees"}, [AMINA], False),
        ({AMINA: "yes"}, [AMINA], False),
        ({}, [], False),
        ({BILAL: "agrees"}, [], False),
    ],
)
def test_a_plan_is_in_force_when_everybody_heard_agrees(
    answers: dict[UUID, str], heard: list[UUID], in_force: bool
) -> None:
    assert is_in_force(answers, heard=heard) is in_force


def test_a_witness_is_not_made_to_answer_and_counts_once_they_have() -> None:
    parts = {AMINA: "resident_heard", BILAL: "witness", UUID(int=3): "alleged_perpetrator", UUID(int=4): "affected"}
    assert who_agrees(parts, answered=[]) == (AMINA,)
    assert who_agrees(parts, answered=[BILAL, UUID(int=3), UUID(int=4)]) == (AMINA, BILAL)
    assert who_agrees({BILAL: "witness"}, answered=[]) == ()


def start(terms: Terms, tool: str, *, in_force: bool, approach: bool = True, roles: Any = ("housing_officer",)) -> bool:
    ruling = may_start_step(terms, tool=tool, on=TODAY, in_force=in_force, agrees_to_approach=approach, roles=roles)
    assert bool(ruling.how) is not ruling.allowed
    return ruling.allowed


@pytest.mark.parametrize(
    ("tool", "before", "after"),
    [
        ("locks_lighting", True, True),
        ("emergency_move", True, True),
        ("graffiti_removal", True, True),
        ("support", True, True),
        ("diary", False, True),
        ("talk", False, True),
        ("warning_letter", False, True),
        ("acceptable_behaviour_agreement", False, False),  # a manager starts it
        ("injunction", False, False),
        ("respect_order", False, False),
        ("no such tool", False, False),
    ],
)
def test_safety_never_waits_for_agreement_and_everything_else_does(
    terms: Terms, tool: str, before: bool, after: bool
) -> None:
    assert start(terms, tool, in_force=False) is before
    assert start(terms, tool, in_force=True) is after


@pytest.mark.parametrize("role", ["housing_manager", "regional_manager"])
def test_what_needs_approval_is_started_by_who_may_approve(terms: Terms, role: str) -> None:
    assert start(terms, "acceptable_behaviour_agreement", in_force=True, roles=[role])
    assert not start(terms, "acceptable_behaviour_agreement", in_force=False, roles=[role])


def test_an_agreed_plan_is_no_leave_to_approach_once_they_have_taken_that_back(terms: Terms) -> None:
    assert not start(terms, "talk", in_force=True, approach=False)


@given(st.sampled_from(SHIPPED.tools), st.booleans(), st.booleans(), st.sets(st.sampled_from(["housing_manager"])))
def test_no_legal_step_and_no_approach_slips_through(
    tool: Any, in_force: bool, approach: bool, roles: set[str]
) -> None:
    if start(SHIPPED, tool.code, in_force=in_force, approach=approach, roles=roles):
        assert tool.family is not ToolFamily.LEGAL
        assert approach or not tool.approaches
        assert in_force or is_protective(SHIPPED, tool=tool.code)


def test_protective_tools_need_no_approver(terms: Terms) -> None:
    # A locked door at night cannot wait for a manager's working day.
    assert not [tool.code for tool in terms.tools if is_protective(terms, tool=tool.code) and tool.approver]


@pytest.mark.parametrize(
    ("outcome", "words", "day", "allowed"),
    [
        ("done", "", TODAY, True),
        ("done", "", date(2026, 11, 17), False),
        ("not_needed", "They moved.", TODAY, True),
        ("not_possible", "", TODAY, False),
        ("finished", "x", TODAY, False),
        ("", "x", TODAY, False),
    ],
)
def test_what_became_of_a_step(outcome: str, words: str, day: date, allowed: bool) -> None:
    ruling = may_record_step(outcome, may_start=allow("4", "yes"), words=words, done_on=day, today=TODAY)
    assert ruling.allowed is allowed


def test_a_step_that_could_not_start_cannot_be_done_but_can_be_given_up() -> None:
    no = refuse("3.2 d", "not in force", "ask them")
    assert may_record_step("done", may_start=no, words="", done_on=TODAY, today=TODAY) is no
    assert may_record_step("not_needed", may_start=no, words="Moved.", done_on=TODAY, today=TODAY).allowed


OWN: dict[str, Any] = {
    "heard": True,
    "own": True,
    "current": True,
    "given": "portal",
    "read_back": False,
    "words": "",
}


@pytest.mark.parametrize(
    ("reply", "change", "allowed"),
    [
        ("agrees", {}, True),
        ("declines", {}, True),
        ("asks_change", {"words": "Please no letters"}, True),
        ("asks_change", {"words": " "}, False),
        ("agrees", {"given": "phone", "read_back": True}, True),
        ("agrees", {"given": "phone"}, False),
        ("declines", {"given": "in_person"}, False),
        ("agrees", {"given": "rumour", "read_back": True}, False),
        ("agrees", {"own": False}, False),
        ("agrees", {"heard": False}, False),
        ("agrees", {"current": False}, False),
        ("fine by me", {}, False),
        ("", {}, False),
    ],
)
def test_everybody_answers_for_themselves(reply: str, change: dict[str, Any], allowed: bool) -> None:
    ruling = may_answer_plan(reply, **{**OWN, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_what_a_plan_owes(terms: Terms) -> None:
    first, second = must_agree_plan(terms, persons=[AMINA, BILAL], since=NOON)
    wednesday = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
    assert (first.kind, first.person, first.due_at) == (DutyKind.AGREE_PLAN, AMINA, wednesday)
    assert second.person == BILAL
    (change,) = must_change_plan(terms, person=AMINA, asked_at=NOON)
    assert (change.kind, change.due_at) == (DutyKind.CHANGE_PLAN, wednesday)
    (other_side,) = must_contact_alleged(terms, person=BILAL, agreed_at=NOON)
    assert (other_side.kind, other_side.due_at.day) == (DutyKind.CONTACT_ALLEGED, 30)


def test_a_step_is_owed_once_it_may_start(terms: Terms) -> None:
    (duty,) = must_do_step(terms, step=SAFE, in_force=False)
    assert (duty.kind, duty.due_at) == (DutyKind.DO_STEP, datetime(2026, 11, 16, 17, 0, tzinfo=UTC))
    assert must_do_step(terms, step=TALK, in_force=False) == ()
    assert len(must_do_step(terms, step=TALK, in_force=True)) == 1
    assert must_do_step(terms, step=replace(SAFE, due_on=None), in_force=True) == ()


def test_every_answer_has_its_words() -> None:
    assert set(PLAN_REPLY_LABELS) == set(PlanReply)
    assert set(STEP_OUTCOME_LABELS) == set(StepOutcome)
