"""Duties as lines of a list: one query for a page, one for the names on it, one for the keys (clause 7 a)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.caseload.shape import WorkRow
from upstander.casework.opened import NotFound, row_id
from upstander.policy.due import due_words, how_due
from upstander.policy.duty import DUTY_TEXT, DutyKind
from upstander.policy.grounds import PARTY_ROLE_LABELS, PartyRole
from upstander.policy.naming import UNKNOWN, name_shown
from upstander.records import keyring, sight
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty
from upstander.records.people import Person
from upstander.records.reports import Report
from upstander.records.settled import settled
from upstander.records.staff import Staff
from upstander.records.together import Rows, together

PAGE = 50


@settled
def owed_in_sight(who: sight.Seer) -> QuerySet[OwedDuty]:
    """Return every open duty that this person may know of."""
    of_case = Exists(sight.cases(who).filter(pk=OuterRef("case")))
    of_report = Q(case=None) & Exists(sight.reports(who, waiting=True).filter(pk=OuterRef("report")))
    return OwedDuty.objects.filter(Q(of_case) | of_report, done=None, done_at=None)


def unassigned(who: sight.Seer) -> QuerySet[OwedDuty]:
    """Return what waits for somebody: cases in a queue, and reports at triage."""
    queue = Q(kind=DutyKind.TAKE_CASE) & Exists(Case.objects.filter(pk=OuterRef("case"), owner=None))
    theirs = owed_in_sight(who).filter(kind__in=(DutyKind.TAKE_CASE, DutyKind.TRIAGE))
    return theirs.filter(queue | Q(kind=DutyKind.TRIAGE, case=None))


def page_of(duties: QuerySet[OwedDuty], *, after: str, size: int = PAGE) -> tuple[list[OwedDuty], str]:
    """Return one page, the soonest due first, and the key that continues it. Raises NotFound for a key that is none."""
    if after:
        due_at, last = _key(after)
        duties = duties.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=last))
    rows = list(duties.order_by("due_at", "pk")[: size + 1])
    more = f"{rows[size - 1].due_at.isoformat()}~{rows[size - 1].pk}" if len(rows) > size else ""
    return rows[:size], more


def lines(who: Actor, *, duties: Sequence[OwedDuty]) -> tuple[WorkRow, ...]:
    """Return these duties in words."""
    cases, reports, staff, owed_to = (
        {key for owed in duties if (key := getattr(owed, about))}
        for about in ("case_id", "report_id", "staff_id", "party_id")
    )
    owners = Q(pk__in=Case.objects.filter(pk__in=cases).values("owner"))
    asked = {
        "cases": Case.objects.filter(pk__in=cases).only("number", "owner"),
        "reports": Report.objects.filter(pk__in=reports).only("number"),
        "staff": Staff.objects.filter(Q(pk__in=staff) | owners).only("name"),
        "owed_to": Party.objects.filter(pk__in=owed_to).only("part"),
    }
    found = together(asked | of_residents(cases))
    keyring.warm({*(owed.sealed_by for owed in duties), *(person.sealed_by for person in found["people"])})
    about = _About(found)
    return tuple(_line(who, owed, about) for owed in duties)


class _About:
    """What the lines say of the cases, reports and people that duties are about."""

    def __init__(self, found: Rows) -> None:
        self.numbers = {one.pk: one.number for one in (*found["cases"], *found["reports"])}
        self.owners = {case.pk: case.owner_id for case in found["cases"]}
        self.staff = {one.pk: one.name for one in found["staff"]}
        self.parts = {party.pk: PARTY_ROLE_LABELS[PartyRole(party.part)] for party in found["owed_to"]}
        self.residents = named(found)


def of_residents(cases: Iterable[UUID]) -> dict[str, QuerySet[Any]]:
    """What must be read to say who is heard in each of these cases."""
    heard = Party.objects.filter(case__in=set(cases), part=PartyRole.RESIDENT_HEARD, ended=None)
    return {
        "parties": heard.only("case", "person", "part", "confidence", "sealed_by").order_by("-started_at", "-pk"),
        "people": Person.objects.filter(pk__in=heard.values("person")).only("name", "sealed_by"),
    }


def named(found: Rows) -> dict[UUID, str]:
    """Return what the resident heard in each case is called."""
    names = {person.pk: person.name for person in found["people"]}
    return {
        party.case_id: name_shown(names.get(party.person_id, ""), part=party.part, confidence=party.confidence)
        for party in found["parties"]
    }


def _line(who: Actor, owed: OwedDuty, about: _About) -> WorkRow:
    text, paused = DUTY_TEXT[DutyKind(owed.kind)], owed.paused_at is not None
    return WorkRow(
        duty=str(owed.pk),
        kind=owed.kind,
        verb=text.verb,
        deed=text.deed,
        number=about.numbers[owed.case_id or owed.report_id],
        kind_of="case" if owed.case_id else "report",
        who=about.residents.get(owed.case_id, UNKNOWN) if owed.case_id else "",
        to=about.parts.get(owed.party_id, "") if owed.party_id else "",
        due_at=owed.due_at,
        due=due_words(owed.due_at, at=who.at, paused=paused),
        state=how_due(owed.due_at, at=who.at, paused=paused),
        clause=owed.clause,
        why=owed.why,
        officer=about.staff.get(owed.staff_id or about.owners.get(owed.case_id), ""),
        party=str(owed.party_id or ""),
        step=str(owed.step_id or ""),
    )


def _key(after: str) -> tuple[datetime, UUID]:
    due_at, _, last = after.partition("~")
    try:
        moment = datetime.fromisoformat(due_at)
    except ValueError as bad:
        raise NotFound("There is no such page.") from bad
    if moment.tzinfo is None:
        raise NotFound("There is no such page.")
    return moment, row_id(last)
