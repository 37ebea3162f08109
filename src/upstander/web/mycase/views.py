"""Coming back with the code, the page itself, who looked, and closing it (clauses 2 d, 3.2 c, 7 a, 10 c).

A wrong code says nothing of what exists. Whoever tries too often waits a little, and is never locked out.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upstander.casework import codes
from upstander.casework.actor import Actor
from upstander.casework.codes import Returned, Slowed
from upstander.casework.mycase import my_case
from upstander.casework.opened import NotFound
from upstander.web import who
from upstander.web.mycase.forms import CodeForm
from upstander.web.mycase.visit import visiting, visitors_page
from upstander.web.residents import keep_keys, keys_of, residents_page

WRONG = "We cannot open a page with this code. Check each letter and number, then try again."
SAVED = {
    "more": "We have what you wrote. Thank you for telling us.",
    "danger": "We have what you wrote. We are telling the person on call now.",
    "why": "We have your answer. What you said before is kept too.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@residents_page
def door(request: HttpRequest) -> HttpResponse:
    """Open the page with a code, or show it to whoever is visiting."""
    if request.method == "POST":
        return _tried(request)
    actor = visiting(request)
    if actor is not None:
        try:
            return _page(request, actor)
        except NotFound:
            # Their part in the case ended while they were here.
            return _asked(request, CodeForm(), over=True)
    return _asked(request, CodeForm(), over="over" in request.GET)


@require_safe
@visitors_page
def looked(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Which roles opened the file, and on which days."""
    return render(request, "mycase/looked.html", {"mine": my_case(actor), "back": reverse("my_page")})


@require_POST
@residents_page
def close(request: HttpRequest) -> HttpResponse:
    """End the visit. Nothing is asked after it, and a report on its way stays."""
    keys = keys_of(request)
    if keys.visit:
        codes.leave(keys.visit)
    response = render(request, "mycase/closed.html")
    keep_keys(response, replace(keys, visit=""))
    return response


def _page(request: HttpRequest, actor: Actor) -> HttpResponse:
    saved = SAVED.get(request.GET.get("saved", ""), "")
    return render(request, "mycase/page.html", {"mine": my_case(actor), "saved": saved, **_in_danger(request)})


def _in_danger(request: HttpRequest) -> dict[str, bool]:
    return {"danger": request.GET.get("saved") == "danger"}


def _tried(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _asked(request, form, status=422)
    try:
        back = codes.come_back(form.cleaned_data["code"], client=who.client(request), at=who.now())
    except Slowed as slowed:
        response = _asked(request, CodeForm(), wait=slowed.seconds, status=429)
        response.headers["Retry-After"] = str(slowed.seconds)
        return response
    if back is None:
        form.add_error("code", WRONG)
        return _asked(request, form, status=422)
    return _opened(request, back)


def _opened(request: HttpRequest, back: Returned) -> HttpResponse:
    # The new code of a slip is in this one answer and nowhere else: no address, no cookie, no second time.
    if back.new_code:
        response = render(request, "mycase/new_code.html", {"code": back.new_code})
    else:
        response = HttpResponseRedirect(reverse("my_page"))
    keep_keys(response, replace(keys_of(request), visit=back.token))
    return response


def _asked(
    request: HttpRequest, form: CodeForm, *, over: bool = False, wait: int = 0, status: int = 200
) -> HttpResponse:
    return render(request, "mycase/door.html", {"form": form, "over": over, "wait": wait}, status=status)
