"""Teams, areas, the rota and the register of agencies: kept, refused, not found, and whole or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, landlord
from upstander.casework.agencies import add_agency, agency, correct_agency, end_agency, register
from upstander.casework.opened import NotFound
from upstander.casework.places import add_area, add_team, areas_shown, boroughs, rename_area, rename_team, teams_shown
from upstander.casework.rota import Turn, can_be_on_call, gaps, put_on_call, rota, take_off_call
from upstander.policy.ruling import Refused
from upstander.records.agencies import Agency
from upstander.records.journal import Entry
from upstander.records.staff import OnCall, on_call

NOBODY = "7f0c7f3e-5d0e-4d1f-9f43-2f6d6b0c6a11"
HELPS = {"name": "Door Step", "kind": "youth_service", "boroughs": ["Camden"], "phone": "020 7946 0018"}


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def moss(house):
    return house.actor("moss")


def refusals(deed: str) -> int:
    return Entry.objects.filter(deed=deed, allowed=False).count()


def test_a_team_is_added_and_renamed(house, moss, half_way):
    with half_way():
        add_team(moss, name="West")
    key = add_team(moss, name=" West ")
    assert [(one.name, one.areas) for one in teams_shown(key=key)] == [("West", ())]
    with half_way():
        rename_team(moss, team=key, name="Far West")
    assert rename_team(moss, team=key, name="Far West") == "Far West"
    for wrong in ("north", "", "Far West"):
        with pytest.raises(Refused):
            rename_team(moss, team=key, name=wrong)
    assert refusals("rename_team") == 3
    with pytest.raises(NotFound):
        rename_team(moss, team=NOBODY, name="X")
    with pytest.raises(Refused):
        add_team(house.actor("achebe"), name="East")
    assert teams_shown(after="North")[0].name == "South"


def test_an_area_is_added_and_renamed(house, moss, half_way):
    with half_way():
        add_area(moss, name="Quay", borough="Hackney")
    key = add_area(moss, name="Quay", borough="Hackney")
    assert boroughs() == ("Camden", "Hackney", "Southwark")
    with half_way():
        rename_area(moss, area=key, name="Old Quay")
    assert rename_area(moss, area=key, name="Old Quay") == "Old Quay"
    for name, borough in (("ferry", "Southwark"), ("", "Southwark"), ("New", " ")):
        with pytest.raises(Refused):
            add_area(moss, name=name, borough=borough)
    with pytest.raises(Refused):
        rename_area(moss, area=key, name="Ferry")
    with pytest.raises(NotFound):
        rename_area(moss, area="no key", name="X")
    assert next((one.name, one.homes, one.teams) for one in areas_shown(after="Ferry")) == ("Mill", 6, ("South",))


def test_somebody_is_taken_off_call_from_now_on(house, moss, half_way):
    turn = str(OnCall.objects.get(staff=house.staff["reid"]).pk)
    with half_way():
        take_off_call(moss, turn=turn)
    assert take_off_call(moss, turn=turn) == "Morgan Reid"
    assert on_call(NOW) == [house.staff["achebe"].pk]
    with pytest.raises(Refused, match="is over"):
        take_off_call(moss, turn=turn)
    with pytest.raises(NotFound):
        take_off_call(moss, turn=NOBODY)
    with pytest.raises(Refused, match="role"):
        take_off_call(house.actor("reid"), turn=turn)
    assert refusals("take_off_call") == 2


def test_the_rota_shows_gaps_between_turns(house, moss):
    OnCall.objects.all().delete()
    put_on_call(moss, email="reid@landlord.example", start=NOW, end=NOW + timedelta(days=2))
    put_on_call(
        moss, email="haddad@landlord.example", start=NOW + timedelta(days=1), end=NOW + timedelta(days=3), order=2
    )
    put_on_call(moss, email="reid@landlord.example", start=NOW + timedelta(days=4), end=NOW + timedelta(days=5))
    found = rota(at=NOW)
    assert [turn.name for turn in found.turns] == ["Morgan Reid", "Noor Haddad", "Morgan Reid"]
    assert found.gaps == (
        (NOW + timedelta(days=3), NOW + timedelta(days=4)),
        (NOW + timedelta(days=5), found.until),
    )
    whole = [Turn("", "", NOW - timedelta(days=1), found.until, 1)]
    assert gaps(whole, start=NOW, end=found.until) == ()
    assert ("ford@landlord.example", "Lee Ford") not in can_be_on_call(at=NOW)
    assert ("reid@landlord.example", "Morgan Reid") in can_be_on_call(at=NOW)


def test_an_agency_is_kept_by_borough(house, moss, half_way):
    with half_way():
        add_agency(moss, **HELPS)
    key = add_agency(moss, **HELPS)
    assert [one.name for one in register(on=NOW.date(), borough="Camden").rows] == ["Door Step"]
    assert register(on=NOW.date(), borough="Southwark").rows == ()
    changed = {**HELPS, "everywhere": True, "does": "Talks."}
    with half_way():
        correct_agency(moss, agency=key, **changed)
    correct_agency(moss, agency=key, **changed)
    assert (agency(key=key).everywhere, agency(key=key).boroughs) == (True, ())
    assert [one.does for one in register(on=NOW.date(), borough="Southwark", words="door").rows] == ["Talks."]
    with half_way():
        end_agency(moss, agency=key, end=NOW.date())
    end_agency(moss, agency=key, end=NOW.date())
    assert register(on=NOW.date()).rows
    assert not register(on=NOW.date() + timedelta(days=1)).rows
    assert register(on=NOW.date() + timedelta(days=1), ended=True).rows


@pytest.mark.parametrize(
    "change", [{"kind": "zoo"}, {"name": " "}, {"boroughs": []}, {"phone": ""}, {"name": "door step"}]
)
def test_what_nobody_could_use_is_not_kept(moss, change):
    add_agency(moss, **HELPS)
    with pytest.raises(Refused):
        add_agency(moss, **{**HELPS, "name": "Other", **change})
    assert Agency.objects.count() == 1
    assert refusals("add_agency") == 1


def test_an_agency_that_is_not_there_and_somebody_who_may_not(house, moss):
    key = add_agency(moss, **HELPS)
    for do in (lambda: agency(key=NOBODY), lambda: end_agency(moss, agency=NOBODY)):
        with pytest.raises(NotFound):
            do()
    for name in ("reid", "okafor", "hale"):
        with pytest.raises(Refused):
            end_agency(house.actor(name), agency=key)
    with pytest.raises(Refused, match="before it began"):
        end_agency(moss, agency=key, end=NOW.date() - timedelta(days=1))
