"""The first page of administration: what there is to keep in order (clause 7 a)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from upstander.casework.versions.reads import is_policy_overdue
from upstander.web import who
from upstander.web.administration.door import for_administrators
from upstander.web.administration.menu import groups


@require_GET
@for_administrators
def index(request: HttpRequest) -> HttpResponse:
    """Show every page there is for administrators."""
    shown = {"groups": groups(), "overdue": is_policy_overdue(at=who.now())}
    return render(request, "administration/index.html", shown)
