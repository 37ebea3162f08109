"""Sight that is given for a time: cover for a colleague, and a case opened in an emergency (clause 7 a)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case
from upstander.records.journal import Entry, Fact
from upstander.records.sealing import SealedText
from upstander.records.staff import Staff


class Cover(Fact):
    """A colleague acts for another, from when, until when, and why; it ends by itself."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    covered = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = SealedText()

    class Meta:
        indexes = [models.Index(fields=["staff", "end"], name="cover_by_staff")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(staff=models.F("covered")), name="nobody_covers_for_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} for {self.covered_id}"


class BreakGlass(Fact):
    """A case opened in an emergency: by whom, on which ground, until when, and what came of looking at it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20)
    reason = SealedText()
    start = models.DateTimeField()
    end = models.DateTimeField()
    review_by = models.DateTimeField()
    reviewed = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    justified = models.BooleanField(null=True)
    findings = SealedText(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["staff", "case", "end"], name="glass_by_staff"),
            models.Index(fields=["reviewed", "review_by"], name="glass_to_review"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} in {self.case_id}"
