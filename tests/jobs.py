"""Runs the jobs that a test has left in the queue, as the worker does."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from upstander.post.jobs import Ran, run_waiting


def run_jobs(*, at: datetime | None = None, may_fail: bool = False) -> Ran:
    """Run every job that is due, also those that the first ones put in the queue; a failed one fails the test."""
    ran = run_waiting(at=at or timezone.now())
    assert may_fail or (ran.put_off, ran.failed) == (0, 0), ran
    return ran
