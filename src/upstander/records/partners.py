"""Who at an agency is sent what was shared, the links and visits by which they read it, and what they wrote (7 b).

A link stands here by its digest only. What it is made of, and the key that makes it, are never in one place.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from upstander.records.agencies import Agency
from upstander.records.case import Case
from upstander.records.codes import derived_code, digest_of
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.sealing import SealedText


class Recipient(Fact):
    """Somebody at an agency, whom we know by name, with an address and a number at work."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="recipients")
    name = SealedText()
    email = SealedText()
    phone = SealedText()
    email_token = models.BinaryField(max_length=32)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [where_set("ended", name="recipient_ended")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "email_token"],
                condition=models.Q(ended__isnull=True),
                name="an_address_stands_once_in_an_agency",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Delivery(Fact):
    """What was released, as it was sent to one recipient. `word`: a digest of what was told by phone, the second key.

    `opened`: the entry of its first reading, which is our receipt.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliveries")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="deliveries")
    word = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    opened = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            where_set("opened", name="delivery_opened"),
            models.Index(fields=["recipient", "-sent_at"], name="delivery_by_recipient"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "recipient"], name="a_pack_is_sent_to_somebody_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AgencyLink(models.Model):
    """One link in one message. It works once, with the word, and is dead after too many wrong words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="links")
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    dead = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "link"


class AgencyVisit(models.Model):
    """Somebody at an agency, in one browser, until they leave or fall quiet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="visits")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "visit"


class AgencyReply(Fact):
    """What somebody at an agency wrote to us about something that was shared with them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agency_replies")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="replies")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    words = SealedText()

    def __str__(self) -> str:
        return str(self.pk)


def made_link(delivery: Delivery, *, at: datetime) -> AgencyLink:
    """Keep a new link to what was sent; the words of it are made when it is sent, and kept nowhere."""
    link = AgencyLink(delivery=delivery, made_at=at)
    link.digest = digest_of(token_of(link.pk)) or b""
    link.save(force_insert=True)
    return link


def token_of(link: uuid.UUID) -> str:
    """Return the part of an address that is a link: made of its id and our key, so that no database tells it."""
    return derived_code(f"agency-link|{link}")


def address_of(link: uuid.UUID) -> str:
    """Return where a link leads."""
    return f"{settings.ADDRESS}/agency/open/{token_of(link)}"


def word_digest(delivery: uuid.UUID, word: str) -> bytes:
    """Return the keyed digest of a word as it is kept; how it is grouped does not matter."""
    plain = "".join(c for c in word if c.isdigit())[:40]
    return hmac.new(settings.SECRETS.code_key, f"agency-word|{delivery}|{plain}".encode(), hashlib.sha256).digest()
