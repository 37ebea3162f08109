"""Something more that happened, told in an open case by the resident or taken down for them (clauses 2 e, 3 a)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Required, TypedDict, Unpack

from upstander.casework.actor import Actor
from upstander.casework.graver import look_at_risk_again, make_graver
from upstander.casework.oncall import ask_on_call, tell
from upstander.casework.opened import Work, is_resident, opened
from upstander.casework.told import Danger, When
from upstander.policy.alerting import must_answer_alert
from upstander.policy.grounds import RedFlag, known_forms
from upstander.policy.incidents import may_record_incident
from upstander.policy.informing import must_answer_message
from upstander.policy.opening import must_by_form, must_hear_evidence
from upstander.policy.reporting import classify, red_flags
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.stages import may_work_on
from upstander.records import sight
from upstander.records.case import Party
from upstander.records.journal import Entry
from upstander.records.worked import Incident, Motive


@dataclass(frozen=True, slots=True)
class Recorded:
    """The incident's key, the kind of case it is now, and whether somebody on call was asked to act at once."""

    incident: str
    kind: str
    alerted: bool


class Happened(TypedDict, total=False):
    """Something that happened, as it is told, by keyword. Only the story has to be there, and may be empty."""

    story: Required[str]
    forms: Collection[str]
    when: When
    place: str
    police: str
    police_reference: str
    evidence_mentioned: int
    danger: Danger


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What was told, with what was left out."""

    story: str
    forms: Collection[str] = ()
    when: When = field(default_factory=When)
    place: str = ""
    police: str = ""
    police_reference: str = ""
    evidence_mentioned: int = 0
    danger: Danger = field(default_factory=Danger)


def record_incident(who: Actor, number: str, *, told_by: str = "", **happened: Unpack[Happened]) -> Recorded:
    """Keep something more that happened, and start what is owed because of it. Raises NotFound, Refused.

    A resident tells it themselves; staff say who told it (`told_by`, a party), or leave that open.
    """
    told = _Told(**happened)
    with opened(who, number, Deed.RECORD_INCIDENT) as work:
        teller = sight.own_party(who) if is_resident(who) else work.party(told_by) if told_by else None
        work.require(may_work_on(work.case.stage))
        flags = _flags(told)
        entry = work.enter(_may_record(work, told), red_flags=flags, evidence=told.evidence_mentioned)
        incident = _kept(work, told, teller, entry)
        alerted = ask_on_call(work, must_answer_alert(work.terms, flags=flags, at=work.at), entry=entry)
        _start_clocks(work, told, teller, entry)
        return Recorded(str(incident.pk), work.case.kind, alerted is not None)


def _may_record(work: Work, told: _Told) -> Ruling:
    return may_record_incident(
        work.terms,
        story=told.story,
        forms=told.forms,
        happened_on=told.when.latest or told.when.earliest,
        today=work.today,
        mentioned=told.evidence_mentioned,
        police=told.police,
        answers={
            "When it happened": told.when.words,
            "Where it happened": told.place,
            "The police reference": told.police_reference,
        },
    )


def _flags(told: _Told) -> tuple[RedFlag, ...]:
    return red_flags(
        told.forms,
        weapon=told.danger.weapon,
        fire=told.danger.fire,
        threat_to_life=told.danger.threat_to_life,
        child_at_risk=told.danger.child_at_risk,
        not_safe_now=told.danger.not_safe_now,
    )


def _kept(work: Work, told: _Told, teller: Party | None, entry: Entry) -> Incident:
    return Incident.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        case=work.case,
        told_by=teller,
        happened_on=told.when.earliest,
        happened_to=told.when.latest,
        when_words=told.when.words,
        place=told.place,
        story=told.story,
        forms=sorted(known_forms(told.forms)),
        police=told.police,
        police_reference=told.police_reference,
        evidence_mentioned=told.evidence_mentioned,
    )


def _start_clocks(work: Work, told: _Told, teller: Party | None, entry: Entry) -> None:
    case, terms = work.case, work.terms
    forms = known_forms([*case.forms, *told.forms])
    perceived = bool(case.grounds) or Motive.objects.filter(case=case, perceived=True).exists()
    make_graver(work, kind=classify(perceived, forms=forms, grounds=case.grounds), forms=forms)
    work.owe(must_by_form(terms, forms=told.forms, at=work.at), entry=entry)
    work.owe(must_hear_evidence(terms, mentioned=told.evidence_mentioned, at=work.at), entry=entry)
    look_at_risk_again(work, entry)
    if is_resident(work.who):
        person = teller.pk if teller else None
        work.owe(must_answer_message(terms, person=person, received_at=work.at), entry=entry)
        if case.owner_id:
            tell(work, case.owner_id, notice="incident", entry=entry)
