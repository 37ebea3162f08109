"""What waits for a second person: the list, one act exactly as it will be, and yes, no or taken back (2 d, 7 a, 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework import approvals
from upstander.casework.inbox import ASKED, TO_ANSWER, inbox, one_approval
from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, new_mark
from upstander.policy.approvals import ENDING_LABELS, Ending
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.web import where, who
from upstander.web.approvals.forms import AnswerForm, GiveForm, RefuseForm
from upstander.web.deed.answer import AGAIN, form_sent
from upstander.web.sign_in.again import proved_again

TABS = {TO_ANSWER: "For you to answer", ASKED: "Asked by you"}
FORMS: dict[Deed, type[AnswerForm]] = {
    Deed.GIVE_APPROVAL: GiveForm,
    Deed.REFUSE_APPROVAL: RefuseForm,
    Deed.WITHDRAW_APPROVAL: AnswerForm,
}
DO: dict[Deed, Callable[..., Any]] = {
    Deed.GIVE_APPROVAL: approvals.give_approval,
    Deed.REFUSE_APPROVAL: approvals.refuse_approval,
    Deed.WITHDRAW_APPROVAL: approvals.withdraw_approval,
}
SAID = {
    Deed.GIVE_APPROVAL: "You said yes, and it is done.",
    Deed.REFUSE_APPROVAL: "You said no. Whoever asked is told, and can read why.",
    Deed.WITHDRAW_APPROVAL: "You took it back. Nothing was done.",
}
EFFECT = {
    Deed.GIVE_APPROVAL: "It is done at once, exactly as it stands above. You decide it together with whoever asked.",
    Deed.REFUSE_APPROVAL: "Nothing is done. Whoever asked is told that there is an answer, and can read your reason.",
    Deed.WITHDRAW_APPROVAL: "Nothing is done, and nobody can say yes to it any more.",
}


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this person's answer, or what they asked for."""
    view, after = request.GET.get("view", TO_ANSWER), request.GET.get("after", "")
    found = inbox(who.colleague(request), view=view, after=after)
    shown = {
        "found": found,
        "rows": [(row, _state(row.ended_as)) for row in found.rows],
        "tabs": [
            {"words": words, "href": where.with_query(request.path, view=key), "current": key == view}
            for key, words in TABS.items()
        ],
        "older": where.with_query(request.path, view=view, after=found.after) if found.after else "",
    }
    return render(request, "approvals/waiting.html", shown)


@require_GET
def one(request: HttpRequest, approval: UUID) -> HttpResponse:
    """One act: exactly what will be, who asked, when and why."""
    return render(request, "approvals/one.html", _shown(request, approval))


@proved_again
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, approval: UUID) -> HttpResponse:
    """Say yes, shortly after proving who one is."""
    return _answer(request, approval, Deed.GIVE_APPROVAL)


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, approval: UUID) -> HttpResponse:
    """Say no, and why."""
    return _answer(request, approval, Deed.REFUSE_APPROVAL)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, approval: UUID) -> HttpResponse:
    """Take back what one asked for."""
    return _answer(request, approval, Deed.WITHDRAW_APPROVAL)


def _answer(request: HttpRequest, approval: UUID, deed: Deed) -> HttpResponse:
    sent = request.method == "POST"
    form = FORMS[deed](request.POST if sent else None)
    refused: Ruling | None = None
    if sent and form.is_valid():
        try:
            DO[deed](who.colleague(request, form=form_sent(request)), approval=str(approval), **form.cleaned_data)
        except Refused as no:
            refused = no.ruling
        except SentBefore:
            messages.info(request, AGAIN)
            return redirect("approvals")
        else:
            messages.success(request, SAID[deed])
            return redirect("approvals")
    asked = _shown(request, approval)
    if not sent and not asked["found"].open:
        return redirect("approval", approval)
    if not sent and asked["found"].mine is not (deed is Deed.WITHDRAW_APPROVAL):
        raise NotFound("There is no such page.")
    if not sent and deed is Deed.GIVE_APPROVAL:
        form.initial["saw"] = asked["found"].saw
    more = {"form": form, "ruling": refused, "deed": deed, "title": DEEDS[deed].title, "effect": (EFFECT[deed],)}
    mark = {"mark": request.POST.get("mark") or new_mark()}
    return render(request, "approvals/answer.html", asked | more | mark, status=422 if sent else 200)


def _shown(request: HttpRequest, approval: UUID) -> dict[str, Any]:
    found = one_approval(who.colleague(request), approval=str(approval))
    row = found.row
    return {
        "found": found,
        "row": row,
        "state": _state(row.ended_as),
        "facts": [{"key": label, "value": value} for label, value in found.shown.rows],
        "clause": clause(row.clause),
        "case": where.subject(row.number) if row.number else "",
        "back": reverse("approvals"),
        "back_words": "All approvals",
    }


def _state(ended_as: str) -> str:
    return ENDING_LABELS[Ending(ended_as)] if ended_as else "Waiting"
