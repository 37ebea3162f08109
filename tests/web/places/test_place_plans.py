"""Plans for places by page: their whole way; what was typed is kept; few cases are no number."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import NOW, Landlord
from tests.web.desk import at_the_desk, done, few_statements, words_of
from upstander.casework.agencies import add_agency
from upstander.casework.placeplans.deeds import make_place_plan
from upstander.policy.placeplans import Resource
from upstander.records.placeplans import PlaceEvent, PlacePlan

WHY = "Doors are kicked and cars scratched in the yard, night after night."


@pytest.fixture
def reid(desk_house: Landlord) -> Client:
    """A manager's browser."""
    return at_the_desk(desk_house, "reid")


def day(name: str, day: int, month: int, year: int = 2026) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def said(house: Landlord, **more: str) -> dict[str, str]:
    line = {"what_0": "Wardens in the evening", "amount_0": "40", "unit_0": "hours"}
    owner = str(house.staff["okafor"].pk)
    return {"rows": "2", "why": WHY, "owner": owner, **line, **day("review_on", 20, 1, 2027), **more}


def new(house: Landlord) -> str:
    return f"/places/new/{house.ferry.pk}"


def test_a_plan_goes_its_whole_way(desk_house: Landlord, reid: Client) -> None:
    moss = desk_house.actor("moss")
    runs = {"kind": "residents_group", "boroughs": ["Southwark"], "phone": "020 7946 0018"}
    group = add_agency(moss, name="Ferry Residents", **runs)
    add_agency(moss, name="Spring Youth", start=(NOW + timedelta(days=150)).date(), **runs)
    with few_statements():
        page = reid.get(new(desk_house))
    assert "Spring Youth can be chosen from Saturday 17 April 2027" in words_of(page)
    assert "we cannot know every name" in words_of(page)
    words = done(reid, new(desk_house), **said(desk_house, place="estate:Ferry Estate", groups=group))
    assert "The place has a plan." in words
    assert "Wardens in the evening : 40 hours, from Wednesday 18 November 2026" in words
    assert "fewer than 5" in words
    address = f"/places/{PlacePlan.objects.get().pk}"
    because = "The stairs are as bad as the yard by now."
    words = done(reid, f"{address}/change", **said(desk_house, amount_0="60", because=because))
    assert because in words and "60 hours" in words  # noqa: PT018 - one page
    seen = {"result": "better", "words": "The yard is lit, and nothing was broken."}
    assert "Better than before" in done(reid, f"{address}/review", **seen, **day("review_on", 1, 2, 2027))
    assert "This plan has ended." in done(reid, f"{address}/end", **seen)
    assert [one.what for one in PlaceEvent.objects.order_by("number")] == ["made", "changed", "reviewed", "ended"]
    assert "Ferry Estate" not in words_of(reid.get("/places"))
    assert "Ferry Estate" in words_of(reid.get("/places?state=ended"))


def test_what_was_typed_is_kept_when_it_is_refused(desk_house: Landlord, reid: Client) -> None:
    asked = said(desk_house, place="area", why=f"{WHY} See HC-2026-0412.")
    refused = reid.post(new(desk_house), asked)
    assert refused.status_code == 422
    assert "a plan for a place is read by many" in words_of(refused)
    assert "Wardens in the evening" in refused.content.decode()
    half = reid.post(new(desk_house), said(desk_house, place="area", amount_0=""))
    assert (half.status_code, "Line 1: say how much" in words_of(half)) == (422, True)
    assert not PlacePlan.objects.exists()


def test_there_is_room_for_more_lines(desk_house: Landlord, reid: Client) -> None:
    more = reid.post(new(desk_house), said(desk_house, place="area", act="more"))
    body = more.content.decode()
    assert len(re.findall(r'name="what_\d+"', body)) == 3
    assert 'value="Wardens in the evening"' in body
    assert not PlacePlan.objects.exists()


def test_an_officer_reads_and_my_work_says_when(desk_house: Landlord) -> None:
    line = (Resource("Wardens in the evening", 40, "hours", NOW.date()),)
    owner = str(desk_house.staff["okafor"].pk)
    plan = make_place_plan(
        desk_house.actor("reid"),
        area=str(desk_house.ferry.pk),
        why=WHY,
        resources=line,
        owner=owner,
        review_on=(NOW + timedelta(days=10)).date(),
    ).plan
    okafor = at_the_desk(desk_house, "okafor")
    with few_statements():
        words = words_of(okafor.get("/places"))
    assert "Make a plan" not in words
    with few_statements():
        assert "Change" not in words_of(okafor.get(f"/places/{plan}"))
    assert "for a place to look at again" not in words_of(okafor.get("/work"))
    with time_machine.travel(NOW + timedelta(days=12), tick=False):
        late = at_the_desk(desk_house, "okafor")
        with few_statements():
            assert "1 plan for a place to look at again" in words_of(late.get("/work"))
        assert "Overdue" in words_of(late.get("/places"))
    assert at_the_desk(desk_house, "patel").get(f"/places/{plan}").status_code == 404
    assert "No plan is in this list" in words_of(at_the_desk(desk_house, "patel").get("/places"))


def test_a_broken_address_is_not_found(desk_house: Landlord, reid: Client) -> None:
    for address in ("/places?after=x", f"/places/{desk_house.ferry.pk}", f"/places/new/{desk_house.mill.pk}"):
        assert reid.get(address).status_code == 404
    assert reid.get("/places?area=nowhere&state=mine").status_code == 200
