"""Support for everybody involved alike: people harmed, witnesses, and people complained of (clauses 2 i, 3.2 e, 3.3).

Offered to a person, never about them: what one of them needs is nobody else's to read. What they need is a dated list:
the latest that was said of a need stands, and what was said before it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from upstander.policy.due import day_words
from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.telling import WhoSaid
from upstander.policy.terms import ClockKey, Terms


class SupportOutcome(StrEnum):
    """What came of considering somebody's support needs."""

    NEEDS_NONE = "needs_none"
    OFFERED = "offered"
    REFUSED = "refused"
    TO_BE_REFERRED = "to_be_referred"


SUPPORT_LABELS: Mapping[SupportOutcome, str] = {
    SupportOutcome.NEEDS_NONE: "They need nothing further now",
    SupportOutcome.OFFERED: "Support was offered to them",
    SupportOutcome.REFUSED: "They do not want support",
    SupportOutcome.TO_BE_REFERRED: "They want support, and will be referred",
}


class Need(StrEnum):
    """What somebody may need. The same list is asked of everybody, whichever part they have."""

    EMOTIONAL = "emotional"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCES = "substances"
    DISABILITY = "disability"
    MONEY = "money"
    IMMIGRATION = "immigration"
    LANGUAGE = "language"
    CHILDREN = "children"
    ISOLATION = "isolation"
    SAFETY_AT_HOME = "safety_at_home"
    TENANCY = "tenancy"
    SOMETHING_ELSE = "something_else"


NEED_LABELS: Mapping[Need, str] = {
    Need.EMOTIONAL: "Somebody to talk to, emotional support",
    Need.MENTAL_HEALTH: "Mental health",
    Need.SUBSTANCES: "Drugs or alcohol",
    Need.DISABILITY: "Disability or illness",
    Need.MONEY: "Money, debts and benefits",
    Need.IMMIGRATION: "Immigration advice",
    Need.LANGUAGE: "Language, reading or writing",
    Need.CHILDREN: "Children and young people",
    Need.ISOLATION: "Being on their own too much",
    Need.SAFETY_AT_HOME: "Feeling safe at home",
    Need.TENANCY: "Keeping the tenancy",
    Need.SOMETHING_ELSE: "Something else",
}


class NeedState(StrEnum):
    """How it stands with a need."""

    OPEN = "open"
    MET = "met"
    GONE = "gone"


NEED_STATE_LABELS: Mapping[NeedState, str] = {
    NeedState.OPEN: "They need this",
    NeedState.MET: "They have the help now",
    NeedState.GONE: "It is no longer there",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was said last of one need of one person: how it stood, and on which day."""

    state: str
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSaid:
    """What is to be written down of one need. `asked`: they were spoken to. `on`: the day; `recorded_on`: this one.

    `before`: what stands of the same need of the same person, if anything does.
    """

    need: str
    state: str
    words: str
    said_by: str
    asked: bool
    on: date
    recorded_on: date
    before: Standing | None = None


@enforces("2 i", "3.2 e", "3.3")
def may_record_support_need(said: NeedSaid) -> Ruling:
    """Say whether what somebody needs, or needs no longer, may be written down."""
    no = _need(said) or _day(said)
    if no is not None:
        return no
    if said.said_by != WhoSaid.THEMSELVES or said.asked:
        return allow("2 i", "It is theirs: written down with who said so, and on which day.")
    how = "Ask them first and record the contact, or say who else said so."
    return refuse("2 i", "They have not been spoken to yet, so they cannot have said it to us.", how)


def _need(said: NeedSaid) -> Ruling | None:
    if said.need not in set(Need):
        return refuse("2 i", "We do not know this need.", "Choose one of those listed, or “something else”.")
    if said.state not in set(NeedState):
        return refuse("2 i", "It is not said how it stands with this need.", "Choose one of the answers listed.")
    if said.said_by not in set(WhoSaid):
        return refuse("2 i", "Nobody could tell later who said so.", "Choose who said it.")
    if not said.words.strip():
        return refuse("2 i", "It does not say what would help, or what has helped.", "Write it in their words.")
    return None


def _day(said: NeedSaid) -> Ruling | None:
    if said.on > said.recorded_on:
        return refuse("2 i", "This day has not come yet.", "Give the day on which it was said or seen.")
    if said.before is not None and said.on < said.before.said_on:
        why = f"Something newer stands for this need: it was said on {day_words(said.before.said_on)}."
        return refuse("2 i", why, "Give the day on which it was said last. What was said earlier can go in a note.")
    closing = said.state in {NeedState.MET, NeedState.GONE}
    if closing and (said.before is None or said.before.state != NeedState.OPEN):
        how = "Record it as something they need first, if it is."
        return refuse("2 i", "No such need of theirs is open.", how)
    return None


@enforces("2 i", "3.3")
def may_consider_support(outcome: SupportOutcome | str, *, words: str, asked: bool, open_needs: int) -> Ruling:
    """Say whether somebody's support needs were considered. `asked`: they were spoken to about it.

    `open_needs`: how many needs of theirs stand open. How many is said and not which: a refusal is read by whoever
    reads the record, also by those from whom what somebody needs is kept.
    """
    if outcome not in set(SupportOutcome):
        return refuse("2 i", "We do not know what came of it.", "Choose one of the answers listed.")
    if not words.strip():
        return refuse(
            "2 i", "It does not say what was considered.", "Write what they need, or why nothing is needed now."
        )
    if outcome == SupportOutcome.NEEDS_NONE and open_needs:
        why = "One need of theirs stands open." if open_needs == 1 else f"{open_needs} needs of theirs stand open."
        how = "Record for each that they have the help, or that it is no longer there; or choose what was offered."
        return refuse("2 i", why, how)
    if asked or outcome in {SupportOutcome.NEEDS_NONE, SupportOutcome.OFFERED}:
        return allow("2 i", "Their support needs were considered.")
    return refuse("2 i", "Only they can say whether they want support.", "Ask them first, each for themselves.")


@enforces("2 i", "3.3")
def must_reconsider_support(terms: Terms, *, person: UUID, state: str, owed: bool, at: datetime) -> tuple[Duty, ...]:
    """Return that somebody's support is considered anew once a need is said. `owed`: it is owed already."""
    if state != NeedState.OPEN or owed:
        return ()
    why = "Something they need was said after their support was considered."
    return (Duty(DutyKind.CONSIDER_SUPPORT, terms.due(ClockKey.SUPPORT, at), "2 i", why, person),)
