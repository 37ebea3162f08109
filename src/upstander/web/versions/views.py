"""Which versions there are, what each changed and who adopted it, and what the draft would change (front page; 2 g)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from upstander.casework.versions.reads import draft_page, one_version, versions
from upstander.policy.drafting import PARTS
from upstander.web import where, who


@require_GET
def all_versions(request: HttpRequest) -> HttpResponse:
    """Every version, newest first."""
    found = versions(who.colleague(request), after=request.GET.get("after", ""))
    older = where.with_query(request.path, after=found.after) if found.after else ""
    return render(request, "versions/all.html", {"found": found, "older": older})


@require_GET
def one(request: HttpRequest, version: int) -> HttpResponse:
    """One version: what it changed in the one before."""
    found = one_version(who.colleague(request), version=version)
    shown = {"found": found, "back": reverse("versions"), "back_words": "All versions"}
    return render(request, "versions/one.html", shown)


@require_GET
def draft(request: HttpRequest) -> HttpResponse:
    """The draft of the next version: what it changes so far, and its parts."""
    found = draft_page(who.colleague(request))
    parts = [(words, reverse("draft_version", args=[key])) for key, words in PARTS.items()]
    shown = {"found": found, "parts": parts, "back": reverse("versions"), "back_words": "All versions"}
    return render(request, "versions/draft.html", shown)
