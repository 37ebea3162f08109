"""Writing the next version part by part, asking that it is adopted, or dropping it; nothing typed is lost (2 g)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, new_mark
from upstander.casework.versions.adopting import adopt_version
from upstander.casework.versions.drafting import draft_version, drop_draft, trouble_with
from upstander.casework.versions.reads import DraftPage, draft_page
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.drafting import PARTS
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.web import who
from upstander.web.deed.answer import AGAIN, form_sent
from upstander.web.versions.forms import AdoptForm, DropForm, PartForm

SAVED = "The draft is saved. Nothing is in force by that."
SAME = "You changed nothing, so nothing was saved."
ASKED = "It waits for a second person now, who sees what it changes."
DROPPED = "The draft is dropped. What is in force stays so."


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, part: str) -> HttpResponse:
    """One part of the draft: every place with what stands there now."""
    found = draft_page(who.colleague(request))
    if part not in PARTS:
        raise NotFound("There is no such page.")
    sent = request.POST if request.method == "POST" else None
    form = PartForm(sent, part=part, terms=found.terms, revision=found.revision)
    if form.is_bound and found.may_write and form.is_valid():
        given = form.given()
        if not given:
            messages.info(request, SAME)
            return redirect("draft")
        trouble = trouble_with(given=given)
        if trouble:
            form.mark_trouble(trouble.where, trouble.words)
    title = f"{PARTS[part]} of version {found.number}"
    return _answer(request, Deed.DRAFT_VERSION, found, form, title, lambda actor: _save(actor, form), SAVED)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest) -> HttpResponse:
    """Ask that the draft is adopted from a day."""
    found = _begun(request)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    title = f"Adopt version {found.number}"

    def ask(actor: Any) -> object:
        return adopt_version(actor, **form.cleaned_data)

    return _answer(request, Deed.ADOPT_VERSION, found, form, title, ask, ASKED)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest) -> HttpResponse:
    """Drop the draft."""
    found = _begun(request)
    form = DropForm(request.POST if request.method == "POST" else None)
    return _answer(request, Deed.DROP_DRAFT, found, form, DEEDS[Deed.DROP_DRAFT].title, drop_draft, DROPPED)


def _begun(request: HttpRequest) -> DraftPage:
    found = draft_page(who.colleague(request))
    if not found.revision:
        raise NotFound("No draft is being written.")
    return found


def _save(actor: Any, form: PartForm) -> object:
    return draft_version(actor, revision=form.cleaned_data["revision"], given=form.given())


def _answer(
    request: HttpRequest,
    deed: Deed,
    found: DraftPage,
    form: forms.Form,
    title: str,
    do: Callable[[Any], object],
    said: str,
) -> HttpResponse:
    """Show the page, or do what was sent and lead on; a refusal keeps everything typed."""
    allowed = may_do(who.colleague(request).roles, deed)
    refused: Ruling | None = None if allowed.allowed else allowed
    if form.is_bound and refused is None and not form.errors:
        try:
            do(who.colleague(request, form=form_sent(request)))
        except Refused as no:
            refused = no.ruling
        except SentBefore:
            messages.info(request, AGAIN)
            return redirect("versions")
        else:
            messages.success(request, said)
            return redirect("draft" if deed is Deed.DRAFT_VERSION else "versions")
    shown = {"found": found, "form": form, "title": title, "ruling": refused, "allowed": allowed.allowed}
    status = 403 if not allowed.allowed else 422 if form.errors or refused else 200
    return render(request, f"versions/{deed}.html", shown | _around(request, deed, found), status=status)


def _around(request: HttpRequest, deed: Deed, found: DraftPage) -> dict[str, Any]:
    return {
        "clause": clause(DEEDS[deed].clause),
        "mark": request.POST.get("mark") or new_mark(),
        "back": reverse("draft") if found.revision else reverse("versions"),
    }
