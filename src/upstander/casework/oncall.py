"""Asking somebody now: the alert is owed by whoever is first on call, and told to them at once (clause 2 e)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from upstander.casework.opened import Work
from upstander.policy.duty import Duty
from upstander.policy.roles import SUPERVISORS, Level, Role
from upstander.records.case import Assignment, Conflict
from upstander.records.interests import ReportConflict
from upstander.records.journal import Entry
from upstander.records.outbox import put_out
from upstander.records.staff import alerted, appointed, managing


def ask_on_call(work: Work, duties: Iterable[Duty], *, entry: Entry) -> UUID | None:
    """Owe these alerts by the first on call and tell them; return who. With nobody at all, the owner owes it."""
    held = list(duties)
    if not held:
        return None
    asked = next(iter(order_of_asking(work)), None)
    work.owe(held, entry=entry, staff=asked)
    if asked is not None:
        tell(work, asked, notice="alert", entry=entry)
    return asked


def order_of_asking(work: Work) -> list[UUID]:
    """Return who is asked about this case or report, in order; nobody who has a conflict of interest with it."""
    about = work.held_case or work.report
    if about is None:
        return []
    blocked = set(Conflict.objects.filter(case=work.held_case, ended=None).values_list("staff", flat=True))
    blocked |= set(ReportConflict.objects.filter(report=work.report, ended=None).values_list("staff", flat=True))
    order = alerted(at=work.at, route=about.route, area=about.area_id)
    return [staff for staff in order if staff not in blocked]


def manager_of(work: Work, *, other_than: Iterable[UUID | None]) -> UUID | None:
    """Return the manager who looks at this case: none of these people, and nobody with a conflict of interest."""
    case = work.case
    out = {*other_than, *Conflict.objects.filter(case=case, ended=None).values_list("staff", flat=True)}
    order = managing(at=work.at, route=case.route, team=case.team_id)
    if case.level == Level.NAMED_ONLY:
        # No manager sees it by being a manager, so it is one of those who are named.
        named = Assignment.objects.filter(case=case, end=None).values("staff")
        reviews = appointed(work.at).filter(staff__in=named, role__in=SUPERVISORS | {Role.SAFEGUARDING_LEAD})
        order = list(reviews.order_by("start", "staff_id").values_list("staff_id", flat=True))
    return next((staff for staff in order if staff not in out), None)


def tell(work: Work, staff: UUID, *, notice: str, entry: Entry) -> None:
    """Put a notice to one member of staff in the outbox, once: a reference, and nothing of what it is about."""
    if (notice, staff, entry.pk) in work.told:
        return
    work.told.add((notice, staff, entry.pk))
    number = work.case.number if work.held_case else work.report.number if work.report else ""
    put_out(entry, notice=notice, reference=number, staff=staff, sealed_by=work.sealed_by)
