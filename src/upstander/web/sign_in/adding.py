"""Adding a second step: a passkey, or an app that shows codes; and the recovery codes that stand in for them (7 a)."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as passkeys
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from upstander.casework.opened import NotFound
from upstander.casework.second_step import change_sign_in, codes_of, steps_of
from upstander.policy.second_step import Change
from upstander.web import who
from upstander.web.sign_in.again import proved_again
from upstander.web.sign_in.came import stepped
from upstander.web.sign_in.forced import before_second_step
from upstander.web.sign_in.forms import AppForm
from upstander.web.sign_in.passkeyforms import PasskeyForm

HELD = "app"  # in the session, sealed, until the first code proves that the app holds it
SHOWN_UNTIL = "codes_until"
SHOWN_FOR = 300


@before_second_step
@proved_again
def add_app(request: HttpRequest) -> HttpResponse:
    """Show the secret for an app, and take its first code as the proof that it is held there."""
    secret = _secret(request, new=request.method != "POST")
    form = AppForm(request.POST if request.method == "POST" else None, user=who.account(request), secret=secret)
    if form.is_bound and form.is_valid():
        return _added(request, change=Change.APP_ADDED, secret=secret)
    shown = {"form": form, "back": reverse("account"), "in_fours": _in_fours(secret)}
    return render(request, "sign_in/add_app.html", shown)


@before_second_step
@proved_again
def app_picture(request: HttpRequest) -> HttpResponse:
    """Draw the secret as a picture for the app's camera."""
    if HELD not in request.session:
        raise NotFound("There is no such page.")
    adapter = get_adapter()
    told = adapter.build_totp_url(who.account(request), _secret(request, new=False))
    return HttpResponse(adapter.build_totp_svg(told), content_type="image/svg+xml")


@before_second_step
@proved_again
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Take a passkey that this browser makes."""
    user = who.account(request)
    form = PasskeyForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        return _added(request, change=Change.PASSKEY_ADDED, name=said["name"], credential=said["credential"])
    options: dict[str, Any] = passkeys.begin_registration(user, True)
    shown = {"form": form, "back": reverse("account"), "options": json.dumps(options)}
    return render(request, "sign_in/add_passkey.html", shown)


@before_second_step
@proved_again
def codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, or show those just made."""
    asker = who.colleague(request)
    if request.method == "POST":
        change_sign_in(asker, change=Change.CODES_MADE)
        _show_codes(request)
        return redirect("recovery_codes")
    left = steps_of(asker).codes_left
    shown = {"codes": codes_of(asker) if _are_shown(request) else (), "left": left, "back": reverse("account")}
    return render(request, "sign_in/codes.html", shown)


@before_second_step
@proved_again
def download_codes(request: HttpRequest) -> HttpResponse:
    """Hand over the codes just made, as text."""
    if not _are_shown(request):
        raise NotFound("There is no such page.")
    text = "".join(f"{code}\r\n" for code in codes_of(who.colleague(request)))
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="codes.txt"'
    return answer


def _added(request: HttpRequest, **more: Any) -> HttpResponse:
    asker = who.colleague(request)
    first = not steps_of(asker).codes_left
    change_sign_in(asker, **more)
    request.session.pop(HELD, None)
    who.stay(request)
    stepped(request)
    if not first:
        return redirect("account")
    _show_codes(request)
    return redirect("recovery_codes")


def _secret(request: HttpRequest, *, new: bool) -> str:
    """Return the secret that waits for its first code; a new one is kept sealed in the session."""
    adapter = get_adapter()
    held = request.session.get(HELD)
    if held and not new:
        return str(adapter.decrypt(held))
    secret: str = generate_totp_secret()
    request.session[HELD] = adapter.encrypt(secret)
    return secret


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _show_codes(request: HttpRequest) -> None:
    request.session[SHOWN_UNTIL] = int(who.now().timestamp()) + SHOWN_FOR


def _are_shown(request: HttpRequest) -> bool:
    return bool(request.session.get(SHOWN_UNTIL, 0) > who.now().timestamp())
