"""The open cases of one officer, to hand over all or some of them to somebody else (clause 2 e)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from upstander.casework.actor import Actor
from upstander.casework.caseload.board import carried_by_officers
from upstander.casework.caseload.rows import named, of_residents
from upstander.casework.caseload.shape import TeamBoard
from upstander.casework.opened import NotFound, row_id
from upstander.policy.naming import UNKNOWN
from upstander.records import keyring, sight
from upstander.records.case import Case
from upstander.records.together import together

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """One case that an officer has."""

    number: str
    who: str
    risk: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOver:
    """What may change hands, and to whom. `more`: there are others beside these."""

    officer: str
    name: str
    cases: tuple[HeldCase, ...]
    more: bool
    board: TeamBoard


def handing_over(who: Actor, *, officer: str) -> HandingOver:
    """Return the open cases of an officer within a supervisor's sight, the oldest first. Raises NotFound."""
    board = carried_by_officers(who)
    name = next((one.name for one in board.officers if one.staff == officer), "")
    if not name:
        raise NotFound("There is no such officer.")
    open_cases = sight.cases(who).filter(owner=row_id(officer), closed_at=None)
    held = list(open_cases.only("number", "risk", "opened_at", "sealed_by").order_by("opened_at", "pk")[: MOST + 1])
    return HandingOver(officer=officer, name=name, cases=_lines(held[:MOST]), more=len(held) > MOST, board=board)


def _lines(cases: list[Case]) -> tuple[HeldCase, ...]:
    found = together(of_residents(case.pk for case in cases))
    keyring.warm(person.sealed_by for person in found["people"])
    names = named(found)
    return tuple(
        HeldCase(
            number=case.number,
            who=names.get(case.pk, UNKNOWN),
            risk=case.risk.capitalize() or "Not assessed",
            opened_at=case.opened_at,
        )
        for case in cases
    )
