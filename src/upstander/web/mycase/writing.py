"""The pages on which somebody writes to us: each does one deed, once, and nothing typed is lost (3.2 c, 3.2 d)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from upstander.casework.actor import Actor
from upstander.casework.mycase import my_case, my_number
from upstander.casework.sent import SentBefore, new_mark
from upstander.policy.ruling import Refused
from upstander.web.look.faults import typed_words
from upstander.web.mycase.contact import ContactForm
from upstander.web.mycase.forms import MessageForm, MyForm, PlanForm, WhyForm
from upstander.web.mycase.more import MoreForm
from upstander.web.mycase.visit import form_sent, visitors_page

log = logging.getLogger(__name__)
ASK_US = "You can also send us a message, or call us."


@dataclass(frozen=True, slots=True)
class Task:
    """One page: its template, its form, and where it leads. `back_here`: the page itself says that it was saved."""

    template: str
    form: type[MyForm]
    back_here: bool = False


def page(task: Task) -> Callable[..., HttpResponse]:
    """Return the view of a page on which somebody writes."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @visitors_page
    def view(request: HttpRequest, actor: Actor) -> HttpResponse:
        return _sent(request, actor, task) if request.method == "POST" else _shown(request, actor, task, None)

    return view


def _sent(request: HttpRequest, actor: Actor, task: Task) -> HttpResponse:
    form = task.form(request.POST)
    if not form.is_valid():
        return _shown(request, actor, task, form)
    try:
        saved = form.do(replace(actor, form=form_sent(request)), my_number(actor))
    except SentBefore:
        # The button was pressed twice: it was saved the first time.
        saved = form.saved
    except Refused as no:
        form.add_error(None, f"{no.ruling.why} {ASK_US}")
        return _shown(request, actor, task, form)
    except DatabaseError:
        log.exception("What a resident wrote could not be kept.")
        return render(request, "mycase/not_saved.html", {"typed": typed_words(request)}, status=503)
    onward = request.path if task.back_here else reverse("my_page")
    return HttpResponseRedirect(f"{onward}?saved={saved}")


def _shown(request: HttpRequest, actor: Actor, task: Task, form: MyForm | None) -> HttpResponse:
    mine = my_case(actor)
    shown: dict[str, Any] = {
        "mine": mine,
        "form": form or task.form(initial=task.form.start(mine)),
        "mark": request.POST.get("mark") or new_mark(),
        "saved": request.GET.get("saved", ""),
        "back": reverse("my_page"),
    }
    return render(request, task.template, shown, status=422 if form else 200)


messages = page(Task("mycase/messages.html", MessageForm, back_here=True))
plan = page(Task("mycase/plan.html", PlanForm, back_here=True))
more = page(Task("mycase/more.html", MoreForm))
why = page(Task("mycase/why.html", WhyForm))
contact = page(Task("mycase/contact.html", ContactForm, back_here=True))
