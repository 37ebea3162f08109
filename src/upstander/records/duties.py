"""Duties with clocks: what is owed, to whom, by when; ended by the deed that fulfils it (clauses 3 a, 3.2 c)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case, Party
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.plans import PlanStep
from upstander.records.reports import Report
from upstander.records.sealing import SealedText
from upstander.records.staff import Staff, Team


class OwedDuty(Fact):
    """One duty. It lies with a member of staff, or with a team whose queue it stands in."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="duties")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="duties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="duties")
    step = models.ForeignKey(PlanStep, on_delete=models.PROTECT, null=True, related_name="duties")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="duties")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="duties")
    kind = models.CharField(max_length=20)
    clause = models.CharField(max_length=12)
    why = SealedText()
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    done = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True)
    escalated = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            where_set("done", name="duty_done"),
            models.Index(fields=["staff", "done_at", "due_at"], name="duty_by_staff"),
            models.Index(fields=["team", "done_at", "due_at"], name="duty_by_team"),
            models.Index(fields=["case", "done_at", "due_at"], name="duty_by_case"),
            models.Index(fields=["kind", "done_at", "due_at"], name="duty_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) | models.Q(report__isnull=False),
                name="a_duty_is_about_a_case_or_a_report",
            ),
            models.CheckConstraint(
                condition=models.Q(done__isnull=False) | models.Q(done_at__isnull=True),
                name="a_duty_is_done_by_a_deed",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Pause(Fact):
    """A clock that stood still: from when, why, until when at the latest, and when it went on."""

    duty = models.ForeignKey(OwedDuty, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=40)
    words = SealedText()
    paused_at = models.DateTimeField()
    until = models.DateTimeField()
    restarted = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    restarted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.reason
