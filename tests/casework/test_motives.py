"""Why it happened, said at any time: every answer is kept, and a case only ever becomes graver by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.working import case_of, duty_of, last_entry, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.actor import resident
from upstander.casework.contacts import agree_updates, record_first_contact
from upstander.casework.motives import record_motive
from upstander.casework.opened import NotFound
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Kind
from upstander.records.case import Case, ResidentCode
from upstander.records.journal import breaks
from upstander.records.outbox import OutboxItem
from upstander.records.worked import Motive

PLAIN = {"perceived": False, "grounds": (), "motive_words": "", "deliberate": False, "category": "nuisance"}
LATER = NOW + timedelta(hours=1)
RACE = {"perceived": True, "grounds": ("race",), "words": "He shouts things about where I am from."}
CALLED = {"way": "phone", "reached": True, "words": "She is safe tonight."}


@pytest.fixture
def number(house):
    return a_case(house, **PLAIN)


def me(at=LATER):
    return resident(ResidentCode.objects.latest("entry__seq").pk, at=at)


def test_a_motive_said_late_makes_plain_behaviour_a_hate_crime_and_its_clocks_shorter(house, number):
    before = case_of(number)
    assert (before.kind, before.priority, before.hate) == (Kind.ASB, "standard", False)
    assert duty_of(number, DutyKind.INTERVIEW).due_at.day == 25
    said = record_motive(me(), number, **RACE)
    case = case_of(number)
    assert (said.kind, said.kind_before, said.priority) == (Kind.HATE_CRIME, Kind.ASB, "high")
    assert (case.kind, case.priority, case.hate, case.grounds) == (Kind.HATE_CRIME, "high", True, ["race"])
    for kind in (DutyKind.FIRST_CONTACT, DutyKind.INTERVIEW, DutyKind.ASSESS_RISK):
        assert duty_of(number, kind).due_at.day == 19
    assert OutboxItem.objects.get(notice="graver").staff == house.staff["okafor"]
    entry = last_entry()
    assert (entry.deed, entry.clause) == ("record_motive", "3 b")
    assert (entry.detail["kind_before"], entry.detail["kind"]) == ("asb", "hate_crime")
    assert list(breaks()) == []


def test_the_shorter_clock_wins(house, number):
    due = duty_of(number, DutyKind.FIRST_CONTACT).due_at
    record_motive(me(NOW + timedelta(days=20)), number, **RACE)
    assert duty_of(number, DutyKind.FIRST_CONTACT).due_at == due  # it was overdue, and stays so


def test_updates_come_sooner_but_what_was_agreed_with_them_stands(house, number):
    okafor, party = house.actor("okafor"), party_of(number)
    record_first_contact(okafor, number, party=party, **CALLED)
    assert duty_of(number, DutyKind.KEEP_INFORMED).due_at.day == 2
    agree_updates(okafor, number, party=party, every_days=14)
    record_motive(me(), number, **RACE)
    assert duty_of(number, DutyKind.KEEP_INFORMED).due_at.day == 2
    other = a_case(house, **PLAIN)
    record_first_contact(okafor, other, party=party_of(other), **CALLED)
    record_motive(me(), other, **RACE)
    assert duty_of(other, DutyKind.KEEP_INFORMED).due_at.day == 25


def test_a_correction_is_kept_beside_the_first_answer_and_lowers_nothing(house, number):
    record_motive(me(), number, **RACE)
    said = record_motive(me(LATER + timedelta(hours=1)), number, perceived=False, words="I am not sure any more.")
    assert (said.kind, said.kind_before) == (Kind.HATE_CRIME, Kind.HATE_CRIME)
    answers = Motive.objects.filter(party=party_of(number)).order_by("entry__seq").values_list("perceived", flat=True)
    assert list(answers) == [False, True, False]
    assert OutboxItem.objects.filter(notice="graver").count() == 1


def test_what_anybody_perceives_is_enough(house, number):
    okafor = house.actor("okafor", LATER)
    said = record_motive(okafor, number, perceived=True, words="I heard what he called her.")
    assert said.kind == Kind.HATE_CRIME
    assert Motive.objects.latest("entry__seq").party is None
    assert not OutboxItem.objects.filter(notice="graver").exists()  # it was the officer who said so
    other = a_case(house, **PLAIN, on_behalf="witness")
    record_motive(okafor, other, perceived=True, grounds=("dont_know",), party=party_of(other, "witness"))
    assert case_of(other).kind == Kind.HATE_CRIME
    assert case_of(other).hate is False


def test_age_is_a_ground_of_the_policy_and_not_of_part_two(house, number):
    record_motive(me(), number, perceived=True, grounds=("age",))
    assert (case_of(number).kind, case_of(number).hate) == (Kind.HATE_CRIME, False)


def test_the_risk_is_looked_at_again_when_the_case_is_graver(house, number):
    Case.objects.filter(number=number).update(risk="low")
    record_motive(me(), number, **RACE)
    assert owed(number).count("review_risk") == 1
    record_motive(me(), number, **RACE)
    assert owed(number).count("review_risk") == 1


@pytest.mark.parametrize(("changed", "clause"), [({"grounds": ("star sign",)}, "1.1"), ({"words": "x" * 5001}, "3 b")])
def test_what_cannot_be_kept_is_refused(house, number, changed, clause):
    assert refused(record_motive, me(), number, **{**RACE, **changed}).clause == clause
    assert case_of(number).kind == Kind.ASB


def test_nobody_who_works_on_it_says_that_it_was_not_so(house, number):
    okafor = house.actor("okafor", LATER)
    assert refused(record_motive, okafor, number, perceived=False, words="It was a joke, he says.").clause == "3 b"
    record_motive(okafor, number, perceived=False, words="She is not sure.", party=party_of(number))


def test_after_closing_it_is_a_new_report(house, number):
    Case.objects.filter(number=number).update(closed_at=NOW, outcome="stopped", stage="closed")
    assert refused(record_motive, me(), number, **RACE).clause == "2 e"


def test_nobody_answers_for_somebody_in_another_case(house, number):
    other = a_case(house, **PLAIN)
    with pytest.raises(NotFound):
        record_motive(house.actor("okafor", LATER), number, **RACE, party=party_of(other))
    with pytest.raises(NotFound):
        record_motive(house.actor("patel", LATER), number, **RACE)
    record_motive(me(), other, **RACE, party=party_of(number))
    assert str(Motive.objects.latest("entry__seq").party_id) == party_of(other)


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    with half_way():
        record_motive(me(), number, **RACE)
