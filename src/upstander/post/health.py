"""How what runs by itself is doing: what waits, what is stuck, and when a worker was last heard of (clause 9).

Counts and times alone: no name, no number of a case, no word of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from upstander.policy.informing import Way
from upstander.policy.posting import NoticeState
from upstander.records.outbox import DUE, OutboxItem
from upstander.records.workers import WorkerRound, forget_workers, note_round

SILENT_AFTER = timedelta(minutes=5)
SHOWN = 20
KEPT_FOR = timedelta(days=1)
BUSY = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker: since when it runs, when it last ended a round, how long that took, and what failed in it."""

    name: str
    since: datetime
    beat_at: datetime
    rounds: int
    seconds: float
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailedJob:
    """One kind of job that failed for good, how often, and how it failed."""

    job: str
    kind: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything at one moment. `silent`: no worker ended a round in the last five minutes."""

    waiting: int
    oldest: datetime | None
    to_print: int
    held: int
    dead: int
    jobs_waiting: int
    oldest_job: datetime | None
    jobs_failed: tuple[FailedJob, ...]
    workers: tuple[Worker, ...]
    last_round: datetime | None
    silent: bool


def health(*, at: datetime) -> Health:
    """Return how it stands now, in four queries."""
    due, letter = Q(state__in=DUE), Q(channel=Way.LETTER)
    notices = OutboxItem.objects.filter(state__in=(*DUE, NoticeState.HELD, NoticeState.DEAD)).aggregate(
        waiting=Count("pk", filter=due & ~letter),
        oldest=Min("entry__at", filter=due & ~letter),
        to_print=Count("pk", filter=due & letter),
        held=Count("pk", filter=Q(state=NoticeState.HELD)),
        dead=Count("pk", filter=Q(state=NoticeState.DEAD)),
    )
    jobs = DBTaskResult.objects.filter(status__in=BUSY).aggregate(waiting=Count("pk"), oldest=Min("enqueued_at"))
    rounds = list(WorkerRound.objects.order_by("-beat_at")[:SHOWN])
    last = rounds[0].beat_at if rounds else None
    return Health(
        **notices,
        jobs_waiting=jobs["waiting"],
        oldest_job=jobs["oldest"],
        jobs_failed=_failed(),
        workers=tuple(_worker(row) for row in rounds),
        last_round=last,
        silent=last is None or at - last > SILENT_AFTER,
    )


def beat(name: str, *, began: datetime, ended: datetime, failed: list[str]) -> None:
    """Write down that a worker ended a round, and forget those that have not been heard of for a day."""
    note_round(name, began=began, ended=ended, failed=failed)
    forget_workers(before=ended - KEPT_FOR)


def _worker(row: WorkerRound) -> Worker:
    return Worker(row.name, row.started_at, row.beat_at, row.rounds, row.took_ms / 1000, tuple(row.failed))


def _failed() -> tuple[FailedJob, ...]:
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).values("task_path", "exception_class_path")
    counted = rows.annotate(times=Count("pk")).order_by("-times", "task_path")[:SHOWN]
    return tuple(
        FailedJob(row["task_path"].removeprefix("upstander."), row["exception_class_path"], row["times"])
        for row in counted
    )
