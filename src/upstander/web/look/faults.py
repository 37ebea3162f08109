"""The pages for when something went wrong: what happened, what was kept, what to do next.

Clause 3.2 a: nobody who was just brave enough to tell us is left with a blank page or a code.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from upstander.web import residents


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
    typed = [
        (name.replace("_", " "), value)
        for name, values in request.POST.lists()
        for value in values
        if len(value) > 40 and name != "csrfmiddlewaretoken"
    ]
    return render(request, "look/expired.html", {"typed": typed, "path": request.path}, status=403)
