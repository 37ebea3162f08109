"""Whom staff say they are related to, what is compared, and what was found (clause 7 a; decision 26)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.reports import Report
from upstander.records.sealing import SealedJson, SealedText
from upstander.records.staff import Staff


class Declaration(Fact):
    """What somebody on the staff said of whom they are related to, under a key of their own. The latest holds."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="declarations")
    at = models.DateTimeField()
    nothing = models.BooleanField()
    said = SealedJson()

    class Meta:
        indexes = [models.Index(fields=["staff", "-at"], name="declaration_latest")]

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.at:%Y-%m-%d}"


class InterestMark(models.Model):
    """A keyed mark of a phone, an address, or a surname in a street, by which the two sides are compared."""

    id = models.BigAutoField(primary_key=True)
    sort = models.CharField(max_length=10)
    digest = models.BinaryField(max_length=16)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["digest", "sort"], name="interest_by_digest")]

    def __str__(self) -> str:
        return self.sort


class ReportConflict(Fact):
    """A conflict of interest with a report: blocks this person's sight of it, whatever else grants it, until lifted."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="conflicts")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reason = SealedText()
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [where_set("ended", name="report_conflict_ended")]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "staff"],
                condition=models.Q(ended__isnull=True),
                name="a_conflict_stands_once_a_report",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} not on {self.report_id}"


class ConflictFlag(Fact):
    """A surname and a street in common, which decide nothing: a person outside the line looks at it."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    words = SealedText()
    answered = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=20, blank=True)
    because = SealedText(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) | models.Q(report__isnull=False),
                name="a_flag_is_about_a_case_or_a_report",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BlockedAttempt(Fact):
    """Somebody with a conflict of interest asked for the case: they were told nothing, and another was told."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    deed = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.at:%Y-%m-%d}"
