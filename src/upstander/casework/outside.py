"""A case about somebody who works for us leaves the usual line of command, and never waits unseen (7 a, 2 e)."""

from __future__ import annotations

from uuid import UUID

from upstander.casework.oncall import tell
from upstander.casework.opened import Work, row_id
from upstander.policy.assigning import must_take_case
from upstander.policy.parties import may_go_outside_the_line
from upstander.policy.reporting import route
from upstander.policy.roles import Route
from upstander.records.case import Assignment, Conflict
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.staff import alerted


def require_somebody_outside(work: Work) -> None:
    """Go on only where somebody outside the line is there to see the case. Raises Refused."""
    work.require(may_go_outside_the_line(somebody_there=bool(_leads(work))))


def go_outside_the_line(work: Work, entry: Entry, *, accused: str = "") -> None:
    """Take a case out of the line, tell the safeguarding leads, and let nobody who is complained of keep it."""
    case, leads = work.case, _leads(work)
    case.route = route(accused_staff=True, domestic_abuse=False, under_16=False)
    if accused:
        _block(work, entry, row_id(accused))
    case.save(update_fields=["route", "owner"])
    if case.owner_id is None:
        OwedDuty.objects.filter(case=case, done=None, staff=None).update(staff=leads[0], team=None)
        work.owe(must_take_case(work.terms, at=work.at), entry=entry, staff=leads[0])
    for lead in leads:
        tell(work, lead, notice="outside_the_line", entry=entry)


def _block(work: Work, entry: Entry, accused: UUID) -> None:
    case = work.case
    reason = "They are complained of in this case."
    if not Conflict.objects.filter(case=case, staff=accused, ended=None).exists():
        Conflict.objects.create(sealed_by=work.sealed_by, entry=entry, case=case, staff_id=accused, reason=reason)
    Assignment.objects.filter(case=case, staff=accused, end=None).update(end=work.at)
    OwedDuty.objects.filter(case=case, done=None, staff=accused).update(staff=None, team=case.team)
    if case.owner_id == accused:
        case.owner = None


def _leads(work: Work) -> list[UUID]:
    return alerted(at=work.at, route=Route.OUTSIDE_THE_LINE, area=work.case.area_id)
