"""Cover: from a day until a day a colleague sees and works what is assigned to another; then it is over by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework.test_assigning import sees
from tests.casework.working import REASON, case_of, last_entry, refused
from tests.cast import NOW, a_case
from upstander.casework.assigning import declare_conflict
from upstander.casework.caseload import my_work
from upstander.casework.covering import covers, end_cover, grant_cover
from upstander.casework.notes import add_note
from upstander.casework.opened import NotFound
from upstander.policy.roles import Deed
from upstander.records.grants import Cover
from upstander.records.outbox import OutboxItem

TODAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)
AFTER = NOW + timedelta(days=3)


@pytest.fixture
def number(house):
    return a_case(house)


def cover(house, by="reid", covered="okafor", staff="patel", at=NOW, **changed):
    keys = {"covered": str(house.staff[covered].pk), "staff": str(house.staff[staff].pk)}
    days = {"first_day": TODAY, "last_day": FRIDAY, "because": REASON} | changed
    return grant_cover(house.actor(by, at), **keys, **days)


def test_a_colleague_works_the_cases_of_another_until_the_last_day(house, number):
    other = a_case(house, owner="lewis")
    given = cover(house)
    assert (given.staff, given.covered, given.last_day) == ("Asha Patel", "Joy Okafor", FRIDAY)
    assert (last_entry().deed, OutboxItem.objects.get(notice="cover").staff.name) == (Deed.GRANT_COVER, "Asha Patel")
    add_note(house.actor("patel", NOW + timedelta(days=2)), number, text="I called her back for Joy.")
    assert [sees(house, "patel", one, NOW) for one in (number, other)] == [True, False]
    assert {row.number for row in my_work(house.actor("patel", NOW)).rows} == {number}
    assert my_work(house.actor("patel", AFTER)).rows == ()
    assert not sees(house, "patel", number, AFTER)


def test_it_begins_on_its_day(house, number):
    cover(house, first_day=FRIDAY)
    assert [sees(house, "patel", number, NOW + timedelta(days=days)) for days in (0, 1, 2, 3)] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("level", "route", "seen"),
    [
        ("ordinary", "ordinary", True),
        ("restricted", "ordinary", False),
        ("named_only", "ordinary", False),
        ("ordinary", "outside_the_line", False),
    ],
)
def test_it_opens_nothing_that_is_held_more_closely(house, number, level, route, seen):
    case = case_of(number)
    case.level, case.route = level, route
    case.save(update_fields=["level", "route"])
    cover(house)
    cover(house, staff="lewis")
    assert sees(house, "patel", number, NOW) is seen
    assert sees(house, "lewis", number, NOW) is (route == "ordinary" and level != "named_only")


def test_a_conflict_beats_it(house, number):
    cover(house)
    declare_conflict(house.actor("patel"), number, because="A cousin.")
    assert not sees(house, "patel", number, NOW)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"by": "haddad"}, "do not supervise"),
        ({"by": "achebe", "staff": "achebe"}, "themselves"),
        ({"staff": "okafor"}, "themselves"),
        ({"staff": "quinn"}, "does not work cases"),
        ({"by": "okafor"}, "role does not include"),
        ({"last_day": TODAY - timedelta(days=1)}, "before it begins"),
        ({"last_day": TODAY + timedelta(days=90)}, "60 days"),
        ({"because": "ill"}, "why"),
    ],
)
def test_what_is_no_cover_is_refused(house, number, changed, said):
    asked = {"by": "reid", "covered": "okafor", "staff": "patel"} | changed
    keys = {"covered": str(house.staff[asked["covered"]].pk), "staff": str(house.staff[asked["staff"]].pk)}
    days = {name: asked.get(name, value) for name, value in DAYS.items()}
    assert said in refused(grant_cover, house.actor(asked["by"]), **keys, **days).why
    assert not Cover.objects.exists()


DAYS = {"first_day": TODAY, "last_day": FRIDAY, "because": REASON}


def test_nobody_is_not_found(house):
    for keys in (("nonsense", str(house.staff["patel"].pk)), (str(house.staff["okafor"].pk), str(house.north.pk))):
        with pytest.raises(NotFound):
            grant_cover(house.actor("reid"), covered=keys[0], staff=keys[1], **DAYS)


def test_it_is_ended_early_and_once(house, number):
    cover(house)
    (row,) = covers(house.actor("reid")).rows
    assert (row.staff, row.covered, row.first_day, row.reason) == ("Asha Patel", "Joy Okafor", TODAY, REASON)
    assert "supervise" in refused(end_cover, house.actor("haddad"), cover=row.key).why
    end_cover(house.actor("reid", NOW + timedelta(minutes=1)), cover=row.key)
    assert not sees(house, "patel", number, NOW + timedelta(minutes=1))
    assert "already" in refused(end_cover, house.actor("reid", AFTER), cover=row.key).why
    assert covers(house.actor("reid", AFTER)).rows == ()
    with pytest.raises(NotFound):
        end_cover(house.actor("reid"), cover=str(house.north.pk))
    with pytest.raises(NotFound):
        covers(house.actor("okafor"))


def test_a_fault_half_way_leaves_nothing(house, number, half_way):
    with half_way():
        cover(house)
    cover(house)
    with half_way():
        end_cover(house.actor("reid"), cover=str(Cover.objects.get().pk))
    assert sees(house, "patel", number, NOW)
