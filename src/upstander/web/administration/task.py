"""How the page of an administrator's deed is answered: asked, refused with everything typed kept, or done once.

Clause 7 a: what is about no case has no case's bar above it; else it is the page of any deed (`web/deed`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, new_mark, was_sent
from upstander.casework.twopeople import Asked
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.web import who
from upstander.web.deed.answer import AGAIN, form_sent
from upstander.web.deed.form import DeedForm

ASKED = "It now waits for a second administrator. Nothing has changed yet."
TWO = "A second administrator is shown exactly this, and says yes or no. Nothing changes before that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The page of one deed. `effect`: what will happen, as sentences. `done`: one sentence from the receipt.

    `shows`: a page that shows the receipt itself, once, and is not led away from.
    """

    deed: Deed
    form: type[DeedForm]
    do: Callable[..., Any]
    effect: Sequence[str]
    done: Callable[[Any], str]
    button: str = "Save"
    grave: bool = False
    title: str = ""
    template: str = "administration/task.html"
    shows: Callable[[HttpRequest, Any], HttpResponse] | None = None

    @property
    def heading(self) -> str:
        """The page's heading: verb and object."""
        return self.title or DEEDS[self.deed].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a task is done to: what there is to choose from, what is handed on, and where it leads."""

    back: str
    about: Any = None
    given: Mapping[str, Any] = field(default_factory=dict)
    initial: Mapping[str, Any] = field(default_factory=dict)
    pairs: Sequence[tuple[str, str]] = ()
    leads: Callable[[Any], str] | None = None


def answered(request: HttpRequest, task: Task, around: Around) -> HttpResponse:
    """Answer a request for the page of an administrator's deed. Raises NotFound for what is not there."""
    if request.method != "POST":
        form = task.form(about=around.about, at=who.now())
        form.initial.update(around.initial)
        return _shown(request, task, around, form)
    actor = who.colleague(request, form=form_sent(request))
    if was_sent(actor, deed=task.deed):
        return _led(request, around.back, AGAIN)
    return _sent(request, task, around, actor)


def _sent(request: HttpRequest, task: Task, around: Around, actor: Actor) -> HttpResponse:
    form = task.form(request.POST, files=request.FILES, about=around.about, at=actor.at)
    more = form.another(request.POST)
    if more is not None:
        return _shown(request, task, around, more)
    if not form.is_valid():
        return _shown(request, task, around, form, status=422)
    try:
        receipt = task.do(actor, **around.given, **form.given())
    except Refused as no:
        return _shown(request, task, around, form, ruling=no.ruling, status=422)
    except NotFound as missing:
        form.add_error(None, str(missing))
        return _shown(request, task, around, form, status=422)
    except SentBefore:
        return _led(request, around.back, AGAIN)
    if task.shows:
        return task.shows(request, receipt)
    messages.success(request, ASKED if isinstance(receipt, Asked) else task.done(receipt))
    return redirect(around.leads(receipt) if around.leads else around.back)


def _led(request: HttpRequest, to: str, words: str) -> HttpResponse:
    messages.info(request, words)
    return redirect(to)


def _shown(
    request: HttpRequest, task: Task, around: Around, form: DeedForm, *, ruling: Ruling | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "task": task,
        "form": form,
        "ruling": ruling,
        "pairs": [{"key": key, "value": value} for key, value in around.pairs],
        "about": around.about,
        "effect": task.effect,
        "clause": clause(DEEDS[task.deed].clause),
        "mark": request.POST.get("mark") or new_mark(),
        "back": around.back,
    }
    return render(request, task.template, shown, status=status)
