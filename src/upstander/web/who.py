"""Who is asking, and when: the one place where a page's visitor becomes an Actor. Nobody else touches request.user.

Clause 7 a: a page never acts as somebody; it passes on who asked.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from upstander.casework import actor
from upstander.casework.actor import Actor


def now() -> datetime:
    """The moment of this request, aware UTC: the only clock that deeds see."""
    return timezone.now()


def public() -> Actor:
    """Somebody without an account."""
    return actor.public(at=now())


def colleague(request: HttpRequest) -> Actor:
    """The member of staff who is signed in, with the roles they hold at this moment."""
    user = request.user
    if not user.is_authenticated or user.pk is None:
        raise PermissionError("Nobody is signed in: this page is for staff.")
    return actor.member(user.pk, at=now(), name=user.name)


def client(request: HttpRequest) -> str:
    """What tells one visitor's machine from another's, to slow guessing; it is not kept."""
    return str(request.META.get("REMOTE_ADDR", ""))
