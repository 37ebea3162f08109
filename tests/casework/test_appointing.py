"""Roles are given by somebody else, in a team, and stand in the journal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, landlord
from upstander.casework.actor import operator
from upstander.casework.appointing import appoint_staff, areas_by_team, colleagues, look_after_areas
from upstander.casework.opened import NotFound
from upstander.casework.rota import put_on_call
from upstander.policy.roles import Role
from upstander.policy.ruling import Refused
from upstander.records.journal import Entry
from upstander.records.staff import Appointment, on_call

KIM = "nobody@landlord.example"


@pytest.fixture
def house():
    return landlord()


def test_a_role_is_given_and_holds_at_once(house):
    appoint_staff(operator(at=NOW), email=KIM, role=Role.HOUSING_OFFICER, team="North")
    assert house.actor("nobody").roles == {Role.HOUSING_OFFICER}
    assert Entry.objects.get(deed="appoint_staff", role="operator", detail__isnull=False, at=NOW).allowed


@pytest.mark.parametrize("role", ["resident", "operator", "worker", "public", "king", ""])
def test_only_staff_roles_can_be_held(house, role):
    with pytest.raises(Refused):
        appoint_staff(operator(at=NOW), email=KIM, role=role, team="North")
    assert not house.actor("nobody").roles


@pytest.mark.parametrize(("email", "team"), [("who@landlord.example", "North"), (KIM, "West")])
def test_an_unknown_person_or_team_is_not_found(house, email, team):
    with pytest.raises(NotFound):
        appoint_staff(operator(at=NOW), email=email, role=Role.HOUSING_OFFICER, team=team)


def test_nobody_else_appoints(house):
    for name in ("reid", "achebe", "ford"):
        with pytest.raises(Refused):
            appoint_staff(house.actor(name), email=KIM, role=Role.HOUSING_MANAGER, team="North")


def test_a_role_is_not_given_twice(house):
    with pytest.raises(Refused, match="already"):
        appoint_staff(operator(at=NOW), email="reid@landlord.example", role=Role.HOUSING_MANAGER, team="North")


def test_a_fault_half_way_gives_no_role(house, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.appointing.Membership.objects.get_or_create", fail)
    before = Appointment.objects.count()
    with pytest.raises(RuntimeError):
        appoint_staff(operator(at=NOW), email=KIM, role=Role.HOUSING_OFFICER, team="North")
    assert Appointment.objects.count() == before


def test_colleagues_are_those_who_hold_a_role(house):
    names = {one.name: one.roles for one in colleagues(at=NOW)}
    assert names["Morgan Reid"] == (("housing_manager", "North"),)
    assert "Kim Vale" not in names


def test_a_team_looks_after_areas_and_a_report_there_is_seen(house):
    who = operator(at=NOW)
    assert look_after_areas(who, team="South", areas=("Ferry", "Mill")) == ("Ferry", "Mill")
    assert house.ferry.pk in house.actor("haddad").scope_areas
    assert areas_by_team() == {"North": ("Ferry",), "South": ("Ferry", "Mill")}


@pytest.mark.parametrize(("team", "areas"), [("South", ("Nowhere",)), ("South", ()), (" ", ("Mill",))])
def test_an_unknown_area_or_none_is_refused(house, team, areas):
    with pytest.raises(Refused):
        look_after_areas(operator(at=NOW), team=team, areas=areas)
    assert areas_by_team() == {"North": ("Ferry",), "South": ("Mill",)}


def test_only_an_operator_gives_areas(house):
    with pytest.raises(Refused):
        look_after_areas(house.actor("achebe"), team="South", areas=("Ferry",))


def test_somebody_is_put_on_call_and_asked_first(house):
    end = NOW + timedelta(days=2)
    name = put_on_call(operator(at=NOW), email="haddad@landlord.example", start=NOW, end=end, order=1)
    assert name == "Noor Haddad"
    assert house.staff["haddad"].pk in on_call(NOW + timedelta(hours=1))
    assert house.staff["haddad"].pk not in on_call(end)


@pytest.mark.parametrize(
    ("email", "days", "order"),
    [
        ("ford", 2, 1),
        ("nobody", 2, 1),
        ("reid", 0, 1),
        ("reid", -1, 1),
        ("reid", 32, 1),
        ("reid", 1, 0),
        ("reid", 1, 10),
    ],
)
def test_a_rota_that_nobody_could_answer_is_refused(house, email, days, order):
    with pytest.raises(Refused) as refused:
        put_on_call(
            operator(at=NOW), email=f"{email}@landlord.example", start=NOW, end=NOW + timedelta(days=days), order=order
        )
    assert refused.value.ruling.clause == "2 e"


def test_nobody_else_writes_the_rota(house):
    with pytest.raises(Refused):
        put_on_call(house.actor("reid"), email="reid@landlord.example", start=NOW, end=NOW + timedelta(days=1))
    with pytest.raises(NotFound):
        put_on_call(operator(at=NOW), email="who@landlord.example", start=NOW, end=NOW + timedelta(days=1))
