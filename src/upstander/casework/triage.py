"""Triage: every report becomes a case, joins one, or is closed with a reason that a manager can see (clause 2 e)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, locked, opened_report
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole, Priority
from upstander.policy.opening import OpeningFacts, must_after_opening
from upstander.policy.reporting import priority
from upstander.policy.roles import Deed
from upstander.policy.stages import Stage
from upstander.policy.telling import OnBehalf
from upstander.policy.triage import TriageFacts, may_change_kind, may_close_at_triage, may_join_case, may_open_case
from upstander.records import keyring, sight
from upstander.records.case import Assignment, Case, Matter, Party
from upstander.records.duties import OwedDuty
from upstander.records.estate import Home
from upstander.records.journal import Entry
from upstander.records.keyring import token
from upstander.records.numbers import CASE, MATTER, next_number
from upstander.records.people import Person, Token, tokens_for
from upstander.records.reports import Report
from upstander.records.staff import Staff, Team
from upstander.records.versions import version_in_force
from upstander.records.worked import Incident, Motive

REPORTER_PART = {
    OnBehalf.ME: PartyRole.RESIDENT_HEARD,
    OnBehalf.WITNESS: PartyRole.WITNESS,
    OnBehalf.SOMEONE_ELSE: PartyRole.REPRESENTATIVE,
    OnBehalf.WORKS_WITH_THEM: PartyRole.REPRESENTATIVE,
}


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
    keys = _Keys(keyring.mint("case"), keyring.mint("person"))
    with opened_report(who, number, Deed.OPEN_CASE) as work:
        report = _report(work)
        report.category = category or report.category
        ruling = may_open_case(report.kind, waiting=report.case_id is None, category=report.category)
        case = _new_case(work, report, keys, _team(team), _owner(owner, team))
        work.held_case, work.sealed_by = case, keys.case
        entry = work.enter(ruling, case=case.number, report=report.number, because=because)
        case.entry = entry
        case.save(force_insert=True)
        _assign(case, entry, work.at)
        parties = _parties(work, report, keys, entry)
        _take_in(work, report, entry, parties[0])
        _start_clocks(work, report, entry, parties)
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
        report = _report(work)
        case = locked(sight.cases(who).filter(number=case_number)).first()
        if case is None:
            raise NotFound("There is no such case.")
        work.held_case, work.sealed_by = case, case.sealed_by
        ruling = may_join_case(
            waiting=report.case_id is None,
            case_open=case.closed_at is None,
            same_party_complained_of=same_party,
            same_household_heard=same_household,
            officer_decides=who.staff is not None,
        )
        entry = work.enter(ruling, case=case.number, report=report.number, because=because)
        party = work.party(told_by) if told_by else _reporter(work, report, entry)
        _take_in(work, report, entry, party)
        _raise(case, report)
        _start_clocks(work, report, entry, [] if told_by else [party])
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
        )
        entry = work.enter(
            may_close_at_triage(facts), reason=reason, words=words, of=duplicate_of, signposted_to=signposted_to
        )
        _end(report, entry, state=Report.CLOSED, why=reason)
        work.fulfil(DutyKind.TRIAGE, entry=entry)
        return report.number


def _report(work: Work) -> Report:
    if work.report is None:
        raise NotFound("There is no such report.")
    return work.report


def _team(team: str) -> Team:
    found = Team.objects.filter(pk=team).first()
    if found is None:
        raise NotFound("There is no such team.")
    return found


def _owner(owner: str, team: str) -> Staff | None:
    if not owner:
        return None
    found = Staff.objects.filter(pk=owner, is_active=True, appointments__team=team).distinct().first()
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


def _parties(work: Work, report: Report, keys: _Keys, entry: Entry) -> list[Party]:
    parties = [_reporter(work, report, entry)]
    if parties[0].part != PartyRole.RESIDENT_HEARD:
        words = "The person it happened to, as the reporter told us."
        parties.append(_party(work, entry, PartyRole.RESIDENT_HEARD, words))
    said: dict[str, Any] = report.answers.get("complained") or {}
    words = "; ".join(filter(None, (said.get("address", ""), said.get("description", ""))))
    person = _alleged(said.get("name", ""), said.get("address", ""), keys, entry)
    if person or words:
        parties.append(_party(work, entry, PartyRole.ALLEGED_PERPETRATOR, words, person=person))
    return parties


def _reporter(work: Work, report: Report, entry: Entry) -> Party:
    part = REPORTER_PART[OnBehalf(report.on_behalf)]
    return _party(work, entry, part, "", person=report.person, confidence=report.confidence)


def _party(
    work: Work, entry: Entry, part: PartyRole, words: str, *, person: Person | None = None, confidence: str = ""
) -> Party:
    return Party.objects.create(
        sealed_by=work.case.sealed_by,
        entry=entry,
        case=work.case,
        person=person,
        part=part,
        confidence=confidence,
        description=words,
        started_at=work.at,
    )


def _alleged(name: str, address: str, keys: _Keys, entry: Entry) -> Person | None:
    if not name:
        return None
    person = Person(sealed_by=keys.alleged, entry=entry, name=name, home=address)
    person.phone = person.email = person.language = person.interpreter = ""
    person.save(force_insert=True)
    Token.objects.bulk_create(tokens_for(texts={"name": name, "address": address}, person_id=person.pk))
    return person


def _take_in(work: Work, report: Report, entry: Entry, party: Party) -> None:
    """Carry what was told into the case: the incident, why it happened, the code, and what was owed already."""
    said = report.answers
    when: dict[str, Any] = said.get("when") or {}
    case = work.case
    Incident.objects.create(
        sealed_by=case.sealed_by,
        entry=entry,
        case=case,
        report=report,
        told_by=party,
        happened_on=report.happened_on,
        happened_to=when.get("latest"),
        when_words=when.get("words", ""),
        place=said.get("place", ""),
        story=report.story,
        forms=report.forms,
        police=said.get("police", ""),
        police_reference=said.get("police_reference", ""),
        evidence_mentioned=report.evidence_mentioned,
    )
    Motive.objects.create(
        sealed_by=case.sealed_by,
        entry=entry,
        case=case,
        party=party,
        grounds=report.grounds,
        perceived=bool(said.get("perceived")),
        words=said.get("motive_words", ""),
    )
    report.codes.update(party=party)
    OwedDuty.objects.filter(report=report, done=None).exclude(kind=DutyKind.TRIAGE).update(case=case)
    OwedDuty.objects.filter(report=report, done=None, kind=DutyKind.TRIAGE).update(done=entry, done_at=work.at)
    state = Report.OPENED if case.entry_id == entry.pk else Report.JOINED
    _end(report, entry, state=state, why=state, case=case)


def _end(report: Report, entry: Entry, *, state: str, why: str, case: Case | None = None) -> None:
    report.state, report.ended, report.ended_why, report.case = state, entry, why, case
    report.save(update_fields=["state", "ended", "ended_why", "case"])


def _raise(case: Case, report: Report) -> None:
    """A report that joins may make the case graver, and never lighter (clause 3 b)."""
    if may_change_kind(case.kind, to=report.kind, by_resident=False, others_perceive=True).allowed:
        case.kind = report.kind
    case.priority = Priority.HIGH if case.priority == Priority.HIGH else priority(case.kind)
    case.hate = case.hate or report.hate
    case.grounds = sorted({*case.grounds, *report.grounds})
    case.forms = sorted({*case.forms, *report.forms})
    case.save(update_fields=["kind", "priority", "hate", "grounds", "forms"])


def _start_clocks(work: Work, report: Report, entry: Entry, parties: list[Party]) -> None:
    by_part = {part: tuple(party.pk for party in parties if party.part == part) for part in PartyRole}
    facts = OpeningFacts(
        received_at=report.received_at,
        opened_at=work.at,
        priority=work.case.priority,
        forms=tuple(report.forms),
        heard=by_part[PartyRole.RESIDENT_HEARD],
        witnesses=by_part[PartyRole.WITNESS],
        others=by_part[PartyRole.ALLEGED_PERPETRATOR] + by_part[PartyRole.AFFECTED],
        evidence_mentioned=report.evidence_mentioned,
    )
    work.owe(must_after_opening(work.terms, facts=facts), entry=entry)
