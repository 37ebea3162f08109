"""The policy and procedure versions in force: dated, frozen, and kept by each case it was opened under (front page).

The next one is written as a draft, one at a time, and adopted by two people.
"""

from __future__ import annotations

import logging
import tomllib
import uuid
from datetime import date
from functools import cache
from pathlib import Path

from django.db import models

from upstander import policy
from upstander.policy.drafting import completed
from upstander.policy.terms import Terms, terms_from
from upstander.records.journal import Entry, Fact
from upstander.records.staff import Staff

log = logging.getLogger(__name__)

SHIPPED = Path(policy.__file__).with_name("procedure.toml")


class ProcedureVersion(models.Model):
    """The landlord's numbers, as adopted from a day: never changed once adopted. The first was shipped, by nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    effective_from = models.DateField()
    body = models.JSONField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"Procedure version {self.number}"


class VersionDraft(Fact):
    """The next version while it is written. `revision` counts the times it was saved; `ended_as`: adopted, dropped."""

    based_on = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    body = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    ended_as = models.CharField(max_length=10, blank=True)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ended_as"], condition=models.Q(ended_as=""), name="one_version_is_written_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Draft, saved {self.revision} times"


def in_force(on: date) -> models.QuerySet[ProcedureVersion]:
    """Return the versions adopted by a day, the one in force first; what they say is read by `terms_of`, once."""
    return ProcedureVersion.objects.filter(effective_from__lte=on).order_by("-number").defer("body")


def version_in_force(on: date) -> ProcedureVersion:
    """Return the version in force on a day; the first one for any day before it."""
    return in_force(on).first() or ProcedureVersion.objects.order_by("number")[0]


@cache
def terms_of(version_id: uuid.UUID) -> Terms:
    """Return the frozen terms of a version; versions never change, so they are read once.

    One that was adopted before the product knew some clock or limit is completed from the shipped procedure.
    """
    held = ProcedureVersion.objects.get(pk=version_id)
    body, missing = completed(held.body, shipped())
    if missing:
        log.warning("Procedure version %s lacks %s: read as shipped.", held.number, ", ".join(missing))
    return terms_from(body)


def missing_in(version: ProcedureVersion) -> tuple[str, ...]:
    """Return what a version lacks, and is read as shipped."""
    return completed(version.body, shipped())[1]


def latest() -> ProcedureVersion:
    """Return the version adopted last, in force already or not yet."""
    return ProcedureVersion.objects.order_by("-number")[0]


def shipped() -> dict[str, object]:
    """Return the procedure this version ships with, as it is kept: dates as plain text."""
    body = _plain(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))
    assert isinstance(body, dict)
    return body


def _plain(value: object) -> object:
    """Make TOML's dates plain text, so that the body can be kept as JSON."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
