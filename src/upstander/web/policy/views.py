"""The policy, clause by clause, with what keeps each, and the numbers it leaves to the landlord (clause 2 g)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from upstander.casework.opened import NotFound
from upstander.casework.procedure import in_force
from upstander.policy.clauses import CLAUSES, KEPT_LABELS, Clause, clause
from upstander.policy.comparing import how_long
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import ENFORCED
from upstander.policy.terms import Mark, RiskForm
from upstander.policy.versions import is_review_overdue
from upstander.policy.workingdays import london_day
from upstander.web import who
from upstander.web.residents import residents_page

SECTIONS = {
    "front": "Front page",
    "1": "Introduction",
    "2": "Aims and objectives",
    "3": "Policy statement",
    "4": "Action plans and management tools",
    "5": "Legislation, regulation and guidance",
    "6": "Managing agents",
    "7": "Confidentiality",
    "8": "Equality and diversity",
    "9": "Monitoring and reporting",
    "10": "Health and safety",
}
MARKS = {
    Mark.SEEN: "seen in its source",
    Mark.SECOND_HAND: "seen second-hand",
    Mark.KNOWN: "ours, or general knowledge",
}
DOCUMENTS = {"asb-policy": "asb_policy", "asb-procedure": "asb_procedure"}


@residents_page
@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    """Every clause in our words, and whether something keeps it."""
    sections = [(SECTIONS[key], key, list(held)) for key, held in groupby(CLAUSES, key=_section)]
    return _page(request, "contents", {"terms": in_force(at=who.now()), "sections": sections, "kept": KEPT_LABELS})


@residents_page
@require_GET
def one_clause(request: HttpRequest, number: str) -> HttpResponse:
    """One clause: the promise, and what keeps it."""
    found = clause(number)
    if found is None:
        raise NotFound("There is no such clause.")
    rules = [rule.rsplit(".", 1)[-1].replace("_", " ") for rule in ENFORCED.get(found.number, [])]
    shown = {"clause": found, "state": KEPT_LABELS[found.state], "section": SECTIONS[_section(found)], "rules": rules}
    return _page(request, "clause", shown | {"terms": in_force(at=who.now())})


@residents_page
@require_GET
def procedure(request: HttpRequest) -> HttpResponse:
    """Every number the landlord has set, with where it comes from."""
    terms = in_force(at=who.now())
    clocks = [(clock, how_long(clock.amount, clock.unit), MARKS[clock.mark]) for clock in terms.clocks]
    return _page(request, "procedure", {"terms": terms, "clocks": clocks, "bands": _bands(terms.risk)})


@residents_page
@require_GET
def document(request: HttpRequest, name: str) -> HttpResponse:
    """One of the landlord's other documents: where it can be read."""
    if name not in DOCUMENTS:
        raise NotFound("There is no such document.")
    terms = in_force(at=who.now())
    found = next((one for one in terms.policy.documents if one.code == DOCUMENTS[name]), None)
    if found is None:
        raise NotFound("There is no such document.")
    return _page(request, "document", {"document": found, "terms": terms})


def _page(request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    staff = who.is_staff(request)
    about = {
        "layout": "look/staff.html" if staff else "look/resident.html",
        "staff": staff,
        "overdue": is_review_overdue(shown["terms"], on=london_day(who.now())),
        "adopts": staff and may_do(who.colleague(request).roles, Deed.ADOPT_VERSION).allowed,
    }
    return render(request, f"policy/{name}.html", shown | about)


def _section(one: Clause) -> str:
    return one.number.split()[0].split(".")[0]


def _bands(form: RiskForm) -> list[dict[str, Any]]:
    return [{"band": band, "days": how_long(band.review_days, "days")} for band in form.bands]
