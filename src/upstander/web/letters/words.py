"""The words of letters: the versions there are, one exactly as it reads, writing the next, and signing (2 d, 3.2 a)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.templates import (
    Drafted,
    draft_template,
    sign_template,
    template_page,
    template_preview,
    templates,
    words_to_start_from,
)
from upstander.policy.deeds import Deed
from upstander.policy.sheets import FIELDS, LANGUAGES, LETTER_LABELS, LetterKind
from upstander.web import where, who
from upstander.web.administration.task import Around, Task, answered
from upstander.web.deed.page import always
from upstander.web.letters.forms import DraftForm, SignForm
from upstander.web.letters.paper import handed_out

DRAFT = Task(
    deed=Deed.DRAFT_TEMPLATE,
    form=DraftForm,
    do=draft_template,
    effect=("It is a draft. No letter is made from it before a colleague has signed it.",),
    done=always("The draft is kept. A colleague who did not write it can sign it now."),
    button="Keep it as a draft",
    template="letters/write.html",
)
SIGN = Task(
    deed=Deed.SIGN_TEMPLATE,
    form=SignForm,
    do=sign_template,
    effect=("From now on letters are made from these words.", "That you signed them is on the record."),
    done=always("The words are signed."),
    button="Sign these words",
    template="letters/sign.html",
)


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every version, by language and letter."""
    held = templates(who.colleague(request), after=request.GET.get("after", ""))
    new = reverse("letter_words_new")
    start = [
        (_named(one.kind, one.language), where.with_query(new, start=f"{one.kind}.{one.language}"))
        for one in held.to_take_in
    ]
    shown = {
        "rows": [(_named(row.kind, row.language), row) for row in held.rows],
        "start": start if "after" not in request.GET else [],
        "older": where.with_query(request.path, after=held.after) if held.after else "",
        "newest": request.path if "after" in request.GET else "",
    }
    return render(request, "letters/words.html", shown)


@require_GET
def one(request: HttpRequest, template: UUID) -> HttpResponse:
    """One version, exactly as a letter made from it reads."""
    page = template_page(who.colleague(request), template=str(template))
    again = where.with_query(reverse("letter_words_new"), start=str(template))
    shown = {"page": page, "sheet": page.sheet, "again": again, "named": _named(page.row.kind, page.row.language)}
    return render(request, "letters/version.html", shown | {"back": reverse("letter_words")})


@require_GET
def preview(request: HttpRequest, template: UUID) -> HttpResponseBase:
    """The same on paper, with made-up fields and DRAFT across it."""
    return handed_out(template_preview(who.colleague(request), template=str(template)))


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Write the next version; a link can bring words to start from."""
    start = words_to_start_from(who.colleague(request), start=request.GET.get("start", ""))
    around = Around(back=reverse("letter_words"), about=FIELDS, initial=start, leads=_to_the_draft)
    return answered(request, DRAFT, around)


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, template: UUID) -> HttpResponse:
    """Sign words that a colleague wrote."""
    page = template_page(who.colleague(request), template=str(template))
    pairs = (("Letter", _named(page.row.kind, page.row.language)), ("Version", str(page.row.version)))
    back = reverse("letter_words_one", args=[template])
    around = Around(
        back=back, about=page.sheet, given={"template": str(template)}, pairs=(*pairs, ("Written by", page.written_by))
    )
    return answered(request, SIGN, around)


def _to_the_draft(receipt: Drafted) -> str:
    return reverse("letter_words_one", args=[receipt.template])


def _named(kind: str, language: str) -> str:
    return f"{LETTER_LABELS[LetterKind(kind)]} ({LANGUAGES.get(language, language)})"
