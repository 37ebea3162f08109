"""Who told us, also where that stands apart from the report; that it was asked is entered (clauses 2 d, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened_report_to_read
from upstander.policy.sight import KEPT, Part, ReportSighting, may_see_part_of_report
from upstander.records.duties import OwedDuty


@dataclass(frozen=True, slots=True)
class ToldBy:
    """Who told us, as far as whoever asks may see it."""

    name: str
    phone: str
    email: str
    trusted: str


def reporter_of(who: Actor, number: str) -> ToldBy:
    """Return who told us; that it was asked is entered. Raises NotFound."""
    if who.staff is None:
        raise NotFound("There is no such report.")
    with opened_report_to_read(who, number, identity=True) as work:
        report, sighting = work.report, _sighting(work)
        assert report is not None
        told = report.answers.get("reporter") or {}
    named = may_see_part_of_report(Part.IDENTITY, sighting).allowed
    reached = may_see_part_of_report(Part.SAFE_CONTACT, sighting).allowed
    return ToldBy(
        name=str(told.get("name") or "") if named else KEPT,
        phone=str(told.get("phone") or "") if reached else KEPT,
        email=str(told.get("email") or "") if reached else KEPT,
        trusted=str(told.get("trusted") or "") if named else KEPT,
    )


def _sighting(work: Work) -> ReportSighting:
    report, who = work.report, work.who
    assert report is not None
    return ReportSighting(
        roles=who.roles,
        alerted=OwedDuty.objects.filter(report=report, staff=who.staff, done=None).exists(),
        supervises_area=report.area_id in who.scope_areas,
        without_area=report.area_id is None,
        sees_case=None if report.case_id is None else True,
        route=report.route,
    )
