"""The sight query equals the sight rule, over a grid of every member of the cast and every way a case can stand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import NOW, PEOPLE, Landlord, a_case, a_report, landlord
from upstander.casework.actor import Actor, public, resident
from upstander.casework.work import Work
from upstander.policy.duty import DutyKind
from upstander.policy.roles import SUPERVISORS, Deed, Level, Role, Route
from upstander.policy.sight import (
    Ground,
    ReportSighting,
    Sighting,
    may_read_case,
    may_see_case,
    may_see_report,
    parts_seen,
)
from upstander.records import sight
from upstander.records.case import Assignment, Case, Conflict, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.grants import BreakGlass, Cover
from upstander.records.interests import ReportConflict
from upstander.records.reports import Report

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NONE, STANDS, LIFTED = "none", "stands", "lifted"
CONFLICTS = (NONE, STANDS, LIFTED)
STANDINGS = list(itertools.product(("okafor", "patel", None), Level, Route, CONFLICTS))


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


@pytest.mark.slow
def test_the_query_and_the_rule_agree_everywhere():
    house = landlord()
    disagree, seen = [], 0
    for owner, level, route, conflict in STANDINGS:
        case = _stand(house, owner, level, route, conflict != NONE)
        Conflict.objects.filter(case=case).update(ended=case.entry if conflict == LIFTED else None)
        for name in PEOPLE:
            by_query = sight.cases(house.actor(name)).filter(pk=case.pk).exists()
            ruling = may_see_case(_sighting(house, name, case, owner=owner, conflict=conflict == STANDS))
            seen += by_query
            if by_query != ruling.allowed:
                disagree.append((name, owner, level, route, conflict, by_query, ruling.why))
    assert disagree == []
    assert 0 < seen < len(STANDINGS) * len(PEOPLE) / 2


HOW = list(itertools.product(Level, (Route.ORDINARY, Route.OUTSIDE_THE_LINE), (False, True)))
AWAY, COVERS, GLASS = "okafor", ("lewis", "patel", "reid", "quinn", "silva"), ("lewis", "patel", "haddad", "quinn")
MOMENTS = {"before": timedelta(minutes=-1), "during": timedelta(0), "at its end": timedelta(hours=4)}


def _granted(house: Landlord, case: Case) -> None:
    """Everybody who may cover does, and everybody who may open it in an emergency has, for four hours from now."""
    sealed = {"sealed_by": case.sealed_by, "entry": case.entry, "reason": "grid"}
    held = {"start": NOW, "end": NOW + timedelta(hours=4)}
    for name in COVERS:
        Cover.objects.create(staff=house.staff[name], covered=house.staff[AWAY], **sealed, **held)
    for name in GLASS:
        BreakGlass.objects.create(
            case=case, staff=house.staff[name], ground=Ground.DANGER, review_by=NOW, **sealed, **held
        )


def test_cover_and_emergencies_agree_with_the_rule_at_every_level_and_moment():
    house = landlord()
    disagree, read_only, parts = [], 0, set()
    for level, route, conflict in HOW:
        case = _stand(house, AWAY, level, route, conflict)
        Assignment.objects.filter(case=case).update(start=NOW - timedelta(days=1))
        Cover.objects.all().delete()
        _granted(house, case)
        for (when, shift), name in itertools.product(MOMENTS.items(), PEOPLE):
            on, where = when == "during", PEOPLE[name][2]
            facts = replace(
                _sighting(house, name, case, owner=AWAY, conflict=conflict),
                covering=on and name in COVERS,
                own_team=where in ("north", "both") and PEOPLE[name][1] in SUPERVISORS | {Role.HOUSING_OFFICER},
                glass=Ground.DANGER if on and name in GLASS else "",
            )
            who = house.actor(name, NOW + shift)
            acts, row = sight.cases(who).filter(pk=case.pk).exists(), sight.readable(who).filter(pk=case.pk).first()
            to_act = sight.readable(who, to_act=True).filter(pk=case.pk).exists()
            rule = (may_see_case(facts).allowed, may_read_case(facts).allowed)
            read_only += bool(row) and not acts
            if (acts, row is not None) != rule or to_act is not acts:
                disagree.append((name, level, route, conflict, when, acts, row, rule))
            if row is not None:
                seen = Work(who=who, deed=Deed.OPEN_CASE_FILE, sealed_by=case.sealed_by, held_case=row).parts
                parts.add(seen)
                assert seen == parts_seen(facts), (name, level, route, when)
    assert disagree == []
    assert read_only > 10
    assert len(parts) == 2


REPORTED = list(itertools.product(Route, (True, False), CONFLICTS, ("waiting", "seen", "unseen")))


@pytest.mark.slow
def test_reports_in_sight_agree_with_the_rule_everywhere():
    house = landlord()
    disagree = []
    for route, area, conflict, state in REPORTED:
        report = Report.objects.get(number=a_report().number)
        report.route, report.area = route, house.ferry if area else None
        OwedDuty.objects.filter(report=report).update(staff=house.staff["patel"])
        blocked = ("reid", "silva", "patel") if conflict == STANDS else ()
        ended = report.entry if conflict == LIFTED else None
        for name in ("reid", "silva", "patel") if conflict != NONE else ():
            about = {"sealed_by": report.sealed_by, "entry": report.entry, "report": report, "ended": ended}
            ReportConflict.objects.create(**about, staff=house.staff[name], reason="grid")
        case = None
        if state != "waiting":
            case = _stand(house, None, Level.ORDINARY, Route.ORDINARY, conflict=False)
            case.level = Level.ORDINARY if state == "seen" else Level.NAMED_ONLY
            case.save(update_fields=["level"])
            report.state, report.ended, report.case = Report.OPENED, report.entry, case
        report.save()
        for name, (_, role, where) in PEOPLE.items():
            sees = None if case is None else sight.cases(house.actor(name)).filter(pk=case.pk).exists()
            facts = ReportSighting(
                roles=frozenset({role} if role else ()),
                alerted=name == "patel",
                conflicted=name in blocked,
                supervises_area=area and role in SUPERVISORS and where in ("north", "both"),
                without_area=not area,
                sees_case=sees,
                route=route,
            )
            by_query = sight.reports(house.actor(name)).filter(pk=report.pk).exists()
            if by_query != may_see_report(facts).allowed:
                disagree.append((name, route, area, conflict, state, by_query))
    assert disagree == []


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
