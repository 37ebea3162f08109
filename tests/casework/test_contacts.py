"""Contacts: what they end, what they start, how often, and that nobody is approached without a yes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import NOW, a_case
from upstander.casework.contacts import agree_updates, record_contact, record_first_contact, record_interview
from upstander.casework.opened import NotFound, begun
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused, allow
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry, breaks
from upstander.records.people import SafeContact
from upstander.records.plans import Plan
from upstander.records.worked import Contact

CALLED = {"way": "phone", "reached": True, "words": "She is safe tonight and wants the door cleaned."}


@pytest.fixture
def number(house):
    return a_case(house)


def party(number, part="resident_heard"):
    return str(Case.objects.get(number=number).parties.get(part=part, ended=None).pk)


def owed(number, *kinds):
    return OwedDuty.objects.filter(case__number=number, kind__in=kinds, done=None)


def test_first_contact_ends_its_clock_moves_the_stage_and_starts_the_next(house, number):
    told = record_first_contact(house.actor("okafor"), number, party=party(number), **CALLED)
    assert (told.reached, told.next_update_by) == (True, datetime(2026, 11, 25, 17, 0, tzinfo=UTC))
    assert not owed(number, DutyKind.FIRST_CONTACT).exists()
    assert owed(number, DutyKind.KEEP_INFORMED).get().due_at == told.next_update_by
    assert Case.objects.get(number=number).stage == "listening"
    contact = Contact.objects.get()
    assert (contact.purpose, contact.words) == ("first_contact", CALLED["words"])
    assert (contact.entry.deed, contact.entry.clause, contact.entry.allowed) == ("record_first_contact", "3.2 c", True)
    assert contact.entry.detail["way"] == "phone"
    assert list(breaks()) == []


def test_an_attempt_is_kept_and_its_clock_goes_on(house, number):
    told = record_first_contact(
        house.actor("okafor"), number, party=party(number), way="phone", reached=False, words="Nobody answered at 4pm."
    )
    assert (told.reached, told.next_update_by) == (False, None)
    assert owed(number, DutyKind.FIRST_CONTACT).exists()
    assert not Contact.objects.get().reached
    assert Case.objects.get(number=number).stage == "new"


@pytest.mark.parametrize(
    ("changed", "clause"),
    [
        ({"words": " "}, "3.2 c"),
        ({"way": "pigeon"}, "3.2 c"),
        ({"contacted_at": NOW + timedelta(hours=1)}, "3.2 c"),
        ({"way": "email"}, "3.2 a"),  # nobody has said that it is safe
    ],
)
def test_a_contact_that_cannot_stand_is_refused_and_the_refusal_entered(house, number, changed, clause):
    with pytest.raises(Refused) as refused:
        record_first_contact(house.actor("okafor"), number, party=party(number), **{**CALLED, **changed})
    assert refused.value.ruling.clause == clause
    assert refused.value.ruling.how
    assert not Contact.objects.exists()
    assert Entry.objects.filter(deed="record_first_contact", allowed=False).count() == 1


def test_an_unsafe_way_is_kept_on_the_record_with_its_reason(house, number):
    why = "She had asked me to write to this address on Monday."
    record_contact(house.actor("okafor"), number, party=party(number), **{**CALLED, "way": "email"}, because=why)
    assert why in Contact.objects.get().words


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    with half_way():
        record_first_contact(house.actor("okafor"), number, party=party(number), **CALLED, still_safe=True)
    with half_way():
        agree_updates(house.actor("okafor"), number, party=party(number), every_days=3)


def test_out_of_sight_and_out_of_the_case_are_not_found(house, number):
    other = a_case(house)
    with pytest.raises(NotFound):
        record_contact(house.actor("patel"), number, party=party(number), **CALLED)
    for stranger in (party(other), "no uuid"):
        with pytest.raises(NotFound):
            record_contact(house.actor("okafor"), number, party=stranger, **CALLED)


def test_hearing_them_in_full_moves_on_to_the_plan_with_its_clock(house, number):
    at = NOW + timedelta(hours=2)
    record_interview(house.actor("okafor", at), number, party=party(number), way="in_person", words="Her own words.")
    assert not owed(number, DutyKind.INTERVIEW, DutyKind.FIRST_CONTACT).exists()
    plan = owed(number, DutyKind.AGREE_PLAN).get()
    assert (str(plan.party_id), plan.due_at) == (party(number), datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
    assert Case.objects.get(number=number).stage == "planning"
    record_interview(house.actor("okafor", at), number, party=party(number), way="in_person", words="And more.")
    assert owed(number, DutyKind.AGREE_PLAN).count() == 1


def test_nobody_is_heard_beside_the_person_they_complain_of(house, number):
    with pytest.raises(Refused, match="in the room"):
        record_interview(
            house.actor("okafor"),
            number,
            party=party(number),
            way="visit",
            words="Both of them.",
            others_present=("alleged_perpetrator",),
        )


def test_the_person_complained_of_is_approached_only_when_everybody_heard_says_yes(house, number):
    heard, accused = party(number), party(number, "alleged_perpetrator")
    with pytest.raises(Refused) as refused:
        record_contact(house.actor("okafor"), number, party=accused, **{**CALLED, "way": "visit"})
    assert refused.value.ruling.clause == "3.2 d"
    record_contact(house.actor("okafor"), number, party=accused, **CALLED, they_came_to_us=True)
    case = Case.objects.get(number=number)
    with begun(house.actor("okafor"), Deed.RECORD_PLAN, sealed_by=case.sealed_by) as work:
        entry = work.enter(allow("3.2 d", "A plan."))
        Plan.objects.create(
            sealed_by=case.sealed_by, entry=entry, case=case, version=1, aim="It stops.", approach=[heard]
        )
    record_contact(house.actor("okafor"), number, party=accused, **{**CALLED, "way": "visit"})
    assert Contact.objects.filter(party=accused).count() == 2


def test_a_question_leaves_them_waiting_for_an_update(house, number):
    record_first_contact(house.actor("okafor"), number, party=party(number), **CALLED)
    due = owed(number, DutyKind.KEEP_INFORMED).get()
    later = house.actor("okafor", NOW + timedelta(days=2))
    record_contact(later, number, party=party(number), **CALLED, purpose="question")
    assert owed(number, DutyKind.KEEP_INFORMED).get() == due
    record_contact(later, number, party=party(number), **CALLED)
    assert owed(number, DutyKind.KEEP_INFORMED).get().due_at == due.due_at + timedelta(days=2)


def test_an_older_contact_entered_late_does_not_move_the_clock_back(house, number):
    later = house.actor("okafor", NOW + timedelta(days=3))
    record_contact(later, number, party=party(number), **CALLED)
    due = owed(number, DutyKind.KEEP_INFORMED).get().due_at
    told = record_contact(later, number, party=party(number), **CALLED, contacted_at=NOW)
    assert told.next_update_by == due


def test_how_to_reach_them_is_confirmed_at_a_contact(house, number):
    later = NOW + timedelta(days=2)
    record_contact(house.actor("okafor", later), number, party=party(number), **CALLED, still_safe=True)
    first, latest = SafeContact.objects.order_by("checked_at")
    assert (latest.wishes, latest.checked_at) == (first.wishes, later)


def test_updates_are_agreed_with_them_and_rarer_only_if_they_ask(house, number):
    okafor, who = house.actor("okafor"), party(number)
    record_first_contact(okafor, number, party=who, **CALLED)
    assert agree_updates(okafor, number, party=who, every_days=2) == datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    assert owed(number, DutyKind.KEEP_INFORMED).get().why == "We agreed to update them every 2 days."
    with pytest.raises(Refused) as refused:
        agree_updates(okafor, number, party=who, every_days=28)
    assert refused.value.ruling.clause == "3.2 c"
    assert agree_updates(okafor, number, party=who, every_days=28, they_asked=True).day == 16
    assert Entry.objects.filter(deed="agree_updates").values_list("allowed", flat=True).order_by("seq")[1] is False


def test_a_contact_costs_a_handful_of_statements(house, number, django_assert_max_num_queries):
    who, okafor = party(number), house.actor("okafor")
    with django_assert_max_num_queries(14):
        record_contact(okafor, number, party=who, **CALLED)
