"""Notices that could not go out, for whoever looks after the case: why, tried again, or given up with a reason (3.2 c).

Nobody sees one of a case out of their sight; what is about no case is the administrators'.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, begun, locked, opened_either, row_id
from upstander.policy.informing import WAY_LABELS, Way
from upstander.policy.posting import STUCK, NoticeState, may_give_up_notice, may_retry_notice
from upstander.policy.roles import Deed, is_administrator, may_do
from upstander.records import sight
from upstander.records.case import Case
from upstander.records.outbox import OutboxItem
from upstander.records.reports import Report

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckNotice:
    """One notice that could not go out: about which case or report ("" for none), since when, and why."""

    item: str
    number: str
    notice: str
    to_staff: bool
    way: str
    is_dead: bool
    why: str
    since: datetime


@dataclass(frozen=True, slots=True)
class StuckList:
    """One page of them, the longest stuck first; `after` is where the next one goes on."""

    rows: tuple[StuckNotice, ...]
    after: str


def stuck_notices(who: Actor, *, after: str = "") -> StuckList:
    """Return what is stuck and in sight. Raises NotFound for whoever may do nothing about it."""
    rows = _in_sight(who).filter(state__in=STUCK)
    last = _in_sight(who).filter(pk=row_id(after)).first() if after else None
    if last is not None:
        rows = rows.filter(Q(send_after__gt=last.send_after) | Q(send_after=last.send_after, pk__gt=last.pk))
    held = list(rows[: PAGE + 1])
    numbers = _numbers(held[:PAGE])
    shown = tuple(_shown(item, numbers[item.pk]) for item in held[:PAGE])
    return StuckList(shown, shown[-1].item if len(held) > PAGE else "")


def stuck_notice(who: Actor, *, item: str) -> StuckNotice:
    """Return one of them. Raises NotFound."""
    found = _one(who, item)
    return _shown(found, _numbers([found])[found.pk])


def retry_notice(who: Actor, *, item: str) -> None:
    """Let a notice that is stuck be tried again, by a way that is safe then. Raises NotFound, Refused."""
    with _opened_notice(who, Deed.RETRY_NOTICE, item) as (work, held):
        work.enter(may_retry_notice(state=held.state), notice=held.notice, item=item)
        _change(held, state=NoticeState.WAITING, send_after=work.at, tries=0, last_error="")


def give_up_notice(who: Actor, *, item: str, because: str) -> None:
    """Give up a notice that is stuck, and say why. Raises NotFound, Refused."""
    with _opened_notice(who, Deed.GIVE_UP_NOTICE, item) as (work, held):
        ruling = may_give_up_notice(state=held.state, because=because)
        entry = work.enter(ruling, notice=held.notice, item=item, because=because)
        _change(held, state=NoticeState.GIVEN_UP, ended=entry)


def _change(held: OutboxItem, **changes: Any) -> None:
    OutboxItem.objects.filter(pk=held.pk).update(**changes)


@contextmanager
def _opened_notice(who: Actor, deed: Deed, item: str) -> Iterator[tuple[Work, OutboxItem]]:
    """Open a notice, and the case or report it is about, for a deed; both are locked. Raises NotFound, Refused."""
    found = _one(who, item)
    number = _numbers([found])[found.pk]
    with opened_either(who, number, deed) if number else begun(who, deed, sealed_by=found.sealed_by) as work:
        yield work, locked(OutboxItem.objects.filter(pk=found.pk)).get()


def _in_sight(who: Actor) -> QuerySet[OutboxItem]:
    if who.staff is None or not may_do(who.roles, Deed.RETRY_NOTICE).allowed:
        raise NotFound("There is no such page.")
    cases = sight.cases(who).values("pk")
    reports = sight.reports(who).values("pk")
    joined = Report.objects.filter(case__in=cases).values("pk")
    seen = Q(entry__case_id__in=cases) | Q(entry__report_id__in=reports) | Q(entry__report_id__in=joined)
    if is_administrator(who.roles):
        seen |= Q(entry__case_id=None, entry__report_id=None)
    return OutboxItem.objects.filter(seen).select_related("entry").order_by("send_after", "pk")


def _one(who: Actor, item: str) -> OutboxItem:
    found = _in_sight(who).filter(pk=row_id(item)).first()
    if found is None:
        raise NotFound("There is no such notice.")
    return found


def _numbers(items: list[OutboxItem]) -> dict[UUID, str]:
    """Return by which number each is opened: of its case, or of its report."""
    about = {one for item in items for one in (item.entry.case_id, item.entry.report_id) if one}
    known: dict[UUID | None, str] = dict(Report.objects.filter(pk__in=about).values_list("pk", "number"))
    known |= dict(Case.objects.filter(pk__in=about).values_list("pk", "number"))
    return {item.pk: known.get(item.entry.case_id) or known.get(item.entry.report_id) or "" for item in items}


def _shown(item: OutboxItem, number: str) -> StuckNotice:
    return StuckNotice(
        item=str(item.pk),
        number=number,
        notice=item.notice,
        to_staff=item.staff_id is not None,
        way=WAY_LABELS[Way(item.channel)] if item.channel in set(Way) else "",
        is_dead=item.state == NoticeState.DEAD,
        why=item.last_error,
        since=item.send_after,
    )
