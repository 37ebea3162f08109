"""Triage: the reports that wait, one report with what it may belong to, and each decision (clauses 2 e, 3 b)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.opened import NotFound
from upstander.casework.reporters import reporter_of
from upstander.casework.reports import ReportPage, open_report, waiting_reports
from upstander.policy.deeds import Deed
from upstander.policy.due import due_words
from upstander.policy.grounds import KIND_LABELS, RED_FLAG_LABELS, Kind, RedFlag
from upstander.policy.roles import Route, may_do
from upstander.policy.telling import CHANNEL_LABELS, Channel
from upstander.policy.titles import DEEDS
from upstander.policy.workingdays import london_day
from upstander.web import where, who
from upstander.web.deed.answer import Subject, answer
from upstander.web.triage.deeds import PAGES
from upstander.web.triage.told import rows

ROUTES = {
    Route.OUTSIDE_THE_LINE: "Outside the usual line",
    Route.DOMESTIC_ABUSE: "Domestic abuse",
    Route.UNDER_16: "Under 16",
}
OFFERED = (Deed.OPEN_CASE, Deed.JOIN_CASE, Deed.CLOSE_REPORT)
ALSO = (Deed.KEEP_FILE, Deed.SEND_MESSAGE, Deed.SET_SAFE_CONTACT, Deed.ISSUE_CODE)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Every report that waits for this person's triage, the soonest due first."""
    colleague = who.colleague(request)
    page = waiting_reports(colleague, after=request.GET.get("after", ""))
    lines = [_line(one, colleague.at) for one in page.rows]
    older = where.with_query(request.path, after=page.after) if page.after else ""
    return render(request, "triage/waiting.html", {"lines": lines, "older": older})


@require_GET
def one_report(request: HttpRequest, number: str) -> HttpResponse:
    """One report: their words, what else they told, what it may belong to, and what can be decided."""
    colleague = who.colleague(request)
    report = open_report(colleague, number)
    shown = {
        "report": report,
        "pairs": _pairs(report),
        "rows": rows(report),
        "flags": _flags(report),
        "decide": _links(number, colleague.roles, OFFERED) if not report.case_number else [],
        "also": _links(number, colleague.roles, ALSO) if not report.case_number else [],
        "alert": where.task(number, Deed.ANSWER_ALERT) if report.alert_open else "",
        "suggestions": [
            (one, where.task(number, Deed.JOIN_CASE, case=one.number), where.subject(one.number))
            for one in report.suggestions
        ],
        "due": due_words(report.triage_due, at=colleague.at) if report.triage_due else "",
    }
    return render(request, "triage/report.html", shown)


@require_GET
def reporter(request: HttpRequest, number: str) -> HttpResponse:
    """Who told us, also where they are kept apart; that it was asked is on the record."""
    shown = {"person": reporter_of(who.colleague(request), number), "number": number}
    return render(request, "triage/reporter.html", shown | {"back": where.subject(number), "back_words": "Back"})


@require_http_methods(["GET", "POST"])
def deed(request: HttpRequest, number: str, deed: Deed) -> HttpResponse:
    """The page of one decision on this report."""
    page = PAGES.get(deed)
    if page is None:
        raise NotFound("There is no such page.")
    return answer(request, number, page, _read(request, number))


def _read(request: HttpRequest, number: str) -> Callable[[], Subject]:
    def read() -> Subject:
        about = open_report(who.colleague(request), number)
        return Subject(number=number, about=about, pairs=_pairs(about), terms=about.terms)

    return read


def _line(one: Any, at: Any) -> dict[str, Any]:
    return {
        "row": one,
        "href": where.subject(one.number),
        "kind": KIND_LABELS[Kind(one.kind)],
        "channel": CHANNEL_LABELS[Channel(one.channel)],
        "route": ROUTES.get(Route(one.route), ""),
        "flags": [RED_FLAG_LABELS[RedFlag(flag)] for flag in one.red_flags],
        "due": due_words(one.due_at, at=at) if one.due_at else "",
        "late": bool(one.due_at and one.due_at < at),
    }


def _pairs(report: ReportPage) -> list[dict[str, Any]]:
    day = london_day(report.received_at)
    words = (
        ("Report", report.number),
        ("Kind", KIND_LABELS[Kind(report.kind)]),
        ("Priority", report.priority.capitalize()),
        ("Received", f"{day.day} {day:%B %Y}"),
        ("By", CHANNEL_LABELS[Channel(report.channel)]),
        ("Area", report.area or "Not known"),
    )
    return [{"label": label, "value": value} for label, value in words]


def _flags(report: ReportPage) -> list[str]:
    return [RED_FLAG_LABELS[RedFlag(flag)] for flag in report.red_flags]


def _links(number: str, roles: frozenset[str], deeds: tuple[Deed, ...]) -> list[dict[str, str]]:
    fits = [deed for deed in deeds if may_do(roles, deed).allowed]
    return [{"words": DEEDS[deed].title, "href": where.task(number, deed)} for deed in fits]
