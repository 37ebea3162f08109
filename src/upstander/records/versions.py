"""The policy and procedure versions in force: dated, frozen, and kept by each case it was opened under (front page)."""

from __future__ import annotations

import tomllib
import uuid
from datetime import date
from functools import cache
from pathlib import Path

from django.db import models

from upstander import policy
from upstander.policy.terms import Terms, terms_from

SHIPPED = Path(policy.__file__).with_name("procedure.toml")


class ProcedureVersion(models.Model):
    """The landlord's numbers, as adopted from a day: never changed once in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    effective_from = models.DateField()
    body = models.JSONField()

    def __str__(self) -> str:
        return f"Procedure version {self.number}"


def in_force(on: date) -> models.QuerySet[ProcedureVersion]:
    """Return the versions adopted by a day, the one in force first; what they say is read by `terms_of`, once."""
    return ProcedureVersion.objects.filter(effective_from__lte=on).order_by("-number").defer("body")


def version_in_force(on: date) -> ProcedureVersion:
    """Return the version in force on a day; the first one for any day before it."""
    held = in_force(on).first()
    return held or ProcedureVersion.objects.order_by("number")[0]


@cache
def terms_of(version_id: uuid.UUID) -> Terms:
    """Return the frozen terms of a version; versions never change, so they are read once."""
    return terms_from(ProcedureVersion.objects.get(pk=version_id).body)


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
