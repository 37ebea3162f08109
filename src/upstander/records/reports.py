"""Reports: each has a number, key, clock and sight of its own, before any case (2 e). None is dropped."""

from __future__ import annotations

from django.db import models

from upstander.policy.roles import Route
from upstander.records.estate import Area
from upstander.records.journal import Entry, Fact
from upstander.records.sealing import SealedJson, SealedText


class Report(Fact):
    """What somebody told us, as they told it. `answers` is the whole form; `story` their own words."""

    WAITING, OPENED, JOINED, CLOSED = "waiting", "opened", "joined", "closed"

    number = models.CharField(max_length=16, unique=True)
    idempotency_key = models.CharField(max_length=64, unique=True)
    fingerprint = models.BinaryField(max_length=32)
    channel = models.CharField(max_length=20)
    on_behalf = models.CharField(max_length=20)
    confidence = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    happened_on = models.DateField(null=True)
    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=30, blank=True)
    priority = models.CharField(max_length=10)
    grounds = models.JSONField(default=list)
    forms = models.JSONField(default=list)
    red_flags = models.JSONField(default=list)
    hate = models.BooleanField()
    route = models.CharField(max_length=20, default=Route.ORDINARY)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    evidence_mentioned = models.PositiveSmallIntegerField(default=0)
    story = SealedText()
    answers = SealedJson()
    home = SealedText()
    person = models.ForeignKey("Person", on_delete=models.PROTECT, null=True, related_name="reports")
    state = models.CharField(max_length=10, default="waiting")
    case = models.ForeignKey("Case", on_delete=models.PROTECT, null=True, related_name="reports")
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "area", "received_at"], name="report_waiting_by_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(ended__isnull=False),
                name="a_report_ends_by_a_deed",
            ),
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) | models.Q(state__in=("waiting", "closed")),
                name="an_opened_or_joined_report_has_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Counter(models.Model):
    """The last number given in a series in a year."""

    series = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="a_series_counts_once_a_year")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}"
