"""What somebody lets leave their file, to whom, for what and until when; and taking it back (clause 7 b 1).

What was agreed is never changed: it is taken back, it runs out, or another takes its place beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.sight import Part
from upstander.policy.terms import is_reason
from upstander.policy.workingdays import london_day

HELD_FOR = timedelta(days=90)
AT_MOST = timedelta(days=365)
CONSENTS = frozenset(PartyRole) - {PartyRole.REPRESENTATIVE}
"""Whose own consent is taken. Whoever speaks for somebody agrees on that person's behalf, and not for themselves."""


class FilePart(StrEnum):
    """A part of what is held about one person, as it is agreed to and as it would leave."""

    NAME = "name"
    CONTACT = "contact"
    HOME = "home"
    INCIDENTS = "incidents"
    MOTIVE = "motive"
    EVIDENCE = "evidence"
    RISK = "risk"
    SUPPORT = "support"
    HEALTH = "health"
    PLAN = "plan"


FILE_PART_LABELS: Mapping[FilePart, str] = {
    FilePart.NAME: "Name",
    FilePart.CONTACT: "How to make contact safely",
    FilePart.HOME: "Address",
    FilePart.INCIDENTS: "What happened, when and where",
    FilePart.MOTIVE: "Why it happened, as they see it",
    FilePart.EVIDENCE: "Photos, recordings and messages",
    FilePart.RISK: "Risk, and what keeps them safe",
    FilePart.SUPPORT: "What support they want",
    FilePart.HEALTH: "Health, and what helps",
    FilePart.PLAN: "What was agreed, and what was done",
}


class Purpose(StrEnum):
    """What an agency would use it for. Each needs some parts of a file, and no others."""

    SAFETY = "safety"
    SUPPORT = "support"
    INVESTIGATION = "investigation"
    HOUSING = "housing"


PURPOSE_LABELS: Mapping[Purpose, str] = {
    Purpose.SAFETY: "To keep somebody safe",
    Purpose.SUPPORT: "To give support",
    Purpose.INVESTIGATION: "To look into what happened",
    Purpose.HOUSING: "To help with a home",
}
_WHO = frozenset({FilePart.NAME, FilePart.CONTACT})
NEEDED: Mapping[Purpose, frozenset[FilePart]] = {
    Purpose.SAFETY: _WHO | {FilePart.HOME, FilePart.INCIDENTS, FilePart.RISK, FilePart.HEALTH, FilePart.PLAN},
    Purpose.SUPPORT: _WHO | {FilePart.INCIDENTS, FilePart.SUPPORT, FilePart.HEALTH, FilePart.RISK},
    Purpose.INVESTIGATION: _WHO
    | {FilePart.HOME, FilePart.INCIDENTS, FilePart.MOTIVE, FilePart.EVIDENCE, FilePart.RISK},
    Purpose.HOUSING: _WHO | {FilePart.HOME, FilePart.RISK, FilePart.HEALTH, FilePart.SUPPORT},
}


class How(StrEnum):
    """How somebody agreed."""

    THEMSELVES = "themselves"
    INTERPRETER = "interpreter"
    ON_BEHALF = "on_behalf"


HOW_LABELS: Mapping[How, str] = {
    How.THEMSELVES: "In their own words",
    How.INTERPRETER: "Through an interpreter",
    How.ON_BEHALF: "Somebody who may speak for them agreed",
}


class Standing(StrEnum):
    """Whether something that was agreed holds."""

    HOLDS = "holds"
    TAKEN_BACK = "taken_back"
    RAN_OUT = "ran_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What is to be agreed. `open_agency`: the agency is in the register on that day; None where it is unknown.

    `part`: which part the person it is about has in the case. `with_code`: they say it themselves, with their code.
    `read_back`: it was read back, and they said yes. `speaks_by`: by what right somebody else agrees for them.
    `on`: the day on which it is asked.
    """

    part: str
    open_agency: bool | None
    purpose: str
    parts: Collection[str]
    how: str
    with_code: bool
    read_back: bool
    speaks_by: str
    until: date
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What stands on the record. `until`: the last day on which it holds."""

    about: str
    agency: str
    purpose: str
    parts: frozenset[str]
    given_at: datetime
    until: date
    withdrawn_at: datetime | None = None


@enforces("7 b 1", "7 b 5")
def may_give_consent(asked: Agreement) -> Ruling:
    """Say whether this may be written down as agreed."""
    no = _whom(asked) or _parts(asked) or _person(asked)
    if no is not None:
        return no
    if asked.on <= asked.until <= asked.on + AT_MOST:
        return allow("7 b 1", "It is agreed, and can be taken back.")
    return refuse("7 b 1", "It would hold for no time, or for ever.", "Choose a last day within a year from today.")


def _whom(asked: Agreement) -> Ruling | None:
    if asked.part not in CONSENTS:
        how = "Record it about the person they speak for, on behalf."
        return refuse("7 b 1", "Whoever speaks for somebody does not agree in their own name.", how)
    if asked.open_agency is None:
        return refuse("7 b 1", "We do not know this agency.", "Choose one from the register.")
    if not asked.open_agency:
        return refuse("7 b 1", "This agency is not in the register today.", "Choose one that helps here now.")
    if asked.purpose not in set(Purpose):
        return refuse("7 b 1", "Nobody could tell what it would be used for.", "Choose one of the purposes.")
    return None


def _parts(asked: Agreement) -> Ruling | None:
    if not asked.parts or not set(asked.parts) <= set(FilePart):
        return refuse("7 b 1", "It is not said what may be shared.", "Choose at least one part of the list.")
    more = set(asked.parts) - NEEDED[Purpose(asked.purpose)]
    if not more:
        return None
    named = "; ".join(FILE_PART_LABELS[part].lower() for part in FilePart if part in more)
    return refuse("7 b 5", f"This purpose does not need: {named}.", "Leave that out, or choose another purpose.")


def _person(asked: Agreement) -> Ruling | None:
    if asked.how not in set(How) or (asked.with_code and asked.how != How.THEMSELVES):
        return refuse("7 b 1", "It is not said how they agreed.", "Choose how they said yes.")
    if not (asked.with_code or asked.read_back):
        return refuse("7 b 1", "It was not read back to them.", "Read it back, and tick that they said yes.")
    if asked.how == How.ON_BEHALF and not is_reason(asked.speaks_by):
        how = "Say who they are and what lets them speak: 20 letters or more."
        return refuse("7 b 1", "It is not said by what right somebody else agreed.", how)
    return None


@enforces("7 b 1")
def may_withdraw_consent(*, withdrawn: bool, ended: bool) -> Ruling:
    """Say whether it can be taken back: always, while it holds."""
    if withdrawn:
        return refuse("7 b 1", "It was taken back before.", "There is nothing to do: nothing is shared under it.")
    if not ended:
        return allow("7 b 1", "It is taken back from this moment on.")
    return refuse("7 b 1", "It has run out.", "There is nothing to do: nothing is shared under it.")


def until_unless_said(today: date) -> date:
    """Return the last day on which an agreement holds where no other is chosen."""
    return today + HELD_FOR


def is_live(consent: Consent, *, at: datetime) -> bool:
    """Whether an agreement holds at this moment."""
    begun = consent.given_at <= at and london_day(at) <= consent.until
    return begun and (consent.withdrawn_at is None or at < consent.withdrawn_at)


@enforces("7 b 1")
def is_agreed(consents: Collection[Consent], *, about: str, agency: str, purpose: str, part: str, at: datetime) -> bool:
    """Whether this person lets this part of what is held about them go to this agency, for this purpose, now."""
    return any(
        (one.about, one.agency, one.purpose) == (about, agency, purpose) and part in one.parts and is_live(one, at=at)
        for one in consents
    )


def standing(consent: Consent, *, at: datetime) -> Standing:
    """Return whether an agreement holds at this moment, and what ended it where it does not."""
    if is_live(consent, at=at):
        return Standing.HOLDS
    return Standing.TAKEN_BACK if consent.withdrawn_at is not None else Standing.RAN_OUT


@enforces("3.2 b", "7 a")
def belongs_to(part: str) -> Part:
    """Return the part of a case in which what is somebody's own stands, by their own part in it.

    Their consents, what they need, and what makes them vulnerable. What is the other side's is theirs; a witness is
    kept apart, and so is whoever is no longer in the case.
    """
    theirs = {PartyRole.ALLEGED_PERPETRATOR: Part.PERPETRATORS_SUPPORT, PartyRole.WITNESS: Part.IDENTITY}
    return theirs.get(PartyRole(part), Part.HEALTH) if part in set(PartyRole) else Part.IDENTITY


@enforces("3.2 b", "7 a")
def may_write_of(part: str, *, seen: Collection[Part]) -> Ruling:
    """Say whether somebody who sees these parts of a case may write down what is a person's own.

    A refusal would tell them what stands there already.
    """
    if belongs_to(part) in seen:
        return allow("7 a", "What is theirs may be read by whoever writes it down.")
    return refuse("7 a", "What is theirs is kept from you.", "Take the case, or tell whoever has it.")
