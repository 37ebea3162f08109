"""The pages for when something went wrong: what happened, what was kept, what to do next.

Clause 3.2 a: nobody who was just brave enough to tell us is left with a blank page or a code.
"""

from __future__ import annotations

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from upstander.web import residents

NEVER_SHOWN = frozenset({"csrfmiddlewaretoken", "mark", "report", "code", "password", "password1", "password2"})
NO_WORDS = re.compile(r"[a-z0-9_-]{0,20}|[0-9a-f-]{32,36}|[A-Z]{1,2}-[0-9-]+")  # ticks, choices, numbers, ids


@login_not_required
def broken_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what arrived cannot be read."""
    return render(request, "look/400.html", status=400)


@login_not_required
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not theirs to do."""
    return render(request, "look/403.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or out of sight; the two look alike to the last byte."""
    return render(request, "look/404.html", status=404)


@login_not_required
def our_fault(request: HttpRequest) -> HttpResponse:
    """500: drawn without the database or a context processor, since either may be what failed."""
    return HttpResponse(render_to_string("look/500.html"), status=500)


@login_not_required
def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old, or cookies are off. What was typed is shown again, to be copied."""
    if residents.has_left(request):
        return render(request, "leave/gone.html")
    shown = {"typed": typed_words(request), "path": request.get_full_path()}
    return render(request, "look/expired.html", shown, status=403)


def typed_words(request: HttpRequest) -> list[str]:
    """Return what somebody wrote, so that nobody has to write it twice: no ticks and ids, no password and no code."""
    given = [value for name, values in request.POST.lists() if name not in NEVER_SHOWN for value in values]
    return [value for value in given if value.strip() and not NO_WORDS.fullmatch(value)]
