"""A form that was sent: sent twice, it counts once, in whatever order the two arrive (clause 9)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, models

KEPT_FOR = timedelta(days=7)


class FormSent(models.Model):
    """The mark of one form, by one person, for one deed; kept as a digest, in the transaction of the deed."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    sent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "form"


class SentBefore(Exception):
    """This form was sent before, and what it asked for was done then."""


def look_for(mark: str, *, by: str, deed: str) -> None:
    """Raise SentBefore where this form has been sent already; an empty mark says nothing."""
    if mark and FormSent.objects.filter(pk=_digest(mark, by, deed)).exists():
        raise SentBefore


def note(mark: str, *, by: str, deed: str, at: datetime) -> None:
    """Keep the mark with the deed. Of two that arrive at once the second raises SentBefore, and does nothing."""
    if mark:
        try:
            FormSent.objects.create(pk=_digest(mark, by, deed), sent_at=at)
        except IntegrityError as same:
            raise SentBefore from same


def forget_old(*, at: datetime) -> int:
    """Forget the marks of forms that nobody will send again; return how many."""
    return FormSent.objects.filter(sent_at__lte=at - KEPT_FOR).delete()[0]


def _digest(mark: str, by: str, deed: str) -> bytes:
    return hashlib.sha256(f"form|{by}|{deed}|{mark}".encode(errors="replace")).digest()
