"""One pack exactly as it left, and handing it out on paper or as data (clause 7 b 5).

Who handed it out, and its hash, are on the record before a byte of it goes out.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from upstander.casework.handingout import DATA, PAPER, hand_out_pack, pack_page
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS
from upstander.web import where, who
from upstander.web.letters.paper import handed_out


@require_GET
def one(request: HttpRequest, number: str, disclosure: UUID) -> HttpResponse:
    """A pack exactly as it left."""
    return _shown(request, number, disclosure)


@require_POST
def on_paper(request: HttpRequest, number: str, disclosure: UUID) -> HttpResponseBase:
    """Hand it out as a PDF. Each time is an entry, so the form carries no mark that would make it count once."""
    return _handed(request, number, disclosure, PAPER)


@require_POST
def as_data(request: HttpRequest, number: str, disclosure: UUID) -> HttpResponseBase:
    """Hand it out as JSON."""
    return _handed(request, number, disclosure, DATA)


def _handed(request: HttpRequest, number: str, disclosure: UUID, form: str) -> HttpResponseBase:
    actor = who.colleague(request)
    try:
        return handed_out(hand_out_pack(actor, number, disclosure=str(disclosure), form=form))
    except Refused as no:
        status = 422 if may_do(actor.roles, Deed.HAND_OUT_PACK).allowed else 403
        return _shown(request, number, disclosure, ruling=no.ruling, status=status)


def _shown(
    request: HttpRequest, number: str, disclosure: UUID, *, ruling: Ruling | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "pack": pack_page(who.colleague(request), number, disclosure=str(disclosure)),
        "number": number,
        "ruling": ruling,
        "deed": DEEDS[Deed.HAND_OUT_PACK],
        "recall": where.task(number, Deed.RECALL_DISCLOSURE, disclosure=str(disclosure)),
        "back": where.task(number, Deed.SHARE_INFORMATION),
        "back_words": "Back to what was shared",
    }
    return render(request, "sharing/one.html", shown, status=status)
