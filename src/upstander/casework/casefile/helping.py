"""The agencies of a case, with every answer that was given for each; an answer is part of somebody's support (7 a)."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from upstander.casework.casefile.page import AgencyAnswerRow, AgencyRow, AgencyView
from upstander.casework.casefile.said import label
from upstander.casework.casefile.sheaf import Sheaf, staff_of
from upstander.policy.agencies import AGENCY_KIND_LABELS, AgencyKind
from upstander.policy.considering import (
    answer_label,
    helps,
    is_considered,
    still_to_answer,
)
from upstander.policy.sight import KEPT, Part
from upstander.records.agencies import Agency
from upstander.records.considered import AgencyAnswer, known


def agencies(sheaf: Sheaf) -> AgencyView:
    """Return the agencies of the case's borough, the unanswered first, last those that no longer help there."""
    today, rows = sheaf.work.today, sheaf.rows["agencies"]
    given: dict[UUID, list[AgencyAnswer]] = defaultdict(list)
    for answer in sheaf.rows["considered"]:
        given[answer.agency_id].append(answer)
    here, answered = [known(row) for row in rows], {str(key) for key in given}
    left = {one.key for one in still_to_answer(here, answered=answered, on=today)}
    shown = [
        _row(sheaf, row, given[row.pk], open_=one.key in left, helping=helps(one, on=today))
        for row, one in zip(rows, here, strict=True)
        if one.key in answered or helps(one, on=today)
    ]
    shown.sort(key=lambda row: (not row.to_answer, not row.helps))
    return AgencyView(rows=tuple(shown), left=len(left), complete=is_considered(here, answered=answered, on=today))


def _row(sheaf: Sheaf, row: Agency, given: list[AgencyAnswer], *, open_: bool, helping: bool) -> AgencyRow:
    return AgencyRow(
        agency=str(row.pk),
        name=row.name,
        kind=label(AGENCY_KIND_LABELS, AgencyKind, row.kind),
        phone=row.phone,
        email=row.email,
        does=row.does,
        helps=helping,
        to_answer=open_,
        answers=tuple(_answer(sheaf, one) for one in given),
    )


def _answer(sheaf: Sheaf, one: AgencyAnswer) -> AgencyAnswerRow:
    """Return an answer; what somebody was offered, and why, is kept from whoever may not read of their support."""
    told = Part.HEALTH in sheaf.work.parts
    staff = staff_of(one.actor)  # type: ignore[attr-defined]  # said by the query of answers
    return AgencyAnswerRow(
        label=answer_label(one.answer) if told else KEPT,
        why=one.reason if told else "",
        by=sheaf.names.get(staff, "a member of staff") if staff else "",
        at=one.at,  # type: ignore[attr-defined]  # the same
    )
