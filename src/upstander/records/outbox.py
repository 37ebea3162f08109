"""What is to be sent: one recipient each, once, and never with content that could harm when read by another.

A notice is claimed by one worker, handed over outside any transaction, and marked the moment it was taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Case, IntegerField, Value, When

from upstander.policy.posting import NoticeState
from upstander.records.journal import Entry, Fact
from upstander.records.partners import Recipient
from upstander.records.people import Person
from upstander.records.reaching import reach
from upstander.records.sealing import SealedText
from upstander.records.staff import Staff

CLAIMED_FOR = timedelta(minutes=5)
EMAIL, LETTER = "email", "letter"
ALERT = "alert"
DUE = (NoticeState.WAITING, NoticeState.CLAIMED)


class OutboxItem(Fact):
    """One notice to one recipient. `key` makes it once-only; the words are looked up from `notice` when it is sent."""

    key = models.CharField(max_length=120, unique=True)
    notice = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, null=True, related_name="+")
    reference = SealedText()
    state = models.CharField(max_length=10, default="waiting")
    send_after = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=80, default="")
    letter = models.UUIDField(null=True)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["state", "send_after"], name="outbox_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False, person__isnull=True, recipient__isnull=True)
                | models.Q(staff__isnull=True, person__isnull=False, recipient__isnull=True)
                | models.Q(staff__isnull=True, person__isnull=True, recipient__isnull=False),
                name="an_outbox_item_has_one_recipient",
            )
        ]

    def __str__(self) -> str:
        return self.key


def put_out(
    entry: Entry,
    *,
    notice: str,
    reference: str,
    staff: UUID | None = None,
    person: UUID | None = None,
    recipient: UUID | None = None,
    key: str = "",
    sealed_by: UUID | None = None,
) -> OutboxItem:
    """Put one notice to one recipient in the outbox, to go at once. `key` makes it once-only.

    Residents are told by a way they called safe, which is asked again when it goes out; anybody else by e-mail.
    """
    channel = EMAIL
    if person is not None:
        channel = reach(Person.objects.get(pk=person), at=entry.at).way
    return OutboxItem.objects.create(
        sealed_by=sealed_by or entry.sealed_by,
        entry=entry,
        key=key or f"{notice}:{entry.pk}:{staff or person or recipient}",
        notice=notice,
        channel=channel,
        staff_id=staff,
        person_id=person,
        recipient_id=recipient,
        reference=reference,
        send_after=entry.at,
    )


def put_out_safely(entry: Entry, *, notice: str, person: Person | None) -> bool:
    """Put a notice to a resident in the outbox, where a way they called safe is left; say whether there is one."""
    if person is None or not reach(person, at=entry.at).way:
        return False
    put_out(entry, notice=notice, reference="", person=person.pk)
    return True


def claim_next(*, at: datetime, worker: str, passing_over: Iterable[str] = ()) -> OutboxItem | None:
    """Take the next notice that is due for ourselves, alerts first: other workers pass over it until the claim ends."""
    due = OutboxItem.objects.filter(state__in=DUE, send_after__lte=at).exclude(channel__in=[*passing_over, LETTER])
    first = Case(When(notice=ALERT, then=Value(0)), default=Value(1), output_field=IntegerField())
    due = due.order_by(first, "send_after", "pk")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        item = due.select_related("staff", "person", "recipient", "entry").first()
        if item is not None:
            item.state, item.send_after, item.claimed_by = NoticeState.CLAIMED, at + CLAIMED_FOR, worker
            item.tries += 1
            item.save(update_fields=["state", "send_after", "claimed_by", "tries"])
    return item


def end_claim(item: OutboxItem, **changes: object) -> bool:
    """Mark what became of a notice that we claimed; False where the claim ran out and somebody else took it."""
    ours = OutboxItem.objects.filter(pk=item.pk, state=NoticeState.CLAIMED, claimed_by=item.claimed_by)
    return ours.update(**{"claimed_by": "", **changes}) == 1


def put_off_all(*, channel: str, until: datetime) -> int:
    """Let everything that waits for one way wait until a moment, as we were asked to; return how many."""
    waiting = OutboxItem.objects.filter(state=NoticeState.WAITING, channel=channel, send_after__lt=until)
    return waiting.update(send_after=until)
