"""The five plain stages of a case, and which may follow which (clause 3.2 c: people know where things stand)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse


class Stage(StrEnum):
    """Where a case stands."""

    NEW = "new"
    LISTENING = "listening"
    PLANNING = "planning"
    ACTING = "acting"
    CLOSED = "closed"


STAGE_WORDS: Mapping[Stage, str] = {
    Stage.NEW: "We have your report",
    Stage.LISTENING: "We are listening to you",
    Stage.PLANNING: "We are making a plan with you",
    Stage.ACTING: "We are acting on the plan",
    Stage.CLOSED: "Closed",
}
"""What the resident reads."""

NEXT: Mapping[Stage, frozenset[Stage]] = {
    Stage.NEW: frozenset({Stage.LISTENING, Stage.PLANNING, Stage.CLOSED}),
    Stage.LISTENING: frozenset({Stage.PLANNING, Stage.CLOSED}),
    Stage.PLANNING: frozenset({Stage.ACTING, Stage.CLOSED}),
    Stage.ACTING: frozenset({Stage.PLANNING, Stage.CLOSED}),
    Stage.CLOSED: frozenset({Stage.LISTENING}),
}
"""From, to. A closed case goes back to listening only when closed by mistake; a changed plan is planned again."""


@enforces("3.2 c")
def may_move(stage: str, to: str) -> Ruling:
    """Whether a case may go from one stage to another; staying is always allowed."""
    if stage == to and stage in set(Stage):
        return allow("3.2 c", "The case stays where it is.")
    if stage in set(Stage) and to in NEXT[Stage(stage)]:
        return allow("3.2 c", "This stage may follow.")
    return refuse("3.2 c", "A case cannot go from this stage to that one.", "Do the steps between first.")


@enforces("2 e")
def may_work_on(stage: str) -> Ruling:
    """Whether a case may still be worked: what happens after closing is a new case."""
    if stage in set(Stage) and stage != Stage.CLOSED:
        return allow("2 e", "The case is open.")
    return refuse(
        "2 e",
        "This case is closed.",
        "Take what is new as a new report. A manager can reopen a case that was closed by mistake.",
    )
