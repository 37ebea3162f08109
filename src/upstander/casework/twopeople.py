"""Acts that need two people: one asks, and another, who may do the same deed, is shown it and does it (decision 20).

A matter registers its act here beside its deed; `casework/approvals.py` gives, refuses, withdraws and lapses them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from upstander.casework.work import Work
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.records.approvals import Approval

Plain = Mapping[str, Any]
LAPSES_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the second person is shown: exactly what will be, as its recipient would see it."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that now waits for a second person."""

    approval: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act that two people do. `do` asks the rule again, for the facts may have changed, and enters what it does."""

    deed: Deed
    see: Callable[[Work, Plain], Shown]
    do: Callable[[Work, Plain], object]


ACTS: dict[Deed, Act] = {}


def done_by_two(
    deed: Deed, *, see: Callable[[Work, Plain], Shown]
) -> Callable[[Callable[[Work, Plain], object]], Callable[[Work, Plain], object]]:
    """Register what is done once a second person has said yes."""

    def registered(do: Callable[[Work, Plain], object]) -> Callable[[Work, Plain], object]:
        ACTS[deed] = Act(deed, see, do)
        return do

    return registered


def ask_a_second(work: Work, ruling: Ruling, **asked: Any) -> Asked:
    """Enter that this was asked for, and let it wait for a second person. Raises Refused.

    `asked`: plain JSON values, handed to the act's `see` now and to its `do` later.
    """
    assert work.who.staff is not None  # nobody else's roles include a deed that two people do
    shown = ACTS[work.deed].see(work, asked)
    entry = work.enter(ruling, asked=True)
    approval = Approval.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        deed=work.deed,
        case=work.held_case,
        asked_by_id=work.who.staff,
        asked_at=work.at,
        lapses_at=work.at + LAPSES_AFTER,
        asked=asked,
        shown={"title": shown.title, "rows": [list(row) for row in shown.rows]},
    )
    return Asked(str(approval.pk))
