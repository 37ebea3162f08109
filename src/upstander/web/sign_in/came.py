"""What is noted of a sign-in: how, and that it proves who this is; and that a second step stands behind it (7 a)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from upstander.casework.signing_in import note_sign_in
from upstander.web import who

SECOND = "second"  # in the session: a second step, or the landlord's own sign-in, stands behind it
HOW = {
    "password": "Password",
    "code": "Password and a code",
    "key": "Password and a passkey",
    "passkey": "Passkey",
    "landlord": "Our own sign-in",
    "demo": "One click, in the demo",
}


def came_in(request: HttpRequest, *, staff: UUID, how: str) -> None:
    """Note that somebody has just signed in."""
    who.prove(request)
    if how not in {"password", "demo"}:
        stepped(request)
    note_sign_in(staff, at=who.now(), how=how)


def stepped(request: HttpRequest, *, yes: bool = True) -> None:
    """Note whether a second step stands behind this session."""
    request.session[SECOND] = yes


def how_of(records: list[dict[str, Any]]) -> str:
    """Return how somebody signed in, from allauth's notes of the steps they took."""
    steps = [record for record in records if record.get("method") == "mfa"]
    if not steps:
        return "password"
    if steps[-1].get("passwordless"):
        return "passkey"
    return "key" if steps[-1].get("type") == "webauthn" else "code"
