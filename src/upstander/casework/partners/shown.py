"""The people at agencies in the demo, who come in with one click; no such way in exists anywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from upstander.casework.opened import NotFound, row_id
from upstander.casework.partners.door import visit_of
from upstander.records.partners import Recipient
from upstander.records.sealing import warmed

SHOWN = 20


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody fictional at an agency."""

    key: str
    name: str
    agency: str


def demo_people() -> tuple[DemoPerson, ...]:
    """Return them, by agency; nobody where this is no demo."""
    if not settings.DEMO:
        return ()
    rows = Recipient.objects.filter(ended=None).select_related("agency").order_by("agency__name", "entry__seq")
    return tuple(DemoPerson(str(one.pk), one.name, one.agency.name) for one in warmed(rows[:SHOWN]))


def demo_visit(recipient: str, *, at: datetime) -> str:
    """Begin a visit of one of them. Raises NotFound."""
    found = Recipient.objects.filter(pk=row_id(recipient), ended=None).first() if settings.DEMO else None
    if found is None:
        raise NotFound("There is no such person.")
    return visit_of(found.pk, at=at)
