"""The case page and its parts. Each reading is one question to casework, which enters it before anything is shown.

Clause 7 a: out of sight is not found. Clause 3.2: what must be done next stands first, with its why.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework import casefile
from upstander.casework.casefile.page import Bar, CasePage, NextDuty
from upstander.casework.displacement import elsewhere as elsewhere_of
from upstander.casework.opened import NotFound
from upstander.policy.deeds import Deed
from upstander.policy.due import Due
from upstander.policy.roles import may_do
from upstander.web import where, who
from upstander.web.case.deeds.table import DEEDS_BY_MATTER, PAGES
from upstander.web.case.menu import deeds_for, tabs
from upstander.web.deed.answer import Subject, answer

Pairs = list[dict[str, Any]]


@require_GET
def summary(request: HttpRequest, number: str) -> HttpResponse:
    """The case at a glance: how to reach them, what to do next and why, the timeline, the key facts."""
    return _shown(request, number, "summary", before=_before(request))


@require_GET
def people(request: HttpRequest, number: str) -> HttpResponse:
    """Who is in the case, in which part, and what each of them needs."""
    return _shown(request, number, "people", read=casefile.people_in_case)


@require_GET
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """The plan, its steps, and what each person answered."""
    return _shown(request, number, "plan")


@require_GET
def risk(request: HttpRequest, number: str) -> HttpResponse:
    """Every assessment that was made."""
    return _shown(request, number, "risk")


@require_GET
def agencies(request: HttpRequest, number: str) -> HttpResponse:
    """Every agency that helps in the borough of the case, and what was answered for it."""
    return _shown(request, number, "agencies")


@require_GET
def elsewhere(request: HttpRequest, number: str) -> HttpResponse:
    """What happened in other areas with whoever is complained of here, as far as it is in sight."""
    found = elsewhere_of(who.colleague(request), number)
    shown = {"found": found, "number": number, "back": reverse("case", args=[number]), "back_words": "Back to the case"}
    return render(request, "case/elsewhere.html", shown)


@require_GET
def record(request: HttpRequest, number: str) -> HttpResponse:
    """The whole record: also who looked, and what was refused."""
    return _shown(request, number, "record", before=_before(request), record=True)


@require_GET
def on_paper(request: HttpRequest, number: str) -> HttpResponse:
    """The case on one page, laid out for paper."""
    return _shown(request, number, "paper")


@require_GET
def all_deeds(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that can be done in this case by whoever looks."""
    return _shown(request, number, "deeds")


@require_GET
def person(request: HttpRequest, number: str, party: UUID) -> HttpResponse:
    """Who somebody is, and how to reach them; that it was asked is on the record."""
    found = casefile.identity(who.colleague(request), number, party=str(party))
    shown = {"person": found, "number": number, "back": reverse("case_people", args=[number])}
    return render(request, "case/person.html", shown | {"back_words": "Back to the people"})


@require_http_methods(["GET", "POST"])
def deed(request: HttpRequest, number: str, deed: Deed) -> HttpResponse:
    """The page of one deed in this case."""
    page = PAGES.get(deed)
    if page is None:
        raise NotFound("There is no such page.")
    return answer(request, number, page, _read(request, number, deed))


def _read(request: HttpRequest, number: str, deed: Deed) -> Callable[[], Subject]:
    def read() -> Subject:
        actor, reads = who.colleague(request), PAGES[deed].reads
        about, beside = reads(actor, number) if reads else (casefile.deed_page(actor, number, deed=deed), None)
        pairs = identity_pairs(about.bar)
        return Subject(number=number, about=about, beside=beside, pairs=pairs, terms=about.terms)

    return read


def _shown(
    request: HttpRequest, number: str, part: str, read: Callable[..., CasePage] = casefile.open_case_file, **asked: Any
) -> HttpResponse:
    colleague = who.colleague(request)
    page = read(colleague, number, **asked)
    older = where.with_query(request.path, before=str(page.before)) if page.before else ""
    shown = {
        "case": page,
        "pairs": identity_pairs(page.bar),
        "tabs": tabs(number, current=part),
        "next": [(duty, _task(number, duty, colleague.roles), duty.state is Due.OVERDUE) for duty in page.next],
        "older": older,
        "newest": request.path if "before" in request.GET else "",
        "deeds": deeds_for(number, colleague.roles, DEEDS_BY_MATTER, closed=page.bar.closed_on is not None),
    }
    return render(request, f"case/{part}.html", shown)


def identity_pairs(bar: Bar) -> Pairs:
    """Return what the identity bar says of a case."""
    day = f"Closed {bar.closed_on.day} {bar.closed_on:%B %Y}" if bar.closed_on else f"{bar.day} of case"
    words = (
        ("Case", bar.number),
        ("Resident", bar.who),
        ("Home", bar.home),
        ("Risk", bar.risk),
        ("Officer", bar.officer),
        ("Kind", bar.kind),
        ("Closed" if bar.closed_on else "Day", day.removeprefix("Closed ")),
    )
    return [{"label": label, "value": value} for label, value in words]


def _task(number: str, duty: NextDuty, roles: frozenset[str]) -> str:
    """Return where a duty is done, or nothing where somebody in another role does it."""
    if not may_do(roles, duty.deed).allowed:
        return ""
    return where.task(number, duty.deed, party=duty.party, step=duty.step, duty=duty.duty)


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("before", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):
        raise NotFound("There is no such page.")
    return int(asked)
