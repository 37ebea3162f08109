"""How a page of this room answers: a deed that is about no case of theirs, done once, with all that was typed kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, new_mark, was_sent
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.web import who
from upstander.web.deed.answer import AGAIN, form_sent
from upstander.web.sight.forms import SightForm

Done = Callable[[Any], tuple[str, str]]
"""From a receipt: what is said once it is done, and the address to go to."""
NO_SUCH_CASE = "There is no case of this number that you can open."


def deed_page(
    request: HttpRequest,
    deed: Deed,
    form: SightForm,
    do: Callable[[Any], Any],
    done: Done,
    *,
    template: str = "sight/deed.html",
    **shown: Any,
) -> HttpResponse:
    """Answer a request for the page of a deed that is about no case of theirs; everything typed is kept."""
    ruling = may_do(who.colleague(request).roles, deed)
    refused: Ruling | None = None if ruling.allowed else ruling
    if request.method == "POST" and refused is None and form.is_valid():
        answered = _done(request, deed, form, do, done)
        if isinstance(answered, HttpResponse):
            return answered
        refused = answered
    page = {
        "title": DEEDS[deed].title,
        "form": form,
        "ruling": refused,
        "allowed": ruling.allowed,
        "mark": request.POST.get("mark") or new_mark(),
        "clause": clause(DEEDS[deed].clause),
    }
    return render(request, template, page | shown, status=_status(form, refused, allowed=ruling.allowed))


def _done(
    request: HttpRequest, deed: Deed, form: SightForm, do: Callable[[Any], Any], done: Done
) -> HttpResponse | Ruling | None:
    """Do it and lead on; or return why not, or nothing where the form itself says it."""
    try:
        words, leads = done(do(who.colleague(request, form=form_sent(request))))
    except Refused as no:
        return no.ruling
    except NotFound:
        form.add_error(None, NO_SUCH_CASE if deed == Deed.BREAK_GLASS else "Somebody else has changed this since.")
        return None
    except SentBefore:
        messages.info(request, AGAIN)
        return redirect(request.path)
    messages.success(request, words)
    return redirect(leads)


def sent(request: HttpRequest) -> Any:
    """Return what was sent, also where nothing was filled in."""
    return request.POST if request.method == "POST" else None


def _status(form: SightForm, refused: Ruling | None, *, allowed: bool) -> int:
    if not allowed:
        return 403
    return 422 if refused is not None or form.errors else 200


def sent_again(request: HttpRequest, deed: Deed, leads: str) -> HttpResponse | None:
    """Lead on whoever sends a form twice: what it was about is decided, and no longer here."""
    if request.method != "POST" or not was_sent(who.colleague(request, form=form_sent(request)), deed=deed):
        return None
    messages.info(request, AGAIN)
    return redirect(leads)


def rows_of(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return what the page is about, line by line."""
    return [{"key": key, "value": value} for key, value in pairs]
