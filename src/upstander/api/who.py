"""Who asks: the one place where a key becomes an Actor. No cookie is ever looked at (clause 7 a)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from upstander.api.problems import AT_MOST
from upstander.casework.actor import Actor
from upstander.casework.keysheld import Holder, holder
from upstander.casework.sent import form_mark
from upstander.policy.apikeys import A_MINUTE_AT_MOST, may_read
from upstander.policy.ruling import Refused

MINUTE = 60
LONGEST_SECRET = 100


class Slowed(Exception):
    """This key asked too often: wait this many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Wait {seconds} seconds.")
        self.seconds = seconds


class TooLong(Exception):
    """More was sent than one request may have."""


class NotJson(Exception):
    """What was sent is not said to be JSON."""


class Key(HttpBearer):
    """A key that an administrator issued, and another gave. Raises Slowed, TooLong, NotJson."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return who asks, or None."""
        at = timezone.now()
        found = holder(token, at=at) if len(token) <= LONGEST_SECRET else None
        if found is not None:
            if found.asked > A_MINUTE_AT_MOST:
                raise Slowed(MINUTE - int(at.timestamp()) % MINUTE)
            _readable(request)
        return found


def holder_of(request: HttpRequest) -> Holder:
    """Return who asks; every route but the description of the API needs a key."""
    found: Holder = request.auth  # type: ignore[attr-defined]  # set by the door of keys
    return found


def reader(request: HttpRequest, read: str) -> Actor:
    """Return who reads. Raises Refused where their key was not given for this."""
    held = holder_of(request)
    ruling = may_read(held.reads, read)
    if not ruling.allowed:
        raise Refused(ruling)
    return held.actor


def sender(request: HttpRequest, *, once: str, said: str) -> Actor:
    """Return who does a deed. `once`: the idempotency key. `said`: everything that was sent with it."""
    held = holder_of(request)
    return replace(held.actor, form=f"{form_mark(str(held.key), said=once)} {form_mark('said', said=said)}")


def _readable(request: HttpRequest) -> None:
    """Refuse what is too long or no JSON, before any of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > AT_MOST:
        raise TooLong
    if int(length) and request.content_type != "application/json":
        raise NotJson
