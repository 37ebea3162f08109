"""The workers that run: a row for each, written after every round, so that a silent one is noticed (clause 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class WorkerRound(models.Model):
    """The last round of one worker: when it ended, how long it took, and which of its parts failed."""

    name = models.CharField(primary_key=True, max_length=80)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)
    rounds = models.PositiveBigIntegerField(default=0)
    took_ms = models.PositiveIntegerField(default=0)
    failed = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


def note_round(name: str, *, began: datetime, ended: datetime, failed: list[str]) -> None:
    """Write down that a worker came to the end of a round."""
    took = max(0, round((ended - began).total_seconds() * 1000))
    row, fresh = WorkerRound.objects.get_or_create(
        name=name, defaults={"started_at": began, "beat_at": ended, "rounds": 1, "took_ms": took, "failed": failed}
    )
    if not fresh:
        row.beat_at, row.rounds, row.took_ms, row.failed = ended, row.rounds + 1, took, failed
        row.save(update_fields=["beat_at", "rounds", "took_ms", "failed"])


def forget_workers(*, before: datetime) -> int:
    """Delete the rows of workers that have not been heard of since a moment, but the last one; return how many."""
    last = WorkerRound.objects.order_by("-beat_at").values_list("name", flat=True).first()
    return WorkerRound.objects.filter(beat_at__lt=before).exclude(name=last).delete()[0]
