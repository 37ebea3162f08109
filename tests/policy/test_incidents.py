"""What happens is kept as it is told: incidents, why, recordings, and damage put right."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.duty import DutyKind
from upstander.policy.evidence import may_hear_evidence, unheard
from upstander.policy.grounds import Kind
from upstander.policy.incidents import may_record_incident, must_look_at_risk_again
from upstander.policy.motives import brought_forward, graver, may_record_motive
from upstander.policy.repairs import REPAIR_LABELS, RepairEnd, may_record_repair
from upstander.policy.terms import Terms

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
AGAIN: dict[str, Any] = {
    "story": "Again last night.",
    "forms": [],
    "happened_on": None,
    "today": TODAY,
    "mentioned": 0,
    "answers": {},
}


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"story": "", "forms": ["graffiti"], "happened_on": TODAY}, True),
        ({"story": "", "forms": ["something nobody listed"]}, True),
        ({"mentioned": 9}, True),
        ({"story": " "}, False),
        ({"happened_on": date(2026, 11, 17)}, False),
        ({"story": "x" * 50_001}, False),
        ({"police": "told"}, True),
        ({"police": "they sent a letter"}, False),
        ({"answers": {"Where it happened": "x" * 201}}, False),
        ({"mentioned": -1}, False),
        ({"mentioned": 501}, False),
    ],
)
def test_something_more_happened(terms: Terms, change: dict[str, Any], allowed: bool) -> None:
    ruling = may_record_incident(terms, **{**AGAIN, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_the_risk_is_looked_at_again_where_it_was_assessed(terms: Terms) -> None:
    amina, bilal = UUID(int=1), UUID(int=2)
    duties = must_look_at_risk_again(terms, heard=[amina, bilal], at=NOON, assessed=True)
    assert [(duty.kind, duty.person, duty.due_at.day) for duty in duties] == [
        (DutyKind.REVIEW_RISK, amina, 17),
        (DutyKind.REVIEW_RISK, bilal, 17),
    ]
    assert must_look_at_risk_again(terms, heard=[amina], at=NOON, assessed=False) == ()


@pytest.mark.parametrize(
    ("perceived", "own", "grounds", "words", "allowed"),
    [
        (True, True, (), "", True),
        (True, False, (), "", True),  # what anybody perceives is enough
        (False, True, ("dont_know",), "", True),
        (False, True, (), "I am not sure.", True),
        (False, False, (), "It was a joke, the neighbour says.", False),
        (True, True, ("race", "rather_not_say"), "Because of my headscarf.", True),
        (True, True, ("star sign",), "", False),
        (True, True, (), "x" * 5_001, False),
    ],
)
def test_why_needs_no_proof_and_nobody_else_says_it_was_not_so(
    terms: Terms, perceived: bool, own: bool, grounds: tuple[str, ...], words: str, allowed: bool
) -> None:
    ruling = may_record_motive(terms, perceived=perceived, own=own, grounds=grounds, words=words)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@given(st.sampled_from(Kind), st.sampled_from(Kind))
def test_a_motive_said_late_lifts_and_nothing_lowers(now: Kind, said: Kind) -> None:
    ranks = list(Kind)
    assert ranks.index(graver(now, said)) == max(ranks.index(now), ranks.index(said))


def test_a_graver_kind_brings_its_clocks_forward(terms: Terms) -> None:
    latest = brought_forward(terms, at=NOON)
    assert latest[DutyKind.FIRST_CONTACT] == datetime(2026, 11, 17, 17, 0, tzinfo=UTC)
    assert latest[DutyKind.KEEP_INFORMED] == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("how_many", "gone", "words", "allowed"),
    [
        (9, 0, "Shouting at the door, nine times.", True),
        (0, 2, "The camera wrote over both on Sunday night.", True),
        (0, 2, "gone", False),
        (1, 0, " ", False),
        (0, 0, "Nothing yet.", False),
        (-1, 2, "The camera wrote over both on Sunday night.", False),
        (2, -1, "Two of them.", False),
    ],
)
def test_what_was_mentioned_is_heard_or_its_loss_explained(how_many: int, gone: int, words: str, allowed: bool) -> None:
    ruling = may_hear_evidence(how_many=how_many, gone=gone, words=words)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_unheard_is_never_less_than_nothing(mentioned: int, heard: int, gone: int) -> None:
    left = unheard(mentioned=mentioned, heard=heard, gone=gone)
    assert left >= 0
    assert (left == 0) is (heard + gone >= mentioned)


@pytest.mark.parametrize(
    ("outcome", "words", "day", "allowed"),
    [
        ("done", "", TODAY, True),
        ("done", "", date(2026, 11, 17), False),
        ("not_needed", "It was chalk, and the rain took it.", TODAY, True),
        ("not_needed", " ", TODAY, False),
        ("not_possible", "No ladder.", TODAY, False),
        ("", "No ladder.", TODAY, False),
    ],
)
def test_what_keeps_somebody_safe_is_not_given_up(outcome: str, words: str, day: date, allowed: bool) -> None:
    ruling = may_record_repair(outcome, words=words, done_on=day, today=TODAY)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_every_end_of_a_repair_has_its_words() -> None:
    assert set(REPAIR_LABELS) == set(RepairEnd)
