"""Considering an agency for a case: needed or not, offered, or not wanted by the resident (clause 3.1).

The answers of a case are read with its file: `casefile/helping.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from upstander.casework.actor import Actor
from upstander.casework.opened import Work, opened, row_id
from upstander.policy.considering import may_consider_agency, still_to_answer
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.stages import may_work_on
from upstander.records.considered import AgencyAnswer, known, marked_for, register_for


@dataclass(frozen=True, slots=True)
class Considered:
    """In which case, and how many agencies of its borough have no answer yet."""

    number: str
    left: int


def consider_agency(who: Actor, number: str, *, agency: str, answer: str, why: str) -> Considered:
    """Record an answer for an agency; it takes the place of an earlier one, which stays. Raises NotFound, Refused."""
    with opened(who, number, Deed.CONSIDER_AGENCY) as work:
        work.require(may_work_on(work.case.stage))
        key = row_id(agency)
        found = marked_for(work.case).filter(pk=key).first()
        all_known = [known(row) for row in register_for(work.case, on=work.today)]
        asked = known(found) if found else None
        ruling = may_consider_agency(asked, answer=answer, why=why, on=work.today, others=all_known)
        entry = work.enter(ruling, agency=agency, answer=answer)
        AgencyAnswer.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=work.case, agency_id=key, answer=answer, reason=why
        )
        left = len(still_to_answer(all_known, answered=_answered(work), on=work.today))
        if not left:
            work.fulfil(DutyKind.CONSIDER_AGENCIES, entry=entry)
        return Considered(number, left)


def _answered(work: Work) -> set[str]:
    rows = AgencyAnswer.objects.filter(case=work.case)
    return {str(key) for key in rows.values_list("agency", flat=True)}
