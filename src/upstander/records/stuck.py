"""A notice that no way can carry: held, and its officer told, so that nothing happens in silence (clauses 3.2 a, c)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from upstander.policy.posting import NoticeState
from upstander.records.case import Case
from upstander.records.outbox import EMAIL, OutboxItem, end_claim
from upstander.records.reaching import letters_safe

NOT_TOLD = "not_told"


def hold(item: OutboxItem, *, why: str, at: datetime) -> None:
    """Mark a claimed notice as held, and tell the officer of its case that somebody could not be told."""
    with transaction.atomic():
        if end_claim(item, state=NoticeState.HELD, last_error=why[:200], send_after=at) and item.person_id is not None:
            tell_officer(item, at=at)


def tell_officer(item: OutboxItem, *, at: datetime) -> None:
    """Put one notice to the officer in the outbox; where a case has none, its manager sees it among what is stuck."""
    case_id = item.entry.case_id
    case = Case.objects.filter(pk=case_id).only("number", "owner").first() if case_id else None
    if case is None or case.owner_id is None:
        return
    OutboxItem.objects.get_or_create(
        key=f"{NOT_TOLD}:{item.pk}",
        defaults={
            "sealed_by": item.sealed_by,
            "entry": item.entry,
            "notice": NOT_TOLD,
            "channel": EMAIL,
            "staff_id": case.owner_id,
            "reference": case.number,
            "send_after": at,
        },
    )


def after_new_wishes(person: UUID, wishes: Mapping[str, Any], *, at: datetime) -> None:
    """Let what was held for somebody go out, now that they said how; hold their letters, where those are not safe.

    Of several held notices alike only the last goes. Whatever waits asks for its way anew when it goes out.
    """
    theirs = OutboxItem.objects.filter(person=person)
    held = theirs.filter(state=NoticeState.HELD, letter=None).order_by("entry__seq", "pk")
    last = dict(held.values_list("notice", "pk"))
    held.exclude(pk__in=last.values()).update(state=NoticeState.DROPPED)
    theirs.filter(pk__in=last.values()).update(state=NoticeState.WAITING, send_after=at, tries=0, last_error="")
    why, letters = letters_safe(wishes, at=at), theirs.filter(letter__isnull=False)
    if why:
        letters.filter(state=NoticeState.WAITING).update(state=NoticeState.HELD, last_error=why[:200])
    else:
        letters.filter(state=NoticeState.HELD).update(state=NoticeState.WAITING, last_error="")
