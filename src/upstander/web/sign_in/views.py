"""Signing in and out. In the demo one click is enough; anywhere else those pages do not exist (clause 7 a)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_POST

from upstander.casework.appointing import colleagues
from upstander.casework.opened import NotFound
from upstander.policy.roles import ROLE_LABELS, Role
from upstander.web import who
from upstander.web.sign_in.came import came_in
from upstander.web.sign_in.forced import before_second_step
from upstander.web.sign_in.forms import SignInForm

DAYS = (0, 1, 2, 7, 14, 28)


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):  # type: ignore[misc]  # allauth says no types
    """Ask for the address and password of somebody on the staff."""

    template_name = "sign_in/sign_in.html"
    form_class = SignInForm

    def get_context_data(self, **more: object) -> dict[str, object]:
        """In the demo, name its people too."""
        context: dict[str, object] = super().get_context_data(**more)
        asked = self.request.GET
        more = {"people": _people() if settings.DEMO else (), "passkey_unknown": "passkey" in asked}
        doors = {"landlords": settings.OIDC is not None, "passwords": passwords_are_taken()}
        return context | more | doors | {"next": asked.get("next", "")}

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """Take no password where the landlord takes none."""
        if not passwords_are_taken():
            raise NotFound("There is no such page.")
        answer: HttpResponse = super().post(request, *args, **more)
        return answer


@method_decorator(before_second_step, name="dispatch")
class SignOut(LogoutView):  # type: ignore[misc]  # allauth says no types
    """Ask once more where somebody came by a link; the button in the header signs out at once."""

    template_name = "sign_in/sign_out.html"


@login_not_required
@require_GET
def first_page(request: HttpRequest) -> HttpResponse:
    """Lead staff to their work, and everybody else to the start of a report."""
    return redirect("work" if who.is_staff(request) else "report")


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, person: UUID) -> HttpResponse:
    """Sign in as one of the demo's people."""
    if not who.become(request, person):
        raise NotFound("There is no such page.")
    came_in(request, staff=person, how="demo")
    return redirect("work")


def demo_clock(request: HttpRequest) -> HttpResponse:
    """Let the demo's clock run ahead, to see what becomes overdue."""
    if not settings.DEMO:
        raise NotFound("There is no such page.")
    asked = request.POST.get("days", "")
    if request.method == "POST" and asked in {str(days) for days in DAYS}:
        who.set_days_ahead(int(asked))
        return HttpResponseRedirect(request.path)
    return render(request, "sign_in/clock.html", {"days": DAYS, "ahead": who.days_ahead(), "now": who.now()})


def passwords_are_taken() -> bool:
    """Whether a password opens the door; it may not where the landlord's own sign-in does."""
    return settings.OIDC is None or settings.OIDC.passwords


def _people() -> list[dict[str, str]]:
    return [
        {
            "key": one.key,
            "name": one.name,
            "roles": ", ".join(sorted({ROLE_LABELS[Role(role)] for role, _ in one.roles})) or "No role",
            "teams": ", ".join(sorted({team for _, team in one.roles if team})),
        }
        for one in colleagues(at=who.now())
    ]
