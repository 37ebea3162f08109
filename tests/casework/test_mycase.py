"""What a resident reads of their own case: where it stands, what comes next, and of nobody but them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.casework.working import last_entry, party_of
from tests.cast import NOW, a_case, a_report
from upstander.casework.actor import public, resident
from upstander.casework.contacts import record_first_contact, record_interview
from upstander.casework.messages import send_message
from upstander.casework.mycase import my_case, my_number
from upstander.casework.opened import NotFound, begun
from upstander.casework.plans import StepGiven, answer_plan, record_plan
from upstander.casework.told import Reporter
from upstander.policy.roles import Deed, Role
from upstander.policy.ruling import allow
from upstander.records.case import Case, ResidentCode
from upstander.records.journal import Entry, breaks

CALLED = {"way": "phone", "reached": True, "words": "She is safe tonight."}
STEP = StepGiven(tool="graffiti_removal", what="Clean the door", who_does_it="Our caretaker", due_on=date(2026, 11, 20))


@pytest.fixture
def number(house):
    return a_case(house)


def me(number, at=NOW, part="resident_heard"):
    code = ResidentCode.objects.get(party=party_of(number, part), ended=None)
    return resident(code.pk, at=at)


def test_a_report_that_waits_is_shown_with_what_comes_next(house):
    received = a_report()
    send_message(resident(ResidentCode.objects.get().pk, at=NOW), received.number, text="One more thing.")
    page = my_case(resident(ResidentCode.objects.get().pk, at=NOW))
    assert (page.number, page.is_case, page.may_add) == (received.number, False, False)
    assert [stage.state for stage in page.stages] == ["now", "to_come", "to_come", "to_come", "to_come"]
    assert page.next.words == "We read your report and decide who will help you"
    assert (page.next.by, page.next.yours) == (datetime(2026, 11, 19, 17, 0, tzinfo=UTC), False)
    assert page.told[0].story.startswith("He shouted")
    assert page.told[0].forms
    assert [letter.text for letter in page.messages] == ["One more thing."]
    assert (page.plan, page.officer) == (None, None)
    entry = last_entry()
    assert (entry.deed, entry.role, entry.clause) == ("open_case_file", "resident", "7 a")
    assert entry.report_id is not None


def test_a_case_is_shown_with_its_officer_messages_incidents_and_reasons(house, number):
    okafor, party = house.actor("okafor"), party_of(number)
    record_first_contact(okafor, number, party=party, **CALLED)
    send_message(me(number), number, text="Thank you for calling.")
    send_message(house.actor("okafor", NOW + timedelta(hours=1)), number, text="You are welcome.", party=party)
    page = my_case(me(number, NOW + timedelta(hours=2)))
    assert (page.number, page.is_case, page.may_add, page.closed_on) == (number, True, True, None)
    assert [stage.state for stage in page.stages] == ["done", "now", "to_come", "to_come", "to_come"]
    assert (page.officer.first_name, page.officer.role) == ("Joy", "Housing officer")
    assert [(letter.mine, letter.text) for letter in page.messages] == [
        (False, "You are welcome."),
        (True, "Thank you for calling."),
    ]
    assert page.messages[0].at == NOW + timedelta(hours=1)
    assert page.told[0].story.startswith("He shouted")
    assert page.reasons[0].grounds == ("Race",)
    assert page.next.words == "We talk with you and listen to all of it"
    assert last_entry().case_id == Case.objects.get(number=number).pk
    assert list(breaks()) == []


def test_nothing_of_anybody_else_is_on_the_page(house, number):
    page = str(my_case(me(number)))
    assert "Marsh" not in page
    assert "Okafor" not in page


def test_what_is_late_says_so(house, number):
    assert my_case(me(number, NOW + timedelta(days=9))).next.late


def test_it_is_their_turn_when_a_plan_waits_for_them(house, number):
    okafor, party = house.actor("okafor"), party_of(number)
    record_interview(okafor, number, party=party, way="in_person", words="All of it.")
    assert my_case(me(number)).next.words == "We make a plan with you"
    record_plan(okafor, number, aim="It stops.", steps=[STEP])
    page = my_case(me(number))
    assert page.next.yours
    assert page.next.words.startswith("Read your plan")
    assert page.ours.words == "We tell you where things stand"
    assert (page.plan.version, page.plan.aim, page.plan.in_force, page.plan.my_answer) == (1, "It stops.", False, "")
    assert (page.plan.steps[0].what, page.plan.steps[0].outcome) == ("Clean the door", "")
    answer_plan(me(number), number, reply="agrees", version=1)
    page = my_case(me(number))
    assert (page.plan.in_force, page.plan.my_answer, page.next.yours) == (True, "agrees", False)
    assert page.plan.words.startswith("Everybody")


def test_a_witness_reads_neither_the_plan_nor_who_looked(house):
    number = a_case(house, on_behalf="witness")
    record_plan(house.actor("okafor"), number, aim="It stops.", steps=[STEP])
    page = my_case(me(number, part="witness"))
    assert (page.plan, page.openings) == (None, ())
    assert page.told
    assert page.next.words == "We contact you"


def test_they_see_which_roles_looked_and_on_which_days_and_never_who(house, number):
    case = Case.objects.get(number=number)
    for name, days in (("okafor", 0), ("okafor", 0), ("reid", 1)):
        with begun(
            house.actor(name, NOW + timedelta(days=days)), Deed.OPEN_CASE_FILE, sealed_by=case.sealed_by
        ) as work:
            work.held_case = case
            work.enter(allow("7 a", "Opened."))
    my_case(me(number))
    page = my_case(me(number, NOW + timedelta(days=2)))
    assert [(look.on.day, look.role) for look in page.openings] == [(19, "Housing manager"), (18, "Housing officer")]


def test_a_code_that_ended_or_none_at_all_opens_nothing(house, number):
    who = me(number)
    with begun(house.actor("okafor"), Deed.ISSUE_CODE) as work:
        ResidentCode.objects.update(ended=work.enter(allow("7 a", "Ended.")))
    for somebody in (who, public(at=NOW), house.actor("okafor")):
        with pytest.raises(NotFound):
            my_case(somebody)
    assert not Entry.objects.filter(deed="open_case_file", role=Role.RESIDENT).exists()


def test_a_page_that_cannot_be_entered_is_not_shown(house, number, half_way):
    with half_way():
        my_case(me(number))


def test_it_costs_the_same_whatever_is_stored(house, number, django_assert_max_num_queries):
    okafor, party = house.actor("okafor"), party_of(number)
    record_plan(okafor, number, aim="It stops.", steps=[STEP] * 5)
    for n in range(12):
        send_message(okafor, number, text=f"Message {n}", party=party)
    who = me(number)
    with django_assert_max_num_queries(11):
        page = my_case(who)
    assert len(page.messages) == 12


def test_they_read_how_they_said_they_can_be_reached_and_the_number_of_their_own_deeds(house, number):
    page = my_case(me(number))
    assert page.contact.wishes["channels"] == {"phone": "safe"}
    assert page.contact.said_at == NOW
    assert my_number(me(number)) == number
    with pytest.raises(NotFound):
        my_number(public(at=NOW))


def test_of_somebody_we_do_not_know_nothing_is_kept_of_how_to_reach_them(house):
    received = a_report(reporter=Reporter(), confidence="no_contact")
    me = resident(ResidentCode.objects.get().pk, at=NOW)
    assert my_case(me).contact is None
    assert my_number(me) == received.number
