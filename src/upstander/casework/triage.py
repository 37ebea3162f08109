"""Triage: every report becomes a case, joins one, or is closed with a reason that a manager can see (clause 2 e)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.conflicts import compare_case
from upstander.casework.graver import make_graver
from upstander.casework.opened import NotFound, Work, locked, opened_report, row_id
from upstander.casework.taken import (
    end_report,
    parties_of,
    reporter_of,
    start_clocks,
    take_in,
    tell_owners_of_likely_cases,
)
from upstander.policy.assigning import must_take_case
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.stages import Stage
from upstander.policy.triage import TriageFacts, may_close_at_triage, may_join_case, may_open_case
from upstander.records import keyring, sight
from upstander.records.case import Assignment, Case, Matter
from upstander.records.estate import Home
from upstander.records.journal import Entry
from upstander.records.keyring import token
from upstander.records.numbers import CASE, MATTER, next_number
from upstander.records.reports import Report
from upstander.records.staff import Staff, Team
from upstander.records.versions import version_in_force


@dataclass(frozen=True, slots=True)
class Opened:
    """The case a report became or joined."""

    number: str
    priority: str


@dataclass(frozen=True, slots=True)
class _Keys:
    case: UUID
    alleged: UUID


def open_case(who: Actor, number: str, *, team: str, owner: str = "", category: str = "", because: str = "") -> Opened:
    """Make a case of a waiting report, in a team's queue or with an owner. Raises NotFound, Refused."""
    keys = _Keys(*keyring.mint_each("case", "person"))
    with opened_report(who, number, Deed.OPEN_CASE) as work:
        report = _report(work)
        report.category = category or report.category
        ruling = may_open_case(report.kind, waiting=report.case_id is None, category=report.category)
        held = _team(team)
        case = _new_case(work, report, keys, held, _owner(owner, held))
        work.held_case, work.sealed_by = case, keys.case
        entry = work.enter(ruling, case=case.number, report=report.number, because=because)
        case.entry = entry
        case.save(force_insert=True)
        _assign(case, entry, work.at)
        parties = parties_of(work, report, keys.alleged, entry)
        take_in(work, report, entry, parties[0])
        start_clocks(work, report, entry, parties)
        if case.owner_id is None:
            work.owe(must_take_case(work.terms, at=work.at), entry=entry)
        compare_case(work, entry)
        tell_owners_of_likely_cases(work, entry)
        return Opened(case.number, case.priority)


def join_case(
    who: Actor,
    number: str,
    *,
    case_number: str,
    because: str,
    same_party: bool,
    same_household: bool,
    told_by: str = "",
) -> Opened:
    """Add a waiting report to an open case, as an officer decided. `told_by` names a party already in it.

    `same_party`: the same party is complained of; `same_household`: theirs, or a witness to what befell them.
    """
    with opened_report(who, number, Deed.JOIN_CASE) as work:
        report, case = _report(work), _case_in_sight(work, case_number)
        ruling = may_join_case(
            waiting=report.case_id is None,
            case_open=case.closed_at is None,
            same_party_complained_of=same_party,
            same_household_heard=same_household,
            officer_decides=who.staff is not None,
        )
        entry = work.enter(ruling, case=case.number, report=report.number, because=because)
        party = work.party(told_by) if told_by else reporter_of(work, report, entry)
        take_in(work, report, entry, party)
        make_graver(work, kind=report.kind, forms=report.forms, grounds=report.grounds, hate=report.hate)
        start_clocks(work, report, entry, [] if told_by else [party])
        compare_case(work, entry)
        return Opened(case.number, case.priority)


def close_report(
    who: Actor,
    number: str,
    *,
    reason: str,
    words: str,
    duplicate_of: str = "",
    signposted_to: str = "",
    reporter_says_error: bool = False,
) -> str:
    """Close a report at triage with a reason; what was told stays on the record. Returns its number."""
    with opened_report(who, number, Deed.CLOSE_REPORT) as work:
        report = _report(work)
        facts = TriageFacts(
            reason=reason,
            words=words,
            perceived=bool(report.answers.get("perceived")),
            evidence_unheard=report.evidence_mentioned > 0,
            alert_open=report.duties.filter(kind=DutyKind.ANSWER_ALERT, done=None).exists(),
            duplicate_of=duplicate_of if sight.cases(who).filter(number=duplicate_of).exists() else "",
            signposted_to=signposted_to,
            reporter_says_error=reporter_says_error,
            waiting=report.state == Report.WAITING,
        )
        entry = work.enter(
            may_close_at_triage(facts), reason=reason, words=words, of=duplicate_of, signposted_to=signposted_to
        )
        end_report(report, entry, state=Report.CLOSED, why=reason)
        work.fulfil(DutyKind.TRIAGE, entry=entry)
        return report.number


def _report(work: Work) -> Report:
    if work.report is None:
        raise NotFound("There is no such report.")
    return work.report


def _case_in_sight(work: Work, number: str) -> Case:
    """Take the case a report joins into the deed, locked, with its own key."""
    case: Case | None = locked(sight.cases(work.who).filter(number=number)).first()
    if case is None:
        raise NotFound("There is no such case.")
    work.held_case, work.sealed_by = case, case.sealed_by
    return case


def _team(team: str) -> Team:
    found = Team.objects.filter(pk=row_id(team)).first()
    if found is None:
        raise NotFound("There is no such team.")
    return found


def _owner(owner: str, team: Team) -> Staff | None:
    if not owner:
        return None
    found = Staff.objects.filter(pk=row_id(owner), is_active=True, appointments__team=team).distinct().first()
    if found is None:
        raise NotFound("There is no such officer in this team.")
    return found


def _new_case(work: Work, report: Report, keys: _Keys, team: Team, owner: Staff | None) -> Case:
    home = Home.objects.filter(pk=report.home).first() if report.home else None
    year = work.today.year
    matter = Matter.objects.create(number=next_number(MATTER, year=year), opened_at=work.at)
    return Case(
        sealed_by=keys.case,
        number=next_number(CASE, year=year),
        matter=matter,
        version=version_in_force(work.today),
        kind=report.kind,
        category=report.category,
        priority=report.priority,
        grounds=report.grounds,
        forms=report.forms,
        hate=report.hate,
        route=report.route,
        stage=Stage.NEW,
        area=report.area,
        stock_class=home.stock_class if home else "",
        owner=owner,
        team=team,
        received_at=report.received_at,
        happened_on=report.happened_on,
        opened_at=work.at,
        home=report.home,
        home_token=token("home", report.home) if report.home else None,
        summary=report.story[:300],
    )


def _assign(case: Case, entry: Entry, at: datetime) -> None:
    if case.owner_id:
        reason = "Assigned when the case was opened."
        Assignment.objects.create(
            sealed_by=case.sealed_by, entry=entry, case=case, staff_id=case.owner_id, start=at, reason=reason
        )
