"""What a report becomes: a case, part of a case, or closed with a reason a manager can see (clause 2 e).

Nothing reported may be dropped, and nobody lowers what a resident said (clause 3 b). The system may
suggest where a report belongs; a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from upstander.policy.grounds import Category, Kind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

NEAR_IN_TIME_DAYS = 14


class TriageEnd(StrEnum):
    """The only reasons a report is closed without a case."""

    DUPLICATE = "duplicate"
    NOT_OUR_HOMES = "not_our_homes"
    NOT_ASB = "not_asb"
    MADE_IN_ERROR = "made_in_error"


TRIAGE_END_LABELS: Mapping[TriageEnd, str] = {
    TriageEnd.DUPLICATE: "The same report is already in a case",
    TriageEnd.NOT_OUR_HOMES: "It is not about our homes, and they know where to go",
    TriageEnd.NOT_ASB: "It is not anti-social behaviour",
    TriageEnd.MADE_IN_ERROR: "The person who sent it says it was sent by mistake",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageFacts:
    """What weighs when a report is closed without a case of its own. `waiting`: nobody has dealt with it yet."""

    reason: TriageEnd | str
    words: str
    perceived: bool
    evidence_unheard: bool
    alert_open: bool = False
    duplicate_of: str = ""
    signposted_to: str = ""
    reporter_says_error: bool = False
    waiting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """What an open case and a report have in common, as far as the officer may see. `days_apart`: between incidents."""

    same_home: bool = False
    same_home_complained_of: bool = False
    same_person_complained_of: bool = False
    same_reporter: bool = False
    same_block: bool = False
    days_apart: int | None = None


@enforces("1", "2 e", "9")
def may_open_case(kind: Kind | str, *, waiting: bool, category: Category | str = "") -> Ruling:
    """Say whether a report may become a case. One that was closed at triage may still do so."""
    if not waiting:
        return refuse("2 e", "This report is already part of a case.", "Open that case; the report is in its timeline.")
    if kind not in set(Kind):
        return refuse(
            "1.1", "We do not know this kind of case.", "Choose anti-social behaviour, harassment or hate crime."
        )
    if kind != Kind.ASB or category in set(Category):
        return allow("2 e", "Every report is taken seriously.")
    return refuse(
        "9", "We record what anti-social behaviour is about, and this report has no category yet.", "Choose one."
    )


@enforces("2 e")
def may_join_case(
    *,
    waiting: bool,
    case_open: bool,
    same_party_complained_of: bool,
    same_household_heard: bool,
    officer_decides: bool,
) -> Ruling:
    """Say whether a report may be added to a case. `same_household_heard`: theirs, or a witness to what befell them."""
    if not waiting:
        return refuse("2 e", "This report is already part of a case.", "Open that case; the report is in its timeline.")
    if not officer_decides:
        return refuse("2 e", "Only a person may decide that two reports belong together.", "Ask an officer to decide.")
    if not case_open:
        return refuse(
            "2 e", "That case is closed, and this is something new.", "Open a new case and link it to the old one."
        )
    if not same_party_complained_of:
        return refuse("2 e", "That case is about somebody else's behaviour.", "Open a case of its own for this report.")
    if same_household_heard:
        return allow("2 e", "The same household, the same person complained of, and the case is open.")
    return refuse(
        "7 a",
        "That case hears another household, and one household must not read another's file.",
        "Open a case of its own, and link the two: they are grouped by who is complained of.",
    )


@enforces("2 e", "3 b")
def may_close_at_triage(facts: TriageFacts) -> Ruling:
    """Say whether a report may be closed without a case of its own."""
    if not facts.waiting:
        return refuse("2 e", "This report was dealt with already.", "Open the case it is part of, or read it again.")
    if facts.reason not in set(TriageEnd):
        return refuse(
            "2 e",
            "This is not one of the reasons for closing a report.",
            "Open a case, add the report to one, or choose one of the reasons listed.",
        )
    for stands_against, ruling in _against_closing(facts):
        if stands_against:
            return ruling
    if is_reason(facts.words):
        return allow("2 e", f"{TRIAGE_END_LABELS[TriageEnd(facts.reason)]}. A manager can see this reason.")
    return refuse(
        "2 e",
        "A report is closed with a reason that a manager can follow.",
        "Say why in a sentence: 20 letters or more.",
    )


@enforces("3 b")
def may_change_kind(now: Kind | str, *, to: Kind | str, by_resident: bool, others_perceive: bool) -> Ruling:
    """Say whether a case may change kind.

    `by_resident`: they correct their own answers; both are kept. `others_perceive`: somebody else, too,
    has said it was because of who the person is.
    """
    if now not in set(Kind) or to not in set(Kind):
        return refuse(
            "1.1", "We do not know this kind of case.", "Choose anti-social behaviour, harassment or hate crime."
        )
    ranks = list(Kind)
    if ranks.index(Kind(to)) > ranks.index(Kind(now)):
        return allow("3 b", "What is said later counts as much as what was said first.")
    if to == now:
        return refuse("3 b", "The case is of this kind already.", "Choose another kind, or leave it as it is.")
    if by_resident and not others_perceive:
        return allow("3 b", "They have corrected their own answers. The first answers are kept beside them.")
    if by_resident:
        return refuse(
            "3 b",
            "Somebody else, too, has said it was because of who the person is, and their word stands.",
            "Record the resident's correction. The kind of case stays as it is.",
        )
    return refuse(
        "3 b",
        "What a resident perceives is never lowered by somebody else.",
        "Record what you found as your finding. It stands beside what they said.",
    )


@enforces("2 b")
def why_suggested(likeness: Resemblance) -> tuple[str, ...]:
    """Return in words why this case may belong with the report; nothing when there is no good reason to suggest it."""
    near = likeness.days_apart is not None and abs(likeness.days_apart) <= NEAR_IN_TIME_DAYS
    said = [
        (likeness.same_person_complained_of, "The same person is complained of."),
        (likeness.same_home_complained_of, "The same home is complained of."),
        (likeness.same_home, "It happened to the same home."),
        (likeness.same_reporter, "The same person told us."),
        (likeness.same_block and near, "It happened in the same block."),
    ]
    reasons = [words for held, words in said if held]
    if reasons and near:
        reasons.append(_apart(abs(likeness.days_apart or 0)))
    return tuple(reasons)


def _apart(days: int) -> str:
    match days:
        case 0:
            return "It happened on the same day."
        case 1:
            return "It happened one day apart."
        case _:
            return f"It happened {days} days apart."


_IN_DANGER = refuse("2 e", "Somebody may be in danger, and nobody has answered yet.", "Answer the alert first.")
_UNHEARD = refuse(
    "3 a",
    "Recordings or photos were mentioned, and nobody has heard or seen them.",
    "Ask for them and record what they hold, or open a case so that they are collected.",
)
_PERCEIVED = refuse(
    "3 b",
    "Somebody said it was because of who a person is. That is harassment or hate crime, and gets a case.",
    "Open a case, or add this report to the open case it belongs to.",
)
_WHICH_CASE = refuse("2 e", "We do not know which case holds the same report.", "Give the number of that case.")
_WHERE_TO_GO = refuse(
    "2 g", "They have not been told who can help them.", "Tell them where to go, and write down where."
)
_ASK_THEM = refuse("2 e", "Only the person who sent a report can say it was a mistake.", "Ask them first.")


def _against_closing(facts: TriageFacts) -> tuple[tuple[bool, Ruling], ...]:
    reason = facts.reason
    return (
        (facts.alert_open, _IN_DANGER),
        (facts.evidence_unheard, _UNHEARD),
        (facts.perceived and reason != TriageEnd.DUPLICATE, _PERCEIVED),
        (reason == TriageEnd.DUPLICATE and not facts.duplicate_of.strip(), _WHICH_CASE),
        (reason == TriageEnd.NOT_OUR_HOMES and not facts.signposted_to.strip(), _WHERE_TO_GO),
        (reason == TriageEnd.MADE_IN_ERROR and not facts.reporter_says_error, _ASK_THEM),
    )
