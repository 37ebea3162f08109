"""Which agencies are considered when a case is assessed, and what may be answered for each (clauses 3.1, 3.3).

Nothing about anybody leaves by an answer. A referral is a deed of its own, which leaves its answer here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from upstander.policy.due import day_words
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

REFERRED = "referred"
"""An answer too, which is recorded by referring somebody, and in no other way."""


class Consideration(StrEnum):
    """What came of considering an agency for a case."""

    NOT_NEEDED = "not_needed"
    OFFERED = "offered"
    REFUSED = "refused"


CONSIDERATION_LABELS: Mapping[Consideration, str] = {
    Consideration.NOT_NEEDED: "Not needed now",
    Consideration.OFFERED: "Offered to the resident; we wait for their answer",
    Consideration.REFUSED: "The resident does not want it",
}


def answer_label(answer: str) -> str:
    """Return an answer in words."""
    return "Referred" if answer == REFERRED else CONSIDERATION_LABELS[Consideration(answer)]


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency of the register, as one case looks at it. `here`: it helps in the borough of the case's area."""

    key: str
    name: str
    kind: str
    here: bool
    start: date
    end: date | None = None


def helps(agency: KnownAgency, *, on: date) -> bool:
    """Whether an agency helps in the borough of the case on this day."""
    return agency.here and agency.start <= on and (agency.end is None or on <= agency.end)


def nearest(agency: KnownAgency, others: Iterable[KnownAgency], *, on: date) -> KnownAgency | None:
    """Return another agency of the same kind that does help in the borough of the case, the first by name."""
    alike = [one for one in others if one.kind == agency.kind and one.key != agency.key and helps(one, on=on)]
    return min(alike, key=lambda one: one.name, default=None)


@enforces("3.1", "3.3")
def may_turn_to(agency: KnownAgency | None, *, on: date, others: Iterable[KnownAgency] = ()) -> Ruling:
    """Say whether an agency helps in the borough of a case on this day. `others`: of the register, to name another."""
    if agency is None:
        return refuse("3.1", "This agency is not in the register.", "Choose one of those that help in this borough.")
    if helps(agency, on=on):
        return allow("3.3", f"{agency.name} helps in the borough of this case.")
    if not agency.here:
        why_not = f"{agency.name} does not help in the borough of this case."
        return refuse("3.3", why_not, _instead(agency, others, on))
    if agency.start > on:
        return refuse("3.1", f"{agency.name} helps only from {day_words(agency.start)}.", _instead(agency, others, on))
    return refuse("3.1", f"{agency.name} is no longer in the register.", _instead(agency, others, on))


@enforces("3.1", "3.3")
def may_consider_agency(
    agency: KnownAgency | None, *, answer: Consideration | str, why: str, on: date, others: Iterable[KnownAgency] = ()
) -> Ruling:
    """Say whether this answer may stand for an agency. `others`: of the register, to name one that does help."""
    turn = may_turn_to(agency, on=on, others=others)
    if not turn.allowed:
        return refuse(turn.clause, turn.why, turn.how)
    if answer == REFERRED:
        return refuse(
            "3.1",
            "Nobody is referred by an answer alone: the agency would know of nothing.",
            "Share what it needs, with their consent, then refer them. That is recorded as the answer.",
        )
    if answer not in set(Consideration):
        return refuse("3.1", "We do not know this answer.", "Choose one of the answers listed.")
    if is_reason(why):
        return allow("3.1", "The agency was considered.")
    return refuse("3.1", "Nobody could tell later why.", "Say why in a sentence: 20 letters or more.")


@enforces("3.1")
def still_to_answer(agencies: Iterable[KnownAgency], *, answered: Collection[str], on: date) -> tuple[KnownAgency, ...]:
    """Return which agencies of the borough have no answer yet; one that joins the register is among them at once."""
    return tuple(one for one in agencies if one.key not in answered and helps(one, on=on))


@enforces("3.1")
def is_considered(agencies: Collection[KnownAgency], *, answered: Collection[str], on: date) -> Ruling:
    """Say whether every agency that helps in the borough was considered; until then the assessment stays open."""
    left = len(still_to_answer(agencies, answered=answered, on=on))
    known = any(helps(one, on=on) for one in agencies)
    if known and not left:
        return allow("3.1", "Every agency that helps in this borough was considered.")
    if known:
        words = "One agency is not considered yet." if left == 1 else f"{left} agencies are not considered yet."
        return refuse("3.1", words, "Answer for each whether it is needed. One that joins the register is asked too.")
    return refuse(
        "3.1",
        "The register has no agency that helps in the borough of this case, so none could be considered.",
        "Ask an administrator to add those that help there: Administration, Agencies.",
    )


def _instead(agency: KnownAgency, others: Iterable[KnownAgency], on: date) -> str:
    other = nearest(agency, others, on=on)
    if other is None:
        return "No other agency of this kind helps there now. An administrator can add one to the register."
    return f"Consider {other.name} instead: it is of the same kind, and helps there."
