"""Graffiti and damage: taken away and made safe at once, in a plan or before there is one (clause 3 a, "prompt")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse


class RepairEnd(StrEnum):
    """How a repair that is owed ends. There is no third way: what keeps somebody safe is not given up."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


REPAIR_LABELS: Mapping[RepairEnd, str] = {
    RepairEnd.DONE: "It was done",
    RepairEnd.NOT_NEEDED: "It is no longer needed",
}
REPAIR_OF: Mapping[str, DutyKind] = {
    "graffiti_removal": DutyKind.REMOVE_GRAFFITI,
    "safety_repair": DutyKind.SAFETY_REPAIR,
}
"""The tools of a plan that keep the same promise as these duties."""


@enforces("3 a")
def may_record_repair(outcome: RepairEnd | str, *, words: str, done_on: date, today: date) -> Ruling:
    """Say whether a repair that is owed is ended: done, or not needed and why. It is not given up."""
    if done_on > today:
        return refuse("3 a", "That day has not come yet.", "Record the repair once it is done.")
    if outcome == RepairEnd.DONE:
        return allow("3 a", "Our action was prompt, and it is on the record.")
    if outcome == RepairEnd.NOT_NEEDED and words.strip():
        return allow("3 a", "Why it is not needed is on the record.")
    if outcome == RepairEnd.NOT_NEEDED:
        return refuse("3 a", "The record does not say why it is not needed.", "Say what you saw, and when.")
    return refuse(
        "3 a",
        "A repair that keeps somebody safe is not given up.",
        "Try again, ask somebody else to do it, and write what stands in the way as a note.",
    )
