"""A report not sent yet, sealed by a key that only the person's cookie holds (decision 15); and visits with a code."""

from __future__ import annotations

import uuid

from django.db import models

from upstander.records.case import ResidentCode


class Draft(models.Model):
    """Answers so far. The landlord cannot read them; they go when sent, left, or old."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "draft"


class ResidentVisit(models.Model):
    """A resident who came back with their code, in one browser, until they leave or fall quiet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    code = models.ForeignKey(ResidentCode, on_delete=models.CASCADE, related_name="visits")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "visit"


class CodeSlip(models.Model):
    """What staff hand over or post in place of a code they may not see: used once, it shows its owner their code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    code = models.ForeignKey(ResidentCode, on_delete=models.CASCADE, related_name="slips")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "slip"
