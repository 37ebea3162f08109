"""We look into it ourselves; waiting for the police has an end; nobody reviews their own case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, a_case, landlord
from upstander.casework import investigating
from upstander.casework.opened import NotFound
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.worked import CaseReview, Investigation

DONE = "I spoke with the caretaker and looked at the camera in the hall."


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house)


def open_duties(kind: str) -> int:
    return OwedDuty.objects.filter(kind=kind, done=None).count()


def test_an_investigation_is_kept_and_ends_its_duty(house, number):
    investigating.record_investigation(house.actor("okafor"), number, done=DONE, finding="The camera shows him.")
    assert Investigation.objects.get().finding == "The camera shows him."
    assert open_duties(DutyKind.INVESTIGATE) == 0


def test_waiting_for_the_police_has_a_day_to_look_again(house, number):
    who = house.actor("okafor")
    with pytest.raises(Refused) as refused:
        investigating.record_investigation(who, number, done=DONE, waiting_on_police=True)
    assert refused.value.ruling.clause == "3 a"
    again = NOW.date() + timedelta(days=7)
    investigating.record_investigation(who, number, done=DONE, waiting_on_police=True, look_again_on=again)
    assert OwedDuty.objects.get(kind=DutyKind.REVIEW_POLICE, done=None).due_at.date() == again


def test_waiting_for_the_police_is_no_investigation_of_our_own(house, number):
    again = NOW.date() + timedelta(days=7)
    who = house.actor("okafor")
    investigating.record_investigation(who, number, done=DONE, waiting_on_police=True, look_again_on=again)
    assert open_duties(DutyKind.INVESTIGATE) == 1
    investigating.record_investigation(who, number, done=DONE, finding="The camera shows him.")
    assert (open_duties(DutyKind.INVESTIGATE), open_duties(DutyKind.REVIEW_POLICE)) == (0, 0)


def test_the_next_review_lies_with_whoever_made_this_one(house, number):
    Case.objects.filter(number=number).update(risk="high")
    investigating.review_case(house.actor("reid"), number, findings=DONE)
    assert OwedDuty.objects.get(kind=DutyKind.REVIEW_CASE, done=None).staff == house.staff["reid"]


def test_nobody_else_can(house, number):
    for name in ("patel", "ford", "quinn"):
        with pytest.raises(NotFound):
            investigating.record_investigation(house.actor(name), number, done=DONE, finding="x")
    assert Investigation.objects.count() == 0


def test_a_manager_reviews_and_the_next_review_is_owed(house, number):
    Case.objects.filter(number=number).update(risk="high")
    investigating.review_case(house.actor("reid"), number, findings="The plan is agreed, the locks are not done.")
    assert CaseReview.objects.get().entry.role == "housing_manager"
    assert open_duties(DutyKind.REVIEW_CASE) == 1


def test_an_officer_may_not_review_and_nobody_reviews_their_own(house, number):
    with pytest.raises(Refused):
        investigating.review_case(house.actor("okafor"), number, findings="All is well with this case of mine.")
    Case.objects.filter(number=number).update(owner=house.staff["reid"])
    with pytest.raises(Refused, match="your own case"):
        investigating.review_case(house.actor("reid"), number, findings="All is well with this case of mine.")
    assert Entry.objects.filter(deed="review_case", allowed=False).count() == 2


def test_a_fault_half_way_leaves_nothing(house, number, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.investigating.must_review_police", fail)
    with pytest.raises(RuntimeError):
        investigating.record_investigation(
            house.actor("okafor"), number, done=DONE, waiting_on_police=True, look_again_on=NOW.date() + timedelta(3)
        )
    assert (Investigation.objects.count(), open_duties(DutyKind.INVESTIGATE)) == (0, 1)
