"""A step is done once it may be, what protects never waits, and a repair that is owed is not given up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework.working import case_of, duty_of, last_entry, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.opened import NotFound
from upstander.casework.plans import StepGiven, answer_plan, record_plan
from upstander.casework.steps import record_step
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Form
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import breaks
from upstander.records.plans import PlanStep

TODAY = NOW.date()
DUE = date(2026, 11, 20)
DONE = {"outcome": "done", "done_on": TODAY, "words": "The locksmith was there at ten."}


@pytest.fixture
def number(house):
    return a_case(house, forms=(Form.GRAFFITI, Form.PROPERTY_DAMAGE))


def planned(house, number, *tools, approach=False, version=1, agreed=True):
    steps = [StepGiven(tool=tool, what="As we said", who_does_it="Repairs", due_on=DUE) for tool in tools]
    heard, okafor = party_of(number), house.actor("okafor")
    record_plan(okafor, number, aim="It stops.", steps=steps, approach_agreed_by=[heard] if approach else [])
    if agreed:
        answer_plan(okafor, number, reply="agrees", version=version, party=heard, given="phone", read_back=True)


def step_of(tool):
    return str(PlanStep.objects.filter(tool=tool).latest("plan__version").pk)


def test_a_step_of_an_agreed_plan_is_done_and_its_clock_ends(house, number):
    planned(house, number, "diary", "photos")
    told = record_step(house.actor("okafor"), number, step=step_of("diary"), **DONE)
    assert told.ended == 1
    step = PlanStep.objects.get(tool="diary")
    assert (step.outcome, step.done_on, step.outcome_words) == ("done", TODAY, DONE["words"])
    assert (step.done.deed, step.done.clause) == ("record_step", "4")
    assert duty_of(number, DutyKind.DO_STEP).step.tool == "photos"
    assert list(breaks()) == []


def test_what_protects_is_done_before_anybody_agrees_and_nothing_else(house, number):
    planned(house, number, "locks_lighting", "diary", agreed=False)
    ruling = refused(record_step, house.actor("okafor"), number, step=step_of("diary"), **DONE)
    assert (ruling.clause, PlanStep.objects.get(tool="diary").done) == ("3.2 d", None)
    record_step(house.actor("okafor"), number, step=step_of("locks_lighting"), **DONE)
    assert DutyKind.DO_STEP not in owed(number)


def test_a_step_that_is_not_done_says_why(house, number):
    planned(house, number, "diary", agreed=False)
    given = {"step": step_of("diary"), "outcome": "not_possible", "done_on": TODAY}
    refused(record_step, house.actor("okafor"), number, **given)
    record_step(house.actor("okafor"), number, **given, words="She would rather not write.")
    assert PlanStep.objects.get().outcome == "not_possible"


@pytest.mark.parametrize(
    ("tool", "kind"), [("graffiti_removal", DutyKind.REMOVE_GRAFFITI), ("safety_repair", DutyKind.SAFETY_REPAIR)]
)
def test_a_repair_in_the_plan_keeps_the_promise_that_ran_since_the_report(house, number, tool, kind):
    assert kind in owed(number)
    planned(house, number, tool, agreed=False)
    assert record_step(house.actor("okafor"), number, step=step_of(tool), **DONE).ended == 2
    assert kind not in owed(number)
    assert {DutyKind.REMOVE_GRAFFITI, DutyKind.SAFETY_REPAIR} & set(owed(number))  # the other one is still owed


def test_a_repair_step_that_is_not_done_leaves_the_repair_owed(house, number):
    planned(house, number, "safety_repair")
    given = {"outcome": "not_possible", "done_on": TODAY, "words": "The glass is on order."}
    record_step(house.actor("okafor"), number, step=step_of("safety_repair"), **given)
    assert DutyKind.SAFETY_REPAIR in owed(number)
    duty = str(duty_of(number, DutyKind.SAFETY_REPAIR).pk)
    ruling = refused(record_step, house.actor("okafor"), number, duty=duty, **given)
    assert (ruling.clause, ruling.why) == ("3 a", "A repair that keeps somebody safe is not given up.")


def test_a_repair_is_done_before_there_is_any_plan(house, number):
    duty = str(duty_of(number, DutyKind.REMOVE_GRAFFITI).pk)
    assert record_step(house.actor("okafor"), number, duty=duty, **DONE).ended == 1
    assert last_entry().detail == {
        "repair": "remove_graffiti",
        "outcome": "done",
        "done_on": "2026-11-18",
        "words": DONE["words"],
    }
    with pytest.raises(NotFound):
        record_step(house.actor("okafor"), number, duty=duty, **DONE)


def test_what_a_manager_approves_a_manager_starts(house, number):
    planned(house, number, "professional_witness")
    ruling = refused(record_step, house.actor("okafor"), number, step=step_of("professional_witness"), **DONE)
    assert "housing manager" in ruling.how
    record_step(house.actor("reid"), number, step=step_of("professional_witness"), **DONE)


def test_an_approach_waits_for_the_yes_of_everybody_heard(house, number):
    planned(house, number, "talk", approach=True)
    record_step(house.actor("okafor"), number, step=step_of("talk"), **DONE)
    assert DutyKind.CONTACT_ALLEGED in owed(number)  # until what was said is recorded as a contact
    answer = {"reply": "declines", "version": 1, "party": party_of(number), "given": "phone", "read_back": True}
    planned(house, number, "warning_letter", approach=True, version=2)
    answer_plan(house.actor("okafor"), number, **{**answer, "version": 2})
    refused(record_step, house.actor("okafor"), number, step=step_of("warning_letter"), **DONE)


@pytest.mark.parametrize(
    "changed", [{"done_on": TODAY + timedelta(days=1)}, {"outcome": "finished"}, {"outcome": "not_needed", "words": ""}]
)
def test_what_cannot_stand_is_refused_and_entered(house, number, changed):
    planned(house, number, "diary")
    refused(record_step, house.actor("okafor"), number, **{**DONE, **changed}, step=step_of("diary"))
    duty = str(duty_of(number, DutyKind.SAFETY_REPAIR).pk)
    refused(record_step, house.actor("okafor"), number, **{**DONE, **changed}, duty=duty)
    assert PlanStep.objects.get().done is None


def test_only_a_step_of_this_plan_that_is_still_to_do(house, number):
    other = a_case(house)
    planned(house, number, "diary")
    old = step_of("diary")
    record_step(house.actor("okafor"), number, step=old, **DONE)
    planned(house, number, "photos", "diary", version=2)
    triage = str(duty_of(number, DutyKind.INVESTIGATE).pk)
    for about in ({"step": old}, {"step": "no uuid"}, {"duty": triage}, {"duty": "no uuid"}, {}):
        with pytest.raises(NotFound):
            record_step(house.actor("okafor"), number, **about, **DONE)
    with pytest.raises(NotFound):
        record_step(house.actor("okafor"), other, step=step_of("photos"), **DONE)
    for name in ("patel", "quinn"):
        with pytest.raises(NotFound):
            record_step(house.actor(name), number, step=step_of("photos"), **DONE)


def test_a_closed_case_is_not_worked(house, number):
    planned(house, number, "diary")
    Case.objects.filter(number=number).update(stage="closed", closed_at=NOW, outcome="stopped")
    assert refused(record_step, house.actor("okafor"), number, step=step_of("diary"), **DONE).clause == "2 e"


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    planned(house, number, "safety_repair")
    with half_way():
        record_step(house.actor("okafor"), number, step=step_of("safety_repair"), **DONE)
    with half_way():
        record_step(house.actor("okafor"), number, duty=str(duty_of(number, DutyKind.REMOVE_GRAFFITI).pk), **DONE)
    assert OwedDuty.objects.filter(case=case_of(number), kind=DutyKind.DO_STEP, done=None).count() == 1
