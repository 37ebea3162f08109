"""People are added without any power, corrected, moved, and gone at once when they leave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import NOW, a_case, landlord
from upstander.casework.actor import operator
from upstander.casework.appointing import appoint_staff, look_after_areas
from upstander.casework.beginning import first_administrators
from upstander.casework.opened import NotFound
from upstander.casework.register import staff_list, staff_page
from upstander.casework.rota import put_on_call
from upstander.casework.staffing import add_staff, correct_staff, end_staff, move_staff
from upstander.policy.roles import Role
from upstander.policy.ruling import Refused
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.staff import Appointment, Staff, on_call

NOBODY = "7f0c7f3e-5d0e-4d1f-9f43-2f6d6b0c6a11"
TWO = (("ada@landlord.example", "Ada Wells"), ("ben@landlord.example", "Ben Ogun"))


@pytest.fixture
def house():
    return landlord()


def key(house, name: str) -> str:
    return str(house.staff[name].pk)


def test_somebody_new_holds_nothing(house, half_way):
    said = {"name": " Ada Wells ", "email": "Ada@Landlord.example", "team": str(house.north.pk)}
    with half_way():
        add_staff(house.actor("moss"), **said)
    added = add_staff(house.actor("moss"), **said)
    ada = Staff.objects.get(pk=added.key)
    assert (ada.email, ada.name, ada.joined_at, ada.entry.deed) == (
        "ada@landlord.example",
        "Ada Wells",
        NOW,
        "add_staff",
    )
    assert not ada.has_usable_password()
    with pytest.raises(Refused, match="already"):
        add_staff(house.actor("moss"), **said)
    with pytest.raises(NotFound):
        add_staff(house.actor("moss"), **{**said, "team": NOBODY})
    with pytest.raises(Refused):
        add_staff(house.actor("reid"), **{**said, "email": "x@landlord.example"})


def test_a_name_is_corrected_and_what_it_was_is_on_the_record(house, half_way):
    said = {"staff": key(house, "okafor"), "name": "Joy Bell", "email": "bell@landlord.example"}
    with half_way():
        correct_staff(house.actor("moss"), **said)
    correct_staff(house.actor("moss"), **said)
    assert Entry.objects.latest("seq").detail["was"]["name"] == "Joy Okafor"
    for change, why in (
        ({}, "on record already"),
        ({"email": "reid@landlord.example"}, "A colleague"),
        ({"name": " "}, "miss"),
    ):
        with pytest.raises(Refused, match=why):
            correct_staff(house.actor("moss"), **{**said, **change})
    with pytest.raises(NotFound):
        correct_staff(house.actor("moss"), **{**said, "staff": NOBODY})


def test_somebody_moves_and_their_roles_stay(house, half_way):
    said = {"staff": key(house, "okafor"), "team": str(house.south.pk)}
    with half_way():
        move_staff(house.actor("moss"), **said)
    assert move_staff(house.actor("moss"), **said) == "South"
    assert house.actor("okafor").teams == {house.north.pk}
    with pytest.raises(Refused, match="already"):
        move_staff(house.actor("moss"), **said)
    with pytest.raises(NotFound):
        move_staff(house.actor("moss"), staff=key(house, "okafor"), team=NOBODY)


def test_a_leaver_has_no_session_no_role_and_no_turn(house, half_way):
    a_case(house)
    put_on_call(house.actor("moss"), email="okafor@landlord.example", start=NOW, end=NOW + timedelta(days=3))
    browser = Client()
    browser.force_login(house.staff["okafor"])
    Client().force_login(house.staff["lewis"])
    with half_way():
        end_staff(house.actor("moss"), staff=key(house, "okafor"))
    left = end_staff(house.actor("moss"), staff=key(house, "okafor"))
    assert (left.name, left.roles, left.cases) == ("Joy Okafor", 1, 1)
    assert OutboxItem.objects.get(notice="leaver").staff == house.staff["reid"]
    assert house.actor("okafor").roles == frozenset()
    assert house.staff["okafor"].pk not in on_call(NOW)
    assert not Session.objects.filter(pk=browser.cookies["s"].value).exists()
    assert browser.get("/work").status_code == 302
    page = staff_page(key=key(house, "okafor"), at=NOW)
    assert (page.is_active, page.open_cases, page.managers) == (False, 1, ("Morgan Reid", "Ruth Achebe"))
    assert [role.is_over for role in page.held] == [True]
    with pytest.raises(Refused, match="no longer work"):
        end_staff(house.actor("moss"), staff=key(house, "okafor"))


def test_nobody_ends_their_own_account_and_nobody_else_does_it(house):
    with pytest.raises(Refused, match="their own"):
        end_staff(house.actor("moss"), staff=key(house, "moss"))
    with pytest.raises(Refused):
        end_staff(house.actor("reid"), staff=key(house, "okafor"))
    with pytest.raises(NotFound):
        end_staff(house.actor("moss"), staff=NOBODY)


def test_the_list_says_who_holds_what_today(house):
    rows = {one.name: one.roles for one in staff_list(at=NOW).rows}
    assert rows["Morgan Reid"] == ("Housing manager",)
    assert rows["Kim Vale"] == ()
    assert [one.name for one in staff_list(at=NOW, words="okafor@").rows] == ["Joy Okafor"]


def test_the_first_administrators_are_two_and_only_once(house, half_way):
    with pytest.raises(Refused, match="already"):
        first_administrators(operator(at=NOW), people=TWO)
    Appointment.objects.filter(role=Role.ADMINISTRATOR).delete()
    for people in (TWO[:1], (TWO[0], TWO[0]), (*TWO, ("c@landlord.example", "C"))):
        with pytest.raises(Refused, match="two people"):
            first_administrators(operator(at=NOW), people=people)
    with half_way():
        first_administrators(operator(at=NOW), people=TWO)
    links = first_administrators(operator(at=NOW), people=(TWO[0], ("nobody@landlord.example", "Kim Vale")))
    assert [one.name for one in links] == ["Ada Wells", "Kim Vale"]
    assert house.actor("nobody").roles == {Role.ADMINISTRATOR}
    assert not Staff.objects.get(email="ada@landlord.example").has_usable_password()
    with pytest.raises(Refused, match="already"):
        first_administrators(operator(at=NOW), people=TWO)
    with pytest.raises(Refused):
        first_administrators(house.actor("moss"), people=TWO)


def test_in_real_mode_the_operator_gives_no_roles_once_there_were_administrators(house, settings):
    said = {"email": "nobody@landlord.example", "team": "North"}
    settings.REAL = True
    with pytest.raises(Refused, match="by page, by two people"):
        appoint_staff(operator(at=NOW), role=Role.HOUSING_OFFICER, **said)
    with pytest.raises(Refused, match="by page, by two people"):
        look_after_areas(operator(at=NOW), team="South", areas=("Ferry",))
    Appointment.objects.filter(staff=house.staff["vane"]).update(end=NOW)
    appoint_staff(operator(at=NOW), role=Role.ADMINISTRATOR, **said)  # one alone could give nothing
    settings.REAL = False
    appoint_staff(operator(at=NOW), email="ford@landlord.example", role=Role.CALL_HANDLER, team="North")
