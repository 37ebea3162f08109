"""Every case has an officer or stands in a queue with a clock; who may not see it loses it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.working import REASON, case_of, duty_of, half_way, last_entry, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.assigning import assign_case, declare_conflict, take_case
from upstander.casework.opened import NotFound
from upstander.casework.risk import assess_risk
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.records import sight
from upstander.records.case import Assignment, Conflict
from upstander.records.duties import OwedDuty
from upstander.records.outbox import OutboxItem

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def number(house):
    return a_case(house)


@pytest.fixture
def queued(house):
    return a_case(house, owner=None)


def sees(house, name, number, at=LATER):
    return sight.cases(house.actor(name, at)).filter(number=number).exists()


def high_risk(house, number):
    form = case_of(number).version.body["risk"]["questions"]
    worst = {one["code"]: max(one["answers"], key=lambda answer: answer["score"])["code"] for one in form}
    assess_risk(house.actor("okafor"), number, party=party_of(number), answers=worst)


def test_a_case_changes_hands_with_all_that_is_owed(house, number):
    given = assign_case(house.actor("reid", LATER), number, staff=str(house.staff["lewis"].pk), because=REASON)
    assert (given.officer, given.team) == ("Sam Lewis", "North")
    case = case_of(number)
    assert case.owner == house.staff["lewis"]
    before, after = Assignment.objects.filter(case=case).order_by("start")
    assert (before.staff, before.end, after.staff, after.end) == (
        house.staff["okafor"],
        LATER,
        house.staff["lewis"],
        None,
    )
    assert set(OwedDuty.objects.filter(case=case, done=None).values_list("staff", flat=True)) == {case.owner_id}
    assert (sees(house, "okafor", number), sees(house, "lewis", number)) == (False, True)
    notice = OutboxItem.objects.get(notice="new_case", staff=house.staff["lewis"])
    assert (notice.reference, after.reason) == (number, REASON)
    entry = last_entry()
    assert (entry.deed, entry.case_id, entry.clause) == (Deed.ASSIGN_CASE, case.pk, "2 e")


def test_in_a_queue_its_clock_runs_and_the_team_owes_what_is_owed(house, number):
    assign_case(house.actor("reid", LATER), number, because=REASON)
    case = case_of(number)
    assert (case.owner, case.team) == (None, house.north)
    clock = duty_of(number, DutyKind.TAKE_CASE)
    assert (clock.staff, clock.team) == (None, house.north)
    assert set(OwedDuty.objects.filter(case=case, done=None).values_list("staff", "team")) == {(None, house.north.pk)}
    assert (sees(house, "okafor", number), sees(house, "lewis", number)) == (True, True)
    assert sees(house, "patel", number) is False


def test_another_teams_queue(house, number):
    assign_case(house.actor("achebe", LATER), number, team=str(house.south.pk), because=REASON)
    assert (sees(house, "patel", number), sees(house, "lewis", number)) == (True, False)


@pytest.mark.parametrize(
    ("to", "because", "said"),
    [
        ("okafor", REASON, "already"),
        ("patel", REASON, "cannot go to this person"),
        ("quinn", REASON, "cannot go to this person"),
        ("nobody", REASON, "cannot go to this person"),
        ("lewis", "", "why the case changed hands"),
    ],
)
def test_a_case_goes_only_to_somebody_who_works_cases_in_the_team_and_with_a_reason(house, number, to, because, said):
    ruling = refused(assign_case, house.actor("reid", LATER), number, staff=str(house.staff[to].pk), because=because)
    assert said in ruling.why
    assert case_of(number).owner == house.staff["okafor"]


def test_that_somebody_has_a_conflict_is_not_told(house, number):
    declare_conflict(house.actor("okafor"), number, because="He is my cousin.")
    ruling = refused(
        assign_case, house.actor("reid", LATER), number, staff=str(house.staff["okafor"].pk), because=REASON
    )
    assert "conflict" not in ruling.why.lower()


@pytest.mark.parametrize("name", ["okafor", "lewis"])
def test_an_officer_assigns_nothing(house, number, name):
    with pytest.raises(NotFound) if name == "lewis" else pytest.raises(Exception, match="role does not include"):
        assign_case(house.actor(name), number, staff=str(house.staff["lewis"].pk), because=REASON)


def test_nobody_and_no_team_is_not_found(house, number):
    for given in ({"staff": "nonsense"}, {"team": "nonsense"}, {"team": str(house.staff["reid"].pk)}):
        with pytest.raises(NotFound):
            assign_case(house.actor("reid"), number, because=REASON, **given)


def test_a_fault_half_way_leaves_the_case_where_it_was(house, number, queued, monkeypatch):
    to = str(house.staff["lewis"].pk)
    inside = "upstander.casework.handing.tell"
    half_way(monkeypatch, inside, assign_case, house.actor("reid"), number, staff=to, because=REASON)
    half_way(monkeypatch, inside, declare_conflict, house.actor("okafor"), number, because="A cousin.")
    half_way(
        monkeypatch, "upstander.casework.handing.Assignment.objects.create", take_case, house.actor("lewis"), queued
    )
    assert (case_of(number).owner, case_of(queued).owner) == (house.staff["okafor"], None)
    assert Assignment.objects.get(case__number=number).end is None
    assert not Conflict.objects.exists()


def test_an_officer_takes_a_case_from_their_teams_queue(house, queued):
    assert DutyKind.TAKE_CASE in owed(queued)
    taken = take_case(house.actor("lewis", LATER), queued)
    assert (taken.officer, taken.team) == ("Sam Lewis", "North")
    assert case_of(queued).owner == house.staff["lewis"]
    assert DutyKind.TAKE_CASE not in owed(queued)
    assert last_entry().deed == Deed.TAKE_CASE
    assert not OutboxItem.objects.filter(notice="new_case").exists()


def test_of_two_who_take_it_the_second_is_told_and_it_is_on_record(house, queued):
    take_case(house.actor("lewis", LATER), queued)
    ruling = refused(take_case, house.actor("okafor", LATER + timedelta(seconds=1)), queued)
    assert "Somebody has taken this case already" in ruling.why
    assert case_of(queued).owner == house.staff["lewis"]
    assert "already" in refused(take_case, house.actor("reid", LATER), queued).why


def test_what_was_taken_long_ago_or_never_stood_here_is_not_found(house, queued, number):
    take_case(house.actor("lewis", LATER), queued)
    for name, at in (("okafor", LATER + timedelta(hours=2)), ("patel", LATER + timedelta(seconds=1))):
        with pytest.raises(NotFound):
            take_case(house.actor(name, at), queued)
    with pytest.raises(NotFound):
        take_case(house.actor("lewis", LATER + timedelta(hours=2)), number)


def test_whoever_knows_somebody_in_a_case_loses_sight_of_it_and_it_is_requeued(house, number):
    assert declare_conflict(house.actor("okafor"), number, because="He is my cousin.")
    case = case_of(number)
    assert (case.owner, case.team) == (None, house.north)
    assert not sees(house, "okafor", number, NOW)
    assert sees(house, "lewis", number)
    assert duty_of(number, DutyKind.TAKE_CASE).team == house.north
    notice = OutboxItem.objects.get(notice="conflict")
    assert (notice.staff, notice.reference) == (house.staff["reid"], number)
    assert Conflict.objects.get().reason == "He is my cousin."
    with pytest.raises(NotFound):
        declare_conflict(house.actor("okafor", LATER), number, because="He is my cousin.")


def test_a_manager_who_knows_somebody_is_passed_over(house, number):
    high_risk(house, number)
    assert duty_of(number, DutyKind.REVIEW_CASE).staff == house.staff["reid"]
    assert declare_conflict(house.actor("reid"), number, because="My neighbour.") is False
    assert case_of(number).owner == house.staff["okafor"]
    assert duty_of(number, DutyKind.REVIEW_CASE).staff == house.staff["achebe"]
    assert OutboxItem.objects.get(notice="conflict").staff == house.staff["achebe"]
    assert not sees(house, "reid", number)


def test_a_conflict_needs_a_word_on_how_near_it_is(house, number):
    assert "how near" in refused(declare_conflict, house.actor("okafor"), number, because=" ").why
    assert sees(house, "okafor", number)


def test_nobody_is_left_to_review_their_own_work(house, number):
    high_risk(house, number)
    assign_case(house.actor("achebe", LATER), number, staff=str(house.staff["reid"].pk), because=REASON)
    assert duty_of(number, DutyKind.REVIEW_CASE).staff == house.staff["achebe"]
    assert (
        duty_of(number, DutyKind.ASSESS_RISK if DutyKind.ASSESS_RISK in owed(number) else "interview").staff
        == (house.staff["reid"])
    )
