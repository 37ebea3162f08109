"""Each kind of fact in plain words, for the timeline. Who is kept apart stays so here too (clause 3.2 b)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from upstander.casework.casefile.sheaf import Sheaf
from upstander.policy.closing import AFTER_LABELS, AfterState
from upstander.policy.consent import FILE_PART_LABELS, HOW_LABELS, FilePart, How, belongs_to
from upstander.policy.consent import PURPOSE_LABELS as SHARED_FOR
from upstander.policy.consent import Purpose as SharedFor
from upstander.policy.considering import answer_label
from upstander.policy.contacts import PURPOSE_LABELS, Purpose
from upstander.policy.due import day_words
from upstander.policy.files import KIND_LABELS, FileKind
from upstander.policy.grounds import (
    FORMS,
    GROUNDS,
    PARTY_ROLE_LABELS,
    RED_FLAG_LABELS,
    PartyRole,
    RedFlag,
    known_forms,
    known_grounds,
)
from upstander.policy.informing import WAY_LABELS, Way
from upstander.policy.naming import UNKNOWN, name_shown
from upstander.policy.plans import PLAN_REPLY_LABELS, STEP_OUTCOME_LABELS, PlanReply, StepOutcome
from upstander.policy.sheets import LANGUAGES, LETTER_LABELS, LetterKind
from upstander.policy.sight import KEPT, Part
from upstander.policy.support import SUPPORT_LABELS, SupportOutcome
from upstander.policy.telling import CHANNEL_LABELS, Channel
from upstander.records.case import Assignment, Party
from upstander.records.consents import ConsentGiven
from upstander.records.considered import AgencyAnswer
from upstander.records.files import KeptFile
from upstander.records.journal import Fact
from upstander.records.letters import Letter
from upstander.records.plans import Plan, PlanAnswer, PlanStep
from upstander.records.risk import RiskAssessment
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

SHORT = 400
Lines = list[str]


def said(sheaf: Sheaf, fact: Fact) -> Lines:
    """Return a fact as lines of plain words, none of them empty."""
    words = SAID[type(fact)](sheaf, fact)
    return [line for line in words if line.strip()]


def called(sheaf: Sheaf, party_id: Any) -> str:
    """Return what a party is called on the pages of this case."""
    party = next((one for one in sheaf.rows["parties"] if one.pk == party_id), None)
    if party is None:
        return "Somebody no longer in the case"
    person = sheaf.person_of(party)
    name = name_shown(person.name if person else "", part=party.part, confidence=party.confidence)
    return PARTY_ROLE_LABELS[PartyRole(party.part)] if name == UNKNOWN else name


def short(text: str) -> str:
    """Return a text that fits in the timeline; the whole of it stands on its own page."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else plain[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def label(labels: Mapping[Any, str], kind: type[StrEnum], code: str) -> str:
    """Return the words of a code; one that the lists no longer know reads as it is kept."""
    return labels[kind(code)] if code in set(kind) else code.replace("_", " ")


def _incident(sheaf: Sheaf, fact: Any) -> Lines:
    forms = ", ".join(FORMS[form].label for form in sorted(known_forms(fact.forms)))
    when = f"It happened on {day_words(fact.happened_on)}." if fact.happened_on else fact.when_words
    heard = f"Recordings or photos mentioned: {fact.evidence_mentioned}." if fact.evidence_mentioned else ""
    return [short(fact.story), forms, when, heard]


def _motive(sheaf: Sheaf, fact: Any) -> Lines:
    why = ", ".join(GROUNDS[ground].label for ground in sorted(known_grounds(fact.grounds)))
    because = f"Why they think it happened: {why}." if why and fact.perceived else ""
    return [because, f"“{short(fact.words)}”" if fact.words.strip() else ""]


def _contact(sheaf: Sheaf, fact: Any) -> Lines:
    who = called(sheaf, fact.party_id)
    how = label(WAY_LABELS, Way, fact.channel)
    reached = f"{who}: {how}." if fact.reached else f"{who}: {how}, not reached."
    return [label(PURPOSE_LABELS, Purpose, fact.purpose), reached, short(fact.words)]


def _note(sheaf: Sheaf, fact: Any) -> Lines:
    return ["This note was put here by mistake and has been moved."] if fact.moved_id else [short(fact.text)]


def _message(sheaf: Sheaf, fact: Any) -> Lines:
    who = called(sheaf, fact.party_id) if fact.party_id else "They"
    return [f"{who} wrote:" if fact.from_resident else f"To {who}:", short(fact.text)]


def _investigation(sheaf: Sheaf, fact: Any) -> Lines:
    police = f"We ask the police again on {day_words(fact.look_again_on)}." if fact.look_again_on else ""
    return [short(fact.done), f"What we found: {short(fact.finding)}" if fact.finding.strip() else "", police]


def _heard(sheaf: Sheaf, fact: Any) -> Lines:
    gone = f"Can no longer be had: {fact.gone}." if fact.gone else ""
    return [f"Heard or seen: {fact.how_many}.", gone, short(fact.words)]


def _file(sheaf: Sheaf, fact: Any) -> Lines:
    if fact.moved_id:
        return ["This file was put here by mistake and has been moved."]
    made = f"Made: {short(fact.made)}." if fact.made.strip() else ""
    return [f"{KIND_LABELS[FileKind(fact.kind)]}: {fact.name}", short(fact.shows), made]


def _letter(sheaf: Sheaf, fact: Any) -> Lines:
    words = label(LETTER_LABELS, LetterKind, fact.kind)
    return [f"To {called(sheaf, fact.party_id)}: {words}.", f"In {LANGUAGES.get(fact.language, fact.language)}."]


def _review(sheaf: Sheaf, fact: Any) -> Lines:
    return [short(fact.findings), f"Next: {short(fact.directions)}" if fact.directions.strip() else ""]


def _support(sheaf: Sheaf, fact: Any) -> Lines:
    theirs = next((one.part for one in sheaf.rows["parties"] if one.pk == fact.party_id), "")
    if belongs_to(theirs) not in sheaf.work.parts:
        return [KEPT]
    return [
        f"{called(sheaf, fact.party_id)}: {label(SUPPORT_LABELS, SupportOutcome, fact.outcome)}.",
        short(fact.words),
    ]


def _agency(sheaf: Sheaf, fact: Any) -> Lines:
    if Part.HEALTH not in sheaf.work.parts:
        return [KEPT]
    name = next((one.name for one in sheaf.rows["agencies"] if one.pk == fact.agency_id), "An agency")
    return [f"{name}: {answer_label(fact.answer)}.", short(fact.reason)]


def _after(sheaf: Sheaf, fact: Any) -> Lines:
    state = label(AFTER_LABELS, AfterState, fact.how_things_are)
    return [f"{called(sheaf, fact.party_id)}: {state}.", short(fact.words)]


def _risk(sheaf: Sheaf, fact: Any) -> Lines:
    flags = ", ".join(label(RED_FLAG_LABELS, RedFlag, flag) for flag in fact.red_flags)
    return [
        f"{called(sheaf, fact.party_id)}: score {fact.score}.",
        f"Red flag: {flags}." if flags else "",
        f"Set by the officer: {fact.why_overridden}" if fact.why_overridden.strip() else "",
        f"To be looked at again by {day_words(fact.review_by.date())}.",
    ]


def _plan(sheaf: Sheaf, fact: Any) -> Lines:
    return [f"Version {fact.version}.", short(fact.aim)]


def _answer(sheaf: Sheaf, fact: Any) -> Lines:
    reply = label(PLAN_REPLY_LABELS, PlanReply, fact.answer)
    return [f"{called(sheaf, fact.party_id)}: “{reply}”.", short(fact.words)]


def _consent(sheaf: Sheaf, fact: Any) -> Lines:
    theirs = next((one.part for one in sheaf.rows["parties"] if one.pk == fact.party_id), "")
    if belongs_to(theirs) not in sheaf.work.parts:
        return [KEPT]
    agency = next((one.name for one in sheaf.rows["agreed_with"] if one.pk == fact.agency_id), "An agency")
    what = "; ".join(FILE_PART_LABELS[part].lower() for part in FilePart if part in fact.parts)
    how = f"{label(HOW_LABELS, How, fact.how)}. {fact.speaks_by}"
    return [
        f"{called(sheaf, fact.party_id)}: {agency}. {label(SHARED_FOR, SharedFor, fact.purpose)}.",
        f"What: {what}. Until {day_words(fact.until)}.",
        short(how),
        f"“{short(fact.words)}”" if fact.words.strip() else "",
    ]


def _step(sheaf: Sheaf, fact: Any) -> Lines:
    return [short(fact.what), f"{label(STEP_OUTCOME_LABELS, StepOutcome, fact.outcome)}.", short(fact.outcome_words)]


def _party(sheaf: Sheaf, fact: Any) -> Lines:
    return [f"{PARTY_ROLE_LABELS[PartyRole(fact.part)]}: {called(sheaf, fact.pk)}."]


def _assignment(sheaf: Sheaf, fact: Any) -> Lines:
    return [f"Now with {sheaf.names.get(fact.staff_id, 'an officer')}.", short(fact.reason)]


def reported(channel: str) -> str:
    """Return how a report came in."""
    return f"By: {label(CHANNEL_LABELS, Channel, channel).lower()}."


SAID: Mapping[type[Fact], Callable[[Sheaf, Any], Lines]] = {
    AfterCheck: _after,
    AgencyAnswer: _agency,
    Assignment: _assignment,
    CaseReview: _review,
    ConsentGiven: _consent,
    Contact: _contact,
    EvidenceHeard: _heard,
    Incident: _incident,
    Investigation: _investigation,
    Letter: _letter,
    KeptFile: _file,
    Message: _message,
    Motive: _motive,
    Note: _note,
    Party: _party,
    Plan: _plan,
    PlanAnswer: _answer,
    PlanStep: _step,
    RiskAssessment: _risk,
    SupportConsidered: _support,
}
