"""Sending what waits in the outbox: claimed, sent outside any transaction, and marked; again later when it fails.

Whether a way is safe is asked when it is sent, not when it was written (clause 3.2 a).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction

from upstander.policy.informing import may_contact
from upstander.policy.safe_contact import safety_of
from upstander.post.notices import words_of
from upstander.records.outbox import OutboxItem
from upstander.records.people import wishes_of
from upstander.records.sealing import warmed

AT_ONCE = 50
CLAIMED_FOR = timedelta(minutes=10)
TRIES = 8


@dataclass(frozen=True, slots=True)
class Sent:
    """How many notices were sent, held because the way is not safe, put off, and given up."""

    sent: int = 0
    held: int = 0
    put_off: int = 0
    given_up: int = 0


def send_waiting(*, at: datetime) -> Sent:
    """Send up to fifty notices that are due; return what became of them."""
    counts = {"sent": 0, "held": 0, "waiting": 0, "dead": 0}
    for item in _claimed(at):
        item.state, item.last_error = _sent(item, at)
        if item.state == "waiting":
            item.send_after = at + timedelta(minutes=2**item.tries)
            item.state = "dead" if item.tries >= TRIES else "waiting"
        item.sent_at = at if item.state == "sent" else None
        item.save(update_fields=["state", "last_error", "send_after", "sent_at"])
        counts[item.state] += 1
    return Sent(counts["sent"], counts["held"], counts["waiting"], counts["dead"])


def _claimed(at: datetime) -> list[OutboxItem]:
    """Take items for ourselves: another worker passes over them until the claim runs out."""
    due = OutboxItem.objects.filter(state__in=("waiting", "claimed"), send_after__lte=at).order_by("send_after")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        items = list(due.select_related("staff", "person")[:AT_ONCE])
        for item in items:
            item.state, item.send_after, item.tries = "claimed", at + CLAIMED_FOR, item.tries + 1
        OutboxItem.objects.bulk_update(items, ["state", "send_after", "tries"])
    return warmed(items)


def _sent(item: OutboxItem, at: datetime) -> tuple[str, str]:
    address, refusal = _address(item, at)
    if refusal:
        return "held", refusal
    subject, body = words_of(item.notice, reference=item.reference)
    message = EmailMessage(subject, body, to=[address], headers={"Message-ID": f"<{item.pk}@{_sender_host()}>"})
    try:
        message.send()
    except (SMTPException, OSError) as trouble:
        return "waiting", type(trouble).__name__
    return "sent", ""


def _address(item: OutboxItem, at: datetime) -> tuple[str, str]:
    """Return where to, or why not: unknown means nobody reaches out."""
    if item.staff is not None:
        return item.staff.email, "" if item.staff.is_active else "they no longer work here"
    person = item.person
    assert person is not None  # a database constraint: one recipient each
    ruling = may_contact(item.channel, safety=safety_of(wishes_of(person.pk), item.channel), at=at)
    if not ruling.allowed:
        return "", ruling.why
    return (person.email, "") if person.email else ("", "no address is known")


def _sender_host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
