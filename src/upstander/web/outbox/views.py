"""Notices that are stuck, each with its way out; and the health of what runs by itself (clauses 3.2 c, 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework import notices
from upstander.casework.notices import StuckNotice
from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, new_mark, was_sent
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.post.health import health
from upstander.post.notices import subject_of
from upstander.web import where, who
from upstander.web.deed.answer import AGAIN, form_sent
from upstander.web.outbox.forms import GiveUpForm, RetryForm

FORMS: Mapping[Deed, type[RetryForm]] = {Deed.RETRY_NOTICE: RetryForm, Deed.GIVE_UP_NOTICE: GiveUpForm}
DO: Mapping[Deed, Callable[..., Any]] = {
    Deed.RETRY_NOTICE: notices.retry_notice,
    Deed.GIVE_UP_NOTICE: notices.give_up_notice,
}
SAID = {
    Deed.RETRY_NOTICE: "It is tried again within a minute.",
    Deed.GIVE_UP_NOTICE: "It was given up, with your reason.",
}
EFFECT = {
    Deed.RETRY_NOTICE: "It goes out by a way that is safe at that moment, or is held again where none is.",
    Deed.GIVE_UP_NOTICE: "It is not sent. Your reason stands on the record.",
}


@require_GET
def stuck(request: HttpRequest) -> HttpResponse:
    """Show what could not go out, the longest stuck first."""
    found = notices.stuck_notices(who.colleague(request), after=request.GET.get("after", ""))
    shown = {
        "rows": [_facts(row) for row in found.rows],
        "older": where.with_query(request.path, after=found.after) if found.after else "",
    }
    return render(request, "outbox/stuck.html", shown)


@require_http_methods(["GET", "POST"])
def retry(request: HttpRequest, item: UUID) -> HttpResponse:
    """Let one be tried again."""
    return _answer(request, item, Deed.RETRY_NOTICE)


@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, item: UUID) -> HttpResponse:
    """Give one up, and say why."""
    return _answer(request, item, Deed.GIVE_UP_NOTICE)


@require_GET
def healthy(request: HttpRequest) -> HttpResponse:
    """Show how the outbox, the jobs and the workers are doing: counts and times, and nobody's name."""
    actor = who.colleague(request)
    if not may_do(actor.roles, Deed.RETRY_NOTICE).allowed:
        raise NotFound("There is no such page.")
    return render(request, "outbox/health.html", {"health": health(at=actor.at)})


def _answer(request: HttpRequest, item: UUID, deed: Deed) -> HttpResponse:
    sent = request.method == "POST"
    actor = who.colleague(request, form=form_sent(request)) if sent else who.colleague(request)
    form = FORMS[deed](request.POST if sent else None)
    if sent and was_sent(actor, deed=deed):
        return _back(request, AGAIN)
    found, refused = notices.stuck_notice(actor, item=str(item)), None
    if sent and form.is_valid():
        try:
            DO[deed](actor, item=str(item), **form.cleaned_data)
        except Refused as no:
            refused = no.ruling
        except SentBefore:
            return _back(request, AGAIN)
        else:
            return _back(request, SAID[deed])
    return _asked(request, found, form, deed, refused, status=422 if sent else 200)


def _asked(
    request: HttpRequest, found: StuckNotice, form: RetryForm, deed: Deed, refused: Ruling | None, *, status: int
) -> HttpResponse:
    shown = {
        **_facts(found),
        "form": form,
        "deed": deed,
        "title": DEEDS[deed].title,
        "clause": clause(DEEDS[deed].clause),
        "ruling": refused,
        "effect": (EFFECT[deed],),
        "mark": request.POST.get("mark") or new_mark(),
        "back": reverse("stuck_notices"),
        "back_words": "Notices that are stuck",
    }
    return render(request, "outbox/answer.html", shown, status=status)


def _back(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("stuck_notices")


def _facts(row: StuckNotice) -> dict[str, Any]:
    return {
        "row": row,
        "subject": subject_of(row.notice),
        "case": where.subject(row.number) if row.number else "",
        "to": "Somebody on the staff" if row.to_staff else "Somebody in the case",
        "why": f"It could not be delivered: {row.why}" if row.is_dead else row.why,
    }
