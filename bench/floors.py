"""The floors that the house's pages are held against: what any page of this kind costs here, on this machine."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from upstander.records.case import Case
from upstander.records.people import Token
from upstander.site.urls import handler400, handler403, handler404, handler500
from upstander.site.urls import urlpatterns as house

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """Answer with nothing to it: what the way in and out costs."""
    return HttpResponse("bare", content_type="text/plain")


@login_not_required
def query(request: HttpRequest) -> HttpResponse:
    """Find one row by an index."""
    found = Case.objects.filter(number=request.GET.get("number", "")).values_list("stage", flat=True).first()
    return HttpResponse(found or "none", content_type="text/plain")


def table(request: HttpRequest) -> HttpResponse:
    """Show 50 rows of one indexed query to somebody who is signed in, in the layout of the staff's pages."""
    rows = Case.objects.filter(owner=request.user.pk, closed_at=None).select_related("area", "team")
    return render(request, "floors/table.html", {"rows": list(rows.order_by("-opened_at")[:50])})


@csrf_exempt
@login_not_required
def commit(request: HttpRequest) -> HttpResponse:
    """Keep one small row for good."""
    with transaction.atomic():
        Token.objects.create(kind="bench", digest=uuid.uuid4().bytes)
    return HttpResponse("kept", content_type="text/plain")


urlpatterns = [
    path("floor/bare", bare, name="floor_bare"),
    path("floor/query", query, name="floor_query"),
    path("floor/table", table, name="floor_table"),
    path("floor/commit", commit, name="floor_commit"),
    *house,
]
