"""What all residents' pages share: one cookie, and nothing to see after leaving (clauses 2 d, 3.2 a).

The cookie holds two keys: one opens the draft of a report, one a visit to one's own case. After leaving quickly it says
so instead, until the person asks for our website again; Back then shows no page and no word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

GONE = "gone"
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Keys:
    """What the person's cookie holds: the key of their draft, and the token of their visit."""

    draft: str = ""
    visit: str = ""


def keys_of(request: HttpRequest) -> Keys:
    """Read the cookie; a broken one holds nothing."""
    held = request.COOKIES.get(settings.RESIDENT_COOKIE_NAME, "")
    draft, dot, visit = held.partition(".")
    return Keys(draft, visit) if dot and len(held) < 300 else Keys()


def keep_keys(response: HttpResponse, keys: Keys) -> None:
    """Put the keys into the cookie, which ends with the browser's session."""
    _set(response, f"{keys.draft}.{keys.visit}")


def has_left(request: HttpRequest) -> bool:
    """Say whether this person left quickly and has not come back by their own wish."""
    return request.COOKIES.get(settings.RESIDENT_COOKIE_NAME) == GONE


def mark_gone(response: HttpResponse) -> None:
    """Change the cookie, so that the browser forgets the pages it kept."""
    _set(response, GONE)


def unmark(response: HttpResponse) -> None:
    """Let the person see our pages again."""
    _set(response, ".")


def residents_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Make a view a resident's page: no sign-in, never stored, and nothing shown after leaving."""

    @login_not_required
    @never_cache
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if has_left(request):
            return render(request, "leave/gone.html")
        return view(request, *args, **kwargs)

    return page


def _set(response: HttpResponse, value: str) -> None:
    response.set_cookie(settings.RESIDENT_COOKIE_NAME, value, **settings.RESIDENT_COOKIE)
