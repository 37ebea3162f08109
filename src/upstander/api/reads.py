"""What is read through the API: the same reads as the pages, each journalled as there (clauses 2 d, 7 a, 9)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import create_model

from upstander.api.shapes import Asked, line
from upstander.api.who import reader
from upstander.casework import caseload
from upstander.casework.casefile import open_case_file
from upstander.casework.casefile.page import CasePage
from upstander.casework.caseload.cases import CaseList
from upstander.casework.caseload.shape import Found, MyWork
from upstander.casework.opened import NotFound
from upstander.casework.placeplans import reads as placeplans
from upstander.casework.placeplans.shapes import PlaceList, PlacePage
from upstander.casework.reports import ReportPage, WaitingPage, open_report, waiting_reports
from upstander.policy.apikeys import Read

CaseNumber = Annotated[str, Path(pattern=r"^HC-[0-9]{4}-[0-9]{4,8}$", description="The number of a case.")]
ReportNumber = Annotated[str, Path(pattern=r"^R-[0-9]{4}-[0-9]{4,8}$", description="The number of a report.")]
After = Annotated[
    str,
    Query(pattern=r"^[A-Za-z0-9_=-]{0,200}$", description="The `after` of the page before; empty for the first."),
]
Before = Annotated[int | None, Query(ge=0, le=10**15, description="The `before` of the part before.")]
View = Annotated[
    str, Query(pattern=r"^[a-z_]{1,20}$", description="Which view, as the counts name it; all where nothing is said.")
]
KEY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PlanKey = Annotated[str, Path(pattern=f"^{KEY}$", description="The key of a plan.")]
AreaKey = Annotated[str, Query(pattern=f"^({KEY})?$", description="Of one area; all where nothing is said.")]
PlaceState = Annotated[str, Query(pattern="^(open|ended|all)$", description="Which plans: open, ended or all.")]
Closed = Annotated[bool, Query(description="Closed cases, and not open ones.")]


class FindAsked(Asked):
    """What to look for: in the body, so that no name stands in an address or in a log."""

    words: line()  # type: ignore[valid-type]  # a type that is made


def _report_model() -> Any:
    from typing import get_type_hints

    kept: dict[str, Any] = {name: (hint, ...) for name, hint in get_type_hints(ReportPage).items() if name != "terms"}
    return create_model("Report", __doc__="A report as its reader sees it: the whole form in `answers`.", **kept)


REPORT = _report_model()


def reports(request: HttpRequest, after: After = "") -> WaitingPage:
    """The reports that wait for triage and may be seen, the soonest due first. Holds no name and no word of theirs."""
    page = waiting_reports(reader(request, Read.REPORTS), after=_known(after))
    return replace(page, after=_opaque(page.after))


def report(request: HttpRequest, number: ReportNumber) -> dict[str, Any]:
    """One report, with the cases that it may belong to. That it was read is entered."""
    page = open_report(reader(request, Read.REPORTS), number)
    return {name: getattr(page, name) for name in REPORT.model_fields}


def cases(request: HttpRequest, after: After = "", closed: Closed = False) -> CaseList:
    """The cases that may be seen, the newest first. Holds no name of a resident, no home and no word of theirs."""
    page = caseload.cases_in_sight(reader(request, Read.CASES), after=_known(after), closed=closed)
    return replace(page, after=_opaque(page.after))


def case(request: HttpRequest, number: CaseNumber, before: Before = None) -> CasePage:
    """One case file: how to reach them, what to do next, the timeline, the facts. That it was opened is entered.

    `consents` and `disclosures` hold the last hundred each, for an account from which no part of the case is kept.
    """
    return open_case_file(reader(request, Read.CASES), number, before=before, whole=True)


def record(request: HttpRequest, number: CaseNumber, before: Before = None) -> CasePage:
    """The same with the whole record: also who looked, and what was refused."""
    return open_case_file(reader(request, Read.RECORD), number, before=before, record=True, whole=True)


def duties(request: HttpRequest, view: View = "all", after: After = "") -> MyWork:
    """What the key's account must do next, the soonest due first, each line with its clause and why."""
    page = caseload.my_work(reader(request, Read.DUTIES), view=view, after=_known(after))
    return replace(page, after=_opaque(page.after))


def places(request: HttpRequest, after: After = "", area: AreaKey = "", state: PlaceState = "open") -> PlaceList:
    """The plans for places that may be seen, the longest overdue first. Holds nothing of a case."""
    who = reader(request, Read.PLACES)
    page = placeplans.place_plans(who, area=area, state=state, after=_known(after))
    return replace(page, after=_opaque(page.after))


def place(request: HttpRequest, plan: PlanKey, before: Before = None) -> PlacePage:
    """One plan for a place: why, what is put in, which groups it draws on, and everything that was done to it."""
    return placeplans.place_plan(reader(request, Read.PLACES), plan=plan, before=before)


def find(request: HttpRequest, body: FindAsked) -> Found:
    """The cases and reports that these words lead to, within sight: a number, a name, a phone, a home, or a word."""
    return caseload.find(reader(request, Read.FIND), words=body.words)


def _opaque(after: str) -> str:
    return base64.urlsafe_b64encode(after.encode()).decode()


def _known(after: str) -> str:
    try:
        text = base64.urlsafe_b64decode(after.encode()).decode()
    except (binascii.Error, UnicodeDecodeError) as bad:
        raise NotFound("There is no such page.") from bad
    if not text.isprintable() or bool(text) != bool(after):
        raise NotFound("There is no such page.")
    return text
