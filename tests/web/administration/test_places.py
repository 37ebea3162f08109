"""Teams and areas, the rota, working days and agencies, by page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord
from tests.web.desk import at_the_desk, done, few_statements, words_of
from upstander.records.agencies import Agency
from upstander.records.approvals import Approval
from upstander.records.staff import OnCall, Team


@pytest.fixture
def moss(desk_house: Landlord) -> Client:
    """An administrator's browser."""
    return at_the_desk(desk_house, "moss")


def test_teams_are_added_and_renamed(desk_house: Landlord, moss: Client) -> None:
    assert "The team was added." in done(moss, "/administration/teams/add", name="West")
    west = Team.objects.get(name="West")
    assert "Far West now." in done(moss, f"/administration/teams/{west.pk}/rename", name="Far West")
    with few_statements():
        words = words_of(moss.get("/administration/teams"))
    assert "Far West" in words
    taken = moss.post("/administration/teams/add", {"name": "NORTH"})
    assert (taken.status_code, "one of this name already" in words_of(taken)) == (422, True)


def test_areas_of_a_team_wait_for_a_second_administrator(desk_house: Landlord, moss: Client) -> None:
    address = f"/administration/teams/{desk_house.south.pk}/areas"
    assert "Mill" in words_of(moss.get(address))
    assert "It now waits for a second administrator." in done(moss, address, areas=["Ferry", "Mill"])
    assert Approval.objects.get(deed="look_after_areas").asked == {"team": "South", "areas": ["Ferry", "Mill"]}
    assert [area.name for area in desk_house.south.areas.all()] == ["Mill"]


def test_areas_are_added_and_renamed(desk_house: Landlord, moss: Client) -> None:
    assert "The area was added." in done(moss, "/administration/areas/add", name="Quay", borough="Southwark")
    words = done(moss, f"/administration/areas/{desk_house.mill.pk}/rename", name="Old Mill")
    assert "Old Mill" in words
    assert "Quay" in words
    assert "No team" in words
    assert moss.post("/administration/areas/add", {"name": " ", "borough": ""}).status_code == 422


def test_the_rota_shows_the_hours_that_nobody_has(desk_house: Landlord, moss: Client) -> None:
    OnCall.objects.all().delete()
    assert "Nobody is on call" in words_of(moss.get("/administration/on-call"))
    said = {
        "email": "reid@landlord.example",
        "first_day_day": "20", "first_day_month": "11", "first_day_year": "2026", "from_time": "5pm",
        "last_day_day": "23", "last_day_month": "11", "last_day_year": "2026", "until_time": "9am",
        "order": "1",
    }  # fmt: skip
    assert "Morgan Reid is on call then." in done(moss, "/administration/on-call/add", **said)
    words = words_of(moss.get("/administration/on-call"))
    assert "18 November 2026, 10am to 20 November 2026, 5pm" in words
    assert "23 November 2026, 9am to" in words
    turn = OnCall.objects.get()
    assert turn.start.isoformat() == "2026-11-20T17:00:00+00:00"
    assert "Morgan Reid is off call." in done(moss, f"/administration/on-call/{turn.pk}/take-off")
    assert "Nobody is on call" in words_of(moss.get("/administration/on-call"))


def test_working_days_are_shown(moss: Client) -> None:
    words = words_of(moss.get("/administration/working-days"))
    assert "Friday 25 December 2026" in words
    assert "Easter" not in words


def test_agencies_are_kept_by_borough(desk_house: Landlord, moss: Client) -> None:
    said = {"name": "Door Step", "kind": "youth_service", "phone": "020 7946 0018", "boroughs": ["Camden"]}
    assert "The agency stands in the register." in done(moss, "/administration/agencies/add", **said)
    assert "Door Step" in words_of(moss.get("/administration/agencies?borough=Camden"))
    assert "No agency" in words_of(moss.get("/administration/agencies?borough=Southwark"))
    key = Agency.objects.get().pk
    page = words_of(moss.get(f"/administration/agencies/{key}/correct"))
    assert "Door Step" not in page  # names stand in the boxes
    done(moss, f"/administration/agencies/{key}/correct", **{**said, "boroughs": ["everywhere"], "does": "Talks."})
    assert "Talks." in words_of(moss.get("/administration/agencies?borough=Southwark"))
    ended = {"last_day_day": "18", "last_day_month": "11", "last_day_year": "2026"}
    done(moss, f"/administration/agencies/{key}/end", **ended)
    assert "Until Wednesday 18 November 2026" in words_of(moss.get("/administration/agencies"))
    nowhere = moss.post("/administration/agencies/add", {"name": "X", "kind": "other", "boroughs": ["Camden"]})
    assert "Give a phone number or an e-mail address" in words_of(nowhere)


def test_the_register_pages(desk_house: Landlord, moss: Client) -> None:
    for number in range(55):
        moss.post(
            "/administration/agencies/add",
            {"name": f"Agency {number:02}", "kind": "other", "boroughs": ["everywhere"], "phone": "020 7946 0018"},
        )
    with few_statements():
        first = moss.get("/administration/agencies?q=agency")
    assert "Agency 49" in words_of(first)
    assert "Agency 50" not in words_of(first)
    assert "Agency 54" in words_of(moss.get(first.context["older"]))
