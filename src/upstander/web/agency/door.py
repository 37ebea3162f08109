"""Coming in with a link and a word, what was sent, and going again (clause 7 b).

The page of a link is the same whatever the link is: only with the right word it says what became of it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upstander.casework.opened import NotFound
from upstander.casework.partners import leave, open_link, renew_link, shared_with_me
from upstander.casework.partners.shown import demo_people, demo_visit
from upstander.policy.ruling import Refused, Ruling
from upstander.web import where, who
from upstander.web.agency.visit import keep, open_page, token_of, visiting
from upstander.web.look.fields import LineField


class WordForm(forms.Form):
    """The word that was told by phone."""

    use_required_attribute = False
    word = LineField(
        label="The word we told you by phone",
        help_text="Eight numbers, for example 1234 5678.",
        missing="Enter the word",
        max_length=40,
        width=10,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["word"].widget.attrs.update({"inputmode": "numeric", "spellcheck": "false"})


@require_safe
@open_page
def inbox(request: HttpRequest) -> HttpResponse:
    """What was sent to whoever visits; else how to come in."""
    actor = visiting(request)
    if actor is None:
        shown = {"over": "over" in request.GET, "people": demo_people() if settings.DEMO else ()}
        return render(request, "agency/door.html", shown)
    held = shared_with_me(actor, after=request.GET.get("after", ""))
    older = where.with_query(reverse("agency"), after=held.after) if held.after else ""
    return render(request, "agency/inbox.html", {"held": held, "older": older, "name": actor.name})


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the word; with it, come in, or ask for another link."""
    form = WordForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _asked(request, form)
    if not form.is_valid():
        return _asked(request, form, status=422)
    word = form.cleaned_data["word"]
    try:
        if request.POST.get("go") == "renew":
            renew_link(token, word=word, at=who.now())
            return render(request, "agency/renewed.html")
        visit = open_link(token, word=word, at=who.now())
    except Refused as no:
        return _asked(request, form, ruling=no.ruling, status=422)
    response = HttpResponseRedirect(reverse("agency"))
    keep(response, visit)
    return response


@require_POST
@open_page
def close(request: HttpRequest) -> HttpResponse:
    """End the visit."""
    leave(token_of(request))
    response = HttpResponseRedirect(reverse("agency"))
    keep(response, "")
    return response


@require_POST
@open_page
def come_in(request: HttpRequest, recipient: str) -> HttpResponse:
    """Come in as one of the demo's people at agencies, with one click; nobody anywhere else."""
    if not settings.DEMO:
        raise NotFound("There is no such page.")
    response = HttpResponseRedirect(reverse("agency"))
    keep(response, demo_visit(recipient, at=who.now()))
    return response


def _asked(request: HttpRequest, form: WordForm, *, ruling: Ruling | None = None, status: int = 200) -> HttpResponse:
    return render(request, "agency/open.html", {"form": form, "refused": ruling}, status=status)
