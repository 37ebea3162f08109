"""Risk to the people in a case (clause 2 a: to live without fear; clause 10 b: the safety of all).

The questions, scores and bands are the landlord's data. The score orders the work; it never decides: an
officer sets the level, a red flag outranks any score, and every assessment is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import RED_FLAG_LABELS, RedFlag
from upstander.policy.ruling import Refused, Ruling, allow, enforces, refuse
from upstander.policy.terms import Answer, Band, Question, RiskLevel, Terms, is_reason
from upstander.policy.workingdays import close_of, london_day


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the answers come to. `level` is what the score or a red flag suggests; an officer sets the last one."""

    score: int
    band: str
    red_flags: tuple[RedFlag, ...]
    level: RiskLevel
    review_by: datetime


@enforces("2 a")
def may_assess(terms: Terms, *, answers: Mapping[str, str]) -> Ruling:
    """Say whether these answers (question code to answer code) make an assessment; what is missing is named."""
    questions = {question.code: question for question in terms.risk.questions}
    for code, given in answers.items():
        if code not in questions:
            return refuse("2 a", f"The form does not ask “{code}”.", "Use the form as it stands in these terms.")
        if given and _answer(questions[code], given) is None:
            return refuse("2 a", f"“{questions[code].text}” has no such answer.", "Choose one of its answers.")
    missing = [q.text for q in terms.risk.questions if q.mandatory and not answers.get(q.code)]
    if not missing:
        return allow("2 a", "Everything that must be asked was asked.")
    return refuse(
        "2 a",
        "Not yet answered: " + " · ".join(missing),
        "Answer each of them. “Not known yet” is an answer, and can be changed later.",
    )


@enforces("2 a")
def assess(terms: Terms, *, answers: Mapping[str, str], at: datetime) -> Assessment:
    """Work out score, band, red flags, level and the day to look again. Raises Refused."""
    ruling = may_assess(terms, answers=answers)
    if not ruling.allowed:
        raise Refused(ruling)
    chosen = [a for q in terms.risk.questions if (a := _answer(q, answers.get(q.code, ""))) is not None]
    score = sum(answer.score for answer in chosen)
    raised = {answer.red_flag for answer in chosen}
    flags = tuple(flag for flag in RedFlag if flag in raised)
    band = _band_of(terms, score)
    level = RiskLevel.HIGH if flags else band.level
    return Assessment(score, band.code, flags, level, _review_by(terms, level, at))


@enforces("2 a")
def may_set_level(assessment: Assessment, *, level: RiskLevel | str, because: str, is_manager: bool) -> Ruling:
    """Say whether an officer may set this level. Another one than the form suggests needs a reason."""
    if level not in set(RiskLevel):
        return refuse("2 a", "We do not know this level of risk.", "Choose lower, medium or high.")
    if level == assessment.level:
        return allow("2 a", "The officer agrees with what the answers suggest.")
    if assessment.red_flags and not is_manager:
        named = ", ".join(RED_FLAG_LABELS[flag] for flag in assessment.red_flags)
        return refuse(
            "2 a",
            f"There is a red flag ({named}), and that outranks everything else.",
            "Keep the level at high. Only a manager may set it lower, with a reason.",
        )
    if is_reason(because):
        return allow("2 a", "The officer set another level than the answers suggest, and said why.")
    return refuse(
        "2 a",
        "Another level than the answers suggest needs a reason that somebody else can follow.",
        "Say in a sentence what the form does not see, or keep the level it suggests.",
    )


@enforces("2 a")
def must_review_risk(terms: Terms, *, person: UUID | None, level: RiskLevel | str, at: datetime) -> tuple[Duty, ...]:
    """Return when the risk is looked at again: the sooner, the higher it is."""
    due = _review_by(terms, RiskLevel(level), at)
    return (Duty(DutyKind.REVIEW_RISK, due, "2 a", "Risk changes, so we look again.", person),)


def _answer(question: Question, code: str) -> Answer | None:
    return next((answer for answer in question.answers if answer.code == code), None)


def _band_of(terms: Terms, score: int) -> Band:
    return next(band for band in terms.risk.bands if band.min <= score <= band.max)


def _review_by(terms: Terms, level: RiskLevel, at: datetime) -> datetime:
    return close_of(london_day(at) + timedelta(days=terms.band(level).review_days))
