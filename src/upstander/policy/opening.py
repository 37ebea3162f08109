"""What is owed as soon as a case is open, and by when (clauses 3 a "prompt", 3.2 c, 2 i)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import Form, PartyRole, Priority, known_forms
from upstander.policy.ruling import enforces
from upstander.policy.terms import ClockKey, Terms

_NEEDS_REPAIR = frozenset({Form.PROPERTY_DAMAGE, Form.ARSON})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFacts:
    """A case on the day it opens; people by their id as a party. `others`: complained of, or affected.

    `agencies`: how many of the register help in its borough.
    """

    received_at: datetime
    opened_at: datetime
    priority: Priority | str
    forms: tuple[Form | str, ...] = ()
    heard: tuple[UUID, ...] = ()
    witnesses: tuple[UUID, ...] = ()
    others: tuple[UUID, ...] = ()
    evidence_mentioned: int = 0
    agencies: int = 0


@enforces("3 a", "3.2 c", "2 i", "3.1")
def must_after_opening(terms: Terms, *, facts: OpeningFacts) -> tuple[Duty, ...]:
    """Return every clock that starts with a case, the soonest first."""
    duties = [*_to_the_heard(terms, facts), *_in_the_case(terms, facts)]
    duties += must_by_form(terms, forms=facts.forms, at=facts.received_at)
    for witness in facts.witnesses:
        duties += must_contact_witness(terms, person=witness, named_at=facts.opened_at)
    for person in (*facts.heard, *facts.witnesses, *facts.others):
        duties += must_consider_support(terms, person=person, named_at=facts.opened_at)
    return tuple(sorted(duties, key=lambda duty: duty.due_at))


@enforces("3.2 c")
def must_contact_witness(terms: Terms, *, person: UUID, named_at: datetime) -> tuple[Duty, ...]:
    """Return the contact owed to a witness, from the day they were named."""
    due = terms.due(ClockKey.WITNESS, named_at)
    return (Duty(DutyKind.CONTACT_WITNESS, due, "3.2 c", "Witnesses are heard and kept informed too.", person),)


@enforces("2 i")
def must_consider_support(terms: Terms, *, person: UUID, named_at: datetime) -> tuple[Duty, ...]:
    """Return that somebody's support needs are owed a thought, whichever part they have in the case."""
    due = terms.due(ClockKey.SUPPORT, named_at)
    why = "We consider the support needs of everybody involved alike."
    return (Duty(DutyKind.CONSIDER_SUPPORT, due, "2 i", why, person),)


@enforces("3.1")
def must_consider_agencies(terms: Terms, *, unanswered: int, at: datetime) -> tuple[Duty, ...]:
    """Return that each agency of the borough is owed an answer; nothing, where none helps there."""
    if unanswered < 1:
        return ()
    due = terms.due(ClockKey.CONSIDER_AGENCIES, at)
    return (Duty(DutyKind.CONSIDER_AGENCIES, due, "3.1", "Every agency that helps in this borough is considered."),)


@enforces("3 a")
def must_hear_evidence(terms: Terms, *, mentioned: int, at: datetime) -> tuple[Duty, ...]:
    """Return that what was mentioned is collected before it is written over."""
    if mentioned < 1:
        return ()
    what = "One recording or photo was" if mentioned == 1 else f"{mentioned} recordings or photos were"
    due = terms.due(ClockKey.HEAR_EVIDENCE, at)
    return (Duty(DutyKind.HEAR_EVIDENCE, due, "3 a", f"{what} mentioned. Nothing reported is lost or unheard."),)


@enforces("3 a")
def must_by_form(terms: Terms, *, forms: Iterable[Form | str], at: datetime) -> tuple[Duty, ...]:
    """Return what some forms of harassment leave to be put right at once, whenever they are told."""
    known = known_forms(forms)
    duties = []
    if Form.GRAFFITI in known:
        due = terms.due(ClockKey.GRAFFITI, at)
        duties.append(Duty(DutyKind.REMOVE_GRAFFITI, due, "3 a", "Nobody should have to walk past it."))
    if known & _NEEDS_REPAIR:
        due = terms.due(ClockKey.SAFETY_REPAIR, at)
        duties.append(Duty(DutyKind.SAFETY_REPAIR, due, "3 a", "A home that was damaged is made safe."))
    return tuple(duties)


@enforces("3.2 c", "10 c", "2 i")
def must_after_naming(
    terms: Terms, *, person: UUID, part: PartyRole | str, priority: Priority | str, at: datetime
) -> tuple[Duty, ...]:
    """Return what is owed to somebody from the day they are in a case, by the part they have in it."""
    support = must_consider_support(terms, person=person, named_at=at)
    match part:
        case PartyRole.RESIDENT_HEARD:
            facts = OpeningFacts(received_at=at, opened_at=at, priority=priority, heard=(person,))
            return (*_to_the_heard(terms, facts), *support)
        case PartyRole.WITNESS:
            return (*must_contact_witness(terms, person=person, named_at=at), *support)
        case PartyRole.AFFECTED | PartyRole.REPRESENTATIVE:
            due = terms.due(ClockKey.KEEP_INFORMED, at, high=priority != Priority.STANDARD)
            why = "All who are involved or affected are kept informed."
            return (Duty(DutyKind.KEEP_INFORMED, due, "10 c", why, person), *support)
        case _:
            return support


def _to_the_heard(terms: Terms, facts: OpeningFacts) -> list[Duty]:
    high = facts.priority != Priority.STANDARD
    first = terms.due(ClockKey.FIRST_CONTACT, facts.received_at, high=high)
    interview = terms.due(ClockKey.INTERVIEW, facts.received_at, high=high)
    risk = terms.due(ClockKey.RISK_ASSESSMENT, facts.received_at, high=high)
    soon = "Reports of harassment and hate crime are a high priority." if high else "We keep people informed."
    duties = []
    for person in facts.heard:
        duties += [
            Duty(DutyKind.FIRST_CONTACT, first, "3.2 c", soon, person),
            Duty(DutyKind.INTERVIEW, interview, "3 a", "We hear them in full before we judge anything.", person),
            Duty(DutyKind.ASSESS_RISK, risk, "2 a", "Everybody should be able to live without fear.", person),
        ]
    return duties


def _in_the_case(terms: Terms, facts: OpeningFacts) -> list[Duty]:
    why = "We investigate every incident ourselves, whoever else does."
    investigation = Duty(DutyKind.INVESTIGATE, terms.due(ClockKey.INVESTIGATION, facts.opened_at), "3 a", why)
    evidence = must_hear_evidence(terms, mentioned=facts.evidence_mentioned, at=facts.received_at)
    return [investigation, *evidence, *must_consider_agencies(terms, unanswered=facts.agencies, at=facts.opened_at)]
