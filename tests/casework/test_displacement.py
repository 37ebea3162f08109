"""Incidents that move with a person: shown from cases in sight, told to officers of others, and to no resident."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, a_case, a_report, landlord
from upstander.casework import parties, triage
from upstander.casework.actor import resident
from upstander.casework.displacement import elsewhere
from upstander.casework.matters import link_cases
from upstander.casework.opened import NotFound
from upstander.casework.told import Complained, Reporter, When
from upstander.records.case import Case, ResidentCode
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem

TODAY = NOW.date()
MARSH = Complained(name="Dean Marsh")
OTHER = Complained(name="Ivan Stone")


@pytest.fixture
def house():
    return landlord()


def told(name: str, days_ago: int, **more):
    who = Reporter(name=name, wishes={"channels": {"phone": "safe"}})
    return {"when": When(earliest=TODAY - timedelta(days=days_ago), words="then"), "reporter": who, **more}


def in_ferry(house, days_ago: int = 30, **more) -> str:
    return a_case(house, **told("Rehana Begum", days_ago, **{"complained": MARSH, **more}))


def in_mill(house, days_ago: int, *, owner: str = "patel", **more) -> str:
    said = told("Amina Noor", days_ago, home_uprn="990000000205", **{"complained": MARSH, **more})
    report, key = a_report(**said).number, str(house.staff[owner].pk)
    return triage.open_case(house.actor("haddad"), report, team=str(house.south.pk), owner=key).number


def test_what_happened_later_in_another_area_is_shown_to_who_sees_both(house):
    here, there = in_ferry(house), in_mill(house, 4)
    found = elsewhere(house.actor("achebe"), here)
    assert [(row.number, row.area, row.on, row.sure) for row in found.rows] == [
        (there, "Mill", TODAY - timedelta(days=4), False)
    ]
    assert (found.moving, found.began) == (True, TODAY - timedelta(days=30))
    back = elsewhere(house.actor("achebe"), there)
    assert [(row.number, row.move) for row in back.rows] == [(here, "Before, or on the day it began here")]
    assert not back.moving
    link_cases(house.actor("achebe"), here, other=there, kind="same_matter", because="She knows him from Ferry Court.")
    assert [row.sure for row in elsewhere(house.actor("achebe"), here).rows] == [True]


def test_nothing_of_a_case_out_of_sight_is_shown(house):
    here = in_ferry(house)
    there = in_mill(house, 4)
    for who in ("okafor", "reid"):
        assert elsewhere(house.actor(who), here).rows == ()
    Case.objects.filter(number=there).update(level="named_only")
    assert elsewhere(house.actor("achebe"), here).rows == ()
    with pytest.raises(NotFound):
        elsewhere(house.actor("patel"), here)


def test_another_name_and_the_same_area_do_not_count(house):
    here = in_ferry(house)
    in_mill(house, 4, complained=OTHER)
    in_ferry(house, 2, home_uprn="990000000105")
    assert elsewhere(house.actor("achebe"), here).rows == ()


def test_no_resident_reads_it(house):
    here = in_ferry(house)
    in_mill(house, 4)
    codes_of = ResidentCode.objects.filter(party__case__number=here)
    assert codes_of.exists()
    with pytest.raises(NotFound):
        elsewhere(resident(codes_of[0].pk, at=NOW), here)


def test_reading_it_is_on_the_record(house):
    here = in_ferry(house)
    before = Entry.objects.filter(deed="open_case_file").count()
    elsewhere(house.actor("okafor"), here)
    entry = Entry.objects.filter(deed="open_case_file").latest("seq")
    assert (Entry.objects.filter(deed="open_case_file").count(), entry.detail["page"]) == (before + 1, "elsewhere")


def test_a_name_given_later_alerts_the_officer_out_of_sight_once(house):
    there = in_mill(house, 20)
    here = in_ferry(house, complained=Complained(description="A tall man"))
    number = Case.objects.get(number=there).pk
    asked = OutboxItem.objects.filter(notice="possible_link", key__endswith=f":{number}")
    assert not asked.exists()
    party = parties.name_party(house.actor("okafor"), here, part="alleged_perpetrator", name="Dean Marsh").party
    assert [item.staff_id for item in asked] == [house.staff["patel"].pk]
    why = "He moved last week, says the neighbour."
    parties.correct_party(house.actor("okafor"), here, party=party, home="5 Mill Court", because=why)
    assert asked.count() == 1
    assert OutboxItem.objects.filter(notice="possible_link").count() == 1
