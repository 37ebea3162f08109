"""How a line of work reads in a list: what to do, on which case, by when, and why (clauses 2 e, 3 a)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from upstander.casework.caseload.shape import WorkRow
from upstander.policy.due import Due
from upstander.policy.duty import DutyKind
from upstander.web import where

STATUS = {
    Due.OVERDUE: ("Overdue", "red"),
    Due.TODAY: ("Today", "yellow"),
    Due.WEEK: ("Soon", "blue"),
    Due.LATER: ("Later", "grey"),
    Due.WAITING: ("Waiting for someone else", "purple"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, with where its links lead."""

    row: WorkRow
    task: str
    about: str
    status: str
    colour: str
    late: bool


def lines(rows: Iterable[WorkRow]) -> tuple[Line, ...]:
    """Return these rows as lines."""
    return tuple(
        Line(
            row=row,
            task=where.task(row.number, _deed(row), party=row.party, step=row.step, duty=row.duty),
            about=where.subject(row.number),
            status=STATUS[row.state][0],
            colour=STATUS[row.state][1],
            late=row.state is Due.OVERDUE,
        )
        for row in rows
    )


def _deed(row: WorkRow) -> str:
    """A report at triage is read first; what becomes of it is decided there."""
    return "open_report" if row.kind == DutyKind.TRIAGE else row.deed
