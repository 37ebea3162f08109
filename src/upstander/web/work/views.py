"""My work, the team's work, and finding a case: each page one question to casework, within sight (2 e, 7 a)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from upstander.casework import caseload
from upstander.policy.roles import Deed, may_do
from upstander.web import where, who
from upstander.web.work.forms import FindForm
from upstander.web.work.own import own
from upstander.web.work.rows import lines


@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    """What must I do now, and why; and what is theirs who work no cases."""
    colleague = who.colleague(request)
    view, after = request.GET.get("view", "all"), request.GET.get("after", "")
    desk = caseload.my_desk(colleague, view=view, after=after)
    shown = {"desk": desk, "declares": may_do(colleague.roles, Deed.DECLARE_INTERESTS).allowed}
    work = desk.work
    if work is None:
        return render(request, "work/own.html", shown | {"roles": colleague.roles, "own": own(colleague.roles)})
    older = where.with_query(request.path, view=view, after=work.after) if work.after else ""
    listed = {"work": work, "lines": lines(work.rows), "older": older, "form": FindForm(), "address": request.path}
    return render(request, "work/my_work.html", shown | listed)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Find a case or a report; nothing is said of what is out of sight."""
    form = FindForm(request.GET if "q" in request.GET else None, label="What do you know of it?")
    found, through = None, ""
    if form.is_bound and form.is_valid():
        thorough = request.GET.get("in") == "words"
        found = caseload.find(who.colleague(request), words=form.cleaned_data["q"], thorough=thorough)
        through = where.with_query(request.path, q=found.words, **{"in": "words"})
    rows = [(row, where.subject(row.number)) for row in found.rows] if found else []
    return render(request, "work/find.html", {"form": form, "found": found, "rows": rows, "through": through})


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Who carries what, and what nobody carries yet."""
    asked = _narrowed(request)
    board = caseload.team_board(who.colleague(request), **asked)
    shown = {"board": board, "lines": lines(board.unassigned), "asked": asked}
    return render(request, "work/team.html", shown)


@require_GET
def team_list(request: HttpRequest) -> HttpResponse:
    """The list behind each figure of the board, from which cases change hands."""
    asked = {**_narrowed(request), "officer": request.GET.get("officer", ""), "view": request.GET.get("view", "all")}
    work = caseload.team_work(who.colleague(request), **asked, after=request.GET.get("after", ""))
    address = where.with_query(request.path, **{name: value for name, value in asked.items() if name != "view"})
    older = where.with_query(request.path, **asked, after=work.after) if work.after else ""
    shown = {"work": work, "lines": lines(work.rows), "older": older, "asked": asked, "address": address}
    return render(request, "work/team_list.html", shown)


def _narrowed(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("team", "area")}
