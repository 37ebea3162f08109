"""The door of the landlord's own sign-in: known staff alone, by a verified address; nobody signs up (clause 7 a)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.casework.actor import operator
from upstander.casework.opened import NotFound
from upstander.casework.signing_in import known_by_email, take_roles_from_claims
from upstander.policy.proving import is_proof_fresh
from upstander.policy.ruling import Refused
from upstander.web import who
from upstander.web.sign_in.again import local_path
from upstander.web.sign_in.came import came_in
from upstander.web.sign_in.forced import before_second_step
from upstander.web.sign_in.provider import Asked, NotSignedIn, answered, ask, house

ASKED = "landlords"


@before_second_step
@login_not_required
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    _is_there()
    again = who.is_staff(request)
    try:
        asked, address = ask(_callback(request), again=again)
    except NotSignedIn:
        return _told(request, "down", status=503)
    leads_to = local_path(request.GET.get("next", ""))
    request.session[ASKED] = asdict(asked) | {"next": leads_to, "again": again}
    answer = redirect(address)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@before_second_step
@login_not_required
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Let in whoever comes back from the provider, if they work here."""
    _is_there()
    held = request.session.pop(ASKED, None)  # once: the same answer does not open twice
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    if not held or not code or state != held["state"]:
        return _told(request, "broken")
    asked = Asked(held["state"], held["nonce"], held["verifier"])
    try:
        claims = answered(code, asked, _callback(request))
    except NotSignedIn as wrong:
        down = str(wrong) == "provider"
        return _told(request, "down" if down else "broken", status=503 if down else 403)
    staff = _known(claims)
    if staff is None or (held["again"] and not who.is_same(request, staff)):
        return _told(request, "unknown")
    if held["again"] and not is_proof_fresh(_proved_at(claims), at=timezone.now()):
        return _told(request, "broken")
    return _let_in(request, staff, claims, held["next"])


def _let_in(request: HttpRequest, staff: UUID, claims: Mapping[str, Any], leads_to: str) -> HttpResponse:
    if house().roles is not None:
        try:
            take_roles_from_claims(operator(at=who.now()), staff=str(staff), given=_roles(claims))
        except Refused:
            return _told(request, "roles")
    who.enter(request, staff)
    came_in(request, staff=staff, how="landlord")
    return redirect(leads_to)


def _proved_at(claims: Mapping[str, Any]) -> datetime:
    """Return when the provider last asked who this is: a proof of this morning is none now."""
    told = claims.get("auth_time", claims["iat"])
    return datetime.fromtimestamp(min(int(told), int(timezone.now().timestamp())), UTC)


def _known(claims: Mapping[str, Any]) -> UUID | None:
    """Return who this is, by an address that the provider says is theirs."""
    email = claims.get("email")
    return known_by_email(email) if isinstance(email, str) and claims.get("email_verified") is True else None


def _roles(claims: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    told = claims.get(house().claim, [])
    values = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    return frozenset().union(*(house().roles.get(value, ()) for value in values if isinstance(value, str)))


def _callback(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("landlord_sign_in_back"))


def _told(request: HttpRequest, why: str, *, status: int = 403) -> HttpResponse:
    return render(request, "sign_in/landlords.html", {"why": why, "passwords": house().passwords}, status=status)


def _is_there() -> None:
    if house() is None:
        raise NotFound("There is no such page.")
