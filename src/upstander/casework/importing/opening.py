"""Opening cases that were open elsewhere: their own dates, their own clocks, and a note that says where they are from.

Each has an entry of its own as well, so that its file tells how it came here (clauses 2 e, 3 b, 9).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from upstander.casework.conflicts import compare_case
from upstander.casework.importing.rows import CaseRow
from upstander.casework.opened import Work
from upstander.policy.assigning import must_take_case
from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import Kind, PartyRole, is_part_2, known_forms, known_grounds
from upstander.policy.informing import must_inform
from upstander.policy.opening import OpeningFacts, must_after_opening
from upstander.policy.plans import must_agree_plan
from upstander.policy.reporting import priority
from upstander.policy.roles import Route
from upstander.policy.ruling import allow
from upstander.policy.stages import Stage
from upstander.policy.workingdays import london_day
from upstander.records.case import Assignment, Case, Matter, Party
from upstander.records.considered import unanswered_in
from upstander.records.estate import Area, Home
from upstander.records.journal import Entry
from upstander.records.keyring import token
from upstander.records.numbers import CASE, MATTER, numbers
from upstander.records.people import Person, Token, tokens_for
from upstander.records.staff import Staff, Team
from upstander.records.versions import terms_of, version_in_force
from upstander.records.worked import Incident, Motive, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A case to be opened, with everything its line names found."""

    row: CaseRow
    kind: Kind
    team: Team
    owner: Staff | None
    area: Area | None
    home: Home | None
    resident: Person | None
    alleged: Person | None


def open_cases(work: Work, cases: list[NewCase], keys: list[UUID]) -> None:
    """Open these cases within the deed under way, and start the clocks that still run."""
    year = work.today.year
    case_numbers = numbers(CASE, year=year, how_many=len(cases)) if cases else []
    matter_numbers = numbers(MATTER, year=year, how_many=len(cases)) if cases else []
    for new, key, number, matter in zip(cases, keys, case_numbers, matter_numbers, strict=True):
        opened_at = max(new.row.received_at, new.row.opened_at)
        case = _case(new, key, number, Matter.objects.create(number=matter, opened_at=opened_at), opened_at)
        own = replace(work, sealed_by=key, held_case=case, entries=[])
        entry = own.enter(
            allow("9", "The case was open in another system."),
            imported_as=new.row.number,
            kind_in_file=new.row.kind,
            opened=opened_at.isoformat(),
        )
        case.entry = entry
        case.save(force_insert=True)
        _fill(own, new, entry)
        compare_case(own, entry)
        work.entries += own.entries


def _case(new: NewCase, key: UUID, number: str, matter: Matter, opened_at: datetime) -> Case:
    row = new.row
    return Case(
        sealed_by=key,
        number=number,
        matter=matter,
        version=version_in_force(london_day(opened_at)),
        kind=new.kind,
        category=row.category if new.kind == Kind.ASB else "",
        priority=priority(new.kind),
        grounds=sorted(known_grounds(row.grounds)),
        forms=sorted(known_forms(row.forms)),
        hate=is_part_2(row.grounds),
        route=row.route or Route.ORDINARY,
        stage=_stage(row),
        area=new.area,
        stock_class=new.home.stock_class if new.home else "",
        owner=new.owner,
        team=new.team,
        received_at=row.received_at,
        happened_on=row.happened_on,
        opened_at=opened_at,
        imported_as=row.number,
        home=row.uprn,
        home_token=token("home", row.uprn) if row.uprn else None,
        summary=row.summary[:300],
    )


def _stage(row: CaseRow) -> Stage:
    if row.interviewed_at:
        return Stage.PLANNING
    return Stage.LISTENING if row.first_contact_at else Stage.NEW


def _fill(work: Work, new: NewCase, entry: Entry) -> None:
    case, row = work.case, new.row
    sealed = {"sealed_by": case.sealed_by, "entry": entry, "case": case}
    heard = Party.objects.create(
        **sealed, person=new.resident, part=PartyRole.RESIDENT_HEARD, description="", started_at=work.at
    )
    others = []
    if new.alleged or row.alleged_words:
        part = PartyRole.ALLEGED_PERPETRATOR
        words = row.alleged_words
        others = [Party.objects.create(**sealed, person=new.alleged, part=part, description=words, started_at=work.at)]
    Incident.objects.create(
        **sealed,
        told_by=heard,
        happened_on=row.happened_on,
        when_words="",
        place="",
        story=row.summary,
        forms=case.forms,
        police_reference="",
    )
    Motive.objects.create(**sealed, party=heard, grounds=case.grounds, perceived=bool(case.grounds), words="")
    Note.objects.create(**sealed, text=_where_from(row))
    if new.owner is not None:
        reason = "Worked it in the system the case comes from."
        Assignment.objects.create(**sealed, staff=new.owner, start=work.at, reason=reason)
    if new.home is not None:
        texts = {"home": new.home.uprn, "postcode": new.home.postcode}
        Token.objects.bulk_create(tokens_for(texts=texts, case_id=case.pk))
    work.owe(_duties(work, row, heard, others), entry=entry)


def _duties(work: Work, row: CaseRow, heard: Party, others: list[Party]) -> list[Duty]:
    """Every clock that a case starts, counted from its own dates, but for what was done before it came here."""
    case, terms = work.case, terms_of(work.case.version_id)
    facts = OpeningFacts(
        received_at=case.received_at,
        opened_at=case.opened_at,
        priority=case.priority,
        forms=tuple(case.forms),
        heard=(heard.pk,),
        others=tuple(party.pk for party in others),
        agencies=len(unanswered_in(case, on=work.today)),
    )
    told = [moment for moment in (row.first_contact_at, row.interviewed_at, row.last_contact_at) if moment]
    done = {DutyKind.FIRST_CONTACT: bool(told), DutyKind.INTERVIEW: row.interviewed_at is not None}
    duties = [duty for duty in must_after_opening(terms, facts=facts) if not done.get(duty.kind)]
    if row.interviewed_at:
        duties += must_agree_plan(terms, persons=[heard.pk], since=row.interviewed_at)
    if told:
        duties += must_inform(terms, person=heard.pk, priority=case.priority, last_contact=max(told))
    if case.owner_id is None:
        duties += must_take_case(terms, at=work.at)
    return duties


def _where_from(row: CaseRow) -> str:
    said = [f"This case was number {row.number} in another system. It was reported there on {_day(row.received_at)}."]
    said += [
        f"{what} {_day(moment)}."
        for what, moment in (
            ("First contact with the resident was on", row.first_contact_at),
            ("They were heard in full on", row.interviewed_at),
            ("They were last told something on", row.last_contact_at),
        )
        if moment
    ]
    return " ".join(said)


def _day(moment: datetime) -> str:
    day = london_day(moment)
    return f"{day.day} {day:%B %Y}"
