"""A case is found by its number, a name, a phone, a home or a word that was said, and never by who may not see it."""

from __future__ import annotations

import re

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from tests.casework.many import many_cases
from tests.casework.test_casefile import plain
from tests.casework.working import REASON, case_of
from tests.cast import NOW, a_case, a_report
from upstander.casework.caseload import find
from upstander.casework.caseload.leading import NOT_KEPT_APART
from upstander.casework.matters import link_cases
from upstander.casework.notes import add_note, move_note
from upstander.casework.told import Reporter
from upstander.policy.grounds import PartyRole
from upstander.policy.naming import may_be_found_by_name
from upstander.policy.telling import Confidence
from upstander.records import keyring
from upstander.records.case import Party
from upstander.records.journal import Entry


@pytest.fixture
def number(house):
    return a_case(house)


def found(house, words, name="okafor", **how):
    return {row.number: row.why for row in find(house.actor(name), words=words, **how).rows}


@pytest.mark.parametrize("written", ["{}", " {} ", "hc 2026 1", "hc20260001", "HC-2026-1"])
def test_by_number_however_it_is_written(house, number, written):
    assert found(house, written.format(number)) == {number: ("Number",)}


@pytest.mark.parametrize(
    "words", ["Begum", "rehana begum", "BEGUM  Rehana", "07700 900123", "+44 7700 900123", "Dean Marsh", "marsh"]
)
def test_by_somebody_in_it(house, number, words):
    assert found(house, words) == {number: ("Somebody in it",)}


@pytest.mark.parametrize("words", ["1 Ferry Court", "ferry court", "SE1 1AB", "se11ab", "990000000101"])
def test_by_its_home(house, number, words):
    assert "Home" in found(house, words)[number]


def test_by_words_that_were_said_or_noted(house, number):
    add_note(house.actor("okafor"), number, text="The lights on the stairs are out again.")
    assert found(house, "go back where I came") == {number: ("Words in the file",)}
    assert found(house, "LIGHTS on the stairs") == {number: ("Words in the file",)}
    assert found(house, "a purple bicycle") == {}


def test_a_note_that_was_moved_away_is_found_where_it_is_now(house, number):
    other = a_case(house, home_uprn="990000000102")
    note = add_note(house.actor("okafor"), number, text="He keeps a purple bicycle.")
    move_note(house.actor("okafor"), number, note=note, to=other, because=REASON)
    assert found(house, "purple bicycle") == {other: ("Words in the file",)}


def test_only_the_whole_name_leads_to_somebody(house, number):
    assert found(house, "Rehana Marsh") == {}
    assert found(house, "Beg") == {}


@pytest.mark.parametrize("words", ["Bgeum", "rehanna begum", "Rehana Begun", "BEGÜM", "Dean Marhs"])
def test_a_name_is_found_spelt_another_way(house, number, words):
    assert found(house, words) == {number: ("A name spelt like it",)}
    assert found(house, words, "patel") == {}


def test_words_are_read_through_where_a_name_was_found_too(house, number):
    other = a_case(house, home_uprn="990000000102", reporter=Reporter(name="Ewa Nowak"))
    add_note(house.actor("okafor"), other, text="Spoke to Mrs Begum next door.")
    assert found(house, "Begum") == {number: ("Somebody in it",)}
    assert found(house, "Begum", thorough=True) == {other: ("Words in the file",)}


@pytest.mark.parametrize("words", ["Ines Duarte", "duarte", "Duatre", "07700 900555"])
@pytest.mark.parametrize("name", ["okafor", "reid"])
def test_somebody_who_is_kept_apart_leads_to_no_case(house, words, name):
    withheld = Reporter(name="Ines Duarte", phone="07700 900555")
    assert a_case(house, reporter=withheld, confidence="name_withheld")
    assert a_report(reporter=withheld, confidence="name_withheld")
    assert found(house, words, name) == {}


def test_who_may_be_found_by_name_is_what_the_rule_says(house):
    parts = [(part, confidence) for part in PartyRole for confidence in ("", *Confidence)]
    case = case_of(a_case(house))
    entry = case.entry
    for part, confidence in parts:
        about = {"sealed_by": case.sealed_by, "entry": entry, "case": case, "started_at": NOW, "description": ""}
        Party.objects.create(**about, part=part, confidence=confidence)
    for part, confidence in parts:
        rows = Party.objects.filter(NOT_KEPT_APART, part=part, confidence=confidence)
        assert rows.exists() == may_be_found_by_name(part=part, confidence=confidence).allowed, (part, confidence)


def test_a_key_that_is_gone_leaves_the_rest_to_be_found(house, number):
    other = a_case(house, home_uprn="990000000102")
    keyring.destroy(case_of(number).sealed_by, at=NOW)
    assert set(found(house, "go back where I came")) == {other}


def test_a_matter_leads_to_its_cases_in_sight(house, number):
    other = a_case(house, owner="lewis")
    link_cases(house.actor("reid"), number, other=other, kind="same_matter", because=REASON)
    matter = case_of(number).matter.number
    assert set(found(house, matter, "reid")) == {number, other}
    assert set(found(house, matter, "okafor")) == {number}


def test_a_report_that_waits_is_found_by_whoever_may_see_it(house):
    received = a_report()
    for words in (received.number, "Begum", "1 Ferry Court"):
        assert list(found(house, words, "reid")) == [received.number]
        assert found(house, words, "okafor") == {}


@pytest.mark.parametrize("words", ["HC-2026-0001", "Begum", "07700 900123", "1 Ferry Court", "go back where I came"])
@pytest.mark.parametrize("name", ["patel", "haddad", "lewis", "quinn"])
def test_out_of_sight_answers_as_if_there_were_nothing(house, number, words, name):
    nothing = find(house.actor(name), words="HC-2026-9999" if words.startswith("HC") else "nobody of that name")
    answer = find(house.actor(name), words=words)
    assert (answer.rows, answer.more, answer.said) == ((), False, nothing.said)


@pytest.mark.parametrize(("there", "nowhere"), [("Begum", "Bogum"), ("07700 900123", "07700 900124")])
def test_what_is_out_of_sight_costs_what_is_nowhere_costs(house, number, there, nowhere):
    def asked(words):
        keyring.forget()
        with CaptureQueriesContext(connection) as data, CaptureQueriesContext(connections["keys"]) as keys:
            assert found(house, words, "patel") == {}
        return [
            re.sub(r"X?'[^']*'|%s|\d+", "…", one["sql"]) for one in (*data.captured_queries, *keys.captured_queries)
        ]

    a_case(house, owner="lewis", home_uprn="990000000102", reporter=Reporter(name="Ewa Nowak"))
    assert asked(there) == asked(nowhere)


@pytest.mark.parametrize(
    "words", ["", "   ", "x" * 5000, "%", "_", "'; DROP TABLE records_case; --", "\u202e\u0000x", "🦆" * 50]
)
def test_odd_words_find_nothing_and_break_nothing(house, number, words):
    answer = find(house.actor("okafor"), words=words)
    assert answer.rows == ()
    assert answer.said


def test_more_than_a_page_says_so_and_how_far_the_search_went(house):
    many_cases(house, 120)
    answer = find(house.actor("reid"), words="shouted on the stairs")
    assert (len(answer.rows), answer.more) == (50, True)
    assert "10,000" in answer.said[0]
    assert plain(answer)


def test_looking_for_something_changes_nothing(house, number):
    before = Entry.objects.count()
    find(house.actor("okafor"), words="Begum")
    assert Entry.objects.count() == before
