"""People: who they are, under a key of their own; how to reach them safely; where they live; how to find them again.

Clauses 7 a (confidential), 3.2 a (safe contact), 8 (recorded per person).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from upstander.records.journal import Fact
from upstander.records.keyring import token
from upstander.records.sealing import SealedJson, SealedText


class Person(Fact):
    """A person. What a case says of them is under the case's key; who they are is under this one."""

    reference = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - many have none
    name = SealedText()
    phone = SealedText()
    email = SealedText()
    language = SealedText()
    interpreter = SealedText()
    home = SealedText()

    def __str__(self) -> str:
        return str(self.pk)


class SafeContact(Fact):
    """How a person may be reached, as they said on a day. The latest row holds; without one, nobody contacts them.

    `wishes`: {"channels": {"phone": "safe"|"unsafe"|"never", ...}} and words by the keys of `policy.safe_contact.Wish`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safe_contacts")
    wishes = SealedJson()
    checked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-checked_at"], name="safe_contact_latest")]

    def __str__(self) -> str:
        return str(self.pk)


def wishes_of(person_id: UUID | None) -> dict[str, Any] | None:
    """Return what somebody said last of how to reach them; None where nobody has asked."""
    said = SafeContact.objects.filter(person=person_id) if person_id else SafeContact.objects.none()
    latest = said.order_by("-checked_at", "-entry__seq").first()
    return latest.wishes if latest else None


class Tenancy(Fact):
    """Who lives in a home, from a day until a day. The home is sealed; a token groups and finds it."""

    reference = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenancies")
    home = SealedText()
    home_token = models.BinaryField(max_length=16)
    role = models.CharField(max_length=20)
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference", "person"], name="a_person_is_named_once_in_a_tenancy"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="a_tenancy_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["home_token"], name="tenancy_by_home")]

    def __str__(self) -> str:
        return self.reference


class Token(models.Model):
    """A keyed token that finds a person, a report or a case by exact name, phone, e-mail, postcode or home."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10)
    digest = models.BinaryField(max_length=16)
    person_id = models.UUIDField(null=True)
    report_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            # What a token leads to stands in its index, so that a common name is looked up there and nowhere else.
            models.Index(fields=["kind", "digest", "person_id", "case_id", "report_id"], name="token_leads_to"),
            models.Index(fields=["person_id"], name="token_by_person"),
        ]

    def __str__(self) -> str:
        return self.kind


def tokens_for(*, texts: dict[str, str], **subject: Any) -> list[Token]:
    """Return the unsaved tokens of a subject: each name word apart, phone digits only, the rest whole."""
    made = []
    for kind, text in texts.items():
        made += [Token(kind=kind, digest=token(kind, word), **subject) for word in search_words(kind, text)]
    return made


def search_words(kind: str, text: str) -> list[str]:
    """Cut a text into the words it is found by."""
    if kind == "name":
        return sorted(set(text.casefold().split()))
    if kind == "phone":
        digits = "".join(c for c in text if c.isdigit())
        return [digits[-10:]] if len(digits) >= 6 else []
    return ["".join(text.split())] if text.strip() else []
