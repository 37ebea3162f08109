"""A conflict of interest is lifted: asked for by one, given by another, neither with a conflict in it (clause 7 a).

Whoever does it has the case in sight, which it is not for the person it is kept from. From then on what they see is as
roles and assignment say; what they had before does not come back by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.conflicts import marks_in_common
from upstander.casework.opened import LONDON, NotFound, Work, opened, row_id
from upstander.casework.twopeople import Asked, Plain, Shown, ask_a_second, done_by_two
from upstander.policy.interests import may_lift_conflict
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.records.case import Conflict
from upstander.records.interests import ReportConflict


@dataclass(frozen=True, slots=True)
class Lifted:
    """Which case is no longer kept from them."""

    number: str


def lift_conflict(who: Actor, number: str, *, block: str, because: str) -> Asked:
    """Ask a second person to lift a conflict of interest with a case. Raises NotFound, Refused."""
    with opened(who, number, Deed.LIFT_CONFLICT) as work:
        plain = {"block": block, "because": because, "asker": str(who.staff)}
        return ask_a_second(work, _ruling(work, _block(work, plain), plain), **plain)


def _see(work: Work, plain: Plain) -> Shown:
    held = _block(work, plain)
    work.require(_ruling(work, held, plain))
    since = held.entry.at.astimezone(LONDON)
    rows = (
        ("Case", work.case.number),
        ("Kept from", held.staff.name),
        ("Since", f"{since.day} {since:%B %Y}"),
        ("Why it was kept", held.reason),
        ("What changes", "They see it where their role or an assignment lets them. It is not given back to them."),
    )
    return Shown(f"Lift a conflict of interest with {work.case.number}", rows)


@done_by_two(Deed.LIFT_CONFLICT, see=_see)
def _lift(work: Work, plain: Plain) -> Lifted:
    """Lift it with the case and with the reports in it, once a second person has said yes."""
    held = _block(work, plain)
    entry = work.enter(_ruling(work, held, plain), staff=str(held.staff_id), because=plain["because"])
    held.ended, held.harmless = entry, marks_in_common(work.case, held.staff_id)
    held.save(update_fields=["ended", "harmless"])
    ReportConflict.objects.filter(report__case=work.case, staff=held.staff_id, ended=None).update(ended=entry)
    return Lifted(work.case.number)


def _block(work: Work, plain: Plain) -> Conflict:
    rows: QuerySet[Any] = Conflict.objects.filter(case=work.case, pk=row_id(str(plain["block"])))
    held: Conflict | None = rows.select_related("staff", "entry").first()
    if held is None:
        raise NotFound("There is nothing of this kind to lift.")
    return held


def _ruling(work: Work, held: Conflict, plain: Plain) -> Ruling:
    """Ask the rule about whoever asked for it and whoever gives it: either may have a conflict by now."""
    deciding: set[UUID] = {row_id(str(plain["asker"])), *([work.who.staff] if work.who.staff else [])}
    return may_lift_conflict(
        because=str(plain["because"]),
        lifted=held.ended_id is not None,
        own=held.staff_id in deciding,
        conflicted=Conflict.objects.filter(case=work.case, staff__in=deciding, ended=None).exists(),
    )
