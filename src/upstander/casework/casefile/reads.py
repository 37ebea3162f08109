"""Opening a case file is a deed: it is entered before anything of it goes out, and nobody reads one unseen (7 a)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.casefile import parts, reaching
from upstander.casework.casefile.agreed import plan_view
from upstander.casework.casefile.asked import DeedPage, FileChoice, Identity, IncidentRow, NoteRow
from upstander.casework.casefile.helping import agencies
from upstander.casework.casefile.leaving import consents, disclosures, leaving
from upstander.casework.casefile.officers import officers, who_works_cases
from upstander.casework.casefile.page import CasePage
from upstander.casework.casefile.said import short
from upstander.casework.casefile.sheaf import Sheaf, Wanted, gathered
from upstander.casework.casefile.support import PeoplePage, support_of, support_rows
from upstander.casework.casefile.timeline import timeline
from upstander.casework.opened import READING, NotFound, Work, opened, opened_to_read, row_id
from upstander.policy.due import day_words
from upstander.policy.files import IN_ONE_PLACE, KIND_LABELS, FileKind
from upstander.policy.grounds import Priority
from upstander.policy.naming import is_kept_apart
from upstander.policy.roles import DEEDS, Deed, may_do
from upstander.policy.sight import KEPT, Part
from upstander.policy.terms import Terms
from upstander.records import keyring
from upstander.records.case import Case, Party
from upstander.records.files import KeptFile
from upstander.records.together import Rows
from upstander.records.versions import terms_of

NEXT = 5
NAMING = (Deed.ASSIGN_CASE, Deed.SET_LEVEL)
"""The deeds that name officers."""
Beside = Callable[[Work], dict[str, QuerySet[Any]]]
BESIDE: Mapping[Deed, Beside] = {
    **dict.fromkeys(NAMING, lambda work: {"officers": who_works_cases(work)}),
    **dict.fromkeys(
        (Deed.CORRECT_FILE, Deed.MARK_SENSITIVE),
        lambda work: {
            "files": KeptFile.objects.filter(case=work.case, moved=None).order_by("-kept_at", "pk")[:IN_ONE_PLACE]
        },
    ),
}
"""What the page of one deed needs beside what all of them do."""


def open_case_file(
    who: Actor, number: str, *, before: int | None = None, record: bool = False, whole: bool = False
) -> CasePage:
    """Return the case page. `before` continues the timeline; `record` adds who looked and what was refused.

    `whole` adds what was agreed and what left, for whoever may see the whole case. Raises NotFound.
    """
    _staff_only(who)
    with opened(who, number, Deed.OPEN_CASE_FILE, reading=True) as work:
        work.enter(READING, page="record" if record else "case")
        sheaf = gathered(work, Wanted(before=before, record=record, beside=leaving(work) if whole else None))
        terms = _permitted(sheaf)
    told, more = timeline(sheaf)
    return CasePage(
        **_shown(sheaf, terms),
        timeline=told,
        before=more,
        consents=consents(sheaf),
        disclosures=disclosures(sheaf),
    )


def people_in_case(who: Actor, number: str) -> PeoplePage:
    """Return who is in a case, and what of each their support is, as far as it may be read. Raises NotFound."""
    _staff_only(who)
    with opened_to_read(who, number, page="people") as work:
        sheaf = gathered(work, Wanted(timeline=False, beside=support_rows(work)))
        shown = _shown(sheaf, _permitted(sheaf))
    people = tuple(zip(shown["parties"], support_of(sheaf, shown["parties"]), strict=True))
    return PeoplePage(**shown, timeline=(), before=None, people=people)


def _shown(sheaf: Sheaf, terms: Terms) -> dict[str, Any]:
    owed = parts.duties(sheaf)
    return {
        "bar": parts.bar(sheaf),
        "safe": reaching.warning(sheaf, parts.resident(sheaf)),
        "next": owed[:NEXT],
        "more_duties": max(0, len(owed) - NEXT),
        "facts": parts.key_facts(sheaf),
        "parties": parts.parties(sheaf),
        "plan": plan_view(sheaf, terms),
        "risks": parts.risks(sheaf),
        "links": parts.links(sheaf),
        "agencies": agencies(sheaf),
    }


def deed_page(who: Actor, number: str, *, deed: str) -> DeedPage:
    """Return what the page of one deed needs: the case, and what there is to choose from. Raises NotFound."""
    beside: Beside = BESIDE.get(Deed(deed), lambda _: {}) if deed in set(Deed) else (lambda _: {})
    return deed_page_with(who, number, deed=deed, beside=beside)[0]


def deed_page_with(who: Actor, number: str, *, deed: str, beside: Beside, **detail: Any) -> tuple[DeedPage, Case, Rows]:
    """Return the same, and what else this page needs of the case, read in the same statement. Raises NotFound."""
    _staff_only(who, page=deed)
    with opened_to_read(who, number, to_act=True, page=deed, **detail) as work:
        sheaf = gathered(work, Wanted(timeline=False, stories=True, beside=beside(work)))
    return _deed_page(who, sheaf, deed), sheaf.case, sheaf.rows


def _deed_page(who: Actor, sheaf: Sheaf, deed: str) -> DeedPage:
    terms = _permitted(sheaf)
    plan = plan_view(sheaf, terms)
    return DeedPage(
        deed=deed,
        title=DEEDS[Deed(deed)].title,
        clause=DEEDS[Deed(deed)].clause,
        ruling=may_do(who.roles, deed),
        bar=parts.bar(sheaf),
        safe=reaching.warning(sheaf, parts.resident(sheaf)),
        parties_for_choice=parts.parties(sheaf),
        open_duties=parts.duties(sheaf),
        plan=plan,
        steps_to_do=tuple(step for step in plan.steps if step.done_on is None) if plan else (),
        incidents=_incidents(sheaf),
        notes=_notes(sheaf),
        files=_files(sheaf),
        links=parts.links(sheaf),
        agencies=agencies(sheaf),
        risks=parts.risks(sheaf),
        officers=officers(sheaf.rows.get("officers", [])),
        risk_form=terms.risk,
        wishes=reaching.wishes_by_party(sheaf),
        terms=terms,
        tools=terms.tools_on(sheaf.work.today),
        high=sheaf.case.priority == Priority.HIGH,
        closed=sheaf.case.closed_at is not None,
    )


def identity(who: Actor, number: str, *, party: str) -> Identity:
    """Return who somebody in a case is, also one who is kept apart; that it was asked is entered. Raises NotFound."""
    _staff_only(who)
    asked = row_id(party)
    with opened_to_read(who, number, identity=str(asked)) as work:
        sheaf = gathered(work, Wanted(timeline=False, beside=support_rows(work, party=asked)))
        held = next((one for one in sheaf.rows["parties"] if one.pk == asked), None)
        if held is None:
            raise NotFound("There is no such person in this case.")
    row = next(one for one in parts.parties(sheaf) if one.party == str(asked))
    return Identity(
        party=str(held.pk),
        confidence=row.confidence,
        safe=reaching.warning(sheaf, held),
        support=support_of(sheaf, [row])[0],
        closed=sheaf.case.closed_at is not None,
        **_known(sheaf, held),
    )


def _known(sheaf: Sheaf, held: Party) -> dict[str, str]:
    """Return who somebody is, as far as it may be read; of whom nothing is known yet, it is empty."""
    person, seen = sheaf.person_of(held), sheaf.work.parts
    if person is None:
        return dict.fromkeys(("name", "phone", "email", "language", "interpreter"), "")
    apart = is_kept_apart(part=held.part, confidence=held.confidence)
    named = not apart or Part.IDENTITY in seen
    reached = Part.SAFE_CONTACT in seen and named
    return {
        "name": person.name if named else KEPT,
        "phone": person.phone if reached else KEPT,
        "email": person.email if reached else KEPT,
        "language": person.language,
        "interpreter": person.interpreter,
    }


def _staff_only(who: Actor, *, page: str = Deed.OPEN_CASE_FILE) -> None:
    """A resident reads their own part by another read; this one shows what staff see."""
    if who.staff is None or page not in set(Deed):
        raise NotFound("There is no such case.")


def _permitted(sheaf: Sheaf) -> Terms:
    """The case's own terms, with what is permitted today (decision 1)."""
    today = terms_of(next((row.pk for row in sheaf.rows["version"]), sheaf.case.version_id))
    return sheaf.work.terms.with_permissions_of(today)


def _notes(sheaf: Sheaf) -> tuple[NoteRow, ...]:
    return tuple(
        NoteRow(note=str(note.pk), text=short(note.text), marked=note.pk in sheaf.marked)
        for note in sheaf.rows["notes"]
    )


def _files(sheaf: Sheaf) -> tuple[FileChoice, ...]:
    held = sheaf.rows.get("files", [])
    keyring.warm(row.sealed_by for row in held)
    return tuple(
        FileChoice(
            file=str(row.pk), name=f"{KIND_LABELS[FileKind(row.kind)]}: {row.name}", marked=row.pk in sheaf.marked
        )
        for row in held
    )


def _incidents(sheaf: Sheaf) -> tuple[IncidentRow, ...]:
    heard, gone = Counter[UUID](), Counter[UUID]()
    for one in sheaf.rows["heard"]:
        heard[one.incident_id] += one.how_many
        gone[one.incident_id] += one.gone
    return tuple(
        IncidentRow(
            incident=str(one.pk),
            when=day_words(one.happened_on) if one.happened_on else one.when_words,
            story=short(one.story),
            mentioned=one.evidence_mentioned,
            heard=heard[one.pk],
            gone=gone[one.pk],
        )
        for one in sheaf.rows["incidents"]
    )
