"""What everybody may read of us, in plain words, with the landlord's own numbers (clause 2 g)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from upstander.casework.procedure import in_force
from upstander.policy.comparing import how_long
from upstander.web import who
from upstander.web.residents import residents_page


@require_safe
@residents_page
def services(request: HttpRequest) -> HttpResponse:
    """Say what we do, and how to reach us."""
    return render(request, "public/how_to_reach_us.html")


@require_safe
@residents_page
def what_happens(request: HttpRequest) -> HttpResponse:
    """Say what happens after somebody told us, and by when, as the procedure in force has it."""
    terms = in_force(at=who.now())
    times = {str(clock.key): how_long(clock.amount, clock.unit) for clock in terms.clocks}
    return render(request, "public/what_happens.html", {"times": times, "terms": terms})


@require_safe
@residents_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what we keep of somebody, and who reads it."""
    return render(request, "public/privacy.html")


@require_safe
@residents_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say who can use these pages, and what we know does not work yet."""
    return render(request, "public/accessibility.html")
