"""When somebody on the staff signed in, and how: for themselves to see (clause 7 a). From where is not kept."""

from __future__ import annotations

import uuid

from django.db import models

from upstander.records.staff import Staff


class SignIn(models.Model):
    """One sign-in, rounded to the quarter of an hour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    how = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["staff", "-at"], name="sign_ins_of_somebody")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.how}"
