"""Which batches of which file were taken in (clause 9): what it added and changed hangs on the same entry."""

from __future__ import annotations

from django.db import models

from upstander.records.journal import Fact


class ImportBatch(Fact):
    """A batch of lines of one file, applied whole. `mark` tells the file by a keyed digest of its bytes."""

    kind = models.CharField(max_length=12)
    mark = models.BinaryField(max_length=16)
    position = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    same = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "mark", "position"], name="import_batch_by_file")]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"
