"""Who is asking, and when: the one place where a page's visitor becomes an Actor. Nobody else touches request.user.

Clause 7 a: a page never acts as somebody; it passes on who asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model, login, update_session_auth_hash
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from upstander.casework import actor
from upstander.casework.actor import Actor
from upstander.casework.inbox import how_many_wait
from upstander.policy.roles import ROLE_LABELS, Role
from upstander.web.menu import Item, menu

AHEAD = "demo-days-ahead"
PROVED = "proved"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a page says of whoever is signed in."""

    name: str
    role: str
    roles: frozenset[str]


def now() -> datetime:
    """The moment of this request, aware UTC: the only clock that deeds see. The demo's may run some days ahead."""
    return timezone.now() + timedelta(days=days_ahead()) if settings.DEMO else timezone.now()


def days_ahead() -> int:
    """How many days the demo's clock runs ahead; 0 everywhere else."""
    return int(cache.get(AHEAD, 0)) if settings.DEMO else 0


def set_days_ahead(days: int) -> None:
    """Let the demo's clock run ahead, for everybody who looks at the demo."""
    if settings.DEMO:
        cache.set(AHEAD, days, None)


def public() -> Actor:
    """Somebody without an account."""
    return actor.public(at=now())


def colleague(request: HttpRequest, *, form: str = "") -> Actor:
    """The member of staff who is signed in, with the roles they hold at this moment (asked once for each request)."""
    held: Actor | None = getattr(request, "_colleague", None)
    if held is None:
        user = request.user
        if not user.is_authenticated or user.pk is None:
            raise PermissionError("Nobody is signed in: this page is for staff.")
        held = replace(actor.member(user.pk, at=now(), name=user.name), proved_at=proved_at(request))
        request._colleague = held  # type: ignore[attr-defined]  # held for this request
    return replace(held, form=form) if form else held


def outside(request: HttpRequest, actor: Actor) -> None:
    """Note that somebody at an agency visits, for the pages that both they and staff come to."""
    request._outside = actor  # type: ignore[attr-defined]  # held for this request


def is_outside(request: HttpRequest) -> bool:
    """Whether somebody at an agency visits."""
    return hasattr(request, "_outside")


def asker(request: HttpRequest) -> Actor:
    """Whoever asks: somebody at an agency who visits, or else the member of staff who is signed in."""
    held: Actor | None = getattr(request, "_outside", None)
    return held if held is not None else colleague(request)


def prove(request: HttpRequest) -> None:
    """Note that whoever is signed in has just proved who they are."""
    request.session[PROVED] = int(timezone.now().timestamp())


def proved_at(request: HttpRequest) -> datetime | None:
    """When whoever is signed in last proved who they are in this session, by the clock that deeds see."""
    noted = request.session.get(PROVED)
    return datetime.fromtimestamp(noted, UTC) + timedelta(days=days_ahead()) if noted else None


def account(request: HttpRequest) -> Any:
    """The account that is signed in: for the pages of the door itself, and for nothing else."""
    return request.user


def is_staff(request: HttpRequest) -> bool:
    """Whether a member of staff is signed in."""
    return bool(request.user.is_authenticated)


def become(request: HttpRequest, key: UUID) -> bool:
    """Sign in as one of the demo's people, with one click; nobody anywhere else."""
    person = get_user_model().objects.filter(pk=key, is_active=True).first() if settings.DEMO else None
    if person is None:
        return False
    login(request, person, backend=BACKEND)
    return True


def enter(request: HttpRequest, key: UUID) -> None:
    """Sign in somebody whom the landlord's own sign-in has vouched for, in a session with a name of its own."""
    login(request, get_user_model().objects.get(pk=key, is_active=True), backend=BACKEND)


def stay(request: HttpRequest) -> None:
    """Keep this browser signed in where every other has just been signed out; the session gets another name."""
    update_session_auth_hash(request, get_user_model().objects.get(pk=account(request).pk))


def is_same(request: HttpRequest, key: UUID) -> bool:
    """Whether this is whoever is signed in."""
    return bool(request.user.pk == key)


def client(request: HttpRequest) -> str:
    """What tells one visitor's machine from another's, to slow guessing; it is not kept."""
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    behind = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return told[-behind] if 0 < behind <= len(told) else str(request.META.get("REMOTE_ADDR", ""))


def shown(request: HttpRequest) -> dict[str, object]:
    """Tell a page who is signed in and where they may go, where it asks; pages that do not ask cost no query.

    Which of the two menus a page shows, its layout says: `look/staff.html` counts approvals, `look/one.html` does not.
    """
    return {
        "visitor": SimpleLazyObject(lambda: _visitor(request)),
        "navigation": SimpleLazyObject(lambda: _menu(request, counted=True)),
        "navigation_uncounted": SimpleLazyObject(lambda: _menu(request, counted=False)),
    }


def _menu(request: HttpRequest, *, counted: bool) -> tuple[Item, ...]:
    visitor = _visitor(request)
    if visitor is None:
        return ()
    return menu(visitor.roles, path=request.path, approvals=how_many_wait(colleague(request)) if counted else None)


def _visitor(request: HttpRequest) -> Visitor | None:
    if not hasattr(request, "user") or not is_staff(request):
        return None
    held = colleague(request)
    role = ROLE_LABELS[Role(held.role)] if held.role else "No role yet"
    return Visitor(name=held.name, role=role, roles=held.roles)
