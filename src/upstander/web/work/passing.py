"""Passing on: a leaver's cases to a colleague, and a message to whoever works a case (clauses 2 e, 3.2 c, 7 a)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.casework.caseload import handing_over
from upstander.casework.handover import HandedOver, hand_over_cases
from upstander.casework.messages import take_message as pass_on
from upstander.casework.sent import SentBefore, new_mark, was_sent
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.web import who
from upstander.web.deed.answer import AGAIN, form_sent
from upstander.web.work.forms import HandOverForm, MessageForm

PASSED_ON = "The message was passed on. Whoever works the case is told, and owes an answer."
NONE_CHOSEN = "Choose at least one case"


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Give all or some of one officer's cases to another, in one act: all of them or none."""
    manager = who.colleague(request, form=form_sent(request))
    officer = request.GET.get("officer", "")
    if request.method == "POST" and was_sent(manager, deed=Deed.HAND_OVER_CASES):
        messages.info(request, AGAIN)
        return redirect("team")
    asked = handing_over(manager, officer=officer)
    sent = request.method == "POST"
    chosen = request.POST.getlist("case") if sent else [case.number for case in asked.cases]
    form = HandOverForm(request.POST if sent else None, board=asked.board)
    if sent and not chosen:
        form.add_error(None, NONE_CHOSEN)
    if sent and form.is_valid() and _handed_over(request, form, officer, chosen):
        return redirect("team")
    shown = {
        "asked": asked,
        "chosen": chosen,
        "form": form,
        "mark": request.POST.get("mark") or new_mark(),
        "clause": clause(DEEDS[Deed.HAND_OVER_CASES].clause),
    }
    return render(request, "work/hand_over.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def take_message(request: HttpRequest) -> HttpResponse:
    """Write down what a caller says about a case. Whoever takes it learns nothing of the case."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    ruling = may_do(who.colleague(request).roles, Deed.TAKE_MESSAGE)
    refused = None if ruling.allowed else ruling
    if form.is_bound and refused is None and form.is_valid():
        refused = _passed_on(request, form)
        if refused is None:
            messages.success(request, PASSED_ON)
            return redirect("take_message")
    shown = {
        "form": form,
        "ruling": refused,
        "mark": request.POST.get("mark") or new_mark(),
        "clause": clause(DEEDS[Deed.TAKE_MESSAGE].clause),
        "allowed": ruling.allowed,
    }
    return render(request, "work/message.html", shown, status=_status(form, refused))


def _handed_over(request: HttpRequest, form: HandOverForm, officer: str, chosen: list[str]) -> bool:
    """Let them change hands, and say so; or say on the form why none of them does."""
    manager = who.colleague(request, form=form_sent(request))
    try:
        done = hand_over_cases(manager, officer=officer, numbers=chosen, **form.cleaned_data)
    except Refused as no:
        form.add_error(None, f"{no.ruling.why} {no.ruling.how}")
        return False
    except SentBefore:
        messages.info(request, AGAIN)
        return True
    messages.success(request, _changed_hands(done))
    return True


def _passed_on(request: HttpRequest, form: MessageForm) -> Ruling | None:
    given = dict(form.cleaned_data)
    try:
        pass_on(who.colleague(request, form=form_sent(request)), given.pop("number"), **given)
    except Refused as no:
        return no.ruling
    except SentBefore:
        return None
    return None


def _status(form: MessageForm, refused: Ruling | None) -> int:
    if refused is not None:
        return 403
    return 422 if form.errors else 200


def _changed_hands(done: HandedOver) -> str:
    words = "1 case changed hands." if len(done.numbers) == 1 else f"{len(done.numbers)} cases changed hands."
    if done.on_call:
        words += f" So did {done.on_call} of their turns on call."
    if done.left_on_call:
        words += f" {done.left_on_call} of their turns on call still need somebody: the new officer's role takes none."
    if done.asked_again:
        words += f" What they had asked a second person for was taken back ({done.asked_again}): ask again if needed."
    return words
