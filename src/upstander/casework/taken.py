"""What was told, taken into a case: its people, incident, reasons, code and clocks (clauses 2 e, 3 a)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.casework.opened import Work
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.opening import OpeningFacts, must_after_opening
from upstander.policy.telling import OnBehalf
from upstander.records import sight
from upstander.records.case import Case, Party
from upstander.records.considered import unanswered_in
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.keyring import token
from upstander.records.outbox import OutboxItem, put_out
from upstander.records.people import Person, Token, search_words, tokens_for
from upstander.records.reports import Report
from upstander.records.worked import Incident, Motive

AT_MOST_TOLD = 20
REPORTER_PART = {
    OnBehalf.ME: PartyRole.RESIDENT_HEARD,
    OnBehalf.WITNESS: PartyRole.WITNESS,
    OnBehalf.SOMEONE_ELSE: PartyRole.REPRESENTATIVE,
    OnBehalf.WORKS_WITH_THEM: PartyRole.REPRESENTATIVE,
}


def parties_of(work: Work, report: Report, alleged_key: UUID, entry: Entry) -> list[Party]:
    """Make the parties a new case begins with: who told us, who it happened to, who is complained of."""
    parties = [reporter_of(work, report, entry)]
    if parties[0].part != PartyRole.RESIDENT_HEARD:
        words = "The person it happened to, as the reporter told us."
        parties.append(_party(work, entry, PartyRole.RESIDENT_HEARD, words))
    said: dict[str, Any] = report.answers.get("complained") or {}
    words = "; ".join(filter(None, (said.get("address", ""), said.get("description", ""))))
    person = _alleged(said.get("name", ""), said.get("address", ""), alleged_key, entry)
    if person or words:
        parties.append(_party(work, entry, PartyRole.ALLEGED_PERPETRATOR, words, person=person))
    return parties


def reporter_of(work: Work, report: Report, entry: Entry) -> Party:
    """Make the part in the case of the person who told us."""
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


def _alleged(name: str, address: str, alleged_key: UUID, entry: Entry) -> Person | None:
    if not name:
        return None
    person = Person(sealed_by=alleged_key, entry=entry, name=name, home=address)
    person.phone = person.email = person.language = person.interpreter = ""
    person.save(force_insert=True)
    Token.objects.bulk_create(tokens_for(texts={"name": name, "address": address}, person_id=person.pk))
    return person


def take_in(work: Work, report: Report, entry: Entry, party: Party) -> None:
    """Carry what was told into the case: the incident, why it happened, the code, and what was owed already."""
    case = work.case
    _incident(case, report, entry, party)
    Motive.objects.create(
        sealed_by=case.sealed_by,
        entry=entry,
        case=case,
        party=party,
        grounds=report.grounds,
        perceived=bool(report.answers.get("perceived")),
        words=report.answers.get("motive_words", ""),
    )
    report.codes.update(party=party)
    _carry_over(report, entry, party)
    state = Report.OPENED if case.entry_id == entry.pk else Report.JOINED
    end_report(report, entry, state=state, why=state, case=case)


def _incident(case: Case, report: Report, entry: Entry, party: Party) -> None:
    said = report.answers
    when: dict[str, Any] = said.get("when") or {}
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


def _carry_over(report: Report, entry: Entry, party: Party) -> None:
    """Let what was owed on the report be owed in the case: an alert by whoever was asked, an answer by its owner."""
    case = party.case
    report.messages.update(case=case, party=party)
    report.files.filter(from_resident=True).update(party=party)
    report.files.update(case=case)
    owed = OwedDuty.objects.filter(report=report, done=None)
    owed.filter(kind=DutyKind.TRIAGE).update(done=entry, done_at=entry.at)
    owed.filter(kind=DutyKind.ANSWER_MESSAGE).update(
        case=case, party=party, staff=case.owner, team=None if case.owner_id else case.team
    )
    owed.exclude(kind__in=(DutyKind.TRIAGE, DutyKind.ANSWER_MESSAGE)).update(case=case)


def end_report(report: Report, entry: Entry, *, state: str, why: str, case: Case | None = None) -> None:
    """End a report by the deed entered: it became a case, joined one, or was closed with a reason."""
    report.state, report.ended, report.ended_why, report.case = state, entry, why, case
    report.save(update_fields=["state", "ended", "ended_why", "case"])


def start_clocks(work: Work, report: Report, entry: Entry, parties: list[Party]) -> None:
    """Start every clock that what was told starts, for these parties."""
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
        agencies=len(unanswered_in(work.case, on=work.today)),
    )
    work.owe(must_after_opening(work.terms, facts=facts), entry=entry)


def tell_owners_of_likely_cases(work: Work, entry: Entry, *, by_home: bool = True) -> None:
    """Tell the officers of open cases out of sight that a case may belong with theirs, once each (decision 6; 3.3).

    Whoever opens this case, or says who is complained of in it, learns nothing of theirs; they decide, each within
    their own sight. `by_home`: also where it is the same home.
    """
    case = work.case
    accused = case.parties.filter(part=PartyRole.ALLEGED_PERPETRATOR, person__isnull=False).select_related("person")
    likely = Q(home_token=case.home_token) if case.home_token and by_home else Q(pk__in=())
    for party in accused:
        assert party.person is not None
        if party.person.name.strip():  # of no name, everybody carries every word
            likely |= Q(Exists(people_named(party.person.name)))
    rows = Case.objects.filter(likely, closed_at=None, owner__isnull=False).exclude(pk=case.pk)
    unseen = rows.exclude(pk__in=sight.cases(work.who).values("pk"))[:AT_MOST_TOLD]
    keys = {other.pk: f"possible_link:{case.pk}:{other.pk}" for other in unseen}
    told = set(OutboxItem.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    for other in (one for one in unseen if keys[one.pk] not in told):
        put_out(
            entry,
            notice="possible_link",
            reference=other.number,
            staff=other.owner_id,
            key=keys[other.pk],
            sealed_by=other.sealed_by,
        )


def people_named(name: str) -> QuerySet[Party]:
    """Return those complained of in a case of an outer query who carry every word of this name."""
    people = Party.objects.filter(case=OuterRef("pk"), ended=None, part=PartyRole.ALLEGED_PERPETRATOR)
    for word in search_words("name", name):
        found = Token.objects.filter(kind="name", digest=token("name", word))
        people = people.filter(person__in=found.values("person_id"))
    return people
