"""One thing that was sent: read, taken as a paper, answered, written about (clauses 7 b, 3.2 e, 3.1)."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upstander.casework.actor import Actor
from upstander.casework.confirming import confirm_recall
from upstander.casework.handingout import DATA, PAPER, hand_out_pack
from upstander.casework.partners import ItemPage, open_shared, reply_to_shared
from upstander.casework.referrals import answer_referral
from upstander.casework.sent import SentBefore, form_mark, new_mark
from upstander.policy.partners import REPLY_AT_MOST
from upstander.policy.referrals import ReferralAnswer
from upstander.policy.ruling import Refused, Ruling
from upstander.web import who
from upstander.web.agency.visit import visited_page
from upstander.web.files.field import CameOfIt, FilesField, NoneKept, keep_all
from upstander.web.letters.paper import handed_out
from upstander.web.look.fields import AnswerField, OneOf

log = logging.getLogger(__name__)
DELETED = "They said so themselves, on their own page."
SAYS = {
    ReferralAnswer.ACCEPT.value: "We accept",
    ReferralAnswer.DECLINE.value: "We cannot help",
    ReferralAnswer.DONE.value: "It is done",
}


class AnswerForm(forms.Form):
    """What the agency says to what is asked of it."""

    use_required_attribute = False
    answer = OneOf(label="What do you say?", choices=[*SAYS.items()], missing="Choose what you say", strong=True)
    words = AnswerField(
        label="Why, or what came of it (optional if you accept)",
        help_text="If you cannot help, say why, so that we can look elsewhere. If it is done, say what was done. "
        "20 letters or more.",
        required=False,
        rows=4,
    )


class ReplyForm(forms.Form):
    """Words to the officer, and files beside them."""

    use_required_attribute = False
    words = AnswerField(label="Write to the officer", required=False, max_length=REPLY_AT_MOST, rows=6, strong=True)
    chosen = FilesField(label="Send files with it (optional)", required=False)


@require_safe
@visited_page
def one(request: HttpRequest, item: str) -> HttpResponse:
    """One thing that was sent, as it was released."""
    return _shown(request, item)


@require_POST
@visited_page
def on_paper(request: HttpRequest, item: str) -> HttpResponseBase:
    """Take it as a PDF. Each time is an entry, so the form carries no mark that would make it count once."""
    return _handed(request, item, PAPER)


@require_POST
@visited_page
def as_data(request: HttpRequest, item: str) -> HttpResponseBase:
    """Take it as JSON."""
    return _handed(request, item, DATA)


@require_POST
@visited_page
def deleted(request: HttpRequest, item: str) -> HttpResponse:
    """Say that what was called back was deleted."""
    actor, said = _sender(request), request.POST.get("disclosure", "")
    return _done(request, item, lambda: confirm_recall(actor, item, disclosure=said, words=DELETED), "deleted")


@require_http_methods(["GET", "HEAD", "POST"])
@visited_page
def answer(request: HttpRequest, item: str, referral: str) -> HttpResponse:
    """Accept, decline, or say what came of it."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, item, "agency/answer.html", form, status=422 if form.is_bound else 200)
    actor, given = _sender(request), form.cleaned_data
    return _done(request, item, lambda: answer_referral(actor, item, referral=referral, **given), "answered",
                 form=("agency/answer.html", form))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@visited_page
def write(request: HttpRequest, item: str) -> HttpResponse:
    """Write to the officer, and send files."""
    sent = request.method == "POST"
    form = ReplyForm(request.POST if sent else None, request.FILES if sent else None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, item, "agency/write.html", form, status=422 if form.is_bound else 200)
    chosen, words = form.cleaned_data["chosen"], form.cleaned_data["words"]
    if not chosen and not words.strip():
        form.add_error("words", "Write something, or choose a file")
        return _form(request, item, "agency/write.html", form, status=422)
    try:
        came = keep_all(_sender(request), item, chosen=chosen, shows=words, made="") if chosen else CameOfIt((), ())
    except SentBefore:
        came = CameOfIt((), ())
    except NoneKept as none:
        came = CameOfIt((), none.each)
    except Refused as no:
        came = CameOfIt((), (no.ruling,))
    if came.refused:
        return _form(request, item, "agency/write.html", form, came=came, status=422)
    if chosen and not words.strip():
        return _onward(item, "written")
    return _done(request, item, lambda: reply_to_shared(_sender(request), item=item, words=words), "written",
                 form=("agency/write.html", form))  # fmt: skip


def _done(
    request: HttpRequest, item: str, do: Any, saved: str, *, form: tuple[str, forms.Form] | None = None
) -> HttpResponse:
    """Do it once; a refusal and a fault show again what was typed."""
    try:
        do()
    except SentBefore:
        return _onward(item, saved)  # the button was pressed twice: it was done the first time
    except Refused as no:
        if form is None:
            return _shown(request, item, ruling=no.ruling, status=422)
        return _form(request, item, *form, ruling=no.ruling, status=422)
    except DatabaseError:
        log.exception("What an agency wrote could not be kept.")
        if form is None:
            raise
        return _form(request, item, *form, fault=True, status=503)
    return _onward(item, saved)


def _onward(item: str, saved: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('agency_item', args=[item])}?saved={saved}")


def _sender(request: HttpRequest) -> Actor:
    """Whoever visits, with the mark of the form that was sent: sent twice, it is done once."""
    said = [(name, some) for name, some in sorted(request.POST.lists()) if name not in ("csrfmiddlewaretoken", "mark")]
    mark = form_mark(request.POST.get("mark", ""), said=repr((request.path, said)))
    return replace(who.asker(request), form=mark)


def _handed(request: HttpRequest, item: str, form: str) -> HttpResponseBase:
    try:
        paper = hand_out_pack(who.asker(request), item, disclosure=request.POST.get("disclosure", ""), form=form)
    except Refused as no:
        return _shown(request, item, ruling=no.ruling, status=422)
    return handed_out(paper)


def _shown(request: HttpRequest, item: str, *, ruling: Ruling | None = None, status: int = 200) -> HttpResponse:
    page: ItemPage = open_shared(who.asker(request), item=item)
    shown = {
        "page": page,
        "item": page.item,
        "refused": ruling,
        "saved": request.GET.get("saved", ""),
        "mark": new_mark(),
        "name": who.asker(request).name,
        "back": reverse("agency"),
    }
    return render(request, "agency/item.html", shown, status=status)


def _form(request: HttpRequest, item: str, template: str, form: forms.Form, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    shown = {"form": form, "mark": request.POST.get("mark") or new_mark(), "name": who.asker(request).name, **more}
    shown |= {"back": reverse("agency_item", args=[item]), "refused": shown.get("ruling")}
    shown.pop("ruling", None)
    return render(request, template, shown, status=status)
