"""Sending what waits in the outbox: claimed one by one, handed over outside any transaction, and marked at once.

Whether a way is safe is asked when it is sent, not when it was written (clause 3.2 a). A worker that is killed between
the server's yes and our mark leaves a notice that goes out again, under the same name: never is one lost.
"""

from __future__ import annotations

import logging
import os
import socket
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

from upstander.policy.informing import Way
from upstander.policy.posting import NoticeState, is_for_people, wait_before_next
from upstander.post.mail import MailLine
from upstander.post.notices import words_of
from upstander.post.texts import TextLine
from upstander.post.ways import Down, NeverTaken, NotSent
from upstander.records.outbox import OutboxItem, claim_next, end_claim, put_off_all
from upstander.records.partners import Recipient, address_of
from upstander.records.reaching import Reach, reach
from upstander.records.sealing import warmed
from upstander.records.stuck import hold

log = logging.getLogger(__name__)
AT_ONCE = 50
SECONDS = 60
LINK = "shared_link"
MARKED_AGAIN_AFTER = (0.2, 0.5, 1, 2, 4, 8, 16)  # seconds
ME = f"{socket.gethostname()[:40]}:{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Sent:
    """How many notices were sent, held because no way is safe, put off, and given over to people."""

    sent: int = 0
    held: int = 0
    put_off: int = 0
    given_up: int = 0


@dataclass
class _Round:
    """One round: its clock, its lines, and the ways that turned out not to work."""

    at: datetime
    began: float = field(default_factory=time.monotonic)
    down: set[str] = field(default_factory=set)
    mail: MailLine = field(default_factory=MailLine)
    texts: TextLine = field(init=False)

    def __post_init__(self) -> None:
        self.texts = TextLine(at=self.at)

    @property
    def elapsed(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self.began)

    def close(self) -> None:
        self.mail.close()
        self.texts.close()


def send_waiting(*, at: datetime, at_most: int = AT_ONCE) -> Sent:
    """Send notices that are due, for a minute at most; return what became of them."""
    counts = dict.fromkeys(("sent", "held", "put_off", "given_up"), 0)
    now = _Round(at)
    try:
        for _ in range(at_most):
            item = claim_next(at=at + now.elapsed, worker=ME, passing_over=now.down)
            if item is None or now.elapsed > timedelta(seconds=SECONDS):
                break
            counts[_handled(warmed([item])[0], now)] += 1
    finally:
        now.close()
    return Sent(**counts)


def _handled(item: OutboxItem, now: _Round) -> str:
    to = _reached(item, now.at)
    if not to.address:
        hold(item, why=to.why, at=now.at)
        return "held"
    if to.not_before is not None and to.not_before > now.at:
        end_claim(item, state=NoticeState.WAITING, channel=to.way, send_after=to.not_before, tries=item.tries - 1)
        return "put_off"
    try:
        _hand_over(item, to, now)
    except NotSent as trouble:
        return _not_sent(item, to, trouble, now)
    if not _marked_sent(item, to, at=now.at + now.elapsed):
        log.error("A notice took longer than its claim: it may go out, or have gone out, twice.")
    return "sent"


def _marked_sent(item: OutboxItem, to: Reach, *, at: datetime) -> bool:
    """Mark what the server has taken; a database that is gone for a moment is waited for, within the claim."""
    for wait in MARKED_AGAIN_AFTER:
        try:
            return end_claim(item, state=NoticeState.SENT, channel=to.way, sent_at=at, last_error="")
        except (OperationalError, InterfaceError):
            log.warning("The database is gone while a notice is to be marked as sent; it is waited for.")
            connection.close()
            time.sleep(wait)
    return end_claim(item, state=NoticeState.SENT, channel=to.way, sent_at=at, last_error="")


def _reached(item: OutboxItem, at: datetime) -> Reach:
    """Return where to, or why not: unknown means nobody reaches out."""
    if item.staff is not None:
        return Reach(Way.EMAIL, item.staff.email) if item.staff.is_active else Reach(why="They no longer work here.")
    if item.recipient is not None:
        return Reach(why="They are no longer in the list.") if item.recipient.ended_id else _at_work(item.recipient)
    assert item.person is not None  # a database constraint: one recipient each
    return reach(item.person, at=at)


def _at_work(recipient: Recipient) -> Reach:
    return Reach(Way.EMAIL, recipient.email)


def _hand_over(item: OutboxItem, to: Reach, now: _Round) -> None:
    if to.way in now.down:
        raise Down("this way does not work now")
    reference = address_of(UUID(item.reference)) if item.notice == LINK else item.reference
    subject, body = words_of(item.notice, reference=reference)
    if to.way == Way.TEXT:
        now.texts.send(to.address, words=body, key=str(item.pk))
    else:
        now.mail.send(to.address, subject=subject, body=body, key=str(item.pk))


def _not_sent(item: OutboxItem, to: Reach, trouble: NotSent, now: _Round) -> str:
    """Mark that it did not go out, and when it is tried again; or that people have to look."""
    at = now.at + now.elapsed
    if isinstance(trouble, NeverTaken) or is_for_people(item.tries):
        end_claim(item, state=NoticeState.DEAD, channel=to.way, last_error=trouble.why, send_after=at)
        return "given_up"
    until = at + (trouble.wait if trouble.wait is not None else wait_before_next(item.tries))
    end_claim(item, state=NoticeState.WAITING, channel=to.way, last_error=trouble.why, send_after=until)
    if isinstance(trouble, Down) and to.way not in now.down:
        now.down.add(to.way)
        log.warning("A way of sending does not work now: %s.", trouble.why)
        if trouble.wait is not None:
            put_off_all(channel=to.way, until=until)
    return "put_off"
