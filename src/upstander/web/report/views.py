"""The pages that ask: one question each, every answer kept as soon as it is given (clauses 2 d, 3.2 a).

An expired draft loses nothing that was just typed, and when an answer cannot be kept the page says so and gives the
phone number.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from upstander.casework.drafts import DraftTooLarge
from upstander.web.report import draft as drafts
from upstander.web.report import journey
from upstander.web.report.draft import Draft
from upstander.web.report.question import Question
from upstander.web.residents import residents_page

log = logging.getLogger(__name__)
ALONE = "Your other answers are not here any more: they are kept for a day. We kept what you just wrote."
NOT_KEPT = "We could not save this page. Nothing was sent. Try again in a minute, or call us."
TOO_MUCH = "This is more than we can keep in one report. Make it shorter, and tell us the rest when we talk."


@require_safe
@residents_page
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is, and first of all where help is now."""
    return render(request, "report/start.html")


@require_safe
@residents_page
def leaving(request: HttpRequest) -> HttpResponse:
    """Say how to leave quickly, and what stays behind on the phone."""
    return render(request, "report/leaving.html", {"first": journey.PAGES[0].slug, "back": reverse("report")})


@require_safe
@residents_page
def urgent(request: HttpRequest) -> HttpResponse:
    """Ask somebody who is not safe to stop here and call."""
    back = reverse("report_page", args=["now"])
    return render(request, "report/urgent.html", {"next": journey.BY_SLUG["also"].slug, "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
@residents_page
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask one question."""
    page = journey.BY_SLUG.get(slug)
    if page is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, page)
    draft = drafts.held(request)
    if draft is None or draft.sent:
        return _without_draft(request, page, draft)
    said = journey.said_before(slug, draft.pages)
    if said is None:
        return HttpResponseRedirect(reverse("report_page", args=[journey.unfinished(draft.pages) or page_one()]))
    return _asked(request, page, page.form(initial=dict(draft.pages.get(slug, {})), said=said), draft)


def page_one() -> str:
    """Return the first page."""
    return journey.PAGES[0].slug


def _without_draft(request: HttpRequest, page: journey.Page, draft: Draft | None) -> HttpResponse:
    if page.slug == page_one():
        return _asked(request, page, page.form(said={}), drafts.fresh())
    return HttpResponseRedirect(reverse("report_done" if draft else "report"))


def _answered(request: HttpRequest, page: journey.Page) -> HttpResponse:
    try:
        found = drafts.held(request)
        draft = drafts.fresh() if found is None or found.sent else found
        lost = found is None and page.slug != page_one()
        form = page.form(request.POST, said=journey.said_before(page.slug, draft.pages) or {})
        if not form.is_valid():
            return _asked(request, page, form, draft)
        draft = draft.with_page(page.slug, form.kept())
        onward = _next(page, draft, form)
        if "skip" in request.POST:
            draft, onward = draft.without(journey.skipped(draft.pages)), address(journey.SKIP_TO)
        response = HttpResponseRedirect(onward + ("?alone" if lost else ""))
        drafts.keep(request, response, draft)
    except DraftTooLarge:
        return _not_kept(request, page, TOO_MUCH)
    except DatabaseError:
        log.exception("A draft could not be kept.")
        return _not_kept(request, page, NOT_KEPT)
    return response


def _next(page: journey.Page, draft: Draft, form: Question) -> str:
    if form.answers.get("safe_now") == "no":
        return reverse("report_urgent")
    # Somebody who changes an answer goes back to all of them, by way of what the change newly asks.
    onward = journey.unseen(draft.pages) if draft.checking else journey.after(page.slug, draft.pages)
    return address(onward or journey.CHECK)


def address(slug: str) -> str:
    """Return the address of a page."""
    return reverse("report_check") if slug == journey.CHECK else reverse("report_page", args=[slug])


def _asked(request: HttpRequest, page: journey.Page, form: Question, draft: Draft) -> HttpResponse:
    return render(request, "report/question.html", _around(page, form, draft) | {"alone": _told(request)})


def _told(request: HttpRequest) -> str:
    return ALONE if "alone" in request.GET else ""


def _around(page: journey.Page, form: Question, draft: Draft) -> dict[str, Any]:
    """What stands around the question."""
    back = journey.before(page.slug, draft.pages)
    way_back = reverse("report_page", args=[back]) if back else reverse("report_leaving")
    return {
        "page": page,
        "form": form,
        "back": reverse("report_check") if draft.checking else way_back,
        "checking": draft.checking,
        "may_skip": journey.may_skip(page.slug) and not draft.checking,
    }


def _not_kept(request: HttpRequest, page: journey.Page, trouble: str) -> HttpResponse:
    """Show the page again with everything in it, and say what happened."""
    form = page.form(request.POST, said={})
    return render(
        request, "report/question.html", _around(page, form, drafts.fresh()) | {"trouble": trouble}, status=503
    )
