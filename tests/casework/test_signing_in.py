"""When somebody signed in, for themselves to see; and the roles that claims give and take."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, Landlord, landlord
from upstander.casework import signing_in
from upstander.casework.actor import Actor, operator
from upstander.casework.signing_in import known_by_email, last_sign_ins, note_sign_in, take_roles_from_claims
from upstander.policy.roles import Role
from upstander.policy.ruling import Refused
from upstander.records.journal import Entry
from upstander.records.signins import SignIn
from upstander.records.staff import Appointment

SOUTH = frozenset({("housing_manager", "South")})
NONE: frozenset[tuple[str, str]] = frozenset()


@pytest.fixture
def house() -> Landlord:
    return landlord()


def at(hours: int = 0) -> Actor:
    return operator(at=NOW + timedelta(hours=hours))


def held(house: Landlord, name: str = "okafor") -> set[tuple[str, str]]:
    live = Appointment.objects.filter(staff=house.staff[name], end=None)
    return set(live.values_list("role", "team__name"))


def entries() -> list[bool]:
    rows = Entry.objects.filter(deed="take_roles_from_claims").order_by("seq")
    return list(rows.values_list("allowed", flat=True))


def test_a_sign_in_is_kept_to_the_quarter_of_an_hour_and_for_ninety_days(house: Landlord) -> None:
    staff = house.staff["okafor"].pk
    note_sign_in(staff, at=NOW - timedelta(days=91), how="password")
    note_sign_in(staff, at=NOW + timedelta(minutes=44, seconds=59), how="passkey")
    [came] = last_sign_ins(house.actor("okafor"))
    assert came.at == NOW + timedelta(minutes=30)
    assert came.how == "passkey"
    assert SignIn.objects.count() == 1
    assert last_sign_ins(house.actor("lewis")) == ()


def test_a_claim_gives_a_role_and_its_going_takes_that_role_and_no_other(house: Landlord) -> None:
    staff = str(house.staff["okafor"].pk)
    before = held(house)
    assert take_roles_from_claims(at(), staff=staff, given=SOUTH)
    assert held(house) == before | SOUTH
    assert not take_roles_from_claims(at(1), staff=staff, given=SOUTH)
    assert take_roles_from_claims(at(2), staff=staff, given=NONE)
    assert held(house) == before
    assert entries() == [True, True]


def test_a_role_that_two_people_gave_is_neither_doubled_nor_taken(house: Landlord) -> None:
    staff = str(house.staff["okafor"].pk)
    own = frozenset({("housing_officer", "North")})
    assert not take_roles_from_claims(at(), staff=staff, given=own)
    assert not take_roles_from_claims(at(1), staff=staff, given=NONE)
    assert held(house) == set(own)
    assert entries() == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.OPERATOR, "king"])
def test_what_no_claim_may_give_is_refused_whole_and_entered(house: Landlord, role: str) -> None:
    with pytest.raises(Refused):
        take_roles_from_claims(at(), staff=str(house.staff["okafor"].pk), given=SOUTH | {(role, "North")})
    assert held(house) == {("housing_officer", "North")}
    assert entries() == [False]


def test_a_team_that_is_not_here_is_refused(house: Landlord) -> None:
    with pytest.raises(Refused):
        take_roles_from_claims(
            at(), staff=str(house.staff["okafor"].pk), given=frozenset({("housing_manager", "East")})
        )
    assert entries() == [False]


def test_nobody_on_the_staff_takes_roles_from_claims(house: Landlord) -> None:
    with pytest.raises(Refused):
        take_roles_from_claims(house.actor("moss"), staff=str(house.staff["lewis"].pk), given=SOUTH)


def test_a_fault_half_way_leaves_nothing(house: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in.Appointment.objects, "bulk_create", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_roles_from_claims(at(), staff=str(house.staff["okafor"].pk), given=SOUTH)
    assert entries() == []


def test_whoever_left_is_known_by_no_address(house: Landlord) -> None:
    assert known_by_email(" Okafor@Landlord.example ") == house.staff["okafor"].pk
    assert known_by_email("nobody@elsewhere.example") is None
    house.staff["okafor"].is_active = False
    house.staff["okafor"].save()
    assert known_by_email("okafor@landlord.example") is None
