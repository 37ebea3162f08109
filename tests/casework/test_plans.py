"""A plan is put to people, answered by each of them as theirs, and in force once all of them agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.casework.working import case_of, duty_of, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.actor import resident
from upstander.casework.contacts import record_interview
from upstander.casework.opened import NotFound, begun
from upstander.casework.plans import StepGiven, answer_plan, record_plan
from upstander.casework.steps import record_step
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.ruling import allow
from upstander.records.case import Case, Party, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.journal import breaks
from upstander.records.plans import Plan, PlanAnswer, PlanStep

DUE = date(2026, 11, 20)
LOCK = StepGiven(tool="locks_lighting", what="A new lock on the front door", who_does_it="Repairs", due_on=DUE)
DIARY = StepGiven(tool="diary", what="She writes down what happens", who_does_it="Rehana", due_on=DUE)
TALK = StepGiven(tool="talk", what="Speak with the neighbour", who_does_it="Joy Okafor", due_on=DUE)
BY_PHONE = {"given": "phone", "read_back": True}


@pytest.fixture
def number(house):
    return a_case(house)


def planned(house, number, *steps, approach=(), at=NOW):
    who = house.actor("okafor", at)
    return record_plan(who, number, aim="She can use the stairs.", steps=steps, approach_agreed_by=approach)


def says(house, number, reply="agrees", *, party="", version=1, at=NOW, **given):
    given = {**BY_PHONE, **given}
    heard = party or party_of(number)
    return answer_plan(house.actor("okafor", at), number, reply=reply, version=version, party=heard, **given)


def coming_back(number):
    return resident(ResidentCode.objects.get(party=party_of(number), ended=None).pk, at=NOW)


def another(house, number, part):
    case = case_of(number)
    with begun(house.actor("okafor"), Deed.NAME_PARTY, sealed_by=case.sealed_by) as work:
        entry = work.enter(allow("9", "Named."))
        made = Party.objects.create(
            sealed_by=case.sealed_by, entry=entry, case=case, part=part, description="Her son", started_at=NOW
        )
    return str(made.pk)


def test_a_plan_is_put_to_everybody_heard_and_only_what_protects_is_owed(house, number):
    made = planned(house, number, LOCK, DIARY)
    plan = Plan.objects.get()
    assert (made.version, made.plan, made.to_answer) == (1, str(plan.pk), (party_of(number),))
    lock = plan.steps.get(tool="locks_lighting")
    assert made.may_start == (str(lock.code),)
    assert (lock.protective, lock.what, plan.aim) == (True, LOCK.what, "She can use the stairs.")
    step = duty_of(number, DutyKind.DO_STEP)
    assert (step.step, step.staff, step.due_at) == (lock, house.staff["okafor"], datetime(2026, 11, 20, 17, tzinfo=UTC))
    assert duty_of(number, DutyKind.AGREE_PLAN).due_at == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert case_of(number).stage == "planning"
    assert (plan.entry.deed, plan.entry.clause) == ("record_plan", "3.2 d")
    assert list(breaks()) == []


def test_the_clock_that_runs_since_the_interview_goes_on(house, number):
    record_interview(house.actor("okafor"), number, party=party_of(number), way="in_person", words="All of it.")
    before = duty_of(number, DutyKind.AGREE_PLAN)
    planned(house, number, LOCK, at=NOW + timedelta(days=1))
    assert duty_of(number, DutyKind.AGREE_PLAN) == before


def test_once_everybody_agrees_it_is_in_force_and_every_step_is_owed(house, number):
    mother, son = party_of(number), another(house, number, "resident_heard")
    assert len(planned(house, number, LOCK, DIARY).to_answer) == 2
    assert not says(house, number, party=mother).in_force
    assert (case_of(number).stage, owed(number).count(DutyKind.AGREE_PLAN)) == ("planning", 1)
    assert says(house, number, party=son).in_force
    assert (case_of(number).stage, owed(number).count(DutyKind.DO_STEP)) == ("acting", 2)
    assert DutyKind.AGREE_PLAN not in owed(number)
    answer = PlanAnswer.objects.get(party=son)
    assert (answer.answer, answer.given, answer.entry.on_behalf_of) == ("agrees", "phone", son)
    assert list(breaks()) == []


def test_a_resident_answers_with_their_code_for_nobody_else(house, number):
    planned(house, number, DIARY)
    said = answer_plan(coming_back(number), number, reply="agrees", version=1, party=party_of(number), given="phone")
    assert (said.reply, said.in_force) == ("agrees", True)
    answer = PlanAnswer.objects.get()
    assert (answer.given, str(answer.party_id), answer.entry.role) == ("portal", party_of(number), "resident")
    with pytest.raises(NotFound):
        answer_plan(coming_back(number), a_case(house), reply="agrees", version=1)


def test_somebody_who_asks_for_a_change_is_owed_an_answer_and_a_new_version(house, number):
    planned(house, number, LOCK, DIARY)
    says(house, number, "asks_change", words="No diary, please.")
    change = duty_of(number, DutyKind.CHANGE_PLAN)
    assert (str(change.party_id), change.due_at) == (party_of(number), datetime(2026, 11, 20, 17, tzinfo=UTC))
    says(house, number, "asks_change", words="And no visits.", at=NOW + timedelta(days=1))
    assert duty_of(number, DutyKind.CHANGE_PLAN) == change
    assert planned(house, number, LOCK, at=NOW + timedelta(days=1)).version == 2
    assert DutyKind.CHANGE_PLAN not in owed(number)
    assert refused(answer_plan, coming_back(number), number, reply="agrees", version=1).clause == "3.2 d"
    assert says(house, number, version=2).in_force


def test_a_yes_can_be_taken_back_and_the_plan_waits_again(house, number):
    planned(house, number, LOCK, DIARY)
    says(house, number)
    assert not says(house, number, "declines").in_force
    assert (case_of(number).stage, owed(number).count(DutyKind.DO_STEP)) == ("planning", 1)
    assert OwedDuty.objects.get(kind=DutyKind.DO_STEP, done=None).step.protective
    assert says(house, number).in_force
    assert owed(number).count(DutyKind.DO_STEP) == 2


def test_what_a_witness_says_of_it_counts_too(house, number):
    witness = another(house, number, "witness")
    assert witness not in planned(house, number, DIARY).to_answer
    says(house, number, "declines", party=witness)
    assert not says(house, number).in_force


def test_a_new_version_is_asked_again_keeps_what_was_done_and_ends_the_old_clocks(house, number):
    planned(house, number, LOCK, DIARY)
    lock, diary = (PlanStep.objects.get(tool=tool) for tool in ("locks_lighting", "diary"))
    says(house, number)
    record_step(house.actor("okafor"), number, step=str(lock.pk), outcome="done", done_on=NOW.date())
    later = StepGiven(tool="diary", what="For two more weeks", who_does_it="Rehana", due_on=DUE, code=str(diary.code))
    rewritten = StepGiven(tool="injunction", what="Done before", who_does_it="x", due_on=None, code=str(lock.code))
    planned(house, number, rewritten, later, at=NOW + timedelta(hours=1))
    first, second = Plan.objects.order_by("version")
    kept, again = second.steps.get(code=lock.code), second.steps.get(code=diary.code)
    lock.refresh_from_db()
    assert (kept.tool, kept.what, kept.done, kept.done_on) == (lock.tool, LOCK.what, lock.done, NOW.date())
    assert (kept.outcome, again.what, again.done) == ("done", "For two more weeks", None)
    assert first.steps.get(code=diary.code).what == DIARY.what
    assert not OwedDuty.objects.filter(step__plan=first, done=None).exists()
    assert DutyKind.DO_STEP not in owed(number)  # nobody has agreed to this version yet
    assert (owed(number).count(DutyKind.AGREE_PLAN), case_of(number).stage) == (1, "planning")
    assert says(house, number, version=2).in_force
    assert duty_of(number, DutyKind.DO_STEP).step == again


def test_the_other_side_is_heard_once_everybody_heard_has_agreed_to_it(house, number):
    given = {"aim": "It stops.", "steps": (TALK,)}
    assert refused(record_plan, house.actor("okafor"), number, **given).clause == "3.2 d"
    accused = party_of(number, "alleged_perpetrator")
    refused(record_plan, house.actor("okafor"), number, **given, approach_agreed_by=[accused])
    planned(house, number, TALK, approach=[party_of(number)])
    assert DutyKind.CONTACT_ALLEGED not in owed(number)
    says(house, number)
    asked = duty_of(number, DutyKind.CONTACT_ALLEGED)
    assert (str(asked.party_id), asked.due_at) == (accused, datetime(2026, 12, 2, 17, tzinfo=UTC))
    says(house, number, "declines")
    assert DutyKind.CONTACT_ALLEGED not in owed(number)


def test_a_second_person_heard_has_to_say_yes_too(house, number):
    given = {"aim": "It stops.", "steps": (TALK,), "approach_agreed_by": [party_of(number)]}
    another(house, number, "resident_heard")
    assert "not everybody" in refused(record_plan, house.actor("okafor"), number, **given).why


def step(**changed):
    return StepGiven(**{"tool": "diary", "what": "Write it down", "who_does_it": "Rehana", "due_on": DUE, **changed})


@pytest.mark.parametrize(
    ("steps", "clause"),
    [
        ((), "3.2 d"),
        ((LOCK, step(tool="injunction")), "2 f"),
        ((step(tool="respect_order"),), "4"),
        ((step(tool="horsewhip"),), "4"),
        ((step(due_on=date(2026, 11, 17)),), "4"),
        ((step(due_on=None),), "4"),
        ((step(who_does_it=" "),), "4"),
    ],
)
def test_what_makes_no_plan_is_refused_and_entered(house, number, steps, clause):
    assert refused(record_plan, house.actor("okafor"), number, aim="It stops.", steps=steps).clause == clause
    assert not Plan.objects.exists()


def test_a_step_is_carried_over_from_this_plan_and_once(house, number):
    planned(house, number, LOCK)
    held = str(PlanStep.objects.get().code)
    for codes in (["no uuid"], [party_of(number)], [held, held]):
        with pytest.raises(NotFound):
            planned(house, number, *[step(code=code) for code in codes])
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"reply": "fine by me"},
        {"reply": "asks_change", "words": " "},
        {"version": 2},
        {"read_back": False},
        {"given": "portal"},
        {"given": "rumour"},
    ],
)
def test_an_answer_that_is_not_theirs_is_refused_and_entered(house, number, changed):
    planned(house, number, DIARY)
    given = {"reply": "agrees", "version": 1, "party": party_of(number), **BY_PHONE, **changed}
    assert refused(answer_plan, house.actor("okafor"), number, **given).clause == "3.2 d"
    assert not PlanAnswer.objects.exists()
    assert case_of(number).stage == "planning"


def test_the_person_complained_of_does_not_answer_it(house, number):
    planned(house, number, DIARY)
    accused = party_of(number, "alleged_perpetrator")
    refused(answer_plan, house.actor("okafor"), number, reply="agrees", version=1, party=accused, **BY_PHONE)


def test_nobody_else_plans_or_answers_and_a_closed_case_is_not_worked(house, number):
    with pytest.raises(NotFound):
        says(house, number)  # there is no plan
    for name in ("patel", "quinn"):
        with pytest.raises(NotFound):
            record_plan(house.actor(name), number, aim="x", steps=(LOCK,))
    assert refused(record_plan, coming_back(number), number, aim="x", steps=(LOCK,)).clause == "3.2 d"
    planned(house, number, LOCK)
    Case.objects.filter(number=number).update(stage="closed", closed_at=NOW, outcome="stopped")
    refused(record_plan, house.actor("okafor"), number, aim="x", steps=(LOCK,))
    refused(answer_plan, house.actor("okafor"), number, reply="agrees", version=1, party=party_of(number), **BY_PHONE)


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    with half_way():
        planned(house, number, LOCK, DIARY)
    planned(house, number, LOCK, DIARY)
    with half_way():
        says(house, number)
    with half_way():
        planned(house, number, DIARY)
