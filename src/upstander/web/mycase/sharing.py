"""What somebody lets us share, said by themselves, and taken back by themselves at any time (clause 7 b 1)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from upstander.casework.actor import Actor
from upstander.casework.consents import give_consent, withdraw_consent
from upstander.casework.mycase import my_number
from upstander.casework.mycase.sharing import MyConsent, MySharing, my_sharing
from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, new_mark, was_sent
from upstander.casework.shared import MyShared
from upstander.policy.consent import AT_MOST, HELD_FOR, NEEDED, FilePart, Purpose
from upstander.policy.deeds import Deed
from upstander.policy.due import day_words
from upstander.policy.ruling import Refused
from upstander.policy.sharing import Ground
from upstander.web.look.faults import typed_words
from upstander.web.look.fields import AnswerField, OneOf, Option, SomeOf, offer
from upstander.web.mycase.visit import form_sent, visitors_page
from upstander.web.mycase.writing import ASK_US

log = logging.getLogger(__name__)

PARTS: Mapping[FilePart, str] = {
    FilePart.NAME: "Your name",
    FilePart.CONTACT: "How to contact you safely",
    FilePart.HOME: "Where you live",
    FilePart.INCIDENTS: "What happened, when and where",
    FilePart.MOTIVE: "Why you think it happened",
    FilePart.EVIDENCE: "Photos, recordings and messages",
    FilePart.RISK: "How safe you are, and what keeps you safe",
    FilePart.SUPPORT: "What help you want",
    FilePart.HEALTH: "Your health, and what helps you",
    FilePart.PLAN: "What we agreed with you, and what we did",
}
PURPOSES: Mapping[Purpose, str] = {
    Purpose.SAFETY: "To keep somebody safe",
    Purpose.SUPPORT: "To give you support",
    Purpose.INVESTIGATION: "To find out what happened",
    Purpose.HOUSING: "To help with your home",
}
GROUNDS: Mapping[str, str] = {
    Ground.CONSENT: "You said yes to it.",
    Ground.CHILDREN: "A child may come to harm. We do not have to ask you then.",
    Ground.LAW: "The law told us to. We do not have to ask you then.",
    Ground.POLICE: "The police asked us, to find out what happened. We do not have to ask you then.",
}
DAYS = {"30": timedelta(days=30), "90": HELD_FOR, "180": timedelta(days=180), "365": AT_MOST}


def _needs(purpose: Purpose) -> str:
    return f"They need no more than: {named(FilePart(part) for part in NEEDED[purpose])}."


def named(parts: Any) -> str:
    """Return parts as people say them, in the order of the list."""
    held = set(parts)
    return "; ".join(words[0].lower() + words[1:] for part, words in PARTS.items() if part in held)


class SharingForm(forms.Form):
    """With whom, what for, which parts, and until when."""

    use_required_attribute = False
    agency = OneOf(label="Who may we talk to?", choices=(), missing="Choose who we may talk to", strong=True)
    purpose = OneOf(
        label="What for?",
        choices=[(one.value, Option(words, hint=_needs(one))) for one, words in PURPOSES.items()],
        missing="Choose what it is for",
        strong=True,
    )
    parts = SomeOf(
        label="What may we tell them?",
        help_text="Tick only what you want them to know. It must be something they need for what you chose above.",
        choices=[(one.value, words) for one, words in PARTS.items()],
        missing="Tick at least one thing we may tell them",
        strong=True,
    )
    days = OneOf(label="Until when?", choices=(), missing="Choose until when", strong=True)
    words = AnswerField(
        label="Anything you want to say about this?", help_text="You can leave this empty.", required=False, rows=3
    )

    def __init__(self, mine: MySharing, *given: Any) -> None:
        super().__init__(*given)
        self.today = mine.today
        offer(self, "agency", [(one.key, Option(one.name, hint=one.does)) for one in mine.helpers])
        lengths = [(key, f"{key} days, until {day_words(mine.today + length)}") for key, length in DAYS.items()]
        days = offer(self, "days", lengths)
        days.initial = str(HELD_FOR.days)

    def clean(self) -> dict[str, Any]:
        """Say in their words what is not needed; the rule would say it in ours."""
        said = super().clean() or {}
        if said.get("purpose") and said.get("parts"):
            more = set(said["parts"]) - NEEDED[Purpose(said["purpose"])]
            if more:
                wrong = f"They do not need this for what you chose: {named(more)}. Untick it, or choose another reason"
                self.add_error("parts", wrong)
        return said

    def do(self, who: Actor, number: str) -> None:
        """Write down what they agreed to."""
        said = dict(self.cleaned_data)
        give_consent(who, number, until=self.today + DAYS[said.pop("days")], **said)


@require_http_methods(["GET", "HEAD", "POST"])
@visitors_page
def sharing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who helps near them and what they agreed to, and let them agree to more."""
    number, saved = my_number(actor), "yes"
    if request.method != "POST":
        return _shown(request, my_sharing(actor, number), None)
    sender = replace(actor, form=form_sent(request))
    if was_sent(sender, deed=Deed.GIVE_CONSENT):
        return HttpResponseRedirect(f"{reverse('my_sharing')}?saved={saved}")
    mine = my_sharing(actor, number)
    form = SharingForm(mine, request.POST)
    if not (mine.helpers and form.is_valid()):
        return _shown(request, mine, form)
    try:
        form.do(sender, number)
    except SentBefore:
        # The button was pressed twice: it was written down the first time.
        saved = "yes"
    except Refused as no:
        form.add_error(None, f"{no.ruling.why} {ASK_US}")
        return _shown(request, mine, form)
    except DatabaseError:
        log.exception("What a resident agreed to could not be kept.")
        return render(request, "mycase/not_saved.html", {"typed": typed_words(request)}, status=503)
    return HttpResponseRedirect(f"{reverse('my_sharing')}?saved={saved}")


@require_http_methods(["GET", "HEAD", "POST"])
@visitors_page
def take_back(request: HttpRequest, actor: Actor, consent: UUID) -> HttpResponse:
    """Ask once whether they take it back, and say what that means; then take it back."""
    number = my_number(actor)
    if request.method != "POST":
        found = [one for one in my_sharing(actor, number).agreed if one.consent == str(consent)]
        if not found:
            raise NotFound("There is no such consent.")
        shown = {"one": _in_words(found[0]), "mark": new_mark(), "back": reverse("my_sharing")}
        return render(request, "mycase/take_back.html", shown)
    saved = "back"
    try:
        withdraw_consent(replace(actor, form=form_sent(request)), number, consent=str(consent))
    except SentBefore:
        # The button was pressed twice: it was taken back the first time.
        saved = "back"
    except Refused:
        # It was taken back on another page, or has run out: it holds no more, which is what they asked for.
        saved = "ended"
    except DatabaseError:
        log.exception("What a resident took back could not be taken back.")
        return render(request, "mycase/not_saved.html", status=503)
    return HttpResponseRedirect(f"{reverse('my_sharing')}?saved={saved}")


def _shown(request: HttpRequest, mine: MySharing, form: SharingForm | None) -> HttpResponse:
    shown = {
        "mine": mine,
        "agreed": [_in_words(one) for one in mine.agreed],
        "shared": [_told(one) for one in mine.shared],
        "form": form or SharingForm(mine),
        "mark": request.POST.get("mark") or new_mark(),
        "saved": request.GET.get("saved", ""),
        "back": reverse("my_page"),
    }
    return render(request, "mycase/sharing.html", shown, status=422 if form else 200)


def _in_words(one: MyConsent) -> dict[str, Any]:
    return {"it": one, "purpose": PURPOSES[one.purpose], "parts": named(one.parts)}


def _told(one: MyShared) -> dict[str, Any]:
    return {
        "it": one,
        "purpose": PURPOSES[one.purpose],
        "parts": named(one.parts),
        "ground": GROUNDS.get(one.ground, one.label),
    }
