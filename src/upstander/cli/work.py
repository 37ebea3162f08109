"""`upstander work [--once]`: the one worker (decision 19). Each round is short, and doing it twice does no harm.

Alerts first (`raise_alert`): somebody may be in danger. One part that fails does not keep the others waiting. Looked at
once a day: `recheck_agencies`, `ask_consent_again`, `lapse_consents`.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone

from upstander.casework import (
    actor,
    alerts,
    approvals,
    clocks,
    codes,
    drafts,
    files,
    partners,
    rechecking,
    record,
    runningout,
    sent,
)
from upstander.casework.importing import handed
from upstander.policy.workingdays import london_day
from upstander.post import health, jobs
from upstander.post.sending import ME, send_waiting

log = logging.getLogger(__name__)
EVERY_SECONDS = 15


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take how long to go on."""
    parser.add_argument("--once", action="store_true", help="do one round and stop")
    parser.add_argument("--every", type=int, default=EVERY_SECONDS, metavar="SECONDS", help="between rounds")


def run(asked: argparse.Namespace) -> int:
    """Work until told to stop, or once."""
    looked: dict[str, date] = {}
    while True:
        failed = one_round(looked)
        if asked.once:
            return 1 if failed else 0
        close_old_connections()
        time.sleep(max(1, asked.every))


def one_round(looked: dict[str, date] | None = None) -> list[str]:
    """Do everything that is due; return which parts failed. They are tried again in the next round.

    `looked`: on which day each daily look came to its end. A worker that begins anew looks once more.
    """
    looked, began = {} if looked is None else looked, timezone.now()
    today = london_day(began)
    failed = [name for name, part in PARTS.items() if not _went_well(name, part)]
    for name, look in DAILY.items():
        if looked.get(name) != today and not _went_well(name, partial(_look, name, look, looked, today)):
            failed.append(name)
    try:
        health.beat(ME, began=began, ended=timezone.now(), failed=failed)
    except (DatabaseError, InterfaceError):
        log.exception("That this round is over could not be written down.")
    return failed


def _went_well(name: str, part: Callable[[], None]) -> bool:
    try:
        part()
    except Exception:
        log.exception("Part %s of the work failed; it is tried again in the next round.", name)
        _let_go_of_broken_lines()
        return False
    return True


def _look(name: str, look: Callable[[], bool], looked: dict[str, date], today: date) -> None:
    if look():
        looked[name] = today


def _let_go_of_broken_lines() -> None:
    """Let the next part reach a database that came up again."""
    for line in connections.all(initialized_only=True):
        if line.connection is not None and not line.is_usable():
            line.close()


def _pass_on_alerts() -> None:
    raised = alerts.escalate(actor.worker(at=timezone.now()))
    if raised:
        print(f"{raised} unanswered alerts went to the next person.")


def _restart_clocks() -> None:
    restarted = clocks.restart_passed(actor.worker(at=timezone.now()))
    if restarted:
        print(f"{restarted} clocks go on again: their pause is over.")


def _lapse_approvals() -> None:
    lapsed = approvals.lapse_approvals(actor.worker(at=timezone.now()))
    if lapsed:
        print(f"{lapsed} things that waited for a second person have lapsed.")


def _send() -> None:
    gone = send_waiting(at=timezone.now())
    if gone.sent or gone.put_off or gone.given_up:
        print(f"{gone.sent} notices sent, {gone.put_off} put off, {gone.given_up} given up.")


def _run_jobs() -> None:
    ran = jobs.run_waiting(at=timezone.now())
    if ran.done or ran.put_off or ran.failed:
        print(f"{ran.done} jobs done, {ran.put_off} put off, {ran.failed} failed.")


def _forget_old_jobs() -> None:
    forgotten = jobs.drop_old(at=timezone.now())
    if forgotten:
        print(f"{forgotten} jobs that were done a week ago forgotten.")


def _forget_old_drafts() -> None:
    forgotten = drafts.drop_old_drafts(at=timezone.now())
    if forgotten:
        print(f"{forgotten} drafts older than a day are gone.")


def _forget_old_visits() -> None:
    forgotten = codes.drop_old_visits(at=timezone.now())
    if forgotten:
        print(f"{forgotten} visits with a code that are over are gone.")
    forgotten = partners.drop_old_agency_visits(at=timezone.now())
    if forgotten:
        print(f"{forgotten} visits of agencies that are over are gone.")


def _forget_old_slips() -> None:
    forgotten = codes.drop_old_slips(at=timezone.now())
    if forgotten:
        print(f"{forgotten} slips that were used, or are over, are gone.")


def _forget_old_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def _forget_old_marks() -> None:
    forgotten = sent.forget_old(at=timezone.now())
    if forgotten:
        print(f"{forgotten} marks of forms forgotten: nobody sends those twice any more.")


def _anchor() -> None:
    if settings.ANCHOR:
        record.anchor_head(settings.ANCHOR, at=timezone.now())


def _ready_files() -> None:
    done = files.ready_waiting(actor.worker(at=timezone.now()))
    if done:
        print(f"{done} files were checked and made ready.")


def _sweep_files() -> None:
    swept = files.sweep_files()
    if swept:
        print(f"{swept} pieces of content that belong to no file are gone.")


def _drop_old_imports() -> None:
    dropped = handed.drop_old_files(actor.worker(at=timezone.now()))
    if dropped:
        print(f"{dropped} files handed in a month ago are gone.")


def _recheck_agencies() -> bool:
    rechecked, all_of_them = rechecking.recheck_cases(actor.worker(at=timezone.now()))
    if rechecked:
        print(f"{rechecked} cases were looked at again: the register of agencies has changed.")
    return all_of_them


def _ask_for_consent_again() -> bool:
    asked, all_of_them = runningout.ask_in_time(actor.worker(at=timezone.now()))
    if asked:
        print(f"In {asked} cases a consent is about to run out: somebody is asked again.")
    return all_of_them


def _lapse_consents() -> bool:
    lapsed, all_of_them = runningout.lapse_in_time(actor.worker(at=timezone.now()))
    if lapsed:
        print(f"In {lapsed} cases a consent ran out: what left with it is called back.")
    return all_of_them


PARTS: Mapping[str, Callable[[], None]] = {
    "alerts": _pass_on_alerts,
    "clocks": _restart_clocks,
    "approvals": _lapse_approvals,
    "messages": _send,
    "jobs": _run_jobs,
    "old jobs": _forget_old_jobs,
    "files": _ready_files,
    "old content": _sweep_files,
    "old imports": _drop_old_imports,
    "drafts": _forget_old_drafts,
    "visits": _forget_old_visits,
    "slips": _forget_old_slips,
    "sessions": _forget_old_sessions,
    "marks": _forget_old_marks,
    "anchor": _anchor,
}
DAILY: Mapping[str, Callable[[], bool]] = {
    "agencies": _recheck_agencies,
    "consents": _ask_for_consent_again,
    "consents that ran out": _lapse_consents,
}
"""What is looked at once a day; each says whether it came to its end, or goes on in the next round."""
