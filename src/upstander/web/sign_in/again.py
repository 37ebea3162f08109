"""Proving who one is once more, before what is grave (clause 7 a; decision 22). In the demo one click is the proof."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from upstander.casework.second_step import Steps, steps_of
from upstander.policy.proving import is_proof_fresh
from upstander.web import who
from upstander.web.look.faults import typed_words
from upstander.web.sign_in.forced import before_second_step
from upstander.web.sign_in.forms import CodeForm, PasswordAgainForm
from upstander.web.sign_in.passkeyforms import UsePasskeyForm
from upstander.web.sign_in.second import asks_for_passkey

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@before_second_step
def prove_again(request: HttpRequest) -> HttpResponse:
    """Ask whoever is signed in to prove it, and lead them back to where they were."""
    leads_to = local_path(request.POST.get("next") or request.GET.get("next", ""))
    if settings.DEMO:
        return _proved(request, leads_to) if request.method == "POST" else _asked(request, leads_to)
    steps = steps_of(who.colleague(request))
    form = _form(request, steps)
    if form is not None and form.is_bound and form.is_valid():
        return _proved(request, leads_to)
    options = asks_for_passkey(request, who.account(request)) if steps.passkeys else ""
    return _asked(request, leads_to, form=form, options=options)


def _form(request: HttpRequest, steps: Steps) -> Form | None:
    """Return what proves it: a second step where there is one, or else the password."""
    sent = request.POST if request.method == "POST" else None
    user = who.account(request)
    if sent is not None and "credential" in sent and steps.passkeys:
        return UsePasskeyForm(sent, user=user)
    if steps.many:
        return CodeForm(sent, user=user)
    return PasswordAgainForm(sent, request=request) if user.has_usable_password() else None


def _asked(request: HttpRequest, leads_to: str, **more: object) -> HttpResponse:
    shown = {"next": leads_to, "demo_click": settings.DEMO, "landlords": settings.OIDC is not None}
    return render(request, "sign_in/again.html", shown | more)


def proved_again(view: View[P]) -> View[P]:
    """Let a view be reached only shortly after a proof of who asks; what was typed meanwhile is given back."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **more: P.kwargs) -> HttpResponse:
        if is_proof_fresh(who.proved_at(request), at=who.now()):
            return view(request, *args, **more)
        lead = f"{reverse('sign_in_again')}?{urlencode({'next': request.get_full_path()})}"
        if request.method != "POST":
            return redirect(lead)
        return render(request, "sign_in/stale.html", {"typed": typed_words(request), "lead": lead}, status=403)

    return shown


def local_path(asked: str) -> str:
    """Return this path of ours, or that of the first page where it leads anywhere else."""
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else reverse("work")


def _proved(request: HttpRequest, leads_to: str) -> HttpResponse:
    who.prove(request)
    return redirect(leads_to)
