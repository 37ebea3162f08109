"""How closely a case is held: raised by one person at once, and lowered only by two (clauses 2 d, 7 a; decision 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from upstander.policy.roles import Level
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

LEVEL_LABELS: Mapping[Level, str] = {
    Level.ORDINARY: "Ordinary",
    Level.RESTRICTED: "Restricted to the team",
    Level.NAMED_ONLY: "Named people only",
}
LEVEL_HINTS: Mapping[Level, str] = {
    Level.ORDINARY: "Whoever has it, and who supervises the team or the area.",
    Level.RESTRICTED: "Whoever has it, and who supervises its own team. Nobody from the rest of the area.",
    Level.NAMED_ONLY: "Whoever has it, and the people you name. No manager sees it by being a manager.",
}
_ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of level. `named`: how many will see it then; `reviewer`: one of them may review it."""

    before: Level | str
    after: Level | str
    has_it: bool
    supervises: bool
    has_owner: bool = True
    named: int = 0
    reviewer: bool = False
    all_fit: bool = True


def is_raised(before: Level | str, after: Level | str) -> bool:
    """Whether the case is held more closely from now on, or as closely by other people."""
    return _ORDER.index(Level(after)) >= _ORDER.index(Level(before))


@enforces("2 d", "7 a")
def may_set_level(change: Change, *, because: str) -> Ruling:
    """Say whether the level of a case may change so; that it is lowered needs a second person besides."""
    if change.after not in set(Level):
        return refuse("7 a", "There is no such level.", "Choose one from the list.")
    if not (change.has_it or change.supervises):
        return refuse("7 a", "Only whoever has the case, or their manager, says how closely it is held.", "Ask them.")
    if change.after == change.before != Level.NAMED_ONLY:
        return refuse("7 a", "The case is held at this level already.", "There is nothing to do.")
    if not is_reason(because):
        return refuse("7 a", "Nobody could tell later why.", "Say why in a sentence: 20 letters or more.")
    if change.after != Level.NAMED_ONLY:
        return allow("7 a", "The case is seen by those who need it.")
    return _may_be_for_named_people(change)


def _may_be_for_named_people(change: Change) -> Ruling:
    if not change.has_owner:
        return refuse("7 a", "Nobody has this case, so nobody would see it.", "Assign it to an officer first.")
    if not change.all_fit:
        # One word for both: that somebody has a conflict of interest is itself confidential.
        return refuse("7 a", "One of these people cannot be named.", "Name people who work cases, or somebody else.")
    if change.named >= 2 and change.reviewer:
        return allow("7 a", "Only the people who are named see the case.")
    return refuse(
        "7 a",
        "The case has to be seen by two people at least, and one of them has to be able to review it.",
        "Name a manager or a safeguarding lead beside whoever has it.",
    )
