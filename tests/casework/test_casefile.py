"""A case file is opened on the record, costs the same however much it holds, and names nobody who is kept apart."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.casework.working import REASON, case_of, last_entry, party_of
from tests.cast import NOW, a_case
from upstander.casework.actor import Actor, resident
from upstander.casework.assigning import assign_case
from upstander.casework.casefile import deed_page, identity, open_case_file
from upstander.casework.contacts import agree_updates
from upstander.casework.matters import link_cases
from upstander.casework.notes import add_note
from upstander.casework.opened import NotFound
from upstander.casework.plans import StepGiven, record_plan
from upstander.casework.told import Reporter
from upstander.policy.due import Due
from upstander.policy.roles import DEEDS, Deed
from upstander.policy.ruling import Ruling
from upstander.records import keyring
from upstander.records.case import ResidentCode
from upstander.records.journal import Entry

STATEMENTS = 9
STEP = StepGiven(tool="locks_lighting", what="A new lock", who_does_it="Repairs", due_on=date(2026, 11, 27))
TALK = StepGiven(tool="diary", what="A diary", who_does_it="Rehana", due_on=date(2026, 11, 27))


@pytest.fixture
def number(house):
    return a_case(house)


def statements(read, *given, **more):
    """How many statements a read takes on both databases, with no key at hand."""
    keyring.forget()
    with CaptureQueriesContext(connections["default"]) as held, CaptureQueriesContext(connections["keys"]) as keys:
        read(*given, **more)
    return len(held) + len(keys)


def plain(value: object) -> bool:
    """Whether this is made of plain values and frozen dataclasses alone."""
    if is_dataclass(value):
        return all(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return all(plain(one) for one in value)
    if isinstance(value, dict):
        return all(plain(one) for pair in value.items() for one in pair)
    return value is None or isinstance(value, str | int | bool | date | Enum | UUID | Ruling)


def test_the_bar_says_which_case_this_is(house, number):
    page = open_case_file(house.actor("okafor", NOW + timedelta(days=8)), number)
    bar = page.bar
    assert (bar.number, bar.who, bar.home, bar.officer, bar.risk, bar.day, bar.kind) == (
        number,
        "Rehana Begum",
        "1 Ferry Court",
        "Joy Okafor",
        "Not assessed",
        9,
        "Hate crime",
    )
    assert plain(page)


def test_every_reading_is_entered_before_anything_goes_out(house, number, monkeypatch):
    open_case_file(house.actor("reid"), number)
    entry = last_entry()
    assert (entry.deed, entry.case_id, entry.actor) == (
        Deed.OPEN_CASE_FILE,
        case_of(number).pk,
        f"staff:{house.staff['reid'].pk}",
    )
    before = Entry.objects.count()

    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("upstander.casework.opened.chain", fail)
    with pytest.raises(RuntimeError):
        open_case_file(house.actor("reid"), number)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["patel", "haddad", "quinn", "ford", "nobody", "lewis"])
def test_out_of_sight_is_not_found_and_leaves_no_entry(house, number, name):
    before = Entry.objects.count()
    for read in (lambda who: open_case_file(who, number), lambda who: deed_page(who, number, deed=Deed.ADD_NOTE)):
        with pytest.raises(NotFound):
            read(house.actor(name))
    assert Entry.objects.count() == before


def test_a_resident_is_not_shown_what_staff_see(house, number):
    who = resident(ResidentCode.objects.get(party=party_of(number)).pk, at=NOW)
    for read in (lambda: open_case_file(who, number), lambda: deed_page(who, number, deed=Deed.ANSWER_PLAN)):
        with pytest.raises(NotFound):
            read()
    with pytest.raises(NotFound):
        identity(who, number, party=party_of(number))


def test_at_most_five_things_come_next_the_soonest_first_each_with_its_why(house, number):
    page = open_case_file(house.actor("okafor", NOW + timedelta(days=2)), number)
    assert [duty.kind for duty in page.next[:3]] == ["first_contact", "interview", "assess_risk"]
    assert (len(page.next), page.more_duties) == (5, 1)
    first = page.next[0]
    assert (first.verb, first.who, first.due, first.state) == (
        "Make first contact",
        "Rehana Begum",
        "Overdue by 1 day",
        Due.OVERDUE,
    )
    assert first.why
    assert {duty.deed for duty in page.next} <= set(DEEDS)
    assert first.party == party_of(number)


def test_safe_contact_is_said_in_words_and_unknown_means_nobody_reaches_out(house, number):
    page = open_case_file(house.actor("okafor"), number)
    assert page.safe.lines == ("Safe: phone call.", "When it is safe: weekdays after 4pm.")
    assert not page.safe.stale
    assert open_case_file(house.actor("okafor", NOW + timedelta(days=31)), number).safe.stale
    number = a_case(house, reporter=Reporter(name="Rehana Begum"))
    page = open_case_file(house.actor("okafor"), number)
    assert (page.safe.known, page.safe.lines[1][:14]) == (False, "Do not contact")


def test_the_timeline_tells_each_deed_with_its_facts(house, number):
    add_note(house.actor("okafor"), number, text="She rang: the lights on the stairs are out.")
    told = open_case_file(house.actor("okafor"), number).timeline
    assert [one.title for one in told] == ["Note", "Case opened", "Reported"]
    assert told[0].lines == ("She rang: the lights on the stairs are out.",)
    assert told[0].by == "Joy Okafor"
    assert any("He shouted at me" in line for line in told[1].lines)
    assert (told[2].by, told[2].lines) == ("the person who reported it", ("By: online.",))


def test_what_leaves_no_fact_is_told_by_its_entry(house, number):
    assign_case(house.actor("reid"), number, because=REASON)
    agree_updates(house.actor("reid"), number, party=party_of(number), every_days=3)
    told = open_case_file(house.actor("reid"), number).timeline
    assert [one.lines for one in told[:2]] == [("Every 3 days.",), ("In the queue of North.", REASON)]


def test_looks_and_refusals_stand_in_the_whole_record_only(house, number):
    with pytest.raises(Exception, match="nothing in this note"):
        add_note(house.actor("okafor"), number, text=" ")
    open_case_file(house.actor("reid"), number)
    assert {one.tag for one in open_case_file(house.actor("okafor"), number).timeline} == {"Case", "Report"}
    told = open_case_file(house.actor("okafor"), number, record=True).timeline
    assert [one.title for one in told[:3]] == ["Case file read", "Case file read", "Refused: add a note"]
    assert told[2].lines == ("There is nothing in this note yet.",)


def test_the_timeline_pages_by_key_and_holds_every_entry_once(house, number):
    who = house.actor("okafor")
    for count in range(55):
        add_note(who, number, text=f"Note {count}")
    first = open_case_file(who, number)
    second = open_case_file(who, number, before=first.before)
    assert (len(first.timeline), len(second.timeline), second.before) == (50, 7, None)
    seqs = [one.seq for one in (*first.timeline, *second.timeline)]
    assert seqs == sorted(set(seqs), reverse=True)


def test_who_is_kept_apart_is_named_only_on_asking_and_that_is_entered(house):
    number = a_case(house, confidence="name_withheld")
    page = open_case_file(house.actor("okafor"), number)
    assert page.bar.who == "Name withheld"
    assert "Begum" not in repr(page)
    found = identity(house.actor("okafor"), number, party=party_of(number))
    assert (found.name, found.phone, found.confidence[:16]) == ("Rehana Begum", "07700 900123", "May be contacted")
    assert last_entry().detail == {"identity": party_of(number)}


def test_a_witness_is_never_named_on_the_page(house):
    number = a_case(house, on_behalf="witness")
    page = open_case_file(house.actor("okafor"), number)
    assert "Begum" not in repr(page)
    witness = next(party for party in page.parties if party.part == "witness")
    assert (witness.name, witness.apart, witness.home) == ("Witness", True, "")
    assert page.bar.who == "Not known yet"
    assert not page.safe.known


def test_a_link_is_shown_to_whoever_sees_both_cases_and_to_nobody_else(house, number):
    other = a_case(house, owner="lewis")
    link_cases(house.actor("reid"), number, other=other, kind="same_matter", because=REASON)
    seen, alone = open_case_file(house.actor("reid"), number), open_case_file(house.actor("okafor"), number)
    assert [link.number for link in seen.links] == [other]
    assert seen.timeline[0].lines == (f"{other}: The same person is complained of.",)
    assert (alone.links, [one.title for one in alone.timeline]) == ((), ["Case opened", "Reported"])
    beside = open_case_file(house.actor("reid"), other)
    assert beside.timeline[0].lines == (f"{number}: The same person is complained of.",)


def test_the_plan_shows_what_may_start_and_who_has_still_to_answer(house, number):
    record_plan(house.actor("okafor"), number, aim="She can use the stairs.", steps=(STEP, TALK))
    plan = open_case_file(house.actor("okafor"), number).plan
    assert plan is not None
    assert (plan.version, plan.in_force, plan.aim) == (1, False, "She can use the stairs.")
    assert {step.tool: step.may_start.allowed for step in plan.steps} == {"locks_lighting": True, "diary": False}
    assert [(one.name, one.label) for one in plan.answers] == [("Rehana Begum", "No answer yet")]
    asked = [duty for duty in open_case_file(house.actor("okafor"), number).next if duty.kind == "agree_plan"]
    assert [duty.deed for duty in asked] == [Deed.ANSWER_PLAN]


def test_a_page_costs_the_same_however_much_the_case_holds(house, number):
    who: Actor = house.actor("okafor")
    few = statements(open_case_file, who, number)
    record_plan(who, number, aim="She can use the stairs.", steps=(STEP, TALK))
    link_cases(house.actor("reid"), number, other=a_case(house), kind="same_matter", because=REASON)
    for count in range(60):
        add_note(who, number, text=f"Note {count}")
    assert few <= STATEMENTS
    assert statements(open_case_file, who, number) <= STATEMENTS
    assert statements(open_case_file, who, number, before=last_entry().seq, record=True) <= STATEMENTS
    assert statements(identity, who, number, party=party_of(number)) <= STATEMENTS


@pytest.mark.parametrize("deed", list(Deed))
def test_every_deeds_page_has_what_it_needs(house, number, deed):
    page = deed_page(house.actor("reid"), number, deed=deed)
    assert (page.title, page.clause) == (DEEDS[deed].title, DEEDS[deed].clause)
    assert [party.name for party in page.parties_for_choice] == ["Rehana Begum", "Dean Marsh"]
    assert len(page.open_duties) == 6
    assert page.incidents[0].story.startswith("He shouted")
    assert page.risk_form.questions
    assert page.tools
    assert page.terms.tools_on(NOW.date()) == page.tools
    assert page.wishes[party_of(number)]["hours"] == "weekdays after 4pm"
    assert plain(page)
    assert last_entry().detail == {"page": deed}


def test_the_page_for_assigning_offers_who_may_be_given_the_case(house, number):
    page = deed_page(house.actor("reid"), number, deed=Deed.ASSIGN_CASE)
    assert {(one.name, one.open_cases) for one in page.officers} >= {("Joy Okafor", 1), ("Sam Lewis", 0)}
    assert "Asha Patel" not in {one.name for one in page.officers}
    assert statements(deed_page, house.actor("reid"), number, deed=Deed.ASSIGN_CASE) <= STATEMENTS


def test_a_page_that_is_none_is_not_found(house, number):
    with pytest.raises(NotFound):
        deed_page(house.actor("reid"), number, deed="make_tea")
