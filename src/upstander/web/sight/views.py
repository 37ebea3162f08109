"""Whom staff are related to, opening a case in an emergency, cover, and what those outside the line look at (7 a)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework import watching
from upstander.casework.breakglass import break_glass, review_break_glass
from upstander.casework.covering import covers, end_cover, grant_cover
from upstander.casework.interests import answer_flag, declare_interests
from upstander.casework.lifting import lift_conflict
from upstander.casework.opened import NotFound
from upstander.casework.twopeople import Asked
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.workingdays import LONDON, london_day
from upstander.web import where, who
from upstander.web.sight import forms
from upstander.web.sight.answering import deed_page, rows_of, sent, sent_again
from upstander.web.sign_in.again import proved_again


@require_http_methods(["GET", "POST"])
def interests(request: HttpRequest) -> HttpResponse:
    """Say whom one is related to: once a year, and whenever it changes."""
    form = forms.InterestsForm(sent(request))
    return deed_page(
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
    again = sent_again(request, Deed.ANSWER_FLAG, "conflicts")
    if again is not None:
        return again
    found = watching.one_flag(who.colleague(request), key=str(flag))
    form = forms.FlagForm(sent(request))
    return deed_page(
        request,
        Deed.ANSWER_FLAG,
        form,
        lambda actor: answer_flag(actor, flag=found.key, **form.given()),
        lambda number: (f"It is decided for {number}.", reverse("conflicts")),
        effect=("If they are related, the case goes to somebody else. They are not told why.",),
        rows=rows_of(("Member of staff", found.staff), ("About", found.number), ("In common", found.words)),
    )


@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, block: UUID) -> HttpResponse:
    """Ask a second person to lift a conflict of interest."""
    again = sent_again(request, Deed.LIFT_CONFLICT, "conflicts")
    if again is not None:
        return again
    found = watching.one_kept(who.colleague(request), key=str(block))
    form = forms.LiftForm(sent(request))
    return deed_page(
        request,
        Deed.LIFT_CONFLICT,
        form,
        lambda actor: lift_conflict(actor, found.number, block=found.key, **form.given()),
        lambda receipt: (_asked(found.number, receipt), reverse("conflicts")),
        effect=(
            "A second person who sees this case, and has no conflict of interest in it, is asked. It holds until then.",
            "Once they say yes, your colleague sees the case where their role or an assignment lets them.",
            "It does not go back to them by itself. Whoever may assign it can do so.",
        ),
        rows=rows_of(("Case", found.number), ("Kept from", found.staff), ("Why it was kept", found.reason)),
    )


@require_http_methods(["GET", "POST"])
@proved_again
def emergency(request: HttpRequest) -> HttpResponse:
    """Open a case in an emergency, by its number."""
    form = forms.EmergencyForm(sent(request))
    return deed_page(
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
    again = sent_again(request, Deed.REVIEW_BREAK_GLASS, "emergencies")
    if again is not None:
        return again
    found = watching.one_emergency(who.colleague(request), key=str(glass))
    form = forms.ReviewForm(sent(request))
    return deed_page(
        request,
        Deed.REVIEW_BREAK_GLASS,
        form,
        lambda actor: review_break_glass(actor, glass=found.key, **form.given()),
        lambda number: (f"What you found is kept with {number}.", reverse("emergencies")),
        effect=("It stands in the record of the case.",),
        rows=rows_of(
            ("Who", found.staff), ("Case", found.number), ("Ground", found.ground), ("What they said", found.reason)
        ),
    )


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    """Let one colleague act for another, and see who does."""
    colleague = who.colleague(request)
    found = covers(colleague)
    form = forms.CoverForm(sent(request), colleagues=found.colleagues, today=london_day(colleague.at))
    return deed_page(
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
    again = sent_again(request, Deed.END_COVER, "cover")
    if again is not None:
        return again
    if held is None:
        raise NotFound("There is no such cover.")
    form = forms.EndForm(sent(request))
    return deed_page(
        request,
        Deed.END_COVER,
        form,
        lambda actor: end_cover(actor, cover=held.key),
        lambda receipt: (f"{receipt.staff} no longer covers for {receipt.covered}.", reverse("cover")),
        effect=("They see these cases no more, from their next click.",),
        rows=rows_of(("Away", held.covered), ("Covers", held.staff)),
    )


def _day(at: Any) -> str:
    day = london_day(at)
    return f"{day.day} {day:%B %Y}"


def _time(at: Any) -> str:
    return f"{at.astimezone(LONDON):%H:%M}"


def _asked(number: str, receipt: Asked) -> str:
    if receipt.told:
        return f"A second person was asked for {number}. It is lifted once they say yes."
    return f"It waits, but nobody else sees {number} who could say yes. Assign it to a second person who can."
