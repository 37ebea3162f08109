"""Coming in with a link and a word, and going again (clause 7 b).

The link is a key to nothing: without the word it tells nobody whether it ever was one. Each try counts before it is
looked at, so that many at once are as slow as one after another.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.db import transaction
from django.db.models import F

from upstander.casework.actor import Actor, partner
from upstander.casework.delivering import send_link
from upstander.casework.gate import may_go_out
from upstander.casework.opened import Work, opened_to_knock
from upstander.policy.partners import (
    TRIES,
    VISIT_LONGEST,
    VISIT_QUIET_FOR,
    may_open_link,
    may_read_shared,
    may_renew_link,
)
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused, Ruling, refuse
from upstander.records.codes import digest_of
from upstander.records.partners import AgencyLink, AgencyVisit, Delivery, word_digest

A_MINUTE = timedelta(minutes=1)
_CLOSED = refuse("7 b", "There is nothing to read.", "")
_NOTHING = may_open_link(known=False, right_word=False, tries=0, used=False, live=_CLOSED)
"""What a link that never was is answered: the same as a wrong word."""


def open_link(token: str, *, word: str, at: datetime) -> str:
    """Begin a visit with a link and its word; return the token of the visit. Raises Refused."""
    with _knocked(token, Deed.OPEN_LINK, at) as (work, link, tries):
        ruling = may_open_link(
            known=not link.dead,
            right_word=_is_right(link.delivery, word),
            tries=tries,
            used=link.used_at is not None,
            live=_live(work, link.delivery),
        )
        work.enter(ruling, on_behalf_of=_to(link.delivery), delivery=str(link.delivery_id))
        link.used_at = at
        link.save(update_fields=["used_at"])
        return visit_of(link.delivery.recipient_id, at=at)


def renew_link(token: str, *, word: str, at: datetime) -> None:
    """Send another link to the same person, where one was used or lost. Raises Refused."""
    with _knocked(token, Deed.RENEW_LINK, at) as (work, link, tries):
        last = AgencyLink.objects.filter(delivery=link.delivery).order_by("-made_at").first()
        ruling = may_renew_link(
            known=not link.dead,
            right_word=_is_right(link.delivery, word),
            tries=tries,
            last_sent=last.made_at if last else at,
            at=at,
            live=_live(work, link.delivery),
        )
        entry = work.enter(ruling, on_behalf_of=_to(link.delivery), delivery=str(link.delivery_id))
        send_link(link.delivery, entry)


def visit_of(recipient: UUID, *, at: datetime) -> str:
    """Begin the visit of somebody who has shown who they are; return its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    AgencyVisit.objects.create(
        digest=_digest(token), recipient_id=recipient, started_at=at, expires_at=at + VISIT_QUIET_FOR
    )
    return token


def visitor(token: str, *, at: datetime) -> Actor | None:
    """Return who visits with this token, or None once they left, fell quiet, or were taken off their agency's list."""
    rows = AgencyVisit.objects.filter(digest=_digest(token), expires_at__gt=at, recipient__ended=None)
    visit = rows.select_related("recipient__agency").first()
    if visit is None:
        return None
    until = min(at + VISIT_QUIET_FOR, visit.started_at + VISIT_LONGEST)
    if until - visit.expires_at > A_MINUTE:
        AgencyVisit.objects.filter(pk=visit.pk).update(expires_at=until)
    return partner(visit.recipient_id, at=at, name=f"{visit.recipient.name}, {visit.recipient.agency.name}")


def leave(token: str) -> None:
    """End a visit at once."""
    AgencyVisit.objects.filter(digest=_digest(token)).delete()


def drop_old_agency_visits(*, at: datetime) -> int:
    """Forget every visit that is over; return how many."""
    return AgencyVisit.objects.filter(expires_at__lte=at).delete()[0]


@contextmanager
def _knocked(token: str, deed: Deed, at: datetime) -> Iterator[tuple[Work, AgencyLink, int]]:
    """Count a try, and open the case behind a link to enter it. Raises Refused as for a wrong word, where none is."""
    digest = digest_of(token)
    found = AgencyLink.objects.filter(digest=digest).first() if digest else None
    if found is None:
        raise Refused(_NOTHING)
    with transaction.atomic(durable=True):
        AgencyLink.objects.filter(pk=found.pk, tries__lt=TRIES + 1).update(tries=F("tries") + 1)
    with opened_to_knock(partner(None, at=at), found.delivery_id, deed) as work:
        link = AgencyLink.objects.select_related("delivery__disclosure__agency", "delivery__recipient").get(pk=found.pk)
        yield work, link, link.tries - 1


def _live(work: Work, delivery: Delivery) -> Ruling:
    held = delivery.disclosure
    ended, recalled = delivery.recipient.ended_id is not None, held.recalled_id is not None
    return may_read_shared(ended=ended, recalled=recalled, still=may_go_out(work, held))


def _is_right(delivery: Delivery, word: str) -> bool:
    return compare_digest(bytes(delivery.word), word_digest(delivery.pk, word))


def _to(delivery: Delivery) -> str:
    """For whom the journal says a link was tried: an id, never a name."""
    return f"recipient:{delivery.recipient_id}"


def _digest(token: str) -> bytes:
    return hashlib.sha256(b"agency-visit|" + token.encode()).digest()
