"""Risk assessments: every one is kept (clause 2 a)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case, Party
from upstander.records.journal import Fact
from upstander.records.sealing import SealedJson, SealedText


class RiskAssessment(Fact):
    """The answers, the score and band they gave, and the level an officer decided on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risks")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    answers = SealedJson()
    score = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=10)
    red_flags = models.JSONField(default=list)
    level = models.CharField(max_length=10)
    why_overridden = SealedText()
    review_by = models.DateTimeField()

    def __str__(self) -> str:
        return self.level
