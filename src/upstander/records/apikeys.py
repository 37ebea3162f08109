"""Keys by which other systems ask and act, each as one account of the staff (clauses 2 d, 7 a)."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.db import models

from upstander.records.journal import Entry, Fact
from upstander.records.staff import Staff


class ApiKey(Fact):
    """A key: as whom it acts, what it was given for, until when. Its secret is kept nowhere, only a keyed digest of it.

    `asked`: how often within that `minute`, so that no key asks too often. Without a digest it was not collected yet:
    the secret is made at the moment it is shown.
    """

    name = models.CharField(max_length=80)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, null=True, unique=True)
    deeds = models.JSONField()
    reads = models.JSONField()
    made_at = models.DateTimeField()
    collect_by = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    minute = models.BigIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="a_key_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True, ended_at__isnull=True)
                | models.Q(ended__isnull=False, ended_at__isnull=False),
                name="a_key_is_ended_by_a_deed",
            ),
            models.CheckConstraint(
                condition=~models.Q(staff=models.F("asked_by")),
                name="nobody_asks_for_a_key_to_act_as_themselves",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def digest_of_key(secret: str) -> bytes:
    """Return the keyed digest that a secret is kept as, and found by."""
    said = f"api|{secret}".encode(errors="replace")
    return hmac.new(settings.SECRETS.code_key, said, hashlib.sha256).digest()
