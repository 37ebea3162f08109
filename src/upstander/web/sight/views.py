"""Whom staff are related to, opening a case in an emergency, cover, and what those outside the line look at (7 a)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework import watching
from upstander.casework.breakglass import break_glass, review_break_glass
from upstander.casework.covering import covers, end_cover, grant_cover
from upstander.casework.interests import answer_flag, declare_interests
from upstander.casework.opened import NotFound
from upstander.casework.sent import SentBefore, new_mark, was_sent
from upstander.policy.clauses import clause
from upstander.policy.deeds import DEEDS, Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.workingdays import LONDON, london_day
from upstander.web import where, who
from upstander.web.deed.answer import AGAIN, form_sent
from upstander.web.sight import forms
from upstander.web.sight.forms import SightForm
from upstander.web.sign_in.again import proved_again

Done = Callable[[Any], tuple[str, str]]
"""From a receipt: what is said once it is done, and the address to go to."""
NO_SUCH_CASE = "There is no case of this number that you can open."


@require_http_methods(["GET", "POST"])
def interests(request: HttpRequest) -> HttpResponse:
    """Say whom one is related to: once a year, and whenever it changes."""
    form = forms.InterestsForm(_sent(request))
    return _deed(
        request,
        Deed.DECLARE_INTERESTS,
        form,
        lambda actor: declare_interests(actor, **form.given()),
        lambda receipt: (f"Thank you. Please say it again by {_day(receipt.again_by)}.", reverse("interests")),
        effect=(
            "Cases and reports about these addresses and phone numbers stay away from you.",
            "What you write is sealed. Nobody reads it here: it is only compared.",
        ),
        said_last=watching.declared_on(who.colleague(request)),
    )


@require_GET
def conflicts(request: HttpRequest) -> HttpResponse:
    """Possible conflicts to decide, who asked for what is kept from them, and who has to say anew."""
    return render(request, "sight/conflicts.html", {"found": watching.conflicts(who.colleague(request))})


@require_http_methods(["GET", "POST"])
def flag(request: HttpRequest, flag: UUID) -> HttpResponse:
    """Decide what a surname and a street in common mean."""
    again = _again(request, Deed.ANSWER_FLAG, "conflicts")
    if again is not None:
        return again
    found = watching.one_flag(who.colleague(request), key=str(flag))
    form = forms.FlagForm(_sent(request))
    return _deed(
        request,
        Deed.ANSWER_FLAG,
        form,
        lambda actor: answer_flag(actor, flag=found.key, **form.given()),
        lambda number: (f"It is decided for {number}.", reverse("conflicts")),
        effect=("If they are related, the case goes to somebody else. They are not told why.",),
        rows=_rows(("Member of staff", found.staff), ("About", found.number), ("In common", found.words)),
    )


@require_http_methods(["GET", "POST"])
@proved_again
def emergency(request: HttpRequest) -> HttpResponse:
    """Open a case in an emergency, by its number."""
    form = forms.EmergencyForm(_sent(request))
    return _deed(
        request,
        Deed.BREAK_GLASS,
        form,
        lambda actor: break_glass(actor, **form.given()),
        lambda receipt: (f"{receipt.number} is open until {_time(receipt.until)}.", where.subject(receipt.number)),
        effect=(
            "You can read this one case for four hours, and do nothing in it.",
            "Whoever has the case is told, and the data protection officer looks at why within one working day.",
            "The resident sees that a person in your role opened it, and on which day.",
        ),
        grave=True,
    )


@require_GET
def emergencies(request: HttpRequest) -> HttpResponse:
    """The cases opened in an emergency, for whoever looks at them; administrators see how many."""
    colleague = who.colleague(request)
    found = watching.emergencies(colleague, after=request.GET.get("after", ""))
    older = where.with_query(request.path, after=found.more) if found.more else ""
    reviews = may_do(colleague.roles, Deed.REVIEW_BREAK_GLASS).allowed
    return render(request, "sight/emergencies.html", {"found": found, "older": older, "reviews": reviews})


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, glass: UUID) -> HttpResponse:
    """Write down whether a case was rightly opened in an emergency."""
    again = _again(request, Deed.REVIEW_BREAK_GLASS, "emergencies")
    if again is not None:
        return again
    found = watching.one_emergency(who.colleague(request), key=str(glass))
    form = forms.ReviewForm(_sent(request))
    return _deed(
        request,
        Deed.REVIEW_BREAK_GLASS,
        form,
        lambda actor: review_break_glass(actor, glass=found.key, **form.given()),
        lambda number: (f"What you found is kept with {number}.", reverse("emergencies")),
        effect=("It stands in the record of the case.",),
        rows=_rows(
            ("Who", found.staff), ("Case", found.number), ("Ground", found.ground), ("What they said", found.reason)
        ),
    )


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    """Let one colleague act for another, and see who does."""
    colleague = who.colleague(request)
    found = covers(colleague)
    form = forms.CoverForm(_sent(request), colleagues=found.colleagues, today=london_day(colleague.at))
    return _deed(
        request,
        Deed.GRANT_COVER,
        form,
        lambda actor: grant_cover(actor, **form.given()),
        lambda receipt: (f"{receipt.staff} covers for {receipt.covered}.", reverse("cover")),
        template="sight/cover.html",
        effect=(
            "Whoever covers sees and works the cases that are assigned to whoever is away.",
            "It ends by itself after the last day. Cases for named people only stay with those.",
        ),
        found=found,
    )


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, cover: UUID) -> HttpResponse:
    """End cover before its last day."""
    held = next((row for row in covers(who.colleague(request)).rows if row.key == str(cover)), None)
    again = _again(request, Deed.END_COVER, "cover")
    if again is not None:
        return again
    if held is None:
        raise NotFound("There is no such cover.")
    form = forms.EndForm(_sent(request))
    return _deed(
        request,
        Deed.END_COVER,
        form,
        lambda actor: end_cover(actor, cover=held.key),
        lambda receipt: (f"{receipt.staff} no longer covers for {receipt.covered}.", reverse("cover")),
        effect=("They see these cases no more, from their next click.",),
        rows=_rows(("Away", held.covered), ("Covers", held.staff)),
    )


def _deed(
    request: HttpRequest,
    deed: Deed,
    form: SightForm,
    do: Callable[[Any], Any],
    done: Done,
    *,
    template: str = "sight/deed.html",
    **shown: Any,
) -> HttpResponse:
    """Answer a request for the page of a deed that is about no case of theirs; everything typed is kept."""
    ruling = may_do(who.colleague(request).roles, deed)
    refused: Ruling | None = None if ruling.allowed else ruling
    if request.method == "POST" and refused is None and form.is_valid():
        answered = _done(request, deed, form, do, done)
        if isinstance(answered, HttpResponse):
            return answered
        refused = answered
    page = {
        "title": DEEDS[deed].title,
        "form": form,
        "ruling": refused,
        "allowed": ruling.allowed,
        "mark": request.POST.get("mark") or new_mark(),
        "clause": clause(DEEDS[deed].clause),
    }
    return render(request, template, page | shown, status=_status(form, refused, allowed=ruling.allowed))


def _done(
    request: HttpRequest, deed: Deed, form: SightForm, do: Callable[[Any], Any], done: Done
) -> HttpResponse | Ruling | None:
    """Do it and lead on; or return why not, or nothing where the form itself says it."""
    try:
        words, leads = done(do(who.colleague(request, form=form_sent(request))))
    except Refused as no:
        return no.ruling
    except NotFound:
        form.add_error(None, NO_SUCH_CASE if deed == Deed.BREAK_GLASS else "Somebody else has changed this since.")
        return None
    except SentBefore:
        messages.info(request, AGAIN)
        return redirect(request.path)
    messages.success(request, words)
    return redirect(leads)


def _sent(request: HttpRequest) -> Any:
    """Return what was sent, also where nothing was filled in."""
    return request.POST if request.method == "POST" else None


def _status(form: SightForm, refused: Ruling | None, *, allowed: bool) -> int:
    if not allowed:
        return 403
    return 422 if refused is not None or form.errors else 200


def _again(request: HttpRequest, deed: Deed, leads: str) -> HttpResponse | None:
    """Lead on whoever sends a form twice: what it was about is decided, and no longer here."""
    if request.method != "POST" or not was_sent(who.colleague(request, form=form_sent(request)), deed=deed):
        return None
    messages.info(request, AGAIN)
    return redirect(leads)


def _rows(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in pairs]


def _day(at: Any) -> str:
    day = london_day(at)
    return f"{day.day} {day:%B %Y}"


def _time(at: Any) -> str:
    return f"{at.astimezone(LONDON):%H:%M}"
