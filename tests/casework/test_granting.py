"""A role is asked for by one administrator and given by another; it is withdrawn by one, at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.bytwo import proven, saw
from tests.cast import NOW, landlord
from upstander.casework.appointing import look_after_areas
from upstander.casework.approvals import Given, give_approval
from upstander.casework.granting import grant_role, withdraw_role
from upstander.casework.opened import NotFound
from upstander.casework.twopeople import Asked
from upstander.policy.roles import Role
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.approvals import Approval
from upstander.records.journal import Entry
from upstander.records.staff import Appointment

NOBODY = "7f0c7f3e-5d0e-4d1f-9f43-2f6d6b0c6a11"


@pytest.fixture
def house():
    return landlord()


def ask(house, name="nobody", *, by="moss", role=Role.HOUSING_OFFICER, **more):
    said = {"staff": str(house.staff[name].pk), "team": str(house.north.pk), "because": "She starts today."}
    return grant_role(house.actor(by), **{**said, "role": role, **more})


def give(house, asked: Asked, *, by="vane", at=NOW) -> Given:
    who = proven(house, by, at)
    return give_approval(who, approval=asked.approval, saw=saw(who, asked.approval))


def role_of(house, name):
    return Appointment.objects.get(staff=house.staff[name])


def test_a_role_is_held_once_a_second_administrator_says_yes(house):
    asked = ask(house, end=NOW.date() + timedelta(days=30))
    assert house.actor("nobody").roles == frozenset()
    shown = dict(Approval.objects.get().shown["rows"])
    assert shown["Who"] == "Kim Vale, nobody@landlord.example"
    assert (shown["Role"], shown["Team"], shown["Until"]) == ("Housing officer", "North", "2026-12-18")
    give(house, asked)
    assert house.actor("nobody").roles == {Role.HOUSING_OFFICER}
    assert house.actor("nobody", NOW + timedelta(days=31)).roles == frozenset()
    held = role_of(house, "nobody")
    assert (held.entry.deed, held.entry.actor) == ("grant_role", f"staff:{house.staff['vane'].pk}")
    assert list(journal.breaks()) == []


def test_a_role_from_a_day_to_come_is_not_held_before_it(house):
    give(house, ask(house, start=NOW.date() + timedelta(days=3)))
    assert house.actor("nobody").roles == frozenset()
    assert house.actor("nobody", NOW + timedelta(days=3)).roles == {Role.HOUSING_OFFICER}


def test_nobody_grants_to_themselves_neither_by_asking_nor_by_saying_yes(house):
    with pytest.raises(Refused, match="themselves"):
        ask(house, "moss", role=Role.CALL_HANDLER)
    asked = ask(house, "vane", role=Role.CALL_HANDLER)
    with pytest.raises(Refused, match="themselves"):
        give(house, asked)
    assert house.actor("vane").roles == {Role.ADMINISTRATOR}
    assert Approval.objects.get().ended_as == ""


def test_whoever_asked_does_not_give(house):
    asked = ask(house)
    with pytest.raises(Refused):
        give(house, asked, by="moss")
    assert not house.actor("nobody").roles


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("okafor", {}, "already"),
        ("okafor", {"role": Role.ADMINISTRATOR}, "does not also see cases"),
        ("hale", {"role": Role.HOUSING_MANAGER}, "does not also see cases"),
        (
            "nobody",
            {"start": NOW.date() + timedelta(days=9), "end": NOW.date() + timedelta(days=2)},
            "before it begins",
        ),
    ],
)
def test_what_may_not_be_held_is_not_even_asked_for(house, name, change, why):
    with pytest.raises(Refused, match=why):
        ask(house, name, **change)
    assert not Approval.objects.exists()
    assert Entry.objects.filter(deed="grant_role", allowed=False).count() == 1


def test_the_rule_is_asked_again_when_it_is_given(house):
    asked = ask(house)
    house.staff["nobody"].is_active = False
    house.staff["nobody"].save()
    with pytest.raises(Refused):
        give(house, asked)
    assert not Appointment.objects.filter(staff=house.staff["nobody"]).exists()


def test_nobody_else_asks_and_what_is_not_there_is_not_found(house):
    for name in ("reid", "achebe", "hale", "ford"):
        with pytest.raises(Refused, match="role does not include"):
            ask(house, by=name)
    for change in ({"staff": NOBODY}, {"team": NOBODY}, {"staff": "x"}, {"role": "king"}, {"role": "operator"}):
        with pytest.raises(NotFound):
            ask(house, **change)


def test_a_fault_half_way_leaves_nothing(house, half_way):
    with half_way():
        ask(house)
    asked = ask(house)
    with half_way():
        give(house, asked)


def test_a_role_is_withdrawn_by_one_at_once(house):
    withdraw_role(house.actor("moss"), appointment=str(role_of(house, "okafor").pk))
    assert house.actor("okafor").roles == frozenset()
    assert role_of(house, "okafor").ended.deed == "withdraw_role"
    with pytest.raises(Refused, match="ended already"):
        withdraw_role(house.actor("moss"), appointment=str(role_of(house, "okafor").pk))


def test_the_last_administrator_stays(house):
    withdraw_role(house.actor("moss"), appointment=str(role_of(house, "vane").pk))
    with pytest.raises(Refused, match="last administrator"):
        withdraw_role(house.actor("moss"), appointment=str(role_of(house, "moss").pk))
    assert house.actor("moss").roles == {Role.ADMINISTRATOR}


def test_a_role_that_has_not_begun_is_withdrawn_before_it_does(house):
    give(house, ask(house, start=NOW.date() + timedelta(days=3)))
    withdraw_role(house.actor("moss"), appointment=str(role_of(house, "nobody").pk))
    assert house.actor("nobody", NOW + timedelta(days=4)).roles == frozenset()


def test_withdrawing_is_for_administrators_and_leaves_nothing_half_way(house, half_way):
    key = str(role_of(house, "okafor").pk)
    with pytest.raises(Refused):
        withdraw_role(house.actor("reid"), appointment=key)
    with pytest.raises(NotFound):
        withdraw_role(house.actor("moss"), appointment=NOBODY)
    with half_way():
        withdraw_role(house.actor("moss"), appointment=key)


def test_areas_give_sight_and_take_two(house, half_way):
    asked = look_after_areas(house.actor("moss"), team="South", areas=("Ferry", "Mill"))
    assert isinstance(asked, Asked)
    assert house.ferry.pk not in house.actor("haddad").scope_areas
    with half_way():
        give(house, asked)
    assert give(house, asked).receipt == ("Ferry", "Mill")
    assert house.ferry.pk in house.actor("haddad").scope_areas
    with pytest.raises(Refused, match="no home"):
        look_after_areas(house.actor("moss"), team="South", areas=("Nowhere",))
    with pytest.raises(NotFound):
        look_after_areas(house.actor("moss"), team="West", areas=("Ferry",))
