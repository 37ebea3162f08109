"""Who visits from an agency, and what they meet when the visit is over (clause 7 b).

A visit ends after half an hour without a page. What was just typed is never thrown away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from upstander.casework.actor import Actor
from upstander.casework.partners import visitor
from upstander.web import who
from upstander.web.look.faults import typed_words

P = ParamSpec("P")


def visiting(request: HttpRequest) -> Actor | None:
    """Return who visits, or None where nobody does any more."""
    token = token_of(request)
    return visitor(token, at=who.now()) if token else None


def token_of(request: HttpRequest) -> str:
    """Return the token of the visit that this browser holds."""
    held = request.COOKIES.get(settings.AGENCY_COOKIE_NAME, "")
    return held if len(held) < 100 else ""


def keep(response: HttpResponse, token: str) -> None:
    """Put the token of a visit into the cookie, or forget it."""
    if token:
        response.set_cookie(settings.AGENCY_COOKIE_NAME, token, **settings.RESIDENT_COOKIE)
    else:
        response.delete_cookie(settings.AGENCY_COOKIE_NAME, samesite="Strict")


def open_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Make a view a page of agencies that needs no visit; it is never stored."""

    @login_not_required
    @never_cache
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)

    return page


def visited_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Make a view a page of whoever visits (`who.asker`); without a visit it says how to come in."""

    @login_not_required
    @never_cache
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor = visiting(request)
        if actor is None:
            return over(request)
        who.outside(request, actor)
        return view(request, *args, **kwargs)

    return page


def over(request: HttpRequest) -> HttpResponse:
    """Say how to come in, and give back what was typed."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("agency") + ("?over" if token_of(request) else ""))
    return render(request, "agency/door.html", {"typed": typed_words(request), "over": True}, status=403)
