"""What a report is, and what is owed at once because of it (clauses 2 e and 3 b).

What the resident, or anybody else, perceives is enough. No proof, no police reference and no intent is
asked for, and nothing here can lower what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import (
    RED_FLAG_LABELS,
    Form,
    Ground,
    Kind,
    Priority,
    RedFlag,
    is_crime,
    known_forms,
    known_grounds,
)
from upstander.policy.roles import Route
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, RiskLevel, Terms


@enforces("1.1", "3 b")
def classify(
    perceived: bool,
    *,
    forms: Iterable[Form | str],
    grounds: Iterable[Ground | str] = (),
    by_others: bool = False,
    deliberate_harm: bool = False,
) -> Kind:
    """Say which kind of case this is, from what was perceived and by whom (`by_others`: anyone but the resident)."""
    prejudice = perceived or by_others or bool(known_grounds(grounds))
    if prejudice and is_crime(forms):
        return Kind.HATE_CRIME
    if prejudice or deliberate_harm:
        return Kind.HARASSMENT
    return Kind.ASB


@enforces("2 e")
def priority(kind: Kind | str, *, risk: RiskLevel | str = "") -> Priority:
    """Say how soon: only other anti-social behaviour without a high risk is standard."""
    if kind == Kind.ASB and risk != RiskLevel.HIGH:
        return Priority.STANDARD
    return Priority.HIGH


@enforces("2 a", "2 e")
def red_flags(
    forms: Iterable[Form | str],
    *,
    weapon: bool = False,
    fire: bool = False,
    threat_to_life: bool = False,
    child_at_risk: bool = False,
    not_safe_now: bool = False,
) -> tuple[RedFlag, ...]:
    """Return what must reach a person tonight. Somebody who is not safe now is in danger, whatever else they ticked."""
    raised = {
        RedFlag.WEAPON: weapon,
        RedFlag.FIRE: fire or Form.ARSON in known_forms(forms),
        RedFlag.THREAT_TO_LIFE: threat_to_life or not_safe_now,
        RedFlag.CHILD_AT_RISK: child_at_risk,
    }
    return tuple(flag for flag in RedFlag if raised[flag])


@enforces("2 d", "7 a")
def route(*, accused_staff: bool, domestic_abuse: bool, under_16: bool) -> Route:
    """Say which triage a report goes through.

    Somebody of ours complained of comes first: whoever sits in that line must not see it. The other
    two are triaged by the same people, so either answer reaches them.
    """
    if accused_staff:
        return Route.OUTSIDE_THE_LINE
    if domestic_abuse:
        return Route.DOMESTIC_ABUSE
    if under_16:
        return Route.UNDER_16
    return Route.ORDINARY


@enforces("2 e", "2 h")
def may_receive(
    terms: Terms,
    *,
    story: str,
    forms: Iterable[Form | str],
    today: date,
    happened_on: date | None = None,
    answers: Mapping[str, str] | None = None,
    lines: Mapping[str, str] | None = None,
) -> Ruling:
    """Say whether a report can be taken as it stands. `answers`, `lines`: other texts, by their name on the page."""
    for name, text, limit in _texts(terms, story, answers or {}, lines or {}):
        if len(text) > limit:
            return refuse(
                "2 e",
                f"{name} is {len(text) - limit} characters longer than the {limit} we can keep in one place.",
                "Nothing is lost. Shorten it, or send the rest as a second message once this is sent.",
            )
    if happened_on is not None and happened_on > today:
        return refuse("2 e", "The day you gave has not come yet.", "Check the date. About when is fine.")
    if story.strip() or known_forms(forms):
        return allow("2 e", "Every report is taken, and taken seriously.")
    return refuse(
        "2 e",
        "We do not know yet what happened.",
        "Tell us in your own words, however short, or choose what kind of thing it was.",
    )


@enforces("2 e")
def must_after_report(
    terms: Terms, *, received_at: datetime, flags: Iterable[RedFlag | str], kind: Kind | str
) -> tuple[Duty, ...]:
    """Return what is owed as soon as a report is in: somebody decides what it becomes, and danger is answered now."""
    triage = Duty(
        DutyKind.TRIAGE,
        terms.due(ClockKey.TRIAGE, received_at, high=priority(kind) is Priority.HIGH),
        "2 e",
        "Every report is taken seriously: it becomes a case, joins one, or is closed with a reason.",
    )
    raised = [RedFlag(flag) for flag in flags]
    if not raised:
        return (triage,)
    named = ", ".join(RED_FLAG_LABELS[flag] for flag in raised)
    due = terms.due(ClockKey.ANSWER_ALERT, received_at)
    return (Duty(DutyKind.ANSWER_ALERT, due, "2 e", f"Somebody may be in danger: {named}."), triage)


def _texts(
    terms: Terms, story: str, answers: Mapping[str, str], lines: Mapping[str, str]
) -> tuple[tuple[str, str, int], ...]:
    return (
        ("What happened", story, terms.limits.story),
        *((name, text, terms.limits.answer) for name, text in answers.items()),
        *((name, text, terms.limits.line) for name, text in lines.items()),
    )
