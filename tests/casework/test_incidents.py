"""Something more that happened: kept as it was told, clocked by what it was, and never after closing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.working import case_of, duty_of, last_entry, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.actor import resident
from upstander.casework.incidents import record_incident
from upstander.casework.opened import NotFound
from upstander.casework.told import Danger, When
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Kind
from upstander.records.case import Case, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.journal import breaks
from upstander.records.outbox import OutboxItem
from upstander.records.worked import Incident

LATER = NOW + timedelta(days=1)
PAINT = {"story": "Words were painted on my door in the night.", "forms": ("graffiti",)}


@pytest.fixture
def number(house):
    return a_case(house)


def me(at=LATER):
    return resident(ResidentCode.objects.latest("entry__seq").pk, at=at)


def test_a_resident_adds_what_happened_and_it_is_theirs(house, number):
    told = record_incident(me(), number, **PAINT, when=When(earliest=NOW.date(), words="last night"), police="told")
    incident = Incident.objects.get(pk=told.incident)
    assert (str(incident.told_by_id), incident.story) == (party_of(number), PAINT["story"])
    assert (incident.happened_on, incident.when_words, incident.police) == (NOW.date(), "last night", "told")
    assert (incident.entry.deed, incident.entry.clause) == ("record_incident", "3 a")
    assert incident.entry.actor.startswith("code:")
    assert owed(number).count("remove_graffiti") == 1
    assert duty_of(number, DutyKind.REMOVE_GRAFFITI).due_at == LATER + timedelta(hours=24)
    assert str(duty_of(number, DutyKind.ANSWER_MESSAGE).party_id) == party_of(number)
    assert OutboxItem.objects.get(notice="incident").staff == house.staff["okafor"]
    assert list(breaks()) == []


def test_staff_take_it_down_for_whoever_told_it_or_for_nobody(house, number):
    okafor = house.actor("okafor", LATER)
    record_incident(okafor, number, **PAINT, told_by=party_of(number))
    record_incident(okafor, number, story="The caretaker saw it too.")
    told = Incident.objects.filter(report=None).order_by("entry__seq").values_list("told_by", flat=True)
    assert [str(pk) for pk in told] == [party_of(number), "None"]
    assert "answer_message" not in owed(number)


def test_a_witness_cannot_be_made_to_tell_for_another(house, number):
    other = a_case(house, on_behalf="witness")
    witness = me()
    record_incident(witness, other, **PAINT, told_by=party_of(other))
    assert str(Incident.objects.get(report=None).told_by_id) == party_of(other, "witness")
    with pytest.raises(NotFound):
        record_incident(witness, number, **PAINT)
    with pytest.raises(NotFound):
        record_incident(house.actor("okafor", LATER), number, **PAINT, told_by=party_of(other))


@pytest.mark.parametrize(
    "changed",
    [
        {"story": " ", "forms": ()},
        {"story": "x" * 50_001},
        {"when": When(earliest=LATER.date() + timedelta(days=1))},
        {"when": When(earliest=NOW.date(), latest=LATER.date() + timedelta(days=1))},
        {"evidence_mentioned": -1},
        {"evidence_mentioned": 40_000},
        {"police": "x" * 31},
        {"place": "x" * 201},
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_lost_silently(house, number, changed):
    before = Incident.objects.count()
    assert refused(record_incident, me(), number, **{**PAINT, **changed}).clause == "3 a"
    assert Incident.objects.count() == before


def test_after_closing_it_is_a_new_report(house, number):
    Case.objects.filter(number=number).update(closed_at=NOW, outcome="stopped", stage="closed")
    assert refused(record_incident, me(), number, **PAINT).clause == "2 e"


def test_a_form_we_do_not_know_is_something_else(house, number):
    told = record_incident(me(), number, story="He danced.", forms=("dancing",))
    assert Incident.objects.get(pk=told.incident).forms == ["something_else"]


def test_recordings_mentioned_are_owed_a_hearing(house, number):
    record_incident(me(), number, story="I have it on my doorbell.", evidence_mentioned=9)
    assert duty_of(number, DutyKind.HEAR_EVIDENCE).why.startswith("9 recordings")


def test_danger_alerts_whoever_is_on_call(house, number):
    told = record_incident(me(), number, **PAINT, danger=Danger(weapon=True))
    assert told.alerted
    assert duty_of(number, DutyKind.ANSWER_ALERT).staff == house.staff["reid"]
    assert OutboxItem.objects.get(notice="alert").staff == house.staff["reid"]
    assert last_entry().detail["red_flags"] == ["weapon"]


def test_a_crime_makes_harassment_that_was_perceived_as_prejudice_a_hate_crime(house):
    number = a_case(house, forms=("verbal_abuse",))
    assert case_of(number).kind == Kind.HARASSMENT
    told = record_incident(me(), number, story="He hit me.", forms=("assault",))
    assert told.kind == case_of(number).kind == Kind.HATE_CRIME
    assert record_incident(me(), number, story="He stared.").kind == Kind.HATE_CRIME


def test_the_risk_is_looked_at_again_and_what_is_overdue_stays_overdue(house, number):
    record_incident(me(), number, **PAINT)
    assert "review_risk" not in owed(number)  # it was never assessed, and that is owed already
    Case.objects.filter(number=number).update(risk="medium")
    record_incident(me(), number, **PAINT)
    review = duty_of(number, DutyKind.REVIEW_RISK)
    assert review.due_at.day == 20
    record_incident(me(LATER + timedelta(days=5)), number, **PAINT)
    assert duty_of(number, DutyKind.REVIEW_RISK) == review
    OwedDuty.objects.filter(pk=review.pk).update(due_at=NOW + timedelta(days=28))
    record_incident(me(), number, **PAINT)
    assert duty_of(number, DutyKind.REVIEW_RISK).due_at.day == 20


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    with half_way():
        record_incident(me(), number, **PAINT, danger=Danger(weapon=True), evidence_mentioned=2)


def test_it_costs_a_handful_of_statements(house, number, django_assert_max_num_queries):
    who = me()
    with django_assert_max_num_queries(24):
        record_incident(who, number, **PAINT, evidence_mentioned=2)
