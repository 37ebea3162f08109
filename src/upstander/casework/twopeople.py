"""Acts that need two people: one asks, and another, who may do the same deed, is shown it and does it (decision 20).

A matter registers its act here beside its deed; `casework/approvals.py` gives, refuses, withdraws and lapses them all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from upstander.casework.actor import member
from upstander.casework.work import Work
from upstander.policy.approvals import LAPSES_AFTER, may_ask
from upstander.policy.roles import MAY, Deed, Role
from upstander.policy.ruling import Ruling
from upstander.records import sight
from upstander.records.approvals import Approval
from upstander.records.case import Assignment
from upstander.records.outbox import put_out
from upstander.records.staff import appointed

Plain = Mapping[str, Any]
NOT_ABOUT_A_CASE = "Upstander"
EVERYWHERE = (Role.SAFEGUARDING_LEAD, Role.DATA_PROTECTION_OFFICER)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the second person is shown: exactly what will be, as its recipient would see it."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that now waits for a second person. `told`: how many people can answer it, and were told."""

    approval: str
    told: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """An act that two people do. `do` asks the rule again, for the facts may have changed, and enters what it does.

    `see` is asked again before it is done, and by the worker: it depends on the facts and `plain` only, never on who
    looks or on the day. When it shows something else than was asked, or refuses, the act can no longer be given.
    """

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

    `asked`: plain JSON values, handed to the act's `see` now and to its `do` later; `because`, where there is one, is
    shown as the reason for asking. The deed of the entry is the act's own, marked as asked for.
    """
    assert work.who.staff is not None  # nobody else's roles include a deed that two people do
    assert work.report is None  # it is about a case, or about none
    work.require(ruling)
    shown = ACTS[work.deed].see(work, asked)
    print_of = digest(work.deed, asked, shown)
    waiting = Approval.objects.filter(deed=work.deed, case=work.held_case, ended_as="", lapses_at__gt=work.at)
    same = any(digest(work.deed, one.asked, shown_of(one)) == print_of for one in waiting)
    work.require(may_ask(ruling.clause, waits_already=same))
    entry = work.enter(ruling, asked=True, shown=print_of)
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
    others = _who_may_give(work)
    for staff in others:
        put_out(entry, notice="approval", reference=reference_of(work), staff=staff)
    return Asked(str(approval.pk), len(others))


def shown_of(approval: Approval) -> Shown:
    """Return what was shown when it was asked for, as it was kept."""
    kept = approval.shown
    return Shown(kept["title"], tuple((str(label), str(value)) for label, value in kept["rows"]))


def digest(deed: str, asked: Plain, shown: Shown) -> str:
    """Return the fingerprint that binds what was asked, what was shown, and what is done."""
    plain = [str(deed), dict(asked), shown.title, [list(row) for row in shown.rows]]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def reference_of(work: Work) -> str:
    """Return what a notice names: the case, or nothing but the house."""
    return work.held_case.number if work.held_case else NOT_ABOUT_A_CASE


def _who_may_give(work: Work) -> list[UUID]:
    """Everybody else whose role includes it, and in whose sight the case is."""
    roles = [role for role in Role if work.deed in MAY[role]]
    held = appointed(work.at).filter(role__in=roles).exclude(staff=work.who.staff)
    case = work.held_case
    if case is None:
        return list(dict.fromkeys(held.order_by("staff_id").values_list("staff_id", flat=True)))
    near = Q(team=case.team_id) | Q(team__areas=case.area_id) | Q(role__in=EVERYWHERE)
    assigned = Assignment.objects.filter(sight.live(work.at), case=case)
    near |= Q(staff__in=assigned.values("staff"))
    found = dict.fromkeys(held.filter(near).order_by("staff_id").values_list("staff_id", flat=True))
    return [one for one in found if sight.cases(member(one, at=work.at)).filter(pk=case.pk).exists()]
