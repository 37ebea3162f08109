"""How closely a case is held: raised at once, lowered by two, and nobody owes what they can no longer see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.casework.test_assigning import high_risk, sees
from tests.casework.working import REASON, case_of, duty_of, last_entry, owed, refused
from tests.cast import NOW, a_case
from upstander.casework import casefile
from upstander.casework.approvals import give_approval
from upstander.casework.assigning import assign_case
from upstander.casework.inbox import one_approval
from upstander.casework.levels import set_level
from upstander.casework.opened import NotFound
from upstander.casework.twopeople import Asked
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.records.duties import OwedDuty


@pytest.fixture
def number(house):
    return a_case(house)


def key(house, *names):
    return [str(house.staff[name].pk) for name in names]


def who_sees(house, number):
    return {name for name in house.staff if sees(house, name, number)}


def test_restricted_is_for_the_team(house, number):
    house.north.appointments.filter(staff=house.staff["achebe"]).update(end=NOW)
    assert who_sees(house, number) == {"okafor", "reid"}
    set_level(house.actor("okafor"), number, level="restricted", because=REASON)
    case = case_of(number)
    case.team = house.south
    case.save(update_fields=["team"])
    assert who_sees(house, number) == {"okafor", "haddad", "achebe"}
    entry = last_entry()
    assert (entry.deed, entry.detail["level"], entry.detail["before"]) == (Deed.SET_LEVEL, "restricted", "ordinary")
    shown = casefile.open_case_file(house.actor("okafor"), number)
    assert shown.timeline[0].lines == ("Restricted to the team.", REASON)
    assert "Restricted to the team" in [fact.value for fact in shown.facts]


def test_named_only_is_for_whoever_has_it_and_who_is_named(house, number):
    high_risk(house, number)
    assert duty_of(number, DutyKind.REVIEW_CASE).staff == house.staff["reid"]
    set_level(house.actor("reid"), number, level="named_only", because=REASON, named=key(house, "silva", "lewis"))
    assert who_sees(house, number) == {"okafor", "silva", "lewis"}
    assert duty_of(number, DutyKind.REVIEW_CASE).staff == house.staff["silva"]
    seeing = {house.staff[name].pk for name in ("okafor", "silva", "lewis")}
    assert set(OwedDuty.objects.filter(case__number=number, done=None).values_list("staff", flat=True)) <= seeing
    set_level(house.actor("okafor"), number, level="named_only", because=REASON, named=key(house, "achebe"))
    assert who_sees(house, number) == {"okafor", "achebe"}
    assign_case(house.actor("achebe"), number, staff=key(house, "lewis")[0], because=REASON)
    assert who_sees(house, number) == {"lewis", "achebe"}


@pytest.mark.parametrize(
    ("name", "level", "named", "said"),
    [
        ("silva", "restricted", (), ""),
        ("okafor", "ordinary", (), "already"),
        ("okafor", "secret", (), "no such level"),
        ("okafor", "named_only", (), "two people at least"),
        ("okafor", "named_only", ("lewis",), "two people at least"),
        ("okafor", "named_only", ("quinn", "reid"), "cannot be named"),
        ("okafor", "named_only", ("hale",), "cannot be named"),
    ],
)
def test_what_cannot_be_set_is_refused(house, number, name, level, named, said):
    if not said:
        with pytest.raises(NotFound):
            set_level(house.actor(name), number, level=level, because=REASON)
        return
    given = {"level": level, "because": REASON, "named": key(house, *named)}
    assert said in refused(set_level, house.actor(name), number, **given).why
    assert case_of(number).level == "ordinary"


def test_a_colleague_of_the_queue_does_not_set_it_and_a_reason_is_needed(house, number):
    queued = a_case(house, owner=None)
    assert (
        "Only whoever has" in refused(set_level, house.actor("lewis"), queued, level="restricted", because=REASON).why
    )
    assert "why" in refused(set_level, house.actor("okafor"), number, level="restricted", because="x").why
    assert (
        "assign"
        in refused(
            set_level,
            house.actor("reid"),
            queued,
            level="named_only",
            because=REASON,
            named=key(house, "silva", "lewis"),
        ).how.lower()
    )


def test_it_is_lowered_by_two(house, number):
    set_level(house.actor("okafor"), number, level="named_only", because=REASON, named=key(house, "reid", "lewis"))
    asked = set_level(house.actor("okafor"), number, level="ordinary", because=REASON)
    assert isinstance(asked, Asked)
    assert case_of(number).level == "named_only"
    reid = replace(house.actor("reid"), proved_at=NOW)
    shown = one_approval(reid, approval=asked.approval)
    assert ("Held then", "Ordinary") in shown.shown.rows
    give_approval(reid, approval=asked.approval, saw=shown.saw)
    assert case_of(number).level == "ordinary"
    assert who_sees(house, number) == {"okafor", "reid", "achebe"}
    assert last_entry().deed == Deed.SET_LEVEL
    with pytest.raises(NotFound):
        set_level(house.actor("haddad"), number, level="restricted", because=REASON)


def test_a_fault_half_way_leaves_it_as_it_was(house, number, half_way):
    before = owed(number)
    with half_way():
        set_level(house.actor("okafor"), number, level="named_only", because=REASON, named=key(house, "reid"))
    assert (case_of(number).level, owed(number)) == ("ordinary", before)
