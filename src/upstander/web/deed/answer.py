"""How the page of any deed is answered: shown, previewed, refused with everything typed kept, or done once (clause 9).

A form that was sent twice leads to the same page as the first time, and does nothing more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, form_mark, new_mark, was_sent
from upstander.policy.clauses import clause
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.terms import Terms
from upstander.web import where, who
from upstander.web.deed.form import START, DeedForm
from upstander.web.deed.page import Page

AGAIN = "This page was sent before. It was saved once."
ASK_AGAIN = "Check what you wrote: it must be one that you may see."


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a deed is done to: what there is to choose from, how it is named on the page, and its terms."""

    number: str
    about: Any
    beside: Any = None
    pairs: list[dict[str, str]]
    terms: Terms


Read = Callable[[], Subject]


def answer(request: HttpRequest, number: str, page: Page, read: Read) -> HttpResponse:
    """Answer a request for the page of a deed. `read`: asks casework for the subject. Raises NotFound."""
    if request.method == "POST":
        return _sent(request, number, page, read)
    subject = read()
    start = {name: request.GET[name] for name in START if name in request.GET}
    form = page.form(about=subject.about, at=who.now(), start=start)
    ruling = may_do(who.colleague(request).roles, page.deed)
    refused = None if ruling.allowed else ruling
    return _shown(request, page, subject, form, ruling=refused, status=403 if refused else 200)


def form_sent(request: HttpRequest) -> str:
    """Return the mark of the form that was sent. Other words on the same page are another form."""
    unsaid = ("csrfmiddlewaretoken", "mark")
    said = [(name, values) for name, values in sorted(request.POST.lists()) if name not in unsaid]
    said += [(name, [f"{one.name}|{one.size}" for one in files]) for name, files in sorted(request.FILES.lists())]
    return form_mark(request.POST.get("mark", ""), said=repr(said))


def _sent(request: HttpRequest, number: str, page: Page, read: Read) -> HttpResponse:
    actor = who.colleague(request, form=form_sent(request))
    if was_sent(actor, deed=page.deed):
        return _again(request, number, page)
    subject = read()
    form = page.form(request.POST, about=subject.about, at=actor.at, files=request.FILES)
    more = form.another(request.POST)
    if more is not None:
        return _shown(request, page, subject, more)
    if not form.is_valid():
        return _incomplete(request, page, subject, form)
    try:
        if page.preview and request.POST.get("act") != "do":
            return _shown(request, page, subject, form, preview=page.preview(who.colleague(request), number, form))
        receipt = page.do(actor, number, **form.given())
    except Refused as no:
        allowed = may_do(actor.roles, page.deed).allowed
        return _shown(request, page, subject, form, ruling=no.ruling, status=422 if allowed else 403)
    except NotFound as missing:
        # Another thing that the form names; the case itself was read just now. What was written is kept.
        form.add_error(None, f"{missing} {ASK_AGAIN}")
        return _shown(request, page, subject, form, status=422)
    except SentBefore:
        return _again(request, number, page)
    return _done(request, number, page, subject, receipt)


def _incomplete(request: HttpRequest, page: Page, subject: Subject, form: DeedForm) -> HttpResponse:
    """Say what is missing; whoever may not do it at all is told that, and not asked for more."""
    ruling = may_do(who.colleague(request).roles, page.deed)
    if not ruling.allowed:
        return _shown(request, page, subject, form, ruling=ruling, status=403)
    return _shown(request, page, subject, form, status=422)


def _done(request: HttpRequest, number: str, page: Page, subject: Subject, receipt: Any) -> HttpResponse:
    if page.receipt:
        shown = {"receipt": receipt, "page": page, "subject": subject, "back": where.subject(number)}
        return render(request, page.receipt, shown)
    messages.success(request, page.done(receipt))
    return redirect((page.leads and page.leads(receipt)) or where.subject(number))


def _again(request: HttpRequest, number: str, page: Page) -> HttpResponse:
    if page.receipt:
        return render(request, "sent.html", status=409)
    messages.info(request, AGAIN)
    return redirect((page.leads and page.leads(None)) or where.subject(number))


def _shown(
    request: HttpRequest,
    page: Page,
    subject: Subject,
    form: DeedForm,
    *,
    ruling: Ruling | None = None,
    preview: Any = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "page": page,
        "subject": subject,
        "about": subject.about,
        "pairs": subject.pairs,
        "terms": subject.terms,
        "form": form,
        "ruling": ruling,
        "preview": preview,
        "allowed": may_do(who.colleague(request).roles, page.deed).allowed,
        "effect": tuple(page.effect(subject.about)),
        "clause": clause(page.clause),
        "mark": request.POST.get("mark") or new_mark(),
        "beside": subject.beside,
        "back": where.subject(subject.number),
        "back_words": "Back to the case" if not subject.number.startswith(where.REPORT) else "Back to the report",
    }
    return render(request, page.template, shown, status=status)
