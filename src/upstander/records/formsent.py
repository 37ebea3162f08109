"""A form that was sent: sent twice, it counts once, in whatever order the two arrive (clause 9)."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, models

KEPT_FOR = timedelta(days=7)


class FormSent(models.Model):
    """The mark of one form, by one person, for one deed; kept as a digest, in the transaction of the deed.

    `said`: a keyed digest of what was sent with it, where one mark must not be used for two things (by a key).
    """

    digest = models.BinaryField(primary_key=True, max_length=32)
    said = models.BinaryField(max_length=32, null=True)
    sent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "form"


class SentBefore(Exception):
    """This form was sent before, and what it asked for was done then."""


class SentOtherwise(SentBefore):
    """This mark was sent before with other words: what was asked for then was done, and this was not."""


def look_for(mark: str, *, by: str, deed: str) -> None:
    """Raise SentBefore where this form has been sent already, SentOtherwise where that said something else.

    An empty mark says nothing. What stands after a space in it is what was said.
    """
    plain, _, said = mark.partition(" ")
    held = FormSent.objects.filter(pk=_digest(plain, by, deed)).values_list("said").first() if plain else None
    if held is None:
        return
    raise SentBefore if held[0] is None or bytes(held[0]) == _said(said) else SentOtherwise


def note(mark: str, *, by: str, deed: str, at: datetime) -> None:
    """Keep the mark with the deed. Of two that arrive at once the second raises SentBefore, and does nothing."""
    plain, _, said = mark.partition(" ")
    if plain:
        try:
            FormSent.objects.create(pk=_digest(plain, by, deed), said=_said(said) if said else None, sent_at=at)
        except IntegrityError as same:
            raise SentBefore from same


def forget_old(*, at: datetime) -> int:
    """Forget the marks of forms that nobody will send again; return how many."""
    return FormSent.objects.filter(sent_at__lte=at - KEPT_FOR).delete()[0]


def _digest(mark: str, by: str, deed: str) -> bytes:
    return hashlib.sha256(f"form|{by}|{deed}|{mark}".encode(errors="replace")).digest()


def _said(said: str) -> bytes:
    """Tell one text from another without keeping it: keyed, so that short ones cannot be guessed from it."""
    return hmac.new(settings.SECRETS.token_key, f"said|{said}".encode(errors="replace"), hashlib.sha256).digest()
