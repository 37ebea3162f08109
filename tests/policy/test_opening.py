"""The clocks that start with a case."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from upstander.policy.duty import DutyKind
from upstander.policy.opening import (
    OpeningFacts,
    must_after_naming,
    must_after_opening,
    must_by_form,
    must_consider_agencies,
    must_consider_support,
    must_contact_witness,
    must_hear_evidence,
)
from upstander.policy.terms import Terms

RECEIVED = datetime(2026, 11, 20, 22, 40, tzinfo=UTC)  # a Friday night
OPENED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
AMINA, WITNESS, NEIGHBOUR = (UUID(int=n) for n in (1, 2, 3))


def test_a_hate_attack_with_graffiti_and_recordings(terms: Terms) -> None:
    facts = OpeningFacts(
        received_at=RECEIVED,
        opened_at=OPENED,
        priority="high",
        forms=("graffiti", "property_damage"),
        heard=(AMINA,),
        witnesses=(WITNESS,),
        others=(NEIGHBOUR,),
        evidence_mentioned=9,
    )
    duties = must_after_opening(terms, facts=facts)
    monday = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    in_a_day = datetime(2026, 11, 21, 22, 40, tzinfo=UTC)
    assert [(duty.kind, duty.person, duty.due_at) for duty in duties[:6]] == [
        (DutyKind.REMOVE_GRAFFITI, None, in_a_day),
        (DutyKind.SAFETY_REPAIR, None, in_a_day),
        (DutyKind.FIRST_CONTACT, AMINA, monday),
        (DutyKind.INTERVIEW, AMINA, monday),
        (DutyKind.ASSESS_RISK, AMINA, monday),
        (DutyKind.HEAR_EVIDENCE, None, datetime(2026, 11, 24, 17, 0, tzinfo=UTC)),
    ]
    rest = {(duty.kind, duty.person) for duty in duties[6:]}
    assert rest == {
        (DutyKind.CONTACT_WITNESS, WITNESS),
        (DutyKind.INVESTIGATE, None),
        (DutyKind.CONSIDER_SUPPORT, AMINA),
        (DutyKind.CONSIDER_SUPPORT, WITNESS),
        (DutyKind.CONSIDER_SUPPORT, NEIGHBOUR),
    }
    assert all(duty.why and duty.clause for duty in duties)


@pytest.mark.parametrize(
    ("priority", "day", "interview"), [("high", 23, 23), ("standard", 25, 27), ("a word we do not know", 23, 23)]
)
def test_other_behaviour_has_the_longer_clocks(terms: Terms, priority: str, day: int, interview: int) -> None:
    facts = OpeningFacts(received_at=RECEIVED, opened_at=OPENED, priority=priority, heard=(AMINA,))
    due = {duty.kind: duty.due_at.day for duty in must_after_opening(terms, facts=facts)}
    assert due[DutyKind.FIRST_CONTACT] == day
    assert due[DutyKind.INTERVIEW] == due[DutyKind.ASSESS_RISK] == interview
    assert not {DutyKind.REMOVE_GRAFFITI, DutyKind.SAFETY_REPAIR, DutyKind.HEAR_EVIDENCE} & set(due)


@pytest.mark.parametrize(("mentioned", "said"), [(1, "One recording or photo was"), (9, "9 recordings or photos were")])
def test_what_was_mentioned_is_owed_a_hearing(terms: Terms, mentioned: int, said: str) -> None:
    (duty,) = must_hear_evidence(terms, mentioned=mentioned, at=OPENED)
    assert duty.why.startswith(said)
    assert must_hear_evidence(terms, mentioned=0, at=OPENED) == ()


def test_a_witness_named_later_has_a_clock_of_their_own(terms: Terms) -> None:
    (duty,) = must_contact_witness(terms, person=WITNESS, named_at=OPENED)
    assert (duty.kind, duty.person) == (DutyKind.CONTACT_WITNESS, WITNESS)
    assert duty.due_at == datetime(2026, 11, 30, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("resident_heard", ["first_contact", "interview", "assess_risk", "consider_support"]),
        ("witness", ["contact_witness", "consider_support"]),
        ("affected", ["keep_informed", "consider_support"]),
        ("representative", ["keep_informed", "consider_support"]),
        ("alleged_perpetrator", ["consider_support"]),
        ("somebody", ["consider_support"]),
    ],
)
def test_somebody_named_later_is_owed_what_their_part_is_owed(terms: Terms, part: str, kinds: list[str]) -> None:
    duties = must_after_naming(terms, person=WITNESS, part=part, priority="high", at=OPENED)
    assert [str(duty.kind) for duty in duties] == kinds
    assert {duty.person for duty in duties} == {WITNESS}
    assert must_consider_support(terms, person=WITNESS, named_at=OPENED) == duties[-1:]


@pytest.mark.parametrize(
    ("forms", "kinds"),
    [
        (["graffiti"], ["remove_graffiti"]),
        (["arson", "assault"], ["safety_repair"]),
        (["graffiti", "property_damage"], ["remove_graffiti", "safety_repair"]),
        (["vehicle_vandalism", "something nobody listed"], []),
        ([], []),
    ],
)
def test_what_is_left_behind_is_put_right(terms: Terms, forms: list[str], kinds: list[str]) -> None:
    assert [str(duty.kind) for duty in must_by_form(terms, forms=forms, at=OPENED)] == kinds


def test_each_agency_of_the_borough_is_owed_an_answer_and_nothing_where_none_helps(terms: Terms) -> None:
    facts = OpeningFacts(received_at=RECEIVED, opened_at=OPENED, priority="high", heard=(AMINA,), agencies=3)
    (duty,) = [one for one in must_after_opening(terms, facts=facts) if one.kind is DutyKind.CONSIDER_AGENCIES]
    assert (duty.clause, duty.person, duty.due_at) == ("3.1", None, datetime(2026, 11, 30, 17, 0, tzinfo=UTC))
    assert must_consider_agencies(terms, unanswered=0, at=OPENED) == ()
