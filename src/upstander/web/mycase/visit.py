"""Who visits with a code, and what they meet when the visit is over (clauses 2 d, 3.2 a, 7 a).

A visit ends after half an hour without a page, and whenever they leave. What was just typed is never thrown away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from upstander.casework.actor import Actor
from upstander.casework.codes import visitor
from upstander.casework.opened import NotFound
from upstander.casework.sent import form_mark
from upstander.web import who
from upstander.web.look.faults import typed_words
from upstander.web.mycase.forms import CodeForm
from upstander.web.residents import keys_of, residents_page

P = ParamSpec("P")
UNSAID = frozenset({"csrfmiddlewaretoken", "mark"})


def visiting(request: HttpRequest) -> Actor | None:
    """Return who visits, or None where nobody does any more."""
    token = keys_of(request).visit
    return visitor(token, at=who.now()) if token else None


def visitors_page(
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Make a view a page of somebody's own; without a visit it asks for the code."""

    @residents_page
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor = visiting(request)
        if actor is None:
            return over(request)
        try:
            return view(request, actor, *args, **kwargs)
        except NotFound:
            # Their code or their part in the case ended in between: as good as no visit.
            return over(request)

    return page


def over(request: HttpRequest) -> HttpResponse:
    """Ask for the code again, and give back what was typed."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("my_page") + ("?over" if keys_of(request).visit else ""))
    shown = {"form": CodeForm(), "typed": typed_words(request), "over": True}
    return render(request, "mycase/door.html", shown, status=403)


def form_sent(request: HttpRequest) -> str:
    """Return the mark of the form that was sent; the same page with other words is another form."""
    said = [(name, values) for name, values in sorted(request.POST.lists()) if name not in UNSAID]
    return form_mark(request.POST.get("mark", ""), said=repr(said))
