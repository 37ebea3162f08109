"""Reading reports: what waits for triage, and one report with the cases it may belong to (clauses 2 e, 7 a).

Suggestions come only from what the reader may see, each with its reasons; a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, opened_report
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.naming import without_reporter
from upstander.policy.roles import Deed
from upstander.policy.ruling import allow
from upstander.policy.terms import Terms
from upstander.policy.triage import Resemblance, why_suggested
from upstander.records import sight
from upstander.records.case import Party
from upstander.records.duties import OwedDuty
from upstander.records.estate import Home
from upstander.records.keyring import token
from upstander.records.people import Token, search_words
from upstander.records.reports import Report
from upstander.records.staff import who_works_cases
from upstander.records.together import Rows, together
from upstander.records.versions import in_force, terms_of

PAGE = 25
SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A line of the triage list: nothing that was said, only what orders the work."""

    number: str
    kind: str
    priority: str
    red_flags: tuple[str, ...]
    received_at: datetime
    due_at: datetime | None
    area: str
    channel: str
    route: str


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page of waiting reports, the soonest due first; `after` continues it."""

    rows: tuple[WaitingReport, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An open case that this report may belong to, and why."""

    number: str
    opened_at: datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team a case can be put with, and its officers."""

    key: str
    name: str
    officers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as its reader sees it. `answers` is the whole form, as `told.Told` in plain values."""

    number: str
    state: str
    kind: str
    category: str
    priority: str
    route: str
    red_flags: tuple[str, ...]
    grounds: tuple[str, ...]
    forms: tuple[str, ...]
    received_at: datetime
    channel: str
    area: str
    address: str
    story: str
    answers: dict[str, Any]
    evidence_mentioned: int
    alert_open: bool
    triage_due: datetime | None
    case_number: str
    suggestions: tuple[Suggestion, ...]
    teams: tuple[TeamChoice, ...]
    terms: Terms


def waiting_reports(who: Actor, *, after: str = "") -> WaitingPage:
    """Return a page of the reports that wait for this person's triage. Reads no story and no name."""
    triage = OwedDuty.objects.filter(report=OuterRef("pk"), kind=DutyKind.TRIAGE, done=None)
    waiting = (
        sight.reports(who)
        .filter(state=Report.WAITING)
        .annotate(due_at=Subquery(triage.values("due_at")[:1]))
        .select_related("area")
        .defer("story", "answers", "home")
        .order_by("due_at", "number")
    )
    if after and "|" in after:
        due, number = after.split("|", 1)
        waiting = waiting.filter(Q(due_at__gt=_moment(due)) | Q(due_at=_moment(due), number__gt=number))
    rows = list(waiting[: PAGE + 1])
    more = f"{rows[PAGE - 1].due_at.isoformat()}|{rows[PAGE - 1].number}" if len(rows) > PAGE else ""
    return WaitingPage(tuple(_line(row) for row in rows[:PAGE]), more)


def open_report(who: Actor, number: str) -> ReportPage:
    """Read one report (journalled), with the cases in sight that it may belong to. Raises NotFound, Refused."""
    with opened_report(who, number, Deed.OPEN_REPORT) as work:
        report = work.report
        if report is None:
            raise NotFound("There is no such report.")
        work.enter(allow("7 a", "It waits for your triage, or alerts you."))
        beside = together(
            {
                "homes": Home.objects.filter(pk=report.home or "-"),
                "duties": OwedDuty.objects.filter(report=report, done=None).only("kind", "due_at"),
                "versions": in_force(work.today)[:1],
                **who_works_cases(who.at),
            }
        )
        return _page(report, beside, suggestions=_suggestions(who, report), teams=_teams(who, beside))


def _page(
    report: Report, beside: Rows, *, suggestions: tuple[Suggestion, ...], teams: tuple[TeamChoice, ...]
) -> ReportPage:
    duties = {duty.kind: duty.due_at for duty in beside["duties"]}
    home = next(iter(beside["homes"]), None)
    return ReportPage(
        number=report.number,
        state=report.state,
        kind=report.kind,
        category=report.category,
        priority=report.priority,
        route=report.route,
        red_flags=tuple(report.red_flags),
        grounds=tuple(report.grounds),
        forms=tuple(report.forms),
        received_at=report.received_at,
        channel=report.channel,
        area=report.area.name if report.area else "",
        address=f"{home.address}, {home.postcode}" if home else "",
        story=report.story,
        answers=without_reporter(report.answers, confidence=report.confidence, on_behalf=report.on_behalf),
        evidence_mentioned=report.evidence_mentioned,
        alert_open=DutyKind.ANSWER_ALERT in duties,
        triage_due=duties.get(DutyKind.TRIAGE),
        case_number=report.case.number if report.case else "",
        suggestions=suggestions,
        teams=teams,
        terms=terms_of(beside["versions"][0].pk),
    )


def _line(row: Report) -> WaitingReport:
    return WaitingReport(
        number=row.number,
        kind=row.kind,
        priority=row.priority,
        red_flags=tuple(row.red_flags),
        received_at=row.received_at,
        due_at=row.due_at,  # type: ignore[attr-defined]  # said by the query
        area=row.area.name if row.area else "",
        channel=row.channel,
        route=row.route,
    )


def _suggestions(who: Actor, report: Report) -> tuple[Suggestion, ...]:
    said: dict[str, Any] = report.answers
    accused = said.get("complained") or {}
    marks = {
        "same_home": Q(home_token=token("home", report.home)) if report.home else None,
        "same_person_complained_of": _found("name", accused.get("name", ""), PartyRole.ALLEGED_PERPETRATOR),
        "same_home_complained_of": _found("address", accused.get("address", ""), PartyRole.ALLEGED_PERPETRATOR),
        "same_reporter": _found("phone", (said.get("reporter") or {}).get("phone", "")),
    }
    asked = {name: mark for name, mark in marks.items() if mark is not None}
    if not asked:
        return ()
    likely = Q(pk__in=())
    for mark in asked.values():
        likely |= mark
    marked = {f"is_{name}": mark for name, mark in asked.items()}
    rows = sight.cases(who).filter(likely, closed_at=None).annotate(**marked)
    found = []
    # What is asked of them stands in the clear, so their keys stay where they are.
    for case in rows.only("number", "opened_at", "happened_on").order_by("-opened_at")[: SUGGESTIONS * 2]:
        like = {name: bool(getattr(case, f"is_{name}")) for name in asked}
        reasons = why_suggested(Resemblance(**like, days_apart=_apart(report.happened_on, case.happened_on)))
        if reasons:
            found.append(Suggestion(case.number, case.opened_at, reasons))
    return tuple(sorted(found, key=lambda one: -len(one.reasons))[:SUGGESTIONS])


def _found(kind: str, text: str, part: str = "") -> Q | None:
    """Return the condition that somebody in the case is found by every word of this text."""
    words = search_words(kind, text)
    if not words:
        return None
    people = Party.objects.filter(case=OuterRef("pk"), ended=None)
    if part:
        people = people.filter(part=part)
    for word in words:
        people = people.filter(person__in=Token.objects.filter(kind=kind, digest=token(kind, word)).values("person_id"))
    return Q(Exists(people))


def _teams(who: Actor, beside: Rows) -> tuple[TeamChoice, ...]:
    names = {one.pk: one.name for one in (*beside["staff"], *beside["teams"])}
    held = [row for row in beside["posts"] if row.team_id in who.scope_teams] or beside["posts"]
    by_team: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in held:
        officers = by_team.setdefault((names[row.team_id], str(row.team_id)), set())
        officers.add((names[row.staff_id], str(row.staff_id)))
    named = sorted((name, key, sorted(officers)) for (name, key), officers in by_team.items())
    return tuple(
        TeamChoice(key, name, tuple((staff, called) for called, staff in people)) for name, key, people in named
    )


def _apart(first: date | None, second: date | None) -> int | None:
    return (first - second).days if first and second else None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as bad:
        raise NotFound("There is no such page.") from bad
