"""Red-flag alerts: answered by a person, or passed on until somebody does (clause 2 e)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.oncall import order_of_asking, tell
from upstander.casework.opened import Work, begun, locked, opened_either
from upstander.policy.alerting import may_answer_alert, may_raise_alert, must_answer_raised_alert
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.reports import Report

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AlertAnswered:
    """How many alerts this answered."""

    how_many: int


@dataclass(frozen=True, slots=True)
class Raised:
    """Who is asked next, if anybody is there to be asked."""

    staff: str


def answer_alert(who: Actor, number: str, *, words: str) -> AlertAnswered:
    """Answer the alerts of a case, or of a report that waits (its number says which). Raises NotFound, Refused."""
    with opened_either(who, number, Deed.ANSWER_ALERT) as work:
        waiting = _alerts(work).count()
        entry = work.enter(may_answer_alert(words=words, open_alerts=waiting), words=words)
        return AlertAnswered(_alerts(work).update(done=entry, done_at=work.at))


def raise_alert(who: Actor, *, duty: UUID) -> Raised:
    """Send an alert that nobody answered in time to the next person on call. Raises Refused."""
    with begun(who, Deed.RAISE_ALERT) as work:
        alert = _taken_up(work, duty)
        asked = set(_alerts(work).values_list("staff", flat=True))
        order = order_of_asking(work)
        fresh = [staff for staff in order if staff not in asked]
        ruling = may_raise_alert(due_at=alert.due_at, at=work.at, somebody_else=bool(fresh))
        entry = work.enter(ruling, asked_before=len(asked))
        for staff in fresh[:1] or order:
            tell(work, staff, notice="alert", entry=entry)
        due = must_answer_raised_alert(work.terms, at=work.at)
        alert.escalated += 1
        if fresh:
            _owe_next(alert, fresh[0], due, work, entry)
        else:
            alert.due_at, alert.escalated = due, 0
        alert.save(update_fields=["due_at", "escalated"])
        return Raised(str(next(iter(fresh or order), "")))


def escalate(who: Actor) -> int:
    """Raise every alert that was not answered in time; return how many. For `upstander work`."""
    late = OwedDuty.objects.filter(kind=DutyKind.ANSWER_ALERT, done=None, escalated=0, due_at__lte=who.at)
    raised = 0
    for duty in list(late.order_by("due_at").values_list("pk", flat=True)):
        try:
            asked = raise_alert(who, duty=duty).staff
        except (Refused, OwedDuty.DoesNotExist):
            log.info("An alert was answered while it was being passed on.")
            continue
        raised += 1
        if not asked:
            log.error("An alert is open, and there is nobody on call and no supervisor to ask.")
    return raised


def _taken_up(work: Work, duty: UUID) -> OwedDuty:
    """Lock what the alert is about, and make it the subject of this deed."""
    alert = OwedDuty.objects.get(pk=duty)
    if alert.case_id:
        work.held_case = locked(Case.objects.filter(pk=alert.case_id)).get()
        work.sealed_by = work.case.sealed_by
    else:
        work.report = locked(Report.objects.filter(duties=duty)).get()
        work.sealed_by = work.report.sealed_by
    return OwedDuty.objects.get(pk=duty, done=None, escalated=0)  # another worker may have been first


def _alerts(work: Work) -> QuerySet[OwedDuty]:
    about = {"case": work.held_case} if work.held_case else {"report": work.report, "case": None}
    return OwedDuty.objects.filter(kind=DutyKind.ANSWER_ALERT, done=None, **about)


def _owe_next(alert: OwedDuty, staff: UUID, due: datetime, work: Work, entry: Entry) -> None:
    OwedDuty.objects.create(
        sealed_by=alert.sealed_by,
        entry=entry,
        case_id=alert.case_id,
        report_id=alert.report_id,
        party_id=alert.party_id,
        staff_id=staff,
        kind=alert.kind,
        clause=alert.clause,
        why=alert.why,
        starts_at=work.at,
        due_at=due,
    )
