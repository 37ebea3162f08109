"""What a visitor reads when a deed says no: not found, refused, sent before, or signed out in between (clause 7 a).

What is out of sight and what does not exist give the same page, to the last byte.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore
from upstander.policy.ruling import Refused
from upstander.web.look import faults


class Answers:
    """Turn what casework raises into a page. A page that can answer better itself catches it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; exceptions come by another way."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what the house knows; anything else is our fault, and is logged as such."""
        match exception:
            case NotFound():
                return faults.not_found(request)
            case Refused(ruling=ruling):
                return render(request, "refused.html", {"ruling": ruling}, status=403)
            case SentBefore():
                return render(request, "sent.html", status=409)
            case _:
                return None


class SignedIn(LoginRequiredMiddleware):
    """Ask for a sign-in everywhere but on public pages; what was typed by somebody signed out since is shown again."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Lead to the sign-in page, or give back the words of a form."""
        if request.method == "POST":
            return faults.expired(request)
        return super().handle_no_permission(request, view_func)
