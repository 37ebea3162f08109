"""The register changed: which agencies are asked about again, and where none is left to answer (clause 3.1).

An agency that joins is asked about in open cases of high risk; what is owed already covers it by itself.
"""

from __future__ import annotations

import logging
import time
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.opened import begun, locked
from upstander.policy.duty import DutyKind
from upstander.policy.opening import must_consider_agencies
from upstander.policy.rechecking import may_recheck_agencies
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused
from upstander.policy.workingdays import london_day
from upstander.records.case import Case
from upstander.records.considered import to_recheck, unanswered_in
from upstander.records.duties import OwedDuty

log = logging.getLogger(__name__)
AT_ONCE = 200
SECONDS = 5
"""How long one round goes on with it: an alert does not wait behind it."""


def recheck_agencies(who: Actor, *, case: UUID) -> None:
    """Owe an answer for the agencies that have none, or end what is owed where none is left. Raises Refused."""
    with begun(who, Deed.RECHECK_AGENCIES) as work:
        work.held_case = locked(Case.objects.filter(pk=case)).get()
        work.sealed_by = work.case.sealed_by
        left = len(unanswered_in(work.case, on=work.today))
        owed = OwedDuty.objects.filter(case=case, kind=DutyKind.CONSIDER_AGENCIES, done=None).exists()
        ruling = may_recheck_agencies(
            is_open=work.case.closed_at is None, risk=work.case.risk, unanswered=left, owed=owed
        )
        entry = work.enter(ruling, unanswered=left)
        if owed:
            work.fulfil(DutyKind.CONSIDER_AGENCIES, entry=entry)
        else:
            work.owe(must_consider_agencies(work.terms, unanswered=left, at=work.at), entry=entry)


def recheck_cases(who: Actor) -> tuple[int, bool]:
    """Look at every case for which the register has changed; return how many, and whether that was all of them.

    What was looked at is no longer among them, so the next round goes on where this one stopped. For `upstander work`.
    """
    began, done, last = time.monotonic(), 0, UUID(int=0)
    while time.monotonic() - began < SECONDS:
        some = list(to_recheck(on=london_day(who.at)).filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE])
        done += sum(_rechecked(who, case) for case in some)
        if len(some) < AT_ONCE:
            return done, True
        last = some[-1]
    return done, False


def _rechecked(who: Actor, case: UUID) -> bool:
    try:
        recheck_agencies(who, case=case)
    except Refused as refused:
        log.info("A case changed while its agencies were looked at: %s", refused.ruling.why)
        return False
    except Exception:
        log.exception("The agencies of a case could not be looked at; the others go on.")
        return False
    return True
