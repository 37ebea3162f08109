"""The sharing gate: what leaves a file, for whom, for what, and on which one ground (clause 7 b).

A rule refuses what it is not sure of. Further grounds of today's law stand in the procedure as data, switched off; once
a version adopts one, it wants the same as "required by law": what it rests on, and why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from upstander.policy.agencies import AgencyKind
from upstander.policy.consent import FILE_PART_LABELS, NEEDED, Consent, FilePart, Purpose, is_agreed
from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms, is_reason

AT_MOST_PEOPLE = 20
HIDDEN_AT_MOST = 50
LINK_DAYS = 14
LINE = 200


class Ground(StrEnum):
    """The grounds of the policy itself, the last of them in two forms."""

    CONSENT = "consent"
    CHILDREN = "protection_of_children"
    LAW = "required_by_law"
    POLICE = "police_investigation"


class Said(StrEnum):
    """What has to be written down for a ground."""

    CHILD = "child"
    INSTRUMENT = "instrument"
    OFFICER = "officer"
    FORCE = "force"
    REFERENCE = "reference"
    ASKED = "asked"
    WHY = "why"


SAID_LABELS: Mapping[Said, str] = {
    Said.CHILD: "Which child is at risk",
    Said.INSTRUMENT: "The order or enactment",
    Said.OFFICER: "The officer who asks",
    Said.FORCE: "Their force",
    Said.REFERENCE: "The reference of their written request",
    Said.ASKED: "What they ask for",
    Said.WHY: "Why",
}
SENTENCES = frozenset({Said.WHY, Said.ASKED})
_LAW = (Said.INSTRUMENT, Said.WHY)
_WANTS: Mapping[str, tuple[Said, ...]] = {
    Ground.CONSENT: (),
    Ground.CHILDREN: (Said.CHILD, Said.WHY),
    Ground.LAW: _LAW,
    Ground.POLICE: (Said.OFFICER, Said.FORCE, Said.REFERENCE, Said.ASKED, Said.WHY),
}
_CLAUSE: Mapping[str, str] = {
    Ground.CONSENT: "7 b 1",
    Ground.CHILDREN: "7 b 2",
    Ground.LAW: "7 b 3",
    Ground.POLICE: "7 b 3",
}
_ASK = "Ask the people it is about whether they agree. What needs no consent goes on all the same."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What is to leave a file.

    `agency_kind`: of the agency, empty where it is unknown. `open_agency`: it is in the register on that day; None
    where it is unknown. `parts`: whose parts, by the person's key in the case. `people`: everybody who is in the case.
    `said`: what is written down for the ground, by name. `untold`: why the people are not told; empty where they are.
    """

    agency: str
    agency_kind: str
    open_agency: bool | None
    purpose: str
    parts: Mapping[str, Collection[str]]
    people: Collection[str]
    ground: str
    said: Mapping[str, str]
    untold: str
    at: datetime


def wants(ground: str) -> tuple[Said, ...]:
    """Return what has to be written down for a ground, in the order in which it is asked."""
    return _WANTS.get(ground, _LAW)


def clause_of(ground: str) -> str:
    """Return the clause that a ground rests on."""
    return _CLAUSE.get(ground, "7 b 4")


@enforces("7 b", "7 b 1", "7 b 2", "7 b 3", "7 b 4", "7 b 5", "7 b 6")
def may_share(terms: Terms, asked: Sharing, consents: Collection[Consent]) -> Ruling:
    """Say whether this may leave the file. `terms`: today's. `consents`: what is agreed in this case."""
    no = (
        _to_whom(asked)
        or _what_for(asked)
        or _on_the_list(terms, asked.ground)
        or _too_much(asked)
        or _not_agreed(asked, consents)
        or _not_said(asked)
        or _not_told(asked)
    )
    if no is None:
        return allow(clause_of(asked.ground), "It may leave: these parts, to this agency, for this purpose.")
    return refuse(no.clause, no.why, no.how)


@enforces("7 b", "7 b 1")
def may_recall(*, recalled: bool, because: str) -> Ruling:
    """Say whether what was shared may be called back: always, once, and with a reason that can be followed."""
    if recalled:
        return refuse("7 b", "It was called back before.", "There is nothing to do: nobody can open it any more.")
    if is_reason(because):
        return allow("7 b", "It is called back from this moment on.")
    return refuse("7 b", "Nobody could tell later why it was called back.", "Say why in 20 letters or more.")


@enforces("7 b", "7 b 1")
def may_hand_out(*, recalled: bool, open_until: date, on: date, still: Ruling) -> Ruling:
    """Say whether what was released may be handed to its agency. `still`: what the gate says of it at this moment."""
    if recalled:
        return refuse("7 b", "It was called back.", "If it is still needed, ask for it again.")
    if on > open_until:
        return refuse(
            "7 b", f"It could be handed out for {LINK_DAYS} days.", "If it is still needed, ask for it again."
        )
    if still.allowed:
        return allow(still.clause, "It is handed to the agency it was released for, as it was released.")
    return refuse(still.clause, still.why, still.how)


@enforces("7 b 6")
def must_tell_shared(terms: Terms, *, person: UUID, accused: bool, at: datetime) -> tuple[Duty, ...]:
    """Return that somebody who cannot read it on a page of their own is told. `accused`: they are complained of."""
    why = "They are told what was shared about them."
    if accused:
        why += " Only once everybody we hear has said yes, in the plan, to our speaking to them."
    return (Duty(DutyKind.TELL_SHARED, terms.due(ClockKey.TELL_SHARED, at), "7 b 6", why, person),)


def unagreed(asked: Sharing, consents: Collection[Consent]) -> frozenset[str]:
    """Return the parts that not everybody whose they are has agreed to share now: this agency, this purpose."""
    return frozenset(
        part
        for person, parts in asked.parts.items()
        for part in parts
        if not is_agreed(consents, about=person, agency=asked.agency, purpose=asked.purpose, part=part, at=asked.at)
    )


def _to_whom(asked: Sharing) -> Ruling | None:
    if asked.open_agency is None:
        return refuse("7 b", "We do not know this agency.", "Choose one from the register.")
    if not asked.open_agency:
        return refuse("7 b", "This agency is not in the register today.", "Choose one that helps here now.")
    if asked.ground == Ground.POLICE and asked.agency_kind != AgencyKind.POLICE:
        how = "Choose the force that asks, or another ground."
        return refuse("7 b 3", "Only the police are given what a police investigation needs.", how)
    return None


def _what_for(asked: Sharing) -> Ruling | None:
    if asked.purpose not in set(Purpose):
        return refuse("7 b", "Nobody could tell what it would be used for.", "Choose one of the purposes.")
    if asked.ground == Ground.POLICE and asked.purpose != Purpose.INVESTIGATION:
        how = "Choose “To look into what happened”, or another ground."
        return refuse("7 b 3", "A police investigation looks into what happened, and nothing else.", how)
    return None


def _on_the_list(terms: Terms, ground: str) -> Ruling | None:
    known = terms.ground(ground)
    if known is None:
        return refuse("7 b", "We do not know this ground.", "Choose one of those listed.")
    if known.on:
        return None
    return refuse(
        "7 b 4",
        f"“{known.label}” is not a ground of this policy.",
        f"{_ASK} Only the owner of the policy can adopt another ground, in a new version.",
    )


def _too_much(asked: Sharing) -> Ruling | None:
    if not asked.parts or any(not parts for parts in asked.parts.values()):
        return refuse("7 b 5", "It is not said what would leave.", "Choose at least one part, about one person.")
    if len(asked.parts) > AT_MOST_PEOPLE or not set(asked.parts) <= set(asked.people):
        return refuse("7 b 5", "It is about somebody who is not in this case.", "Choose from the people of this case.")
    every = {part for parts in asked.parts.values() for part in parts}
    if not every <= set(FilePart):
        return refuse("7 b 5", "We do not know one of these parts.", "Choose from the parts listed.")
    more = every - NEEDED[Purpose(asked.purpose)]
    if not more:
        return None
    return refuse("7 b 5", f"This purpose does not need: {_named(more)}.", "Leave that out, or choose another purpose.")


def _not_agreed(asked: Sharing, consents: Collection[Consent]) -> Ruling | None:
    missing = unagreed(asked, consents)
    if asked.ground != Ground.CONSENT or not missing:
        return None
    why = f"Not everybody it is about has agreed to share this with this agency, for this purpose: {_named(missing)}."
    return refuse("7 b 1", why, f"Leave it out. {_ASK}")


def _not_said(asked: Sharing) -> Ruling | None:
    clause = clause_of(asked.ground)
    for one in wants(asked.ground):
        words = " ".join(asked.said.get(one, "").split())
        label = SAID_LABELS[one]
        if one in SENTENCES and not is_reason(words):
            return refuse(clause, f"It is not written down: {label.lower()}.", "Say it in 20 letters or more.")
        if len(words) < 2 or (one not in SENTENCES and len(words) > LINE):
            return refuse(clause, f"It is not written down: {label.lower()}.", f"Write it in {LINE} letters or fewer.")
    return None


def _not_told(asked: Sharing) -> Ruling | None:
    if not asked.untold:
        return None
    if asked.ground == Ground.CONSENT:
        return refuse("7 b 6", "They agreed to it, so they are told.", "Leave out why they would not be told.")
    if is_reason(asked.untold):
        return None
    how = "Say in 20 letters or more whom it would put at risk, and how; or tell them."
    return refuse("7 b 6", "It is not written down why they are not told.", how)


def _named(parts: Collection[str]) -> str:
    return "; ".join(FILE_PART_LABELS[part].lower() for part in FilePart if part in parts)
