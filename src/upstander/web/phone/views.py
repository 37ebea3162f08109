"""A report written down by staff: one page in any order, read back to the caller, and sent (clauses 2 d, 2 e).

Whatever goes wrong, everything typed is on the page that says so, and in the draft wherever it could be kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from upstander.casework.drafts import DraftTooLarge
from upstander.casework.reporting import Received, SaidOtherwise, receive_report
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.telling import Channel, OnBehalf
from upstander.policy.titles import DEEDS
from upstander.web import where, who
from upstander.web.phone import draft as drafts
from upstander.web.phone.draft import Draft, Sent
from upstander.web.phone.form import SECTIONS, PhoneForm
from upstander.web.phone.reading import left, parts, unasked
from upstander.web.report.telling import told_from

log = logging.getLogger(__name__)
NOT_KEPT = "This could not be saved just now. Everything you typed is still here. Try again in a minute."
TOO_MUCH = "This is more than one report can hold. Everything you typed is still here: make it shorter, then save."
NOT_SENT = "The report could not be saved just now, and was not sent. Everything you typed is still here."
READ_BACK = "read-back"
SLUGS = frozenset(section.slug for section in SECTIONS)


@dataclass(frozen=True, slots=True)
class Way:
    """By which door a report comes: how its pages look, and where they are."""

    layout: str
    write: str
    read_back: str
    done: str
    without: frozenset[str] = frozenset()


STAFF = Way("look/staff.html", "phone", "phone_read_back", "phone_done")
AGENCY = Way(
    "agency/layout.html",
    "agency_report",
    "agency_report_read_back",
    "agency_report_done",
    without=frozenset({"came"}),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands above the form when something went wrong: a sentence, or the refusal of the deed."""

    status: int
    words: str = ""
    ruling: Ruling | None = None
    report: str = ""


def takes_reports(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let in whoever may receive a report; show others why not, with what they had typed."""

    @never_cache
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        ruling = may_do(who.asker(request).roles, Deed.RECEIVE_REPORT)
        if ruling.allowed:
            return view(request)
        if "story" not in request.POST:
            raise Refused(ruling)
        return _form(request, drafts.asked(request).with_typed(request.POST), Trouble(403, ruling=ruling))

    return page


@require_http_methods(["GET", "HEAD", "POST"])
@takes_reports
def write(request: HttpRequest) -> HttpResponse:
    """Show all questions; keep whatever was typed, and go on."""
    draft = drafts.asked(request)
    if draft.sent:
        return redirect(_address(_way(request).done, draft))
    return _kept(request, draft.with_typed(request.POST)) if request.method == "POST" else _form(request, draft)


@require_http_methods(["GET", "HEAD", "POST"])
@takes_reports
def read_back(request: HttpRequest) -> HttpResponse:
    """Show the report in plain words, to be read to the caller; send it."""
    draft = drafts.asked(request)
    if draft.sent:
        return redirect(_address(_way(request).done, draft))
    form = PhoneForm(draft.data(), said={})
    if not draft.typed or not form.is_valid():
        return redirect(_address(_way(request).write, draft))
    return _sent(request, draft, form) if request.method == "POST" else _read(request, draft, form)


@require_safe
@takes_reports
def done(request: HttpRequest) -> HttpResponse:
    """Say the number, and what is owed by when."""
    draft = drafts.asked(request)
    return _received(request, draft.sent) if draft.sent else redirect(_way(request).write)


def _kept(request: HttpRequest, draft: Draft) -> HttpResponse:
    go = request.POST.get("go", "")
    form = PhoneForm(draft.data(), said={})
    wrong = not form.is_valid()
    if wrong:
        response = _form(request, draft, Trouble(422))
    elif go == READ_BACK:
        response = redirect(_address(_way(request).read_back, draft))
    else:
        response = redirect(_address(_way(request).write, draft, go if go in SLUGS else ""))
    try:
        drafts.keep(request, response, draft)
    except DraftTooLarge:
        return _form(request, draft, Trouble(422, TOO_MUCH))
    except DatabaseError:
        log.exception("What was written down of a report could not be kept.")
        return _form(request, draft, Trouble(503, NOT_KEPT))
    return response


def _sent(request: HttpRequest, draft: Draft, form: PhoneForm) -> HttpResponse:
    try:
        received = _told(request, draft, form)
    except Refused as no:
        allowed = may_do(who.asker(request).roles, Deed.RECEIVE_REPORT).allowed
        return _read(request, draft, form, Trouble(422 if allowed else 403, ruling=no.ruling))
    except SaidOtherwise as before:
        return _read(request, draft, form, Trouble(409, report=str(before)))
    except DatabaseError:
        log.exception("A report could not be kept.")
        return _read(request, draft, form, Trouble(503, NOT_SENT))
    sent = drafts.sent_of(received, reach=form.reach)
    try:
        drafts.keep_sent(request, draft, sent)
    except DatabaseError:
        # The report is safe; only this page cannot be shown a second time.
        log.exception("The last page of a report could not be kept.")
        return _received(request, sent)
    return redirect(_address(_way(request).done, draft))


def _told(request: HttpRequest, draft: Draft, form: PhoneForm) -> Received:
    actor, outside = who.asker(request), who.is_outside(request)
    channel = Channel.PARTNER if outside else form.answers["channel"] or Channel.PHONE
    told = told_from(form.said_of_it, key=draft.reference, when=form.answers["when"], channel=channel)
    if outside:
        told = replace(told, handed_in_by=actor.name, on_behalf=form.answers["on_behalf"] or OnBehalf.WORKS_WITH_THEM)
    return receive_report(actor, told)


def _form(request: HttpRequest, draft: Draft, trouble: Trouble | None = None) -> HttpResponse:
    shown = {
        **_look(request),
        "form": PhoneForm(draft.data() if draft.typed else None, said={}),
        "reference": draft.reference,
        "trouble": trouble,
        "ruling": trouble.ruling if trouble else None,
        "saved": request.GET.get("saved", "") if draft.typed else "",
        "earlier": "" if draft.typed or trouble else drafts.unfinished(request),
        "clause": clause(DEEDS[Deed.RECEIVE_REPORT].clause),
    }
    return render(request, "phone/write.html", shown, status=trouble.status if trouble else 200)


def _read(request: HttpRequest, draft: Draft, form: PhoneForm, trouble: Trouble | None = None) -> HttpResponse:
    way = _way(request)
    address = _address(way.write, draft)
    shown: dict[str, Any] = {
        **_look(request),
        "parts": parts(form, address=address),
        "left": left(form, address=address, without=way.without),
        "unasked": unasked(form, address=address),
        "reference": draft.reference,
        "trouble": trouble,
        "ruling": trouble.ruling if trouble else None,
        "back": address,
        "back_words": "Back to the questions",
    }
    return render(request, "phone/read_back.html", shown, status=trouble.status if trouble else 200)


def _received(request: HttpRequest, sent: Sent) -> HttpResponse:
    roles = who.asker(request).roles
    links = {
        "code": where.task(sent.number, Deed.ISSUE_CODE) if may_do(roles, Deed.ISSUE_CODE).allowed else "",
        "open": where.subject(sent.number) if may_do(roles, Deed.OPEN_REPORT).allowed else "",
    }
    return render(request, "phone/done.html", {**_look(request), "sent": sent, "links": links if sent.in_sight else {}})


def _way(request: HttpRequest) -> Way:
    return AGENCY if who.is_outside(request) else STAFF


def _look(request: HttpRequest) -> dict[str, Any]:
    """How the pages of this door look."""
    outside = who.is_outside(request)
    return {"way": _way(request), "outside": outside, "name": who.asker(request).name if outside else ""}


def _address(name: str, draft: Draft, section: str = "") -> str:
    address = where.with_query(reverse(name), report=draft.reference, saved=section)
    return f"{address}#{section}" if section else address
