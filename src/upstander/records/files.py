"""Files that people gave as evidence: what is known of each; its content lies sealed on disk (clauses 3 a, 7 a)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case, Party
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.reports import Report
from upstander.records.sealing import SealedText
from upstander.records.staff import Staff
from upstander.records.worked import Incident


class KeptFile(Fact):
    """One file of a case, or of a report that waits. `address` finds its content, `copy_address` its safe copy."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="files")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="files")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="+")
    from_resident = models.BooleanField(default=False)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=60)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10)
    mime = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    pages = models.PositiveIntegerField(default=0)
    pages_copied = models.PositiveIntegerField(default=0)
    address = models.BinaryField(max_length=32, null=True)
    copy_address = models.BinaryField(max_length=32, null=True)
    name = SealedText()
    shows = SealedText()
    made = SealedText()
    moved = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            where_set("moved", name="kept_file_moved"),
            models.Index(fields=["address"], name="file_by_address"),
            models.Index(fields=["copy_address"], name="file_by_copy"),
            models.Index(fields=["state", "kept_at"], name="file_by_state"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
