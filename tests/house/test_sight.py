"""The sight query equals the sight rule, over a grid of every member of the cast and every way a case can stand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import NOW, PEOPLE, Landlord, a_case, landlord
from upstander.casework.actor import Actor, public, resident
from upstander.policy.duty import DutyKind
from upstander.policy.roles import SUPERVISORS, Level, Role, Route
from upstander.policy.sight import Sighting, may_see_case
from upstander.records import sight
from upstander.records.case import Assignment, Case, Conflict, ResidentCode
from upstander.records.duties import OwedDuty

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

STANDINGS = list(itertools.product(("okafor", "patel", None), Level, Route, (False, True)))


def _stand(house: Landlord, owner: str | None, level: str, route: str, conflict: bool) -> Case:
    """Make a case and set it as the grid says; only tests may write past the deeds."""
    case = Case.objects.get(number=a_case(house, owner=None))
    case.level, case.route = level, route
    if owner:
        staff = house.staff[owner]
        case.owner = staff
        Assignment.objects.create(
            sealed_by=case.sealed_by, entry=case.entry, case=case, staff=staff, start=NOW, reason="grid"
        )
    if conflict:
        for name in ("okafor", "reid", "silva"):
            Conflict.objects.create(
                sealed_by=case.sealed_by, entry=case.entry, case=case, staff=house.staff[name], reason="grid"
            )
    case.save(update_fields=["owner", "level", "route"])
    return case


def _sighting(house: Landlord, name: str, case: Case, *, owner: str | None, conflict: bool) -> Sighting:
    """Read the facts off the grid itself, not off the query under test."""
    _, role, where = PEOPLE[name]
    in_north = where in ("north", "both")
    return Sighting(
        roles=frozenset({role} if role else ()),
        assigned=owner == name,
        conflicted=conflict and name in ("okafor", "reid", "silva"),
        supervises_team=role in SUPERVISORS and in_north,
        supervises_area=role in SUPERVISORS and in_north,
        in_queue_of_own_team=owner is None and role == Role.HOUSING_OFFICER and in_north,
        level=case.level,
        route=case.route,
    )


def test_the_query_and_the_rule_agree_everywhere():
    house = landlord()
    disagree, seen = [], 0
    for owner, level, route, conflict in STANDINGS:
        case = _stand(house, owner, level, route, conflict)
        for name in PEOPLE:
            by_query = sight.cases(house.actor(name)).filter(pk=case.pk).exists()
            ruling = may_see_case(_sighting(house, name, case, owner=owner, conflict=conflict))
            seen += by_query
            if by_query != ruling.allowed:
                disagree.append((name, owner, level, route, conflict, by_query, ruling.why))
    assert disagree == []
    assert 0 < seen < len(STANDINGS) * len(PEOPLE) / 2


def test_sight_ends_with_the_assignment_on_the_next_request():
    house = landlord()
    case = Case.objects.get(number=a_case(house))
    assert sight.cases(house.actor("okafor")).get() == case
    case.assignments.update(end=NOW + timedelta(minutes=1))
    case.owner = house.staff["lewis"]
    case.save(update_fields=["owner"])
    assert sight.cases(house.actor("okafor")).exists()
    assert not sight.cases(house.actor("okafor", NOW + timedelta(minutes=1))).exists()


def _alert(house: Landlord, case: Case, name: str) -> None:
    OwedDuty.objects.create(
        sealed_by=case.sealed_by,
        entry=case.entry,
        case=case,
        staff=house.staff[name],
        kind=DutyKind.ANSWER_ALERT,
        clause="2 e",
        why="grid",
        starts_at=NOW,
        due_at=NOW,
    )


def test_whoever_is_alerted_sees_the_case_until_somebody_has_answered():
    house = landlord()
    for level, route in itertools.product(Level, Route):
        case = _stand(house, "okafor", level, route, conflict=False)
        for name in PEOPLE:
            _alert(house, case, name)
            facts = replace(_sighting(house, name, case, owner="okafor", conflict=False), alerted=True)
            seen = sight.cases(house.actor(name)).filter(pk=case.pk)
            assert seen.exists() == may_see_case(facts).allowed, (name, level, route)
        assert sight.cases(house.actor("haddad")).filter(pk=case.pk).exists()
        OwedDuty.objects.filter(case=case, kind=DutyKind.ANSWER_ALERT).update(done=case.entry, done_at=NOW)
        assert not sight.cases(house.actor("haddad")).filter(pk=case.pk).exists()


def test_a_conflict_beats_an_alert():
    house = landlord()
    case = _stand(house, None, Level.ORDINARY, Route.ORDINARY, conflict=True)
    _alert(house, case, "reid")
    assert not sight.cases(house.actor("reid")).exists()
    assert not may_see_case(Sighting(roles=frozenset({Role.HOUSING_MANAGER}), alerted=True, conflicted=True)).allowed


def test_a_leaver_sees_nothing():
    house = landlord()
    a_case(house)
    house.staff["reid"].is_active = False
    house.staff["reid"].save(update_fields=["is_active"])
    assert house.actor("reid").roles == frozenset()
    assert not sight.cases(house.actor("reid")).exists()


def test_a_resident_sees_the_case_their_code_opens_and_no_other():
    house = landlord()
    first, second = a_case(house), a_case(house, home_uprn="990000000105")
    codes = {code.party.case.number: code for code in ResidentCode.objects.filter(party__isnull=False)}
    for number in (first, second):
        assert sight.cases(resident(codes[number].pk, at=NOW)).get().number == number


def test_nobody_without_an_account_sees_anything():
    a_case(landlord())
    nobody: Actor = public(at=NOW)
    assert not sight.cases(nobody).exists()
    assert not sight.reports(nobody).exists()
