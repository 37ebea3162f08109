"""Everything read back, then sent: never a false "thank you", and never two reports of one (clauses 2 e, 3.2 c)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upstander.casework import codes
from upstander.casework.reporting import Received, SaidOtherwise, receive_report
from upstander.policy.ruling import Refused
from upstander.policy.telling import Confidence
from upstander.web import residents, who
from upstander.web.report import draft as drafts
from upstander.web.report import journey
from upstander.web.report.draft import Draft, Sent
from upstander.web.report.question import NOT_ANSWERED, Question
from upstander.web.report.telling import told_from
from upstander.web.residents import residents_page

log = logging.getLogger(__name__)
NOT_SENT = "We could not save your report. It was not sent. Your answers are still here."
SENT_BEFORE = (
    "You sent this report before, with other answers. We have that one. Use your code to write to us about the changes."
)

REACH = {Confidence.NO_CONTACT: "none", Confidence.THROUGH_SOMEONE: "friend"}


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, as it is read back."""

    key: str
    value: str
    href: str
    verb: str


@require_http_methods(["GET", "HEAD", "POST"])
@residents_page
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers, each with a way to change it; send them."""
    draft = drafts.held(request)
    if draft is None:
        return render(request, "report/no_draft.html", {"typed": request.method == "POST"})
    if draft.sent:
        return HttpResponseRedirect(reverse("report_done"))
    if draft.finished and request.method == "POST":
        return _sent(request, draft)
    missing = journey.unfinished(draft.pages)
    if missing:
        return HttpResponseRedirect(reverse("report_page", args=[missing]))
    return _sent(request, draft) if request.method == "POST" else _read_back(request, draft)


@require_safe
@residents_page
def done(request: HttpRequest) -> HttpResponse:
    """Show the code, and what happens next and by when."""
    draft = drafts.held(request)
    if draft is None or draft.sent is None:
        return HttpResponseRedirect(reverse("report"))
    return _thanked(request, draft.sent)


@require_POST
@residents_page
def add(request: HttpRequest) -> HttpResponse:
    """Go on to sending photos and recordings: the report is safe, and its code, shown just now, opens their page."""
    draft = drafts.held(request)
    if draft is None or draft.sent is None or not draft.sent.code:
        return HttpResponseRedirect(reverse("my_page"))
    back = codes.come_back(draft.sent.code, client=who.client(request), at=who.now())
    response = HttpResponseRedirect(reverse("my_files"))
    if back is not None:
        residents.keep_keys(response, replace(residents.keys_of(request), visit=back.token))
    return response


def _forms(draft: Draft) -> dict[str, Question]:
    forms = {
        page.slug: page.form(data=dict(draft.pages.get(page.slug, {})), said=said)
        for page, said in journey.asked(draft.pages)
    }
    assert all(form.is_valid() for form in forms.values())
    return forms


def _read_back(request: HttpRequest, draft: Draft, trouble: str = "", *, status: int = 200) -> HttpResponse:
    forms = _forms(draft)
    parts = [
        (part, [_row(page, forms[page.slug]) for page in journey.PAGES if page.part is part and page.slug in forms])
        for part in journey.Part
    ]
    last = reverse("report_page", args=[list(forms)[-1]])
    response = render(request, "report/check.html", {"parts": parts, "back": last, "trouble": trouble}, status=status)
    if not draft.finished:
        drafts.keep(request, response, draft.read_back())
    return response


def _row(page: journey.Page, form: Question) -> Row:
    value = form.read_back()
    verb = "Answer" if value == NOT_ANSWERED else "Change"
    return Row(page.label, value, reverse("report_page", args=[page.slug]), verb)


def _sent(request: HttpRequest, draft: Draft) -> HttpResponse:
    try:
        received = _received(draft)
    except Refused as refused:
        return _read_back(request, draft, f"{refused.ruling.why} {refused.ruling.how}", status=422)
    except SaidOtherwise:
        return _read_back(request, draft, SENT_BEFORE, status=422)
    except DatabaseError:
        log.exception("A report could not be kept.")
        return _read_back(request, draft, NOT_SENT, status=503)
    sent = Sent(received.code, received.first_contact_by, received.alerted, journey.all_said(draft.pages)["confidence"])
    try:
        drafts.keep_sent(request, draft, sent)
    except DatabaseError:
        # The report is safe; only the page with the code cannot be shown a second time.
        log.exception("The last page of a report could not be kept.")
        return _thanked(request, sent)
    return HttpResponseRedirect(reverse("report_done"))


def _thanked(request: HttpRequest, sent: Sent) -> HttpResponse:
    reach = {Confidence.NO_CONTACT: "none", Confidence.THROUGH_SOMEONE: "friend"}.get(
        Confidence(sent.confidence), "you"
    )
    return render(request, "report/done.html", {"sent": sent, "reach": reach})


def _received(draft: Draft) -> Received:
    asked = journey.BY_SLUG["when"].form(
        data=dict(draft.pages.get("when", {})), said=journey.said_before("when", draft.pages) or {}
    )
    when = asked.answers["when"] if asked.is_valid() else None
    return receive_report(who.public(), told_from(journey.all_said(draft.pages), key=draft.key, when=when))
