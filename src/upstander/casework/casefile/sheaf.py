"""Everything a case page is made from, gathered by three statements whatever the case holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from upstander.casework.opened import Work
from upstander.policy.grounds import PartyRole
from upstander.policy.roles import Deed
from upstander.records import keyring, sight
from upstander.records.agencies import Agency
from upstander.records.case import Assignment, Case, CaseLink, Party
from upstander.records.consents import ConsentGiven
from upstander.records.considered import AgencyAnswer, answers_of, register_for
from upstander.records.duties import OwedDuty, Pause
from upstander.records.estate import Home
from upstander.records.files import KeptFile
from upstander.records.journal import Fact, entries_about
from upstander.records.letters import Letter
from upstander.records.people import Person, SafeContact
from upstander.records.plans import Plan, PlanAnswer, PlanStep, with_groups
from upstander.records.reports import Report
from upstander.records.risk import RiskAssessment
from upstander.records.sealing import SealedRow
from upstander.records.sensitive import standing_marks
from upstander.records.staff import Staff
from upstander.records.support import SupportNeed
from upstander.records.together import together
from upstander.records.versions import in_force
from upstander.records.vulnerability import VulnerabilityRecorded
from upstander.records.worked import (
    AfterCheck,
    CaseReview,
    Contact,
    EvidenceHeard,
    Incident,
    Investigation,
    Message,
    Motive,
    Note,
    SupportConsidered,
)

PAGE = 50
ENTRY = ("seq", "at", "actor", "role", "deed", "clause", "allowed", "detail", "sealed_by", "case_id", "report_id")
LOOKS = (Deed.OPEN_CASE_FILE, Deed.OPEN_REPORT, Deed.OPEN_FILE, Deed.READY_FILE)
FACTS: tuple[type[Fact], ...] = (
    AfterCheck,
    AgencyAnswer,
    Assignment,
    CaseReview,
    ConsentGiven,
    Contact,
    EvidenceHeard,
    Incident,
    Investigation,
    KeptFile,
    Letter,
    Message,
    Motive,
    Note,
    Party,
    Plan,
    PlanAnswer,
    RiskAssessment,
    SupportConsidered,
    SupportNeed,
    VulnerabilityRecorded,
)
"""What hangs on an entry of a case, and is told in its timeline."""
HANGING = {
    "steps": ("plan_id", "plan"),
    "answers": ("plan_id", "plan"),
    "steps_done": ("done_id", "entries"),
    "consents_ended": ("withdrawn_id", "entries"),
    "pauses": ("entry_id", "entries"),
    **{f"of_{kind.__name__}": ("entry_id", "entries") for kind in FACTS},
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is asked for: a page of the timeline, with looks and refusals or without; stories; other rows beside."""

    timeline: bool = True
    before: int | None = None
    record: bool = False
    stories: bool = False
    beside: dict[str, QuerySet[Any]] | None = None


@dataclass(slots=True)
class Sheaf:
    """The rows of one case, as far as its reader may see them, with their keys at hand."""

    work: Work
    rows: dict[str, list[Any]]
    homes: dict[str, str] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    numbers: dict[UUID, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case."""
        return self.work.case

    @property
    def people(self) -> dict[UUID, Person]:
        """Who the parties are, by their id as a person."""
        return {person.pk: person for person in self.rows["people"]}

    @property
    def marked(self) -> set[UUID]:
        """Return which notes and files are marked as sensitive to the organisation."""
        return {one.note_id or one.file_id for one in self.rows["marks"]}

    def person_of(self, party: Party | None) -> Person | None:
        """Return who a party is, where that is known."""
        return self.people.get(party.person_id) if party and party.person_id else None

    def party(self, part: str) -> Party | None:
        """Return the first party in this part."""
        return next((party for party in self.rows["parties"] if party.part == part), None)

    def facts(self) -> dict[UUID, list[Fact]]:
        """Return what hangs on each entry of this page."""
        found: dict[UUID, list[Fact]] = defaultdict(list)
        for kind in FACTS:
            for fact in self.rows.get(f"of_{kind.__name__}", ()):
                found[fact.entry_id].append(fact)
        for step in self.rows.get("steps_done", ()):
            found[step.done_id].append(step)
        for consent in self.rows.get("consents_ended", ()):
            found[consent.withdrawn_id].append(consent)
        return found


def gathered(work: Work, wanted: Wanted) -> Sheaf:
    """Read a case for a page, with all keys it needs, and the names of homes, staff and linked cases."""
    asked = {**_standing(work, wanted), **(_timeline(work, wanted) if wanted.timeline else {})}
    sheaf = Sheaf(work, together(asked, hanging=HANGING))
    keyring.warm({work.sealed_by, *(row.sealed_by for row in _sealed(sheaf))})
    also = together({**_named(work, sheaf.rows), **(wanted.beside or {})})
    sheaf.rows |= {name: also[name] for name in wanted.beside or {}}
    sheaf.rows["parties"].sort(key=lambda party: list(PartyRole).index(PartyRole(party.part)))
    sheaf.homes = {home.pk: home.address for home in also["homes"]}
    sheaf.names = {one.pk: one.name for one in also["staff"]}
    sheaf.numbers = {case.pk: case.number for case in also["linked"]}
    sheaf.rows["links"] = [link for link in sheaf.rows["links"] if other_end(link, work.case) in sheaf.numbers]
    return sheaf


def other_end(link: CaseLink, case: Case) -> UUID:
    """Return the case at the other end of a link."""
    return link.second_id if link.first_id == case.pk else link.first_id


def staff_of(actor: str) -> UUID | None:
    """Return which member of staff the journal names, if one."""
    kind, _, key = actor.partition(":")
    return UUID(key) if kind == "staff" else None


def _sealed(sheaf: Sheaf) -> Iterator[SealedRow]:
    for rows in sheaf.rows.values():
        yield from (row for row in rows if isinstance(row, SealedRow))


def _standing(work: Work, wanted: Wanted) -> dict[str, QuerySet[Any]]:
    """How the case stands now: who is in it, what is owed, the plan, the risk, what it is linked to."""
    case = work.case
    incidents = Incident.objects.filter(case=case).order_by("entry__seq")
    here = {"parties__case": case, "parties__ended": None}
    found: dict[str, QuerySet[Any]] = {
        "duties": OwedDuty.objects.filter(case=case, done=None).order_by("due_at", "pk"),
        "parties": Party.objects.filter(case=case, ended=None).order_by("started_at", "pk"),
        "people": Person.objects.filter(**here).distinct(),
        "safe": _latest_wishes(case),
        "plan": Plan.objects.filter(case=case).order_by("-version")[:1],
        "steps": with_groups(PlanStep.objects.filter(plan__case=case)).order_by("due_on", "pk"),
        "answers": PlanAnswer.objects.filter(plan__case=case).order_by("entry__seq"),
        "agencies": register_for(case, on=work.today),
        "considered": answers_of(case),
        "risks": RiskAssessment.objects.filter(case=case).order_by("-entry__seq")[:5],
        "incidents": incidents if wanted.stories else incidents.defer("when_words", "place", "story"),
        "heard": EvidenceHeard.objects.filter(case=case).only("incident", "how_many", "gone", "sealed_by"),
        "links": CaseLink.objects.filter(Q(first=case) | Q(second=case)),
        "marks": standing_marks(case).only("note", "file", "sealed_by"),
        "version": in_force(work.today).only("number")[:1],
    }
    if wanted.stories:
        found["notes"] = Note.objects.filter(case=case, moved=None).order_by("-entry__seq")[:PAGE]
    return found


def _latest_wishes(case: Case) -> QuerySet[SafeContact]:
    later = SafeContact.objects.filter(person=OuterRef("person")).order_by("-checked_at", "-entry__seq")
    return SafeContact.objects.filter(person__parties__case=case, pk=Subquery(later.values("pk")[:1])).distinct()


def _timeline(work: Work, wanted: Wanted) -> dict[str, QuerySet[Any]]:
    """One page of entries, newest first, with what hangs on them."""
    case = work.case
    reports = Report.objects.filter(case=case)
    entries = entries_about(cases=[case.pk], reports=reports.values("pk"))
    if not wanted.record:
        entries = entries.filter(allowed=True).exclude(deed__in=LOOKS)
    if wanted.before is not None:
        entries = entries.filter(seq__lt=wanted.before)
    found: dict[str, QuerySet[Any]] = {
        "entries": entries.only(*ENTRY).order_by("-seq")[: PAGE + 1],
        "steps_done": PlanStep.objects.filter(plan__case=case),
        "pauses": Pause.objects.filter(duty__case=case),
        "consents_ended": ConsentGiven.objects.filter(case=case),
        "agreed_with": Agency.objects.filter(pk__in=case.consents.values("agency")).only("name"),
        "reports": reports.only("number", "channel", "received_at", "sealed_by", "entry"),
    }
    return found | {f"of_{kind.__name__}": kind._default_manager.filter(_of(kind, case)) for kind in FACTS}


def _named(work: Work, rows: dict[str, list[Any]]) -> dict[str, QuerySet[Any]]:
    """What the rows name, and do not hold: homes, members of staff, and the linked cases that are in sight too."""
    uprns = {work.case.home, *(person.home for person in rows["people"])} - {""}
    staff = {actor for entry in rows.get("entries", ()) if (actor := staff_of(entry.actor))}
    staff |= {given.staff_id for given in rows.get("of_Assignment", ())}
    staff |= {actor for given in rows["considered"] if (actor := staff_of(given.actor))}
    ends = {other_end(link, work.case) for link in rows["links"]}
    linked = sight.cases(work.who).filter(pk__in=ends).only("number") if ends else Case.objects.none()
    return {
        "homes": Home.objects.filter(pk__in=uprns).only("address"),
        "staff": Staff.objects.filter(pk__in=staff).only("name"),
        "linked": linked,
    }


def _of(kind: type[Fact], case: Case) -> Q:
    """Whose case a fact is; what is said of a person hangs on them, and is told where it was entered."""
    if kind is VulnerabilityRecorded:
        return Q(entry__case_id=case.pk)
    return Q(plan__case=case) if kind is PlanAnswer else Q(case=case)
