"""What changes from one version of the procedure to another, readable, with its clause beside it (front page; 2 g)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from upstander.policy.clocks import ClockKey
from upstander.policy.terms import Band, Question, SharingGround, Terms

NOTHING = "(not there)"

CLOCK_CLAUSES: Mapping[str, str] = {
    ClockKey.TRIAGE: "2 e",
    ClockKey.TAKE_CASE: "2 e",
    ClockKey.ANSWER_ALERT: "2 e",
    ClockKey.RAISE_ALERT: "2 e",
    ClockKey.FIRST_CONTACT: "3.2 c",
    ClockKey.FIRST_CONTACT_STANDARD: "3.2 c",
    ClockKey.RISK_ASSESSMENT: "2 a",
    ClockKey.RISK_ASSESSMENT_OUTER: "2 a",
    ClockKey.RISK_ASSESSMENT_STANDARD: "2 a",
    ClockKey.ACTION_PLAN: "3.2 d",
    ClockKey.PLAN_CHANGE: "3.2 d",
    ClockKey.GRAFFITI: "4",
    ClockKey.SAFETY_REPAIR: "4",
    ClockKey.SUPPORT: "2 i",
    ClockKey.CONSIDER_AGENCIES: "3.1",
    ClockKey.TELL_SHARED: "7 b 6",
    ClockKey.KEEP_INFORMED: "3.2 c",
    ClockKey.KEEP_INFORMED_STANDARD: "3.2 c",
    ClockKey.ANSWER_MESSAGE: "3.2 c",
    ClockKey.SAFE_CONTACT_CHECK: "3.2 a",
    ClockKey.CASE_REVIEW_FIRST: "2 e",
    ClockKey.CASE_REVIEW_NEXT: "2 e",
    ClockKey.INFORMATION_INVITED: "3.5",
    ClockKey.AGENT_REQUEST: "6 a",
    ClockKey.AFTER_CLOSING: "3.2 c",
    ClockKey.ANSWER_REFERRAL: "3.2 e",
    ClockKey.FINISH_REFERRAL: "3.2 e",
    ClockKey.CONFIRM_RECALL: "7 b 1",
    ClockKey.REVIEW_ACKNOWLEDGED: "3.5",
    ClockKey.REVIEW_ANSWERED: "3.5",
    ClockKey.REVIEW_EXTENDED: "3.5",
    ClockKey.PANEL_ACKNOWLEDGED: "3.5",
    ClockKey.PANEL_ANSWERED: "3.5",
    ClockKey.PANEL_EXTENDED: "3.5",
    ClockKey.OMBUDSMAN: "3.5",
    ClockKey.VISIT_REMINDER: "10 b",
    ClockKey.VISIT_CALL_OFFICER: "10 b",
    ClockKey.VISIT_CALL_BUDDY: "10 b",
    ClockKey.VISIT_CALL_POLICE: "10 b",
    ClockKey.PLACE_REVIEW: "2 b",
}
"""Which promise a clock serves; every other one is part of looking into it promptly (3 a)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions, with the clause beside it."""

    clause: str
    what: str
    old: str
    new: str


def changes(old: Terms, new: Terms) -> tuple[Change, ...]:
    """Return every difference between two versions: clocks, questions, tools, grounds for sharing, one by one."""
    found = (*_front(old, new), *_clocks(old, new), *_questions(old, new), *_bands(old, new), *_tools(old, new))
    return tuple(one for one in (*found, *_grounds(old, new), *_limits(old, new)) if one.old != one.new)


def how_long(amount: int, unit: str) -> str:
    """Return a time as people say it: "2 working days"."""
    words = str(unit).replace("_", " ")
    return f"{amount} {words.removesuffix('s') if amount == 1 else words}"


def clause_of(clock: str) -> str:
    """Return which promise a clock serves."""
    return CLOCK_CLAUSES.get(clock, "3 a")


def _front(old: Terms, new: Terms) -> Iterator[Change]:
    for name, words in (
        ("number", "Policy version"),
        ("title", "Title of the policy"),
        ("author", "Author"),
        ("issued", "Issued"),
        ("review_by", "To be looked at again by"),
    ):
        yield Change("front", words, str(getattr(old.policy, name)), str(getattr(new.policy, name)))


def _clocks(old: Terms, new: Terms) -> Iterator[Change]:
    before = {clock.key: clock for clock in old.clocks}
    for clock in new.clocks:
        was = before[clock.key]
        long = how_long(was.amount, was.unit), how_long(clock.amount, clock.unit)
        yield Change(clause_of(clock.key), f"Clock: {clock.label}", *long)


def _questions(old: Terms, new: Terms) -> Iterator[Change]:
    before = {one.code: one for one in old.risk.questions}
    after = {one.code: one for one in new.risk.questions}
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code), after.get(code)
        text = (now or was or next(iter(after.values()))).text
        yield Change("2 a", f"Risk question: {text}", _asked(was), _asked(now))


def _asked(question: Question | None) -> str:
    if question is None:
        return NOTHING
    answers = "; ".join(f"{answer.label} = {answer.score}" for answer in question.answers)
    return f"{question.text} ({'must be answered' if question.mandatory else 'optional'}) {answers}"


def _bands(old: Terms, new: Terms) -> Iterator[Change]:
    before = {band.code: band for band in old.risk.bands}
    for band in new.risk.bands:
        yield Change("2 a", f"Risk band: {band.label}", _scores(before.get(band.code)), _scores(band))


def _scores(band: Band | None) -> str:
    if band is None:
        return NOTHING
    return f"{band.label}, score {band.min} to {band.max}, looked at again within {how_long(band.review_days, 'days')}"


def _tools(old: Terms, new: Terms) -> Iterator[Change]:
    before = {tool.code: tool.on for tool in old.tools}
    words: dict[Any, str] = {True: "in use", False: "not in use", None: NOTHING}
    for tool in new.tools:
        yield Change("4", f"Tool: {tool.label}", words[before.get(tool.code)], words[tool.on])


def _grounds(old: Terms, new: Terms) -> Iterator[Change]:
    before = {ground.code: ground for ground in old.sharing}
    for ground in new.sharing:
        yield Change(
            "7 b 4", f"Ground for sharing: {ground.label}", _adopted(before.get(ground.code)), _adopted(ground)
        )


def _adopted(ground: SharingGround | None) -> str:
    if ground is None:
        return NOTHING
    return ". ".join(filter(None, ("adopted" if ground.on else "not adopted", ground.decided)))


def _limits(old: Terms, new: Terms) -> Iterator[Change]:
    for name, words, clause in (
        ("story", "Longest story, in characters", "3 a"),
        ("answer", "Longest answer, in characters", "3 a"),
        ("line", "Longest line, in characters", "3 a"),
        ("updates_at_most_days", "Rarest updates that can be agreed, in days", "3.2 c"),
        ("consent_asked_days", "Asked again before a consent runs out, in days", "7 b 1"),
    ):
        yield Change(clause, words, str(getattr(old.limits, name)), str(getattr(new.limits, name)))
