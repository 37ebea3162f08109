"""A grid of cases and reports of every kind, made once, and what is true of each person and each of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

from tests.cast import NOW, PEOPLE, Landlord, a_report, landlord
from tests.house.test_sight import _alert, _sighting, _stand
from upstander.policy.duty import DutyKind
from upstander.policy.roles import SUPERVISORS, Level, Role, Route
from upstander.policy.sight import Ground, Sighting
from upstander.records.case import Assignment, Case, Conflict
from upstander.records.duties import OwedDuty
from upstander.records.grants import BreakGlass, Cover
from upstander.records.interests import ReportConflict
from upstander.records.reports import Report

COVERS, GLASS = ("lewis", "patel", "quinn"), ("haddad", "quinn")
DURING, AFTER, BEFORE = timedelta(0), timedelta(hours=4), timedelta(minutes=-1)
HOW = [
    *itertools.product(("okafor", "patel", None), Level, (Route.ORDINARY, Route.OUTSIDE_THE_LINE), (False,)),
    ("okafor", Level.ORDINARY, Route.ORDINARY, True),
]


@dataclass
class Grid:
    """Cases and reports of every kind, and what is true of each person and each."""

    house: Landlord
    cases: dict[UUID, tuple[Case, str | None, bool]]
    alerted: UUID
    reports: list[Report]
    moved: frozenset[UUID]
    whole: UUID

    def facts(self, name: str, key: UUID, shift: timedelta) -> Sighting:
        """Read the facts off the grid itself."""
        case, owner, conflict = self.cases[key]
        held = _sighting(self.house, name, case, owner=owner, conflict=conflict)
        on, away, (_, role, where) = shift == DURING, owner == "okafor", PEOPLE[name]
        north = where in ("north", "both") and role in SUPERVISORS | {Role.HOUSING_OFFICER}
        facts = replace(held, covering=on and away and name in COVERS, own_team=north, alerted=self._alerted(name, key))
        if key in self.moved:
            facts = replace(facts, supervises_team=name in ("haddad", "achebe"), own_team=where in ("south", "both"))
            facts = replace(facts, supervises_area=role in SUPERVISORS and where in ("north", "both"))
        return replace(facts, glass=Ground.VISIT if on and name in GLASS and key != self.whole else "")

    def _alerted(self, name: str, key: UUID) -> bool:
        return name in ("haddad", "quinn") and key == self.alerted


def grid() -> Grid:
    """Make it once; each check is asked of it again and again."""
    house = landlord()
    cases: dict[UUID, tuple[Case, str | None, bool]] = {}
    for owner, level, route, conflict in HOW:
        case = _stand(house, owner, level, route, conflict)
        cases[case.pk] = (case, owner, conflict)
    for name in COVERS:
        _cover(house, name, next(iter(cases.values()))[0])
    whole, *broken = (case for case, _, _ in cases.values())
    for case, name in itertools.product(broken, GLASS):
        _glass(house, name, case)
    keys = {(owner, case.level, case.route): case.pk for case, owner, conflict in cases.values() if not conflict}
    alerted = cases[keys["patel", Level.NAMED_ONLY, Route.OUTSIDE_THE_LINE]][0]
    moved = cases[keys["okafor", Level.RESTRICTED, Route.ORDINARY]][0]
    also = cases[keys["patel", Level.ORDINARY, Route.ORDINARY]][0]
    for one in (moved, also):
        one.team = house.south
        one.save(update_fields=["team"])
    _in_vain(house, whole)
    closed = cases[keys[None, Level.RESTRICTED, Route.ORDINARY]][0]
    closed.closed_at, closed.outcome = NOW, "resolved"
    closed.save(update_fields=["closed_at", "outcome"])
    _alert(house, alerted, "haddad")
    _alert(house, alerted, "quinn")
    return Grid(
        house, cases, alerted.pk, list(_reports(house, alerted, moved)), frozenset({moved.pk, also.pk}), whole.pk
    )


def _cover(house: Landlord, name: str, case: Case) -> None:
    sealed = {"sealed_by": case.sealed_by, "entry": case.entry, "reason": "grid"}
    okafor, held = house.staff["okafor"], {"start": NOW, "end": NOW + AFTER}
    Cover.objects.create(staff=house.staff[name], covered=okafor, **sealed, **held)


def _glass(house: Landlord, name: str, case: Case) -> None:
    sealed = {"sealed_by": case.sealed_by, "entry": case.entry, "reason": "grid", "case": case}
    held = {"start": NOW, "end": NOW + AFTER, "review_by": NOW, "ground": Ground.VISIT}
    BreakGlass.objects.create(staff=house.staff[name], **sealed, **held)


def _reports(house: Landlord, hidden: Case, seen: Case) -> Iterator[Report]:
    for route, area, case in itertools.product(
        (Route.ORDINARY, Route.UNDER_16), (house.ferry, None), (None, hidden, seen)
    ):
        report = Report.objects.get(number=a_report().number)
        report.route, report.area, report.case = route, area, case
        report.state, report.ended = ("opened", report.entry) if case else ("waiting", None)
        report.save()
        OwedDuty.objects.filter(report=report).update(staff=house.staff["patel"])
        owed = OwedDuty.objects.filter(report=report)[0]
        owed.pk, owed.staff = uuid4(), house.staff["quinn"]
        owed.save(force_insert=True)
        yield report
    sealed = {"sealed_by": report.sealed_by, "entry": report.entry, "reason": "grid", "report": report}
    ReportConflict.objects.create(staff=house.staff["achebe"], **sealed)
    first = Report.objects.order_by("pk").exclude(pk=report.pk).filter(case=None).first()
    if first is not None:
        ReportConflict.objects.create(staff=house.staff["silva"], **(sealed | {"report": first}))


def _in_vain(house: Landlord, case: Case) -> None:
    """What gives no sight: an assignment that ended, cover that has not begun, and something owed that is no alert.

    An assignment that will end gives it until then; a conflict of interest that was lifted takes none.
    """
    Assignment.objects.filter(case=case, end=None).update(end=NOW + timedelta(days=30))
    sealed = {"sealed_by": case.sealed_by, "entry": case.entry, "case": case}
    held = {"start": NOW - timedelta(days=2), "end": NOW - timedelta(days=1), "reason": "grid"}
    Assignment.objects.create(staff=house.staff["lewis"], **sealed, **held)
    away = {"staff": house.staff["haddad"], "covered": house.staff["okafor"], "reason": "grid"}
    soon = {"start": NOW + timedelta(days=1), "end": NOW + timedelta(days=2)}
    Cover.objects.create(sealed_by=case.sealed_by, entry=case.entry, **away, **soon)
    for name in ("okafor", "reid"):
        Conflict.objects.create(staff=house.staff[name], ended=case.entry, reason="grid", **sealed)
    _alert(house, case, "haddad")
    OwedDuty.objects.filter(case=case, staff=house.staff["haddad"]).update(kind=DutyKind.REVIEW_CASE)
