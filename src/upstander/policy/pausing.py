"""When a clock may stand still, and start again (clause 3 a: prompt; clause 3.2 c: waiting is explained).

A pause says that we wait for the resident. It never covers danger, and never our waiting for somebody
else: the police have a date of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms, Unit, is_reason
from upstander.policy.workingdays import resumed


class PauseReason(StrEnum):
    """The only reasons for which a clock may stand still: each is the resident's."""

    WAITING_ON_RESIDENT = "waiting_on_resident"
    RESIDENT_ASKED = "resident_asked"
    RESIDENT_AWAY = "resident_away"


PAUSE_LABELS: Mapping[PauseReason, str] = {
    PauseReason.WAITING_ON_RESIDENT: "We are waiting for their answer",
    PauseReason.RESIDENT_ASKED: "They asked us to wait",
    PauseReason.RESIDENT_AWAY: "They are away or unwell",
}

PAUSABLE = frozenset(
    {
        DutyKind.INTERVIEW,
        DutyKind.AGREE_PLAN,
        DutyKind.CHANGE_PLAN,
        DutyKind.DO_STEP,
        DutyKind.CONTACT_WITNESS,
        DutyKind.CONTACT_ALLEGED,
        DutyKind.HEAR_EVIDENCE,
        DutyKind.CONSIDER_SUPPORT,
        DutyKind.AFTER_CLOSING,
    }
)
"""Danger, repairs, triage, first contact, risk, updates, our own investigation and every review go on."""


@enforces("3 a", "3.2 c")
def may_pause(
    kind: DutyKind | str,
    *,
    reason: PauseReason | str,
    words: str,
    now: datetime,
    until: datetime,
    due_at: datetime,
    paused: bool = False,
) -> Ruling:
    """Say whether this clock may stand still until a day. `due_at`: when it runs out."""
    if paused:
        return refuse("3 a", "This clock is standing still already.", "Restart it first, and pause it again.")
    if kind not in PAUSABLE:
        return refuse("3 a", "This clock is about safety or about our own work, so it does not wait.", "Do it now.")
    if reason not in set(PauseReason):
        return refuse(
            "3 a",
            "A clock stands still only while we wait for the resident, never while we wait for somebody else.",
            "Go on with what we can do ourselves. Where the police are involved, record a date to look again.",
        )
    if not is_reason(words):
        return refuse("3.2 c", "Nobody could tell later why we waited.", "Say in a sentence what we are waiting for.")
    if now >= due_at:
        return refuse(
            "3 a", "It is overdue already, and a pause would only hide that.", "Do it now, and say why it was late."
        )
    if until > now:
        return allow("3 a", PAUSE_LABELS[PauseReason(reason)])
    return refuse("3 a", "A pause ends on a day to come.", "Give the day on which the clock goes on at the latest.")


@enforces("3 a")
def may_restart(*, paused: bool) -> Ruling:
    """Say whether a clock may go on."""
    if paused:
        return allow("3 a", "The clock goes on with the time it had left.")
    return refuse("3 a", "This clock is not standing still.", "There is nothing to do: it is running.")


def due_again(
    terms: Terms, kind: DutyKind | str, *, due_at: datetime, paused_at: datetime, restarted_at: datetime
) -> datetime:
    """Return when a clock that stood still runs out now: it keeps the time it had left, counted in its own unit."""
    key = _CLOCKS.get(DutyKind(kind))
    unit = terms.clock(key).unit if key else Unit.DAYS
    return resumed(unit, due_at, paused_at, restarted_at)


_CLOCKS: Mapping[DutyKind, ClockKey] = {
    DutyKind.INTERVIEW: ClockKey.INTERVIEW,
    DutyKind.AGREE_PLAN: ClockKey.ACTION_PLAN,
    DutyKind.CHANGE_PLAN: ClockKey.PLAN_CHANGE,
    DutyKind.CONTACT_WITNESS: ClockKey.WITNESS,
    DutyKind.CONTACT_ALLEGED: ClockKey.ALLEGED,
    DutyKind.HEAR_EVIDENCE: ClockKey.HEAR_EVIDENCE,
    DutyKind.CONSIDER_SUPPORT: ClockKey.SUPPORT,
    DutyKind.AFTER_CLOSING: ClockKey.AFTER_CLOSING,
}
"""The clock each of them runs by; a step of a plan has a day of its own."""
