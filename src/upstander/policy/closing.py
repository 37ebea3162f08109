"""Closing a case, which asks many matters; reopening; and asking after closing (clauses 3 a, 3.2 c, 2 i, 2 a).

All that stands in the way is shown at once. Closing is refused while somebody is at risk, unheard or
waiting for us, and never because the police have not finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, RiskLevel, Terms, is_reason


class Outcome(StrEnum):
    """How a case ended. None of these says that somebody did not tell the truth: that has a track of its own (3.5)."""

    STOPPED = "stopped"
    PLAN_DONE = "plan_done"
    MOVED_BY_CHOICE = "moved_by_choice"
    NO_MORE_WANTED = "no_more_wanted"
    OTHER_LANDLORD = "other_landlord"
    NOT_SUBSTANTIATED = "not_substantiated"


OUTCOME_LABELS: Mapping[Outcome, str] = {
    Outcome.STOPPED: "It has stopped",
    Outcome.PLAN_DONE: "The plan is done",
    Outcome.MOVED_BY_CHOICE: "They have moved, as they wished",
    Outcome.NO_MORE_WANTED: "They want nothing more done, and are safe",
    Outcome.OTHER_LANDLORD: "Another landlord is dealing with it, and has said so",
    Outcome.NOT_SUBSTANTIATED: "We could not find out what happened; this blames nobody",
}


class AfterState(StrEnum):
    """How things were some weeks after closing."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_REACHED = "not_reached"


AFTER_LABELS: Mapping[AfterState, str] = {
    AfterState.BETTER: "Better",
    AfterState.SAME: "About the same",
    AfterState.WORSE: "Something has happened again",
    AfterState.NOT_REACHED: "We could not reach them",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingFacts:
    """A case on the day somebody wishes to close it. Counts are of what is still open."""

    outcome: Outcome | str
    words: str
    is_open: bool
    risk: RiskLevel | str
    investigated: bool
    waiting_on_police: bool
    told: bool
    offered_talk: bool
    alerts_open: int = 0
    safety_steps_open: int = 0
    reviews_open: int = 0
    evidence_unheard: int = 0
    messages_unanswered: int = 0
    changes_unanswered: int = 0
    support_not_considered: int = 0
    referrals_open: int = 0
    recalls_open: int = 0


@enforces("2 a", "2 i", "3 a", "3.2 c", "3.2 d", "3.2 e", "7 b 1")
def closing_reasons(facts: ClosingFacts) -> tuple[Ruling, ...]:
    """Return every reason why this case cannot be closed yet; none when it can."""
    return tuple(ruling for stands, ruling in (*_danger(facts), *_our_work(facts), *_people(facts)) if stands)


@enforces("2 a", "2 i", "3 a", "3.2 c", "3.2 d", "3.2 e", "7 b 1")
def may_close(facts: ClosingFacts) -> Ruling:
    """Say whether a case may be closed; a refusal holds all the reasons together."""
    reasons = closing_reasons(facts)
    if not reasons:
        return allow("3.2 c", f"{OUTCOME_LABELS[Outcome(facts.outcome)]}. We ask how things are in some weeks.")
    if len(reasons) == 1:
        return reasons[0]
    return refuse(
        reasons[0].clause,
        f"There are {len(reasons)} things to do first. " + " ".join(reason.why for reason in reasons),
        " ".join(reason.how for reason in reasons),
    )


@enforces("2 e")
def may_reopen(*, is_manager: bool, closed: bool, by_mistake: bool, because: str) -> Ruling:
    """Say whether a closed case may be opened again: only where closing it was a mistake."""
    if not closed:
        return refuse("2 e", "The case is open.", "There is nothing to do.")
    if not by_mistake:
        return refuse(
            "2 e",
            "What happens after closing is a new case, so that it gets its own clocks and its own count.",
            "Take a new report, open a case, and link the two.",
        )
    if not is_manager:
        return refuse("2 e", "Only a manager reopens a case.", "Tell your manager what went wrong.")
    if is_reason(because):
        return allow("2 e", "It was closed by mistake, and goes on as if it had stayed open.")
    return refuse("2 e", "The record says what the mistake was.", "Say in a sentence what went wrong.")


@enforces("3.2 c")
def must_check_after_closing(terms: Terms, *, persons: Iterable[UUID], closed_at: datetime) -> tuple[Duty, ...]:
    """Return that each of them is asked how things are, some weeks after closing."""
    due = terms.due(ClockKey.AFTER_CLOSING, closed_at)
    why = "Closing is not the end of care."
    return tuple(Duty(DutyKind.AFTER_CLOSING, due, "3.2 c", why, person) for person in persons)


@enforces("3.2 c")
def may_check_after_closing(state: AfterState | str, *, closed: bool, words: str) -> Ruling:
    """Say whether the check after closing may be recorded."""
    if not closed:
        return refuse("3.2 c", "The case is open, so they are kept informed as agreed.", "Record a contact instead.")
    if state not in set(AfterState):
        return refuse("3.2 c", "It does not say how things are.", "Choose one of the answers listed.")
    if words.strip():
        again = " What has happened is a new report: take it now." if state == AfterState.WORSE else ""
        return allow("3.2 c", "It is on the record." + again)
    return refuse("3.2 c", "The next reader cannot tell what was said.", "Write what they said, or what you tried.")


def _danger(facts: ClosingFacts) -> tuple[tuple[bool, Ruling], ...]:
    return (
        (not facts.is_open, refuse("3.2 c", "The case is closed already.", "There is nothing to do.")),
        (
            facts.alerts_open > 0,
            refuse("2 e", "Somebody may be in danger, and nobody has answered yet.", "Answer the alert."),
        ),
        (
            facts.risk == RiskLevel.HIGH,
            refuse("2 a", "The risk is high.", "Work on what makes it high, then assess the risk again."),
        ),
        (
            facts.reviews_open > 0,
            refuse("2 a", "A review of this case is due and has not been done.", "Do the review first."),
        ),
        (facts.risk not in set(RiskLevel), refuse("2 a", "The risk was never assessed.", "Assess the risk.")),
        (
            facts.safety_steps_open > 0,
            refuse(
                "2 a",
                f"{_count(facts.safety_steps_open, 'safety step is', 'safety steps are')} still open.",
                "Do them, or record why they are no longer needed.",
            ),
        ),
    )


def _our_work(facts: ClosingFacts) -> tuple[tuple[bool, Ruling], ...]:
    return (
        (
            not facts.investigated and not facts.waiting_on_police,
            refuse("3 a", "We have not recorded an investigation of our own.", "Record what we looked into and found."),
        ),
        (
            not facts.investigated and facts.waiting_on_police,
            refuse(
                "3 a",
                "We are only waiting for the police, and have found nothing out ourselves.",
                "Record our own investigation. Ours does not depend on theirs, and neither does closing.",
            ),
        ),
        (
            facts.evidence_unheard > 0,
            refuse(
                "3 a",
                f"{_count(facts.evidence_unheard, 'recording or photo', 'recordings or photos')} were mentioned, "
                "and nobody has heard or seen them.",
                "Collect them and record what they hold, or why they can no longer be had.",
            ),
        ),
        (
            facts.outcome not in set(Outcome),
            refuse("3.5", "This is not a way in which a case can end.", "Choose one of the outcomes listed."),
        ),
        (not is_reason(facts.words), refuse("9", "The record does not say why it ends.", "Say why in a sentence.")),
    )


_CHANGE_UNANSWERED = refuse(
    "3.2 d",
    "Somebody asked for a change in the plan, and has no answer.",
    "Change the plan with them, or tell them why it cannot be changed.",
)
_NOT_TOLD = refuse(
    "3.2 c",
    "They do not know yet that we wish to close the case, or were not offered a talk about it.",
    "Tell them why, in the way that is safe for them, and offer to talk it over.",
)


def _people(facts: ClosingFacts) -> tuple[tuple[bool, Ruling], ...]:
    messages = _count(facts.messages_unanswered, "message has", "messages have")
    unanswered = refuse("3.2 c", f"{messages} no answer yet.", "Read and answer every message.")
    forgotten = refuse(
        "2 i",
        f"The support needs of {_count(facts.support_not_considered, 'person', 'people')} were not considered, "
        "or not since they said what they need.",
        "Consider support for everybody involved, also the person complained of.",
    )
    return (
        (facts.changes_unanswered > 0, _CHANGE_UNANSWERED),
        (facts.messages_unanswered > 0, unanswered),
        (facts.support_not_considered > 0, forgotten),
        *_agencies(facts),
        (not (facts.told and facts.offered_talk), _NOT_TOLD),
    )


def _agencies(facts: ClosingFacts) -> tuple[tuple[bool, Ruling], ...]:
    referrals = _count(facts.referrals_open, "referral is", "referrals are")
    recalls = _count(facts.recalls_open, "thing that was", "things that were")
    waiting = refuse("3.2 e", f"{referrals} still open.", "Record what came of it, or take it back.")
    kept = refuse(
        "7 b 1",
        f"{recalls} called back may still be kept by an agency.",
        "Ask the agency to delete it, and record that it did.",
    )
    return (facts.referrals_open > 0, waiting), (facts.recalls_open > 0, kept)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
