"""Sending photos, recordings and documents from one's own page: what is wrong with one does not lose the rest (3 a)."""

from __future__ import annotations

import logging
from dataclasses import replace

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from upstander.casework.actor import Actor
from upstander.casework.files import my_files
from upstander.casework.mycase import my_number
from upstander.casework.sent import SentBefore, new_mark
from upstander.policy.ruling import Refused
from upstander.web.files.field import CameOfIt, FilesField, NoneKept, keep_all
from upstander.web.look.faults import typed_words
from upstander.web.look.fields import AnswerField, LineField
from upstander.web.mycase.visit import form_sent, visitors_page

log = logging.getLogger(__name__)


class SendForm(forms.Form):
    """Which files, what they show, and when they were made."""

    use_required_attribute = False
    chosen = FilesField(label="Choose what to send", missing="Choose one file or more", strong=True)
    shows = AnswerField(
        label="What can we see or hear in it?",
        help_text="Use your own words. You can leave this empty.",
        required=False,
        rows=4,
        strong=True,
    )
    made = LineField(
        label="When was it made?",
        help_text="About when is fine. You can leave this empty.",
        required=False,
        strong=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@visitors_page
def files(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was sent, and take more."""
    return _sent(request, actor) if request.method == "POST" else _shown(request, actor, SendForm())


def _sent(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = SendForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, actor, form, status=422)
    try:
        came = keep_all(replace(actor, form=form_sent(request)), my_number(actor), **form.cleaned_data)
    except SentBefore:
        # The button was pressed twice: they were kept the first time.
        came = CameOfIt((), ())
    except NoneKept as none:
        came = CameOfIt((), none.each)
    except Refused as no:
        came = CameOfIt((), (no.ruling,))
    except (DatabaseError, OSError):
        log.exception("What a resident sent could not be kept.")
        return render(request, "mycase/not_saved.html", {"typed": typed_words(request)}, status=503)
    if came.refused:
        return _shown(request, actor, form, came=came, status=422)
    return HttpResponseRedirect(f"{reverse('my_files')}?saved=yes")


def _shown(
    request: HttpRequest, actor: Actor, form: SendForm, *, came: CameOfIt | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "mine": my_files(actor, my_number(actor)),
        "form": form,
        "came": came,
        "mark": request.POST.get("mark") or new_mark(),
        "saved": "saved" in request.GET,
        "back": reverse("my_page"),
    }
    return render(request, "mycase/files.html", shown, status=status)
