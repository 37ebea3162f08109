"""Running the jobs that wait: one that fails does not stop the others, and is tried again a few times (clause 9).

A job may run twice, after a crash: it has to do no harm the second time. A function that is to run later is declared
beside its matter with `@task()` of django_tasks, takes ids alone, and is put in the queue inside the deed.
"""

from __future__ import annotations

import logging
import os
import socket
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from upstander.records import jobs

log = logging.getLogger(__name__)
AT_ONCE = 50
SECONDS = 30
TRIES = 5
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ran:
    """How many jobs were done, put off, and failed for good."""

    done: int = 0
    put_off: int = 0
    failed: int = 0


def run_waiting(*, at: datetime, at_most: int = AT_ONCE) -> Ran:
    """Run jobs that are due, for half a minute at most, so that alerts do not wait behind them."""
    began, counts = time.monotonic(), {"done": 0, "put_off": 0, "failed": 0}
    for job in jobs.claimed(at=at, worker=f"{socket.gethostname()}:{os.getpid()}"[:64], at_most=at_most):
        counts[_run(job, at)] += 1
        if time.monotonic() - began > SECONDS:
            break
    return Ran(**counts)


def drop_old(*, at: datetime) -> int:
    """Forget the jobs that were done a week ago; return how many."""
    return jobs.forget_done(before=at - KEPT_FOR)


def _run(job: jobs.Job, at: datetime) -> str:
    try:
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    except Exception as trouble:
        kind = type(trouble).__name__
        log.exception("The job %s failed.", job.task_path)
        tried = len(job.worker_ids)
        if tried >= TRIES:
            jobs.failed(job, at=at, kind=kind)
            return "failed"
        jobs.put_off(job, until=at + timedelta(minutes=2**tried), kind=kind)
        return "put_off"
    jobs.done(job, at=at)
    return "done"
