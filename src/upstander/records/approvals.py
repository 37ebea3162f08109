"""What two people do together: what one asked for, what the other was shown, and how it ended (decision 20)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case
from upstander.records.journal import Entry, Fact
from upstander.records.sealing import SealedJson
from upstander.records.staff import Staff


class Approval(Fact):
    """One act that waits for a second person, or has ended. `asked`: its plain words, as the act takes them.

    `ended_as`: given, refused, withdrawn or lapsed (policy.approvals.Ending); empty while it waits.
    """

    deed = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="approvals")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    asked = SealedJson()
    shown = SealedJson()
    ended_as = models.CharField(max_length=10, blank=True)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reason = SealedJson(null=True)

    class Meta:
        indexes = [models.Index(fields=["ended_as", "lapses_at"], name="approval_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True)
                | ~models.Q(ended_by=models.F("asked_by"))
                | ~models.Q(ended_as="given"),
                name="nobody_approves_what_they_asked_for",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_as="", ended__isnull=True)
                | (~models.Q(ended_as="") & models.Q(ended__isnull=False)),
                name="an_approval_is_ended_by_a_deed",
            ),
        ]

    def __str__(self) -> str:
        return self.deed
