"""A colleague's cases change hands in one act: all or none, with all that is owed, and what else lies with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.casework.test_assigning import high_risk, sees
from tests.casework.working import REASON, case_of, duty_of, last_entry, refused
from tests.cast import NOW, a_case, a_report
from upstander.casework import casefile
from upstander.casework.assigning import declare_conflict
from upstander.casework.handover import hand_over_cases
from upstander.casework.levels import set_level
from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore
from upstander.casework.told import Danger
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.records.approvals import Approval
from upstander.records.case import Assignment
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.staff import OnCall

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def numbers(house):
    return [a_case(house, home_uprn=f"99000000010{n}") for n in (1, 2, 3)]


def hand(house, by="reid", officer="okafor", to="lewis", at=LATER, form="", **changed):
    who = replace(house.actor(by, at), form=form)
    given = {"staff": str(house.staff[to].pk), "because": REASON} | changed
    return hand_over_cases(who, officer=str(house.staff[officer].pk), **given)


def test_all_change_hands_with_what_is_owed_by_few_statements(house, numbers, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        done = hand(house)
    assert sorted(done.numbers) == sorted(numbers)
    for number in numbers:
        case = case_of(number)
        assert (case.owner, case.team) == (house.staff["lewis"], house.north)
        assert Assignment.objects.get(case=case, end=None).staff == house.staff["lewis"]
        assert set(OwedDuty.objects.filter(case=case, done=None).values_list("staff", flat=True)) == {case.owner_id}
        assert [sees(house, name, number) for name in ("okafor", "lewis")] == [False, True]
    assert Entry.objects.filter(deed=Deed.HAND_OVER_CASES).count() == 4
    assert OutboxItem.objects.get(notice="handed_over").staff == house.staff["lewis"]
    shown = casefile.open_case_file(house.actor("lewis", LATER), numbers[0]).timeline[0]
    assert (shown.title, shown.lines) == ("Case handed over", ("Now with Sam Lewis.", REASON))


def test_some_change_hands_and_the_rest_stay(house, numbers):
    assert hand(house, numbers=numbers[:2]).numbers == tuple(
        sorted(numbers[:2], key=lambda number: str(case_of(number).pk))
    )
    assert case_of(numbers[2]).owner == house.staff["okafor"]


def test_to_another_team(house, numbers):
    hand(house, by="achebe", to="patel", team=str(house.south.pk))
    assert {(case_of(one).owner, case_of(one).team) for one in numbers} == {(house.staff["patel"], house.south)}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"to": "okafor"}, "already"),
        ({"to": "patel"}, "Not all"),
        ({"to": "quinn"}, "Not all"),
        ({"because": "x"}, "why"),
        ({"numbers": ["HC-2026-9999"]}, "changed hands since"),
        ({"by": "haddad"}, "changed hands since"),
        ({"by": "okafor"}, "role"),
    ],
)
def test_one_that_cannot_go_keeps_all_of_them_back(house, numbers, changed, said):
    who = house.actor(changed.pop("by", "reid"), LATER)
    given = {"staff": str(house.staff[changed.pop("to", "lewis")].pk), "because": REASON} | changed
    assert said in refused(hand_over_cases, who, officer=str(house.staff["okafor"].pk), **given).why
    assert {case_of(one).owner for one in numbers} == {house.staff["okafor"]}


def test_that_one_of_them_is_kept_from_the_new_officer_is_not_told(house, numbers):
    queued = a_case(house, owner=None)
    declare_conflict(house.actor("lewis"), queued, because="A cousin.")
    case = case_of(numbers[1])
    case.conflicts.create(sealed_by=case.sealed_by, entry=case.entry, staff=house.staff["lewis"], reason="x")
    given = {"staff": str(house.staff["lewis"].pk), "because": REASON}
    ruling = refused(hand_over_cases, house.actor("reid", LATER), officer=str(house.staff["okafor"].pk), **given)
    assert "conflict" not in f"{ruling.why}{ruling.how}"
    assert case_of(numbers[0]).owner == house.staff["okafor"]


def test_nobody_is_not_found(house, numbers):
    for officer, staff, team in (("nonsense", "lewis", ""), ("okafor", "", ""), ("okafor", "lewis", "nonsense")):
        asked = str(house.staff[officer].pk) if officer in house.staff else officer
        to = str(house.staff[staff].pk) if staff else str(house.north.pk)
        with pytest.raises(NotFound):
            hand_over_cases(house.actor("reid"), officer=asked, staff=to, because=REASON, team=team)


def test_the_review_of_a_case_goes_to_nobody_whose_own_work_it_is(house, numbers):
    high_risk(house, numbers[0])
    hand(house, by="achebe", to="reid")
    assert duty_of(numbers[0], DutyKind.REVIEW_CASE).staff == house.staff["achebe"]


def test_the_form_sent_twice_counts_once(house, numbers):
    hand(house, form="a-form")
    entries = Entry.objects.count()
    with pytest.raises(SentBefore):
        hand(house, form="a-form")
    assert Entry.objects.count() == entries


def test_whoever_leaves_leaves_nothing_behind(house, numbers):
    turn = OnCall.objects.get(staff=house.staff["reid"])
    report = a_report(danger=Danger(weapon=True)).number
    high_risk(house, numbers[0])
    set_level(house.actor("okafor"), numbers[1], level="restricted", because=REASON)
    set_level(house.actor("reid"), numbers[1], level="ordinary", because=REASON)
    own = a_case(house, owner="reid", home_uprn="990000000104")
    house.staff["reid"].is_active = False
    house.staff["reid"].save(update_fields=["is_active"])
    done = hand(house, by="achebe", officer="reid", to="okafor", leaves=True)
    assert (done.numbers, done.on_call, done.left_on_call, done.asked_again) == ((own,), 1, 0, 1)
    turn.refresh_from_db()
    assert turn.staff == house.staff["okafor"]
    assert not OwedDuty.objects.filter(staff=house.staff["reid"], done=None).exists()
    assert OwedDuty.objects.get(report__number=report, kind=DutyKind.ANSWER_ALERT).staff == house.staff["okafor"]
    assert duty_of(numbers[0], DutyKind.REVIEW_CASE).staff == house.staff["achebe"]
    assert Approval.objects.get().ended_as == "withdrawn"


def test_a_fault_half_way_leaves_all_of_them_where_they_were(house, numbers, half_way):
    with half_way():
        hand(house, leaves=True)
    assert {case_of(one).owner for one in numbers} == {house.staff["okafor"]}
    assert last_entry().deed != Deed.HAND_OVER_CASES
