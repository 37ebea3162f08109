"""Action plans: versions, their steps, and each person's own answer (clauses 3.2 d, 4)."""

from __future__ import annotations

from django.db import models

from upstander.records.agencies import Agency
from upstander.records.case import Case, Party
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.sealing import SealedText


class Plan(Fact):
    """One version of a case's plan; a change is a new version. `approach`: who has said yes to an approach."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    aim = SealedText()
    approach = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="a_plan_version_is_made_once")]

    def __str__(self) -> str:
        return f"Version {self.version}"


class PlanStep(Fact):
    """One step: what, who does it, by when, and whether it protects at once. `code` carries over between versions."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    code = models.UUIDField()
    tool = models.CharField(max_length=40)
    what = SealedText()
    who_does_it = SealedText()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField()
    protective = models.BooleanField()
    done = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    outcome_words = SealedText()

    class Meta:
        indexes = [where_set("done", name="plan_step_done")]

    def __str__(self) -> str:
        return self.tool


def with_groups(steps: models.QuerySet[PlanStep]) -> models.QuerySet[PlanStep]:
    """Return steps, each with the name of the group or activity it draws on as `group`; None where it has none."""
    return steps.annotate(group=models.F("agency__name"))


class PlanAnswer(Fact):
    """What one person answered to one version of the plan, and how they gave it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)
    given = models.CharField(max_length=20)
    words = SealedText()

    def __str__(self) -> str:
        return self.answer
