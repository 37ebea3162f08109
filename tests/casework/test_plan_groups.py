"""A step of somebody's plan may name a group or activity of the register: one that runs in their borough that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cast import NOW, a_case
from upstander.casework.actor import resident
from upstander.casework.agencies import add_agency, end_agency
from upstander.casework.casefile import open_case_file
from upstander.casework.mycase.reading import my_case
from upstander.casework.opened import NotFound
from upstander.casework.plans import StepGiven, record_plan
from upstander.policy.ruling import Refused
from upstander.records.case import ResidentCode
from upstander.records.plans import Plan, PlanStep

DUE = NOW.date() + timedelta(days=2)
JOIN = StepGiven(tool="diary", what="Her son joins the club on Mondays", who_does_it="Rehana", due_on=DUE)
RUNS = {"kind": "youth_service", "phone": "020 7946 0018"}


@pytest.fixture
def number(house):
    return a_case(house)


def club(house, name="Ferry Youth", **more) -> str:
    return add_agency(house.actor("moss"), name=name, **{**RUNS, "boroughs": ["Southwark"], **more})


def planned(house, number, *steps):
    return record_plan(house.actor("okafor"), number, aim="Her son is busy and safe.", steps=steps)


def test_a_step_names_a_group_and_everybody_reads_it(house, number, half_way):
    step = replace(JOIN, agency=club(house))
    with half_way():
        planned(house, number, step)
    planned(house, number, step)
    shown = open_case_file(house.actor("okafor"), number).plan.steps[0]
    assert (shown.group, shown.agency) == ("Ferry Youth", step.agency)
    code = ResidentCode.objects.get(party__case__number=number, ended=None)
    assert [one.group for one in my_case(resident(code.pk, at=NOW)).plan.steps] == ["Ferry Youth"]
    planned(house, number, JOIN)
    assert open_case_file(house.actor("okafor"), number).plan.steps[0].group == ""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"boroughs": ["Camden"]}, "does not run in this borough"),
        ({"start": date(2027, 4, 1)}, "starts here on 1 April 2027"),
        ({"kind": "police"}, "no group or activity"),
    ],
)
def test_one_that_does_not_run_there_is_refused_with_one_that_does(house, number, more, why):
    club(house)
    other = club(house, "Elsewhere", **more)
    with pytest.raises(Refused, match=why) as no:
        planned(house, number, replace(JOIN, agency=other))
    assert no.value.ruling.clause == "3.4"
    assert ("Ferry Youth runs here" in no.value.ruling.how) is ("kind" not in more)
    assert not Plan.objects.exists()


def test_one_that_ended_is_refused_and_an_unknown_key_is_not_found(house, number):
    start = NOW.date() - timedelta(days=90)
    old = club(house, start=start)
    end_agency(house.actor("moss"), agency=old, end=NOW.date() - timedelta(days=1))
    with pytest.raises(Refused, match="no longer runs"):
        planned(house, number, replace(JOIN, agency=old))
    with pytest.raises(NotFound):
        planned(house, number, replace(JOIN, agency="no key"))
    assert not PlanStep.objects.exists()
