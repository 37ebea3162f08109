"""The letters of a case: the list, one exactly as it reads, and printing it (clauses 2 d, 3.2 a).

Printing answers with the file itself. Who printed, and its hash, are on the record before a byte of it goes out.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from upstander.casework.letters import print_letter
from upstander.casework.lettersheld import letter_page, letter_preview, letters
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.web import where, who
from upstander.web.case.menu import tabs
from upstander.web.case.views import identity_pairs
from upstander.web.letters.paper import handed_out


@require_GET
def listed(request: HttpRequest, number: str) -> HttpResponse:
    """The letters of a case, newest first."""
    held = letters(who.colleague(request), number, after=request.GET.get("after", ""))
    shown = {
        "held": held,
        "number": number,
        "pairs": identity_pairs(held.page.bar),
        "tabs": tabs(number, current="letters"),
        "older": where.with_query(request.path, after=held.after) if held.after else "",
        "newest": request.path if "after" in request.GET else "",
    }
    return render(request, "letters/list.html", shown)


@require_GET
def one(request: HttpRequest, number: str, letter: UUID) -> HttpResponse:
    """One letter exactly as it reads, before it is printed."""
    return _shown(request, number, letter)


@require_GET
def preview(request: HttpRequest, number: str, letter: UUID) -> HttpResponseBase:
    """The same on paper, with DRAFT across it."""
    return handed_out(letter_preview(who.colleague(request), number, letter=str(letter)))


@require_POST
def on_paper(request: HttpRequest, number: str, letter: UUID) -> HttpResponseBase:
    """Print it. Printing again is another entry, so the form carries no mark that would make it count once."""
    actor = who.colleague(request)
    try:
        return handed_out(print_letter(actor, number, letter=str(letter)).paper)
    except Refused as no:
        status = 422 if may_do(actor.roles, Deed.PRINT_LETTER).allowed else 403
        return _shown(request, number, letter, ruling=no.ruling, status=status)


def _shown(
    request: HttpRequest, number: str, letter: UUID, *, ruling: Ruling | None = None, status: int = 200
) -> HttpResponse:
    page = letter_page(who.colleague(request), number, letter=str(letter))
    shown = {
        "letter": page,
        "sheet": page.sheet,
        "number": number,
        "pairs": identity_pairs(page.page.bar),
        "ruling": ruling,
        "deed": DEEDS[Deed.PRINT_LETTER],
        "withdraw": where.task(number, Deed.WITHDRAW_LETTER, letter=str(letter)),
        "contact": where.task(number, Deed.RECORD_CONTACT),
        "back": reverse("case_letters", args=[number]),
        "back_words": "Back to the letters",
    }
    return render(request, "letters/one.html", shown, status=status)
