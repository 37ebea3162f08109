"""What is to be sent: one recipient each, once, and never with content that could harm when read by another."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from upstander.records.journal import Entry, Fact
from upstander.records.people import Person
from upstander.records.sealing import SealedText
from upstander.records.staff import Staff


class OutboxItem(Fact):
    """One notice to one recipient. `key` makes it once-only; the words are looked up from `notice` when it is sent."""

    key = models.CharField(max_length=120, unique=True)
    notice = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reference = SealedText()
    state = models.CharField(max_length=10, default="waiting")
    send_after = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=80, default="")
    letter = models.UUIDField(null=True)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    because = SealedText(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "send_after"], name="outbox_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False, person__isnull=True)
                | models.Q(staff__isnull=True, person__isnull=False),
                name="an_outbox_item_has_one_recipient",
            )
        ]

    def __str__(self) -> str:
        return self.key


def put_out(
    entry: Entry, *, notice: str, reference: str, staff: UUID | None = None, person: UUID | None = None
) -> OutboxItem:
    """Put one notice by e-mail to one recipient in the outbox, to go at once; whether it is safe is asked then."""
    return OutboxItem.objects.create(
        sealed_by=entry.sealed_by,
        entry=entry,
        key=f"{notice}:{entry.pk}:{staff or person}",
        notice=notice,
        channel="email",
        staff_id=staff,
        person_id=person,
        reference=reference,
        send_after=entry.at,
    )
