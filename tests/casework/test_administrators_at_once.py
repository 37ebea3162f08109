"""Administrators who act at the same moment: one remains, and what two give is given once."""

from __future__ import annotations

import pytest

from tests.casework.bytwo import proven, saw
from tests.casework.test_at_once import at_once
from tests.cast import NOW, landlord
from upstander.casework.approvals import give_approval, withdraw_approval
from upstander.casework.granting import grant_role, withdraw_role
from upstander.casework.staffing import end_staff
from upstander.policy.roles import Role
from upstander.records import journal
from upstander.records.staff import Appointment, appointed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_two_who_withdraw_each_other_leave_one():
    house = landlord()
    roles = {name: str(Appointment.objects.get(staff=house.staff[name]).pk) for name in ("moss", "vane")}
    pairs = (("moss", "vane"), ("vane", "moss"))
    done = at_once(lambda n: withdraw_role(house.actor(pairs[n % 2][0]), appointment=roles[pairs[n % 2][1]]))
    assert sum(not isinstance(answer, BaseException) for answer in done) == 1
    assert appointed(NOW).filter(role=Role.ADMINISTRATOR, ended=None).count() == 1
    assert list(journal.breaks()) == []


def test_two_who_end_each_other_leave_one():
    house = landlord()
    pairs = (("moss", "vane"), ("vane", "moss"))
    done = at_once(lambda n: end_staff(house.actor(pairs[n % 2][0]), staff=str(house.staff[pairs[n % 2][1]].pk)))
    assert sum(not isinstance(answer, BaseException) for answer in done) == 1
    assert appointed(NOW).filter(role=Role.ADMINISTRATOR, ended=None).count() == 1


def test_a_role_that_is_given_and_taken_back_at_once_is_one_or_the_other():
    house = landlord()
    said = {"staff": str(house.staff["nobody"].pk), "team": str(house.north.pk), "because": "She starts today."}
    asked = grant_role(house.actor("moss"), role=Role.HOUSING_OFFICER, **said).approval
    who = proven(house, "vane")
    seen = saw(who, asked)

    def either(number: int) -> object:
        if number % 2:
            return withdraw_approval(house.actor("moss"), approval=asked)
        return give_approval(who, approval=asked, saw=seen)

    done = at_once(either)
    assert sum(not isinstance(answer, BaseException) for answer in done) == 1
    assert Appointment.objects.filter(staff=house.staff["nobody"]).count() <= 1
