"""Jobs: work that a deed leaves for later, by ids alone; claimed by one worker at a time (clause 7 a, decision 19).

The table is django-tasks-db's and lies in clear, so that nothing of anybody may stand in it: no name, no word, no
address; no return value either, and of a failure its kind alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

Job: TypeAlias = "DBTaskResult[..., Any]"
CLAIMED_FOR = timedelta(minutes=30)
KINDS_OF_ID = (
    re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),  # a row
    re.compile(r"[0-9a-f]{32}([0-9a-f]{32})?"),  # a mark made with a key
    re.compile(r"[A-Z]{1,4}-\d{4}-\d{1,8}"),  # a report or a case, by its number
    re.compile(r"\d{4}-\d{2}-\d{2}"),  # a day
)


class NotAnId(ValueError):
    """A job was to carry more than ids: a fault of ours, and the deed that asked is undone."""


class IdsOnly(DatabaseBackend):
    """Keeps jobs in the database, beside what the deed wrote; takes ids, numbers of records, days and counts alone."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Put a job in the queue. Raises NotAnId."""
        for value in [*args, *kwargs.values()]:
            if not is_id(value):
                raise NotAnId(f"{task.module_path} was given something that is no id.")
        return super().enqueue(task, args, kwargs)


def is_id(value: object) -> bool:
    """Whether this is an id, the number of a record, a day, a count, or a yes or no."""
    if value is None or isinstance(value, int):
        return True
    if isinstance(value, list | tuple):
        return all(map(is_id, value))
    return isinstance(value, str) and any(kind.fullmatch(value) for kind in KINDS_OF_ID)


def claimed(*, at: datetime, worker: str, at_most: int) -> Iterator[Job]:
    """Yield jobs that are due, one by one, each claimed before it is handed out; other workers pass over it."""
    for _ in range(at_most):
        with transaction.atomic():
            rows = waiting(at).order_by("-priority", "run_after", "enqueued_at")
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            job = rows.first()
            if job is None:
                return
            job.status, job.started_at, job.worker_ids = TaskResultStatus.RUNNING, at, [*job.worker_ids, worker]
            job.save(update_fields=["status", "started_at", "worker_ids"])
        yield job


def waiting(at: datetime) -> QuerySet[Job]:
    """Return the jobs that are due, also those whose worker has not been heard of for half an hour."""
    due = Q(status=TaskResultStatus.READY) & (Q(run_after=get_date_max()) | Q(run_after__lte=at))
    return DBTaskResult.objects.filter(due | Q(status=TaskResultStatus.RUNNING, started_at__lte=at - CLAIMED_FOR))


def done(job: Job, *, at: datetime) -> None:
    """Mark a job as done. What it returned is not kept."""
    _end(job, TaskResultStatus.SUCCESSFUL, at=at, kind="")


def failed(job: Job, *, at: datetime, kind: str) -> None:
    """Mark a job as failed for good, with the kind of what went wrong."""
    _end(job, TaskResultStatus.FAILED, at=at, kind=kind)


def put_off(job: Job, *, until: datetime, kind: str) -> None:
    """Let a job be tried again at a moment."""
    job.status, job.run_after, job.exception_class_path = TaskResultStatus.READY, until, kind
    job.save(update_fields=["status", "run_after", "exception_class_path"])


def _end(job: Job, status: TaskResultStatus, *, at: datetime, kind: str) -> None:
    job.status, job.finished_at, job.exception_class_path, job.traceback = status, at, kind, ""
    job.return_value = None
    job.save(update_fields=["status", "finished_at", "exception_class_path", "traceback", "return_value"])


def forget_done(*, before: datetime) -> int:
    """Delete the jobs that were done before a moment; return how many. Failed ones stay until somebody looks."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=before).delete()[0]
