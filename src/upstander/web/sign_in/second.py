"""The second step at the door: a code or a passkey, after the right password (clause 7 a)."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from upstander.web.sign_in.forms import CodeForm
from upstander.web.sign_in.passkeyforms import PasskeySignInForm, UsePasskeyForm


@method_decorator(login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login"), name="dispatch")
class SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth says no types
    """Ask for a code, or for a passkey where the browser can."""

    template_name = "sign_in/second.html"
    form_class = CodeForm
    webauthn_form_class = UsePasskeyForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Hand the passkey's question to the page's script."""
        context: dict[str, Any] = super().get_context_data(**more)
        asked = context.get("js_data", {}).get("request_options", {})
        has_passkey = bool(asked.get("publicKey", {}).get("allowCredentials"))
        return context | {"options": json.dumps(asked) if has_passkey else ""}


@method_decorator(login_not_required, name="dispatch")
class SignInByPasskey(LoginWebAuthnView):  # type: ignore[misc]  # allauth says no types
    """Sign in by a passkey alone: it is two steps in one, something held and a face, finger or PIN."""

    form_class = PasskeySignInForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say on the page of the door that it was not recognised."""
        return redirect(f"{reverse('account_login')}?passkey=unknown")


def asks_for_passkey(request: HttpRequest, user: Any) -> str:
    """Return the question that a page's script puts to a passkey, or nothing where somebody has none."""
    asked: dict[str, Any] = passkeys.begin_authentication(user)
    return json.dumps(asked) if asked.get("publicKey", {}).get("allowCredentials") else ""
