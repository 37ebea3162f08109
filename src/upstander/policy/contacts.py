"""What a contact is for, whom it may be made with, and which promises it keeps (clauses 3 a, 3.2 c, 10 b)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Ruling, allow, enforces, refuse


class Purpose(StrEnum):
    """What a contact is for."""

    FIRST_CONTACT = "first_contact"
    INTERVIEW = "interview"
    UPDATE = "update"
    QUESTION = "question"
    SHARED = "shared"


PURPOSE_LABELS: Mapping[Purpose, str] = {
    Purpose.FIRST_CONTACT: "First contact",
    Purpose.INTERVIEW: "Hearing them in full",
    Purpose.UPDATE: "Telling them where things stand",
    Purpose.QUESTION: "Asking or arranging something",
    Purpose.SHARED: "Telling them what was shared about them",
}

OTHER_THAN_NEWS = frozenset({Purpose.QUESTION, Purpose.SHARED})
"""What leaves somebody waiting to hear where things stand."""
_HEARD_IN_FULL = frozenset({PartyRole.RESIDENT_HEARD, PartyRole.WITNESS, PartyRole.REPRESENTATIVE, PartyRole.AFFECTED})
_EVERY_CONTACT = frozenset({DutyKind.FIRST_CONTACT, DutyKind.CONTACT_WITNESS, DutyKind.CONTACT_ALLEGED})


def is_asked_first(part: PartyRole | str) -> bool:
    """Whether they are asked how it is safe to reach them. Whoever is complained of is reached as any tenant is."""
    return part != PartyRole.ALLEGED_PERPETRATOR


def is_update(purpose: Purpose | str) -> bool:
    """Whether somebody who was reached now knows where things stand; else they wait on."""
    return purpose not in OTHER_THAN_NEWS


def kept_by(purpose: Purpose | str) -> frozenset[DutyKind]:
    """Return the duties to one person that end when they are reached for this."""
    kept = _EVERY_CONTACT
    if is_update(purpose):
        kept |= {DutyKind.KEEP_INFORMED}
    also = {Purpose.INTERVIEW: {DutyKind.INTERVIEW}, Purpose.SHARED: {DutyKind.TELL_SHARED}}
    return kept | also.get(Purpose(purpose), set())


@enforces("3.2 d", "10 b")
def may_approach(part: PartyRole | str, *, purpose: Purpose | str, by_us: bool, agreed: bool) -> Ruling:
    """Say whether somebody may be contacted in this case. `agreed`: everybody heard has said yes to an approach."""
    if purpose not in set(Purpose):
        return refuse("3.2 c", "We do not know what this contact was for.", "Choose one of the answers listed.")
    if part not in set(PartyRole):
        return refuse("10 b", "We do not know which part they have in this.", "Name them in the case first.")
    if part != PartyRole.ALLEGED_PERPETRATOR:
        return allow("10 c", "All who are involved or affected are kept informed.")
    if not by_us:
        return allow("10 c", "They came to us. What they may be told is not what others told us.")
    if agreed:
        return allow("3.2 d", "Everybody we hear has said yes to it.")
    return refuse(
        "3.2 d",
        "Not everybody we hear has said yes to our speaking to the person complained of; it may put them at risk.",
        "Put it in the plan and ask each of them. Steps that need no approach go on.",
    )


@enforces("3 a", "10 b")
def may_interview(part: PartyRole | str, *, others_present: Iterable[PartyRole | str] = ()) -> Ruling:
    """Say whether somebody was heard in full. `others_present`: the parts of whoever else sat in on it."""
    if part not in _HEARD_IN_FULL:
        return refuse(
            "3.2 b",
            "The person complained of is heard in a talk of their own, apart from those who told us.",
            "Record it as a contact with them.",
        )
    if PartyRole.ALLEGED_PERPETRATOR not in set(others_present):
        return allow("3 a", "They were heard in full before anything is judged.")
    return refuse(
        "10 b",
        "Nobody can speak freely while the person they complain of is in the room.",
        "Hear them again, on their own or with somebody they trust. Keep this as a note.",
    )
