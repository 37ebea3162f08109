"""The door of the administrators' pages: for everybody else they are not there (clause 7 a)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse

from upstander.casework.opened import NotFound
from upstander.policy.roles import is_administrator
from upstander.web import who

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_administrators(view: View[P]) -> View[P]:
    """Answer administrators; whoever is none finds nothing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_administrator(who.colleague(request).roles):
            raise NotFound("There is no such page.")
        return view(request, *args, **kwargs)

    return cast(View[P], answered)


def said(request: HttpRequest, name: str) -> str:
    """Return what an address asks, as one short line: what cannot be shown cannot be looked for."""
    return "".join(letter for letter in request.GET.get(name, "")[:300] if letter.isprintable())
