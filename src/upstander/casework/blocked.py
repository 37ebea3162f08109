"""Somebody with a conflict of interest asks for a case: told what everybody is told, while another is told (7 a).

What they asked stands in the record of the case; somebody outside their line gets a notice, once a day.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from upstander.casework.actor import Actor
from upstander.policy.roles import Deed
from upstander.records.case import Case, Conflict
from upstander.records.interests import BlockedAttempt, ReportConflict
from upstander.records.journal import Entry, chain
from upstander.records.outbox import put_out
from upstander.records.reports import Report
from upstander.records.staff import outside_the_line_of

ONCE_IN = timedelta(days=1)
WHY = "A conflict of interest keeps this from whoever asked. They were told that there is no such case."


def raise_attempt(who: Actor, number: str, *, deed: Deed) -> None:
    """Enter that somebody who is blocked has asked for this, and tell somebody outside their line. Never raises."""
    about = _kept_from(who, number)
    if about is None:
        return
    case, report = (about, None) if isinstance(about, Case) else (None, about)
    with transaction.atomic(durable=True):
        entry = Entry(
            sealed_by=about.sealed_by,
            at=who.at,
            actor=who.key,
            role=who.role,
            deed=deed,
            case_id=case.pk if case else None,
            report_id=report.pk if report else None,
            clause="7 a",
            allowed=False,
            detail={"why": WHY},
        )
        before = BlockedAttempt.objects.filter(staff=who.staff, case=case, report=report, at__gt=who.at - ONCE_IN)
        if not before.exists():
            _tell(who, case, report, deed, entry)
        chain([entry])


def _tell(who: Actor, case: Case | None, report: Report | None, deed: Deed, entry: Entry) -> None:
    assert who.staff is not None  # nobody else is blocked
    to = outside_the_line_of(who.staff, at=who.at, other_than=_also_blocked(case, report))
    BlockedAttempt.objects.create(
        sealed_by=entry.sealed_by,
        entry=entry,
        staff_id=who.staff,
        case=case,
        report=report,
        to_id=to,
        at=who.at,
        deed=deed,
    )
    if to is not None:
        about = case or report
        put_out(entry, notice="conflict_attempt", reference=about.number if about else "", staff=to)


def _kept_from(who: Actor, number: str) -> Case | Report | None:
    if who.staff is None:
        return None
    held = Conflict.objects.filter(staff=who.staff, ended=None, case__number=number).select_related("case").first()
    if held is not None:
        return held.case
    kept = ReportConflict.objects.filter(staff=who.staff, ended=None, report__number=number)
    found = kept.select_related("report").first()
    return found.report if found else None


def _also_blocked(case: Case | None, report: Report | None) -> list[UUID]:
    rows = Conflict.objects.filter(case=case) if case else ReportConflict.objects.filter(report=report)
    return list(rows.filter(ended=None).values_list("staff", flat=True))
