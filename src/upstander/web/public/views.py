"""What everybody may read of us, in plain words, with the landlord's own numbers (clause 2 g)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from upstander.casework.agencies import register
from upstander.casework.places import boroughs
from upstander.casework.procedure import in_force
from upstander.policy.agencies import IN_PUBLIC
from upstander.policy.comparing import how_long
from upstander.web import where, who
from upstander.web.residents import residents_page

LONGEST_NAME = 120


@require_safe
@residents_page
def services(request: HttpRequest) -> HttpResponse:
    """Say what we do, and how to reach us."""
    return render(request, "public/how_to_reach_us.html")


@require_safe
@residents_page
def near_you(request: HttpRequest) -> HttpResponse:
    """Say which groups and youth services there are in a borough, and which start later."""
    known, today = boroughs(), timezone.localdate(who.now())
    asked = request.GET.get("in", "")
    borough = asked if asked in known else ""
    after = request.GET.get("after", "")[:LONGEST_NAME]
    found = register(on=today, borough=borough, kinds=IN_PUBLIC, after=after) if borough else None
    more = where.with_query(request.path, **{"in": borough, "after": found.after}) if found and found.after else ""
    rows = [(one, one.start > today) for one in found.rows] if found else []
    shown = {"boroughs": known, "borough": borough, "rows": rows, "more": more}
    return render(request, "public/near_you.html", shown)


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
