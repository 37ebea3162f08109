"""Files handed in by page, and which batches of which file were taken in (clause 9).

What a batch added and changed hangs on the same entry.
"""

from __future__ import annotations

from django.db import models

from upstander.records.journal import Entry, Fact
from upstander.records.sealing import SealedJson, SealedText
from upstander.records.staff import Staff


class HandedInFile(Fact):
    """A file handed in by page, sealed under a key of its own until it is taken in or dropped.

    `state`: looking, looked, refused, running, stopped, done or dropped. `content` holds one character for each byte.
    """

    kind = models.CharField(max_length=12)
    encoding = models.CharField(max_length=12)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    size = models.PositiveIntegerField()
    name = SealedText()
    content = SealedText(null=True)
    state = models.CharField(max_length=8)
    moved_at = models.DateTimeField()
    leave_out_wrong = models.BooleanField(default=False)
    lines = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    batches = models.PositiveIntegerField(default=0)
    taken_in = models.PositiveIntegerField(default=0)
    faults = SealedJson(null=True)
    missing = SealedJson(null=True)
    refusal = SealedText(null=True)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-handed_in_at"], name="handed_in_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


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
