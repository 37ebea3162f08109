"""Your account: who you are here, how you sign in, and when you did (clause 7 a)."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from upstander.casework.opened import NotFound
from upstander.casework.second_step import change_sign_in, steps_of
from upstander.casework.signing_in import last_sign_ins
from upstander.policy.roles import ROLE_LABELS, Role
from upstander.policy.second_step import Change, needs_second_step
from upstander.web import who
from upstander.web.sign_in.again import proved_again
from upstander.web.sign_in.came import HOW, stepped
from upstander.web.sign_in.forced import before_second_step


@before_second_step
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show somebody their own account."""
    asker = who.colleague(request)
    shown = {
        "name": asker.name,
        "roles": [ROLE_LABELS[role] for role in Role if role in asker.roles],
        "steps": steps_of(asker),
        "needed": needs_second_step(asker.roles),
        "came": [(one.at, HOW.get(one.how, "")) for one in last_sign_ins(asker)],
    }
    return render(request, "sign_in/account.html", shown)


@before_second_step
@require_GET
def set_up(request: HttpRequest) -> HttpResponse:
    """Say calmly why nothing else opens yet, and what to do."""
    steps = steps_of(who.colleague(request))
    return render(request, "sign_in/set_up.html", {"steps": steps})


@require_POST
@before_second_step
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of whoever asks, this one too."""
    change_sign_in(who.colleague(request), change=Change.SIGNED_OUT)
    logout(request)
    return redirect("account_login")


@proved_again
def remove_app(request: HttpRequest) -> HttpResponse:
    """Take the app's codes away."""
    return _remove(request, "Remove the app", change=Change.APP_REMOVED)


@proved_again
def remove_passkey(request: HttpRequest, passkey: int) -> HttpResponse:
    """Take one passkey away."""
    return _remove(request, "Remove this passkey", change=Change.PASSKEY_REMOVED, passkey=str(passkey))


def _remove(request: HttpRequest, title: str, *, change: Change, passkey: str = "") -> HttpResponse:
    asker = who.colleague(request)
    if request.method == "POST":
        change_sign_in(asker, change=change, passkey=passkey)
        if not steps_of(asker).many:
            stepped(request, yes=False)
        return redirect("account")
    steps = steps_of(asker)
    if not steps.holds(change, passkey):
        raise NotFound("There is no such page.")
    shown = {"title": title, "back": reverse("account"), "last": steps.many == 1}
    return render(request, "sign_in/remove.html", shown)
