"""Pausing and restarting one clock, with a reason and an end that everybody can see (clauses 3 a, 3.2 c)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, begun, locked, opened, row_id
from upstander.policy.due import day_words
from upstander.policy.pausing import due_again, may_pause, may_restart
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused
from upstander.policy.workingdays import close_of
from upstander.records.case import Case
from upstander.records.duties import OwedDuty, Pause
from upstander.records.journal import Entry

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Paused:
    """When the clock goes on by itself, if nobody restarts it before."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Restarted:
    """When the duty is due now."""

    due_at: datetime


def pause_clock(who: Actor, number: str, *, duty: str, reason: str, words: str, until: date) -> Paused:
    """Let one clock of a case stand still until a day. Raises NotFound, Refused."""
    with opened(who, number, Deed.PAUSE_CLOCK) as work:
        owed, end = _open_duty(work, duty), close_of(until)
        ruling = may_pause(
            owed.kind,
            reason=reason,
            words=words,
            now=work.at,
            until=end,
            due_at=owed.due_at,
            paused=owed.paused_at is not None,
        )
        entry = work.enter(ruling, duty=owed.kind, reason=reason, until=day_words(until))
        Pause.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            duty=owed,
            reason=reason,
            words=words,
            paused_at=work.at,
            until=end,
        )
        OwedDuty.objects.filter(pk=owed.pk).update(paused_at=work.at)
        return Paused(end)


def restart_clock(who: Actor, number: str, *, duty: str) -> Restarted:
    """Let a clock go on with the time it had left. Raises NotFound, Refused."""
    with opened(who, number, Deed.RESTART_CLOCK) as work:
        owed = _open_duty(work, duty)
        entry = work.enter(may_restart(paused=owed.paused_at is not None), duty=owed.kind)
        return _restarted(work, owed, entry, at=work.at)


def restart_passed(who: Actor) -> int:
    """Restart every clock whose pause has reached its end; return how many. For `upstander work`."""
    passed = Pause.objects.filter(restarted=None, until__lte=who.at, duty__done=None, duty__paused_at__isnull=False)
    restarted = 0
    for duty_id in list(passed.values_list("duty", flat=True)):
        try:
            _restart_by_itself(who, duty_id)
        except Refused as refused:
            log.info("A clock did not need to be restarted: %s", refused.ruling.why)
        else:
            restarted += 1
    return restarted


def _restart_by_itself(who: Actor, duty_id: UUID) -> None:
    with begun(who, Deed.RESTART_CLOCK) as work:
        owed = OwedDuty.objects.select_related("case").get(pk=duty_id)
        case = locked(Case.objects.filter(duties=duty_id)).get()
        owed.refresh_from_db(fields=["paused_at", "done"])
        work.held_case, work.sealed_by = case, case.sealed_by
        ruling = may_restart(paused=owed.paused_at is not None and owed.done_id is None)
        entry = work.enter(ruling, duty=owed.kind, by_itself=True)
        pause = Pause.objects.filter(duty=owed, restarted=None).latest("paused_at")
        _restarted(work, owed, entry, at=pause.until)


def _restarted(work: Work, owed: OwedDuty, entry: Entry, *, at: datetime) -> Restarted:
    """Start the clock again as of a moment: the end of the pause, where nobody restarted it before."""
    assert owed.paused_at is not None
    due = due_again(work.terms, owed.kind, due_at=owed.due_at, paused_at=owed.paused_at, restarted_at=at)
    OwedDuty.objects.filter(pk=owed.pk).update(due_at=due, paused_at=None)
    Pause.objects.filter(duty=owed, restarted=None).update(restarted=entry, restarted_at=at)
    return Restarted(due)


def _open_duty(work: Work, duty: str) -> OwedDuty:
    owed = OwedDuty.objects.filter(case=work.case, pk=row_id(duty), done=None).first()
    if owed is None:
        raise NotFound("There is no such duty in this case.")
    return owed
