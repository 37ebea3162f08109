"""A pack: a new document of the parts that leave, and of nothing else; other people are taken out of it (clause 7 b 5).

It is made from the facts, in an order of its own. Where somebody else could still be told from it, it is not made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from upstander.casework.opened import Work
from upstander.policy.consent import FILE_PART_LABELS, FilePart
from upstander.policy.due import day_words
from upstander.policy.files import KIND_LABELS, FileKind
from upstander.policy.grounds import FORMS, GROUNDS, PARTY_ROLE_LABELS, PartyRole, known_forms, known_grounds
from upstander.policy.informing import WAY_LABELS, Way
from upstander.policy.plans import STEP_OUTCOME_LABELS, StepOutcome
from upstander.policy.removing import Somebody, may_leave, without
from upstander.policy.safe_contact import Wish, safe_ways
from upstander.policy.support import NEED_LABELS, SUPPORT_LABELS, Need, NeedState, SupportOutcome
from upstander.policy.telling import WHO_SAID_LABELS, WhoSaid
from upstander.policy.terms import RiskLevel
from upstander.policy.vulnerability import VULNERABILITY_LABELS, known_vulnerabilities
from upstander.records.case import Party
from upstander.records.estate import Home
from upstander.records.files import KeptFile
from upstander.records.people import wishes_of
from upstander.records.plans import Plan, PlanStep
from upstander.records.risk import RiskAssessment
from upstander.records.sealing import warmed
from upstander.records.sensitive import unmarked
from upstander.records.support import SupportNeed, standing
from upstander.records.vulnerability import VulnerabilityRecorded, latest_in
from upstander.records.worked import Incident, Motive, SupportConsidered

AT_MOST = 200
NOTHING = "Nothing is recorded."
MORE = f"The latest {AT_MOST} are here; there are more."
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What leaves, line by line: a label, and words. `sha256`: of exactly these lines."""

    rows: Rows

    @property
    def sha256(self) -> str:
        """What shows later whether something is this pack."""
        return hashlib.sha256(json.dumps([list(row) for row in self.rows], ensure_ascii=False).encode()).hexdigest()


class Clear(str):
    """What somebody is known and reached by, as the record has it; all other words are looked through for others."""

    __slots__ = ()


@dataclass(frozen=True)
class _Whose:
    """Whose part it is, in which case; `sensitive`: also what is marked as sensitive to the organisation."""

    work: Work
    party: Party
    sensitive: bool

    def theirs(self, rows: QuerySet[Any], *, by: str) -> QuerySet[Any]:
        """Return the rows of a case that are theirs: those that name them, and for whoever is heard also nobody's."""
        mine = rows.filter(**{by: self.party})
        return mine | rows.filter(**{by: None}) if self.party.part == PartyRole.RESIDENT_HEARD else mine


def packed(
    work: Work, parts: Mapping[str, Collection[str]], *, hidden: Collection[str] = (), sensitive: bool = False
) -> Pack:
    """Make a pack. `parts`: whose parts, by their key in the case. `hidden`: more words that are taken out.

    `sensitive`: also what is marked as sensitive to the organisation. Raises Refused where somebody else could be told.
    """
    everybody = warmed(Party.objects.filter(case=work.case).select_related("person").order_by("started_at", "pk"))
    warmed(one.person for one in everybody if one.person is not None)
    released = [one for one in everybody if str(one.pk) in parts]
    others = _others(work, everybody, parts, hidden)
    rows: list[tuple[str, str]] = []
    for number, party in enumerate(released, 1):
        heading = f"Person {number}" if len(released) > 1 else "About"
        rows.append((heading, PARTY_ROLE_LABELS[PartyRole(party.part)]))
        for part in (part for part in FilePart if part in parts[str(party.pk)]):
            held = list(PARTS[part](_Whose(work, party, sensitive))) or [NOTHING]
            words = (line if isinstance(line, Clear) else without(line, others) for line in held)
            rows += [(FILE_PART_LABELS[part], line) for line in words]
    work.require(may_leave([words for _, words in rows], others=others))
    return Pack(tuple(rows))


def _others(
    work: Work, everybody: Iterable[Party], parts: Mapping[str, Collection[str]], hidden: Collection[str]
) -> list[Somebody]:
    """Everybody whose name, number or address does not leave, and the words that whoever asks wants out."""
    found = [Somebody(name=word) for word in hidden]
    homes = set[str]()
    for party in everybody:
        leaves, person = parts.get(str(party.pk), ()), party.person
        home = _home(work, party)
        if FilePart.HOME in leaves:
            homes.add(home)
        wishes = wishes_of(party.person_id) or {}
        found.append(
            Somebody(
                name=(person.name or "") if person is not None and FilePart.NAME not in leaves else "",
                phone=(person.phone or "") if person is not None and FilePart.CONTACT not in leaves else "",
                texts=(home, str(wishes.get(Wish.LETTERS_TO, "")) if FilePart.CONTACT not in leaves else ""),
            )
        )
    return [Somebody(name=one.name, phone=one.phone, texts=tuple(set(one.texts) - homes - {""})) for one in found]


def _home(work: Work, party: Party) -> str:
    held = (party.person.home if party.person else "") or ""
    if not held and party.part in (PartyRole.RESIDENT_HEARD, PartyRole.AFFECTED):
        held = work.case.home or ""
    found = Home.objects.filter(pk=held).first() if held.isdigit() else None
    return f"{found.address}, {found.postcode}" if found else "" if held.isdigit() else held


def _name(whose: _Whose) -> Iterator[str]:
    if whose.party.person and whose.party.person.name.strip():
        yield Clear(whose.party.person.name)


def _contact(whose: _Whose) -> Iterator[str]:
    """Only ways they called safe, as they said them."""
    person, wishes = whose.party.person, wishes_of(whose.party.person_id) or {}
    address = {Way.PHONE: "phone", Way.TEXT: "phone", Way.EMAIL: "email"}
    for way in safe_ways(wishes):
        held = getattr(person, address[Way(way)]) if way in address else wishes.get(Wish.LETTERS_TO, "")
        if held and way in set(Way):
            yield Clear(f"{WAY_LABELS[Way(way)]}: {held}")
    for wish, says in ((Wish.CALL_ME, "Call them"), (Wish.HOURS, "When it is safe"), (Wish.INTERPRETER, "Interpreter")):
        if wishes.get(wish):
            yield f"{says}: {wishes[wish]}"


def _address(whose: _Whose) -> Iterator[str]:
    held = _home(whose.work, whose.party)
    if held:
        yield Clear(held)


def _incidents(whose: _Whose) -> Iterator[str]:
    """What somebody told. Of the person complained of there is no more than when, and what kind of thing it was."""
    accused = whose.party.part == PartyRole.ALLEGED_PERPETRATOR
    rows = Incident.objects.filter(case=whose.work.case)
    held = rows if accused else whose.theirs(rows, by="told_by")
    for row in _latest(held, "happened_on"):
        when = day_words(row.happened_on) if row.happened_on else "" if accused else row.when_words
        kinds = ", ".join(FORMS[form].label for form in sorted(known_forms(row.forms)))
        told = ("",) if accused else (row.place.strip(), row.story.strip())
        yield ". ".join(filter(None, (when, kinds, *told)))
    yield from _cut(held)


def _motive(whose: _Whose) -> Iterator[str]:
    for row in _latest(whose.theirs(Motive.objects.filter(case=whose.work.case), by="party"), "entry__seq"):
        why = ", ".join(GROUNDS[ground].label for ground in sorted(known_grounds(row.grounds)))
        yield ". ".join(filter(None, (why, row.words.strip())))


def _evidence(whose: _Whose) -> Iterator[str]:
    """What there is; the files themselves are asked for by what they are called here."""
    kept = KeptFile.objects.filter(case=whose.work.case, moved=None)
    rows = whose.theirs(kept if whose.sensitive else unmarked(kept), by="party")
    for row in _latest(rows, "kept_at"):
        shows = ". ".join(filter(None, (row.shows.strip(), row.made.strip())))
        yield f"{KIND_LABELS[FileKind(row.kind)]}, kept on {day_words(row.kept_at.date())}. {shows}".strip()
    yield from _cut(rows)


def _risk(whose: _Whose) -> Iterator[str]:
    for row in _latest(RiskAssessment.objects.filter(case=whose.work.case, party=whose.party), "entry__seq")[-1:]:
        band = whose.work.terms.band(RiskLevel(row.level)).label
        yield f"{band}, to be looked at again by {day_words(row.review_by.date())}"
    if whose.party.part == PartyRole.RESIDENT_HEARD:
        yield from (row.what.strip() for row in _steps(whose) if row.protective)


def _support(whose: _Whose) -> Iterator[str]:
    for row in _latest(SupportConsidered.objects.filter(case=whose.work.case, party=whose.party), "entry__seq")[-1:]:
        yield ". ".join(filter(None, (SUPPORT_LABELS[SupportOutcome(row.outcome)], row.words.strip())))


def _health(whose: _Whose) -> Iterator[str]:
    """What they need still, and what makes them vulnerable, as it was said last: what is met leaves with nobody."""
    for row in standing(whose.party):
        if row.state == NeedState.OPEN:
            yield f"{NEED_LABELS[Need(row.need)]}. {row.words.strip()} {_said(row)}"
    for last in warmed(latest_in(whose.work.case).filter(person=whose.party.person_id)):
        what = ", ".join(VULNERABILITY_LABELS[one] for one in known_vulnerabilities(last.answers))
        yield " ".join(filter(None, (f"{what}.", last.words.strip(), _said(last))))


def _said(row: SupportNeed | VulnerabilityRecorded) -> str:
    return f"({WHO_SAID_LABELS[WhoSaid(row.said_by)]}, {day_words(row.said_on)}.)"


def _plan(whose: _Whose) -> Iterator[str]:
    """The plan is that of whoever is heard: a witness and the person complained of have none of it."""
    if whose.party.part != PartyRole.RESIDENT_HEARD:
        return
    for row in _steps(whose):
        done = STEP_OUTCOME_LABELS[StepOutcome(row.outcome)] if row.outcome else f"by {day_words(row.due_on)}"
        yield f"{row.what.strip()}: {done}"


def _steps(whose: _Whose) -> list[PlanStep]:
    latest = Plan.objects.filter(case=whose.work.case).order_by("-version").values("pk")[:1]
    return warmed(PlanStep.objects.filter(plan__in=latest).order_by("due_on", "pk")[:AT_MOST])


def _latest(rows: QuerySet[Any], by: str) -> list[Any]:
    """The latest of these, the first of them first."""
    return warmed(rows.order_by(f"-{by}", "-pk")[:AT_MOST])[::-1]


def _cut(rows: QuerySet[Any]) -> Iterator[str]:
    if rows.count() > AT_MOST:
        yield MORE


PARTS: Mapping[FilePart, Callable[[_Whose], Iterator[str]]] = {
    FilePart.NAME: _name,
    FilePart.CONTACT: _contact,
    FilePart.HOME: _address,
    FilePart.INCIDENTS: _incidents,
    FilePart.MOTIVE: _motive,
    FilePart.EVIDENCE: _evidence,
    FilePart.RISK: _risk,
    FilePart.SUPPORT: _support,
    FilePart.HEALTH: _health,
    FilePart.PLAN: _plan,
}
