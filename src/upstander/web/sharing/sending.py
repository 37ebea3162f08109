"""Sending a link to what was shared, and whom we know at an agency (clause 7 b).

The word is on one page, once: it is told by phone, and kept nowhere that anybody can read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from upstander.casework.actor import Actor
from upstander.casework.delivering import SendPage, send_pack, sending
from upstander.casework.recipients import add_recipient, end_recipient, people_of
from upstander.casework.sent import form_mark, new_mark
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused
from upstander.policy.titles import DEEDS
from upstander.web import who
from upstander.web.case.deeds.asking import reason
from upstander.web.look.fields import EmailField, LineField, OneOf, Option, offer


class SendForm(forms.Form):
    """To whom at the agency."""

    use_required_attribute = False
    recipient = OneOf(label="To whom?", choices=(), missing="Choose to whom it goes", strong=True)

    def __init__(self, data: Any, page: SendPage) -> None:
        super().__init__(data)
        offer(self, "recipient", [(one.recipient, Option(one.name, hint=one.email)) for one in page.people])


class AddForm(forms.Form):
    """Somebody at an agency."""

    use_required_attribute = False
    name = LineField(
        label="Their name", help_text="First and last name, or rank and number.", missing="Enter their name"
    )
    email = EmailField(label="Their e-mail address at work", missing="Enter their e-mail address")
    phone = LineField(
        label="Their phone number at work (optional)", help_text="On which they are told the word.", required=False,
        max_length=40,
    )  # fmt: skip


class EndForm(forms.Form):
    """Why nothing goes to somebody any more."""

    use_required_attribute = False
    because = reason("Why?", missing="Say why")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def send(request: HttpRequest, number: str, disclosure: UUID) -> HttpResponse:
    """Choose to whom a link goes; then say the word, once."""
    page = sending(who.colleague(request), number, disclosure=str(disclosure))
    form = SendForm(request.POST if request.method == "POST" else None, page)
    shown = {
        "page": page,
        "number": number,
        "back": reverse("case_pack", args=[number, disclosure]),
        "back_words": "Back to what was shared",
    }

    def do(actor: Actor) -> HttpResponse:
        told = send_pack(actor, number, disclosure=str(disclosure), recipient=form.cleaned_data["recipient"])
        return render(request, "sharing/word.html", {**shown, "told": told})

    return _answered(request, form, Deed.SEND_PACK, "sharing/send.html", shown, do)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, agency: str) -> HttpResponse:
    """Whom we know at an agency, and another."""
    held = people_of(who.colleague(request), agency=agency)
    form = AddForm(request.POST if request.method == "POST" else None)

    def do(actor: Actor) -> HttpResponse:
        add_recipient(actor, agency=agency, **form.cleaned_data)
        return HttpResponseRedirect(f"{request.path}?saved=added")

    shown = {"held": held, "saved": request.GET.get("saved", "")}
    return _answered(request, form, Deed.ADD_RECIPIENT, "sharing/people.html", shown, do)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, agency: str, recipient: str) -> HttpResponse:
    """Take somebody off the list of their agency."""
    held = people_of(who.colleague(request), agency=agency)
    form = EndForm(request.POST if request.method == "POST" else None)
    onward = reverse("agency_people", args=[agency])

    def do(actor: Actor) -> HttpResponse:
        end_recipient(actor, recipient=recipient, because=form.cleaned_data["because"])
        return HttpResponseRedirect(f"{onward}?saved=ended")

    names = [one.name for one in held.people if one.key == recipient]
    shown = {"held": held, "person": names[0] if names else "", "back": onward}
    return _answered(request, form, Deed.END_RECIPIENT, "sharing/end.html", shown, do)


def _answered(
    request: HttpRequest, form: forms.Form, deed: Deed, template: str, shown: dict[str, Any],
    do: Callable[[Actor], HttpResponse],
) -> HttpResponse:  # fmt: skip
    """Do it, or show the page again with what was typed, and why not."""
    shown |= {"form": form, "mark": request.POST.get("mark") or new_mark(), "deed": DEEDS[deed]}
    shown["clause"] = clause(DEEDS[deed].clause)
    actor = who.colleague(request)
    if request.method != "POST":
        return render(request, template, shown)
    if not form.is_valid() and may_do(actor.roles, deed).allowed:
        return render(request, template, shown, status=422)
    said = [(name, some) for name, some in sorted(request.POST.lists()) if name not in ("csrfmiddlewaretoken", "mark")]
    try:
        return do(replace(actor, form=form_mark(request.POST.get("mark", ""), said=repr((request.path, said)))))
    except Refused as no:
        status = 422 if may_do(actor.roles, deed).allowed else 403
        return render(request, template, {**shown, "ruling": no.ruling}, status=status)
