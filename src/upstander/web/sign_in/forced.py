"""Whoever reads cases, or says who may, sets up a second step before anything else (clause 7 a; decision 22)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from upstander.policy.second_step import needs_second_step
from upstander.web import who
from upstander.web.look.faults import typed_words
from upstander.web.sign_in.came import SECOND

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def before_second_step(view: View) -> View:
    """Let a page be reached without a second step: one by which it is set up, or somebody signs out."""
    view.before_second_step = True  # type: ignore[attr-defined]  # a mark for the middleware
    return view


class SecondStepForced:
    """Lead to the set-up whoever needs a second step and has none behind this session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the question is asked once the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, more: Any) -> HttpResponse | None:
        """Ask only of pages for staff, and of people whose roles need it."""
        if not settings.SECOND_STEP_FORCED or not getattr(view, "login_required", True):
            return None
        if getattr(view, "before_second_step", False) or not who.is_staff(request) or request.session.get(SECOND):
            return None
        if not needs_second_step(who.colleague(request).roles):
            return None
        lead = reverse("second_step_needed")
        if request.method != "POST":
            return redirect(lead)
        return render(request, "sign_in/stale.html", {"typed": typed_words(request), "lead": lead}, status=403)
