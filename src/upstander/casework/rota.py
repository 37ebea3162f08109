"""Who is on call: put on the rota, taken off it, and the weeks to come with the hours that nobody has (clause 2 e)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun, locked, row_id
from upstander.policy.alerting import may_put_on_call, may_take_off_call
from upstander.policy.roles import MAY, Deed
from upstander.records.staff import Appointment, OnCall, Staff

WEEKS_SHOWN = 8
MOST_TURNS = 200
"""Eight weeks of two people on call, in turns of half a day, are fewer; a rota cut finer than that says so."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One time on call, by its key."""

    key: str
    name: str
    start: datetime
    end: datetime
    order: int


@dataclass(frozen=True, slots=True)
class Rota:
    """The weeks to come: who is on call, and between which moments nobody is asked first."""

    turns: tuple[Turn, ...]
    gaps: tuple[tuple[datetime, datetime], ...]
    until: datetime
    more: bool


def put_on_call(who: Actor, *, email: str, start: datetime, end: datetime, order: int = 1) -> str:
    """Put somebody on the rota of who answers alerts; return their name. Raises NotFound, Refused."""
    with begun(who, Deed.PUT_ON_CALL) as work:
        staff = Staff.objects.filter(email=email.strip().lower(), is_active=True).first()
        if staff is None:
            raise NotFound("There is no such person.")
        live = Q(start__lte=end) & (Q(end=None) | Q(end__gt=work.at))
        roles = list(Appointment.objects.filter(live, staff=staff).values_list("role", flat=True))
        ruling = may_put_on_call(roles, start=start, end=end, now=work.at, order=order)
        entry = work.enter(ruling, staff=str(staff.pk), start=start.isoformat(), end=end.isoformat(), order=order)
        OnCall.objects.create(staff=staff, start=start, end=end, order=order, entry=entry)
        return staff.name


def take_off_call(who: Actor, *, turn: str) -> str:
    """Take somebody off the rota, from now on; return their name. Raises NotFound, Refused."""
    with begun(who, Deed.TAKE_OFF_CALL) as work:
        held = locked(OnCall.objects.filter(pk=row_id(turn)).select_related("staff")).first()
        if held is None:
            raise NotFound("There is no such time on call.")
        beside = OnCall.objects.filter(start__lte=held.start, end__gte=held.end, taken_off=None, staff__is_active=True)
        ruling = may_take_off_call(
            taken_off=held.taken_off_id is not None,
            over=held.end <= work.at,
            somebody_else=beside.exclude(pk=held.pk).exists(),
        )
        held.taken_off = work.enter(ruling, staff=str(held.staff_id), turn=str(held.pk))
        held.save(update_fields=["taken_off"])
        return str(held.staff.name)


def rota(*, at: datetime) -> Rota:
    """Return the coming weeks."""
    until = at + timedelta(weeks=WEEKS_SHOWN)
    rows = OnCall.objects.filter(end__gt=at, start__lt=until, taken_off=None, staff__is_active=True)
    held = list(rows.select_related("staff").order_by("start", "order")[: MOST_TURNS + 1])
    turns = tuple(Turn(str(row.pk), row.staff.name, row.start, row.end, row.order) for row in held[:MOST_TURNS])
    return Rota(turns, gaps(turns, start=at, end=until), until, len(held) > MOST_TURNS)


def gaps(turns: Iterable[Turn], *, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Return between which moments nobody at all is on call."""
    found, covered = [], start
    for turn in sorted(turns, key=lambda one: one.start):
        if turn.start > covered:
            found.append((covered, turn.start))
        covered = max(covered, turn.end)
    if covered < end:
        found.append((covered, end))
    return tuple(found)


def can_be_on_call(*, at: datetime) -> tuple[tuple[str, str], ...]:
    """Return e-mail and name of everybody whose role answers alerts, now or later."""
    roles = [role for role, may in MAY.items() if Deed.ANSWER_ALERT in may]
    held = Appointment.objects.filter(Q(end=None) | Q(end__gt=at), role__in=roles, staff__is_active=True)
    return tuple(held.order_by("staff__name").values_list("staff__email", "staff__name").distinct())
