"""Proving who one is once more, before what is grave (clause 7 a; decision 22). In the demo one click is the proof."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from upstander.policy.proving import is_proof_fresh
from upstander.web import who
from upstander.web.look.faults import typed_words
from upstander.web.sign_in.forms import PasswordAgainForm

View = Callable[..., HttpResponseBase]


def prove_again(request: HttpRequest) -> HttpResponse:
    """Ask whoever is signed in to prove it, and lead them back to where they were."""
    leads_to = local_path(request.POST.get("next") or request.GET.get("next", ""))
    if settings.DEMO and request.method == "POST":
        return _proved(request, leads_to)
    form = PasswordAgainForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        return _proved(request, leads_to)
    return render(request, "sign_in/again.html", {"form": form, "next": leads_to, "demo_click": settings.DEMO})


def proved_again(view: View) -> View:
    """Let a view be reached only shortly after a proof of who asks; what was typed meanwhile is given back."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
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
