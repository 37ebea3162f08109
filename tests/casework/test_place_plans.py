"""Plans for places: made, changed, looked at again and ended; refused, out of sight, and whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cast import NOW, a_case, landlord
from upstander.casework.agencies import add_agency, end_agency
from upstander.casework.opened import NotFound
from upstander.casework.placeplans.deeds import change_place_plan, end_place_plan, make_place_plan, review_place_plan
from upstander.casework.placeplans.reads import areas_for_plans, place_choices, place_plan, place_plans
from upstander.casework.told import When
from upstander.policy.placeplans import Resource, may_see_place_plan
from upstander.policy.ruling import Refused
from upstander.records.estate import Block
from upstander.records.journal import Entry
from upstander.records.placeplans import PlaceEvent, PlacePlan, plans_in_sight

NOBODY = "7f0c7f3e-5d0e-4d1f-9f43-2f6d6b0c6a11"
WHY = "Doors are kicked and cars scratched in the yard, night after night."
SEEN = "The yard is lit, and nothing was broken in six weeks."
TODAY = NOW.date()
GROUP = {"kind": "residents_group", "boroughs": ["Southwark"], "phone": "020 7946 0018"}


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def reid(house):
    return house.actor("reid")


def asked(house, **changed):
    lines = (Resource("Evening walks by wardens", 40, "hours", TODAY), Resource("Lights", 3_000, "pounds", TODAY))
    owner, review_on = str(house.staff["okafor"].pk), TODAY + timedelta(weeks=6)
    return {"why": WHY, "resources": lines, "owner": owner, "review_on": review_on, **changed}


def made(house, who, **changed):
    return make_place_plan(who, area=str(house.ferry.pk), **asked(house, **changed)).plan


def refusals(deed: str) -> int:
    return Entry.objects.filter(deed=deed, allowed=False).count()


def test_a_plan_is_made_with_resources_and_groups(house, reid, half_way):
    group = add_agency(house.actor("moss"), name="Ferry Residents", for_whom="Everybody who lives there.", **GROUP)
    with half_way():
        made(house, reid, estate="Ferry Estate", groups=[group])
    assert not PlacePlan.objects.exists()
    assert not PlaceEvent.objects.exists()
    plan = made(house, reid, estate="Ferry Estate", groups=[group])
    page = place_plan(house.actor("okafor"), plan=plan)
    assert (page.row.place, page.row.owner, page.why) == ("Ferry Estate", "Joy Okafor", WHY)
    assert [(one.what, one.amount, one.unit) for one in page.resources] == [
        ("Evening walks by wardens", 40, "hours"),
        ("Lights", 3_000, "pounds"),
    ]
    assert [(one.name, one.runs) for one in page.groups] == [("Ferry Residents", True)]
    assert not page.may_change
    assert place_plan(reid, plan=plan).may_change


def test_a_place_has_one_plan_at_a_time(house, reid):
    plan = made(house, reid)
    with pytest.raises(Refused, match="has a plan already"):
        made(house, reid)
    block = str(Block.objects.get(area=house.ferry).pk)
    made(house, reid, block=block)
    end_place_plan(reid, plan=plan, result="better", words=SEEN)
    made(house, reid)
    assert refusals("make_place_plan") == 1


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"why": "Because."}, "why it has a plan"),
        ({"resources": ()}, "without resources"),
        ({"resources": (Resource("Lights", 0, "pounds", TODAY),)}, "not complete"),
        ({"owner": ""}, "look after it"),
        ({"review_on": TODAY}, "in time"),
        ({"review_on": TODAY + timedelta(weeks=13)}, "in time"),
        ({"why": f"{WHY} See HC-2026-0001."}, "case or report number"),
        ({"why": f"{WHY} It comes from 2 Ferry Court, always."}, "one home"),
    ],
)
def test_what_a_plan_lacks_is_said_and_nothing_is_kept(house, reid, changed, why):
    with pytest.raises(Refused, match=why):
        made(house, reid, **changed)
    assert refusals("make_place_plan") == 1
    assert not PlacePlan.objects.exists()


def test_only_managers_of_the_area_make_one_and_the_owner_works_there(house, reid):
    with pytest.raises(Refused, match="role"):
        made(house, house.actor("okafor"))
    with pytest.raises(NotFound):
        made(house, house.actor("haddad"))
    with pytest.raises(NotFound):
        made(house, reid, estate="Mill Estate")
    with pytest.raises(NotFound):
        made(house, reid, block=str(Block.objects.get(area=house.mill).pk))
    with pytest.raises(Refused, match="look after it"):
        made(house, reid, owner=str(house.staff["patel"].pk))
    made(house, house.actor("achebe"))


def test_a_group_is_one_that_runs_there_today(house, reid):
    moss = house.actor("moss")
    kept = {name: add_agency(moss, name=name, **{**GROUP, **more}) for name, more in {
        "Camden Club": {"boroughs": ["Camden"]},
        "Ferry Residents": {},
        "Spring Youth": {"kind": "youth_service", "start": date(2027, 4, 1)},
        "Old Friends": {"start": TODAY - timedelta(days=90)},
        "Law Centre": {"kind": "legal_advice"},
    }.items()}  # fmt: skip
    end_agency(moss, agency=kept["Old Friends"], end=TODAY - timedelta(days=1))
    for name, why in {
        "Camden Club": "does not run in this borough.*",
        "Spring Youth": "starts here on 1 April 2027",
        "Old Friends": "no longer runs",
        "Law Centre": "no group or activity",
    }.items():
        with pytest.raises(Refused, match=why) as no:
            made(house, reid, groups=[kept[name]])
        assert ("Ferry Residents" in no.value.ruling.how) is (name in {"Camden Club", "Old Friends"})
    with pytest.raises(Refused, match="no group"):
        made(house, reid, groups=[NOBODY])
    page = place_plan(reid, plan=made(house, reid, groups=[kept["Ferry Residents"]]))
    assert [(one.name, one.starts) for one in page.later] == [("Spring Youth", date(2027, 4, 1))]


def test_a_change_is_a_new_version_with_its_reason(house, reid, half_way):
    plan = made(house, reid)
    new = asked(house, why=f"{WHY} Now also on the stairs.", resources=(Resource("Wardens", 60, "hours", TODAY),))
    with half_way():
        change_place_plan(reid, plan=plan, because="The stairs are as bad as the yard by now.", **new)
    assert change_place_plan(reid, plan=plan, because="The stairs are as bad as the yard by now.", **new).event == 2
    page = place_plan(reid, plan=plan)
    assert page.why.endswith("stairs.")
    assert [one.amount for one in page.resources] == [60]
    assert [(one.what, len(one.resources)) for one in page.events] == [("Changed", 1), ("Made", 2)]
    with pytest.raises(Refused, match="why it changed"):
        change_place_plan(reid, plan=plan, because="So.", **new)
    with pytest.raises(Refused, match="telephone"):
        change_place_plan(reid, plan=plan, because="Somebody rang from 07700 900123 about the yard.", **new)
    for who in ("haddad", "lewis"):
        with pytest.raises((NotFound, Refused)):
            change_place_plan(house.actor(who), plan=plan, because="The stairs are as bad as the yard.", **new)
    assert PlaceEvent.objects.count() == 2


def test_a_review_says_what_became_of_the_place(house, reid, half_way):
    plan, later = made(house, reid), TODAY + timedelta(weeks=12)
    with half_way():
        review_place_plan(reid, plan=plan, result="worse", words=SEEN, review_on=later)
    review_place_plan(reid, plan=plan, result="worse", words=SEEN, review_on=later)
    page = place_plan(reid, plan=plan)
    assert (page.row.result, page.row.review_on, page.why) == ("Worse than before", later, WHY)
    for changed in ({"result": "fine"}, {"words": "Good"}, {"review_on": TODAY}, {"words": f"{SEEN} a@b.example"}):
        with pytest.raises(Refused):
            review_place_plan(reid, plan=plan, **{"result": "same", "words": SEEN, "review_on": later, **changed})
    assert refusals("review_place_plan") == 4
    with pytest.raises(NotFound):
        review_place_plan(house.actor("haddad"), plan=plan, result="same", words=SEEN, review_on=later)


def test_a_plan_ends_once_with_what_became_of_it(house, reid, half_way):
    plan = made(house, reid)
    with half_way():
        end_place_plan(reid, plan=plan, result="better", words=SEEN)
    with pytest.raises(Refused, match="what became"):
        end_place_plan(reid, plan=plan, result="", words=SEEN)
    with pytest.raises(NotFound):
        end_place_plan(house.actor("haddad"), plan=plan, result="better", words=SEEN)
    assert end_place_plan(reid, plan=plan, result="better", words=SEEN).review_on is None
    for again in (
        lambda: end_place_plan(reid, plan=plan, result="better", words=SEEN),
        lambda: change_place_plan(reid, plan=plan, because=SEEN, **asked(house)),
        lambda: review_place_plan(reid, plan=plan, result="same", words=SEEN, review_on=TODAY + timedelta(days=9)),
    ):
        with pytest.raises(Refused, match="has ended"):
            again()
    assert place_plans(reid).rows == ()
    assert [row.result for row in place_plans(reid, state="ended").rows] == ["Better than before"]


def test_the_overdue_come_first_and_the_list_goes_on(house, reid, monkeypatch):
    monkeypatch.setattr("upstander.casework.placeplans.reads.AT_ONCE", 1)
    made(house, reid, review_on=TODAY + timedelta(weeks=6))
    made(house, reid, estate="Ferry Estate", review_on=TODAY + timedelta(days=2))
    later = replace(reid, at=NOW + timedelta(days=5))
    first = place_plans(later)
    assert [(row.place, row.overdue) for row in first.rows] == [("Ferry Estate", True)]
    rest = place_plans(later, after=first.after)
    assert [(row.place, row.overdue) for row in rest.rows] == [("The whole of Ferry", False)]
    assert rest.after == ""
    assert place_plans(later, area=str(house.mill.pk)).rows == ()
    for wrong in ({"after": "yesterday"}, {"state": "mine"}, {"area": "x"}):
        with pytest.raises(NotFound):
            place_plans(later, **wrong)


def test_the_query_of_sight_says_what_the_rule_says(house, reid):
    plan = PlacePlan.objects.get(pk=made(house, reid))
    for name in house.staff:
        who = house.actor(name)
        works = set(who.teams) & set(plan.area.teams.values_list("pk", flat=True))
        rule = may_see_place_plan(who.roles, looks_after=plan.area_id in who.scope_areas, works_there=bool(works))
        assert plans_in_sight(who).filter(pk=plan.pk).exists() is rule.allowed, name
        if not rule.allowed:
            with pytest.raises(NotFound):
                place_plan(who, plan=str(plan.pk))
    assert {name for name in house.staff if plans_in_sight(house.actor(name)).exists()} == {
        "okafor", "lewis", "reid", "achebe"
    }  # fmt: skip


def test_few_cases_are_never_a_number(house, reid):
    earlier = NOW - timedelta(days=60)
    for _ in range(4):
        a_case(house, at=earlier, when=When(words="one evening"))
    plan = made(house, reid)
    assert place_plan(reid, plan=plan).cases == "fewer than 5"
    a_case(house, at=NOW)
    assert place_plan(reid, plan=plan).cases == "fewer than 5"  # this month is not over
    a_case(house, at=earlier, when=When(words="one evening"))
    page = place_plan(reid, plan=plan)
    assert (page.cases, page.cases_from, page.cases_until) == ("5", date(2025, 11, 1), date(2026, 10, 31))


def test_what_there_is_to_choose_from_is_the_areas_own(house, reid):
    choices = place_choices(reid, area=str(house.ferry.pk))
    assert choices.estates == ("Ferry Estate",)
    assert len(choices.blocks) == 1
    assert "Asha Patel" not in [name for _, name in choices.owners]
    assert choices.last == TODAY + timedelta(weeks=12)
    assert areas_for_plans(reid) == areas_for_plans(house.actor("lewis")) == ((str(house.ferry.pk), "Ferry"),)
    assert areas_for_plans(house.actor("lewis"), to_make=True) == ()
    with pytest.raises(NotFound):
        place_choices(house.actor("lewis"), area=str(house.ferry.pk))
