"""Action plans that people feel they can agree with, from the tools in force (clauses 3.2 d and 4).

A plan is in force when everybody heard agrees to this version. Until then only what protects or supports
them goes ahead: somebody who wants nothing done is never left with nothing done for their safety.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.roles import ROLE_LABELS, Role
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms, Tool, ToolFamily
from upstander.policy.workingdays import close_of


class PlanReply(StrEnum):
    """What somebody says to one version of the plan. Saying nothing is none of these."""

    AGREES = "agrees"
    ASKS_CHANGE = "asks_change"
    DECLINES = "declines"


class Given(StrEnum):
    """How an answer was given. Only the first needs no reading back."""

    PORTAL = "portal"
    PHONE = "phone"
    IN_PERSON = "in_person"


class StepOutcome(StrEnum):
    """What became of a step."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    NOT_POSSIBLE = "not_possible"


PLAN_REPLY_LABELS: Mapping[PlanReply, str] = {
    PlanReply.AGREES: "I agree with this plan",
    PlanReply.ASKS_CHANGE: "I would like something changed",
    PlanReply.DECLINES: "I do not want this plan",
}
STEP_OUTCOME_LABELS: Mapping[StepOutcome, str] = {
    StepOutcome.DONE: "It was done",
    StepOutcome.NOT_NEEDED: "It is no longer needed",
    StepOutcome.NOT_POSSIBLE: "It could not be done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """One step as it stands in a plan. `tool` is a code of the catalogue."""

    tool: str
    what: str
    who_does_it: str
    due_on: date | None


def is_protective(terms: Terms, *, tool: str) -> bool:
    """Say whether a step with this tool may start before anybody has agreed to a plan."""
    known = terms.tool(tool)
    return known is not None and (known.family is ToolFamily.PROTECT or known.at_once)


@enforces("3.2 d", "4", "2 f")
def may_record_plan(terms: Terms, *, steps: Collection[StepFacts], on: date, agrees_to_approach: bool) -> Ruling:
    """Say whether these steps make a plan to put to people. `agrees_to_approach`: everybody heard said yes to it."""
    for step in steps:
        ruling = _may_plan_step(terms, step, on, agrees_to_approach)
        if not ruling.allowed:
            return ruling
    if steps:
        return allow("3.2 d", "The plan can be put to the people it is for. It is in force once they agree.")
    return refuse("3.2 d", "A plan needs at least one step.", "Add a step, if only how and when we next speak.")


@enforces("3.2 d", "3.2 b")
def who_agrees(parts: Mapping[UUID, PartyRole | str], *, answered: Collection[UUID]) -> tuple[UUID, ...]:
    """Return whose agreement a version needs: everybody heard, and each witness who has answered it.

    A witness is not made to read another household's plan; but what a witness says of it counts.
    """
    return tuple(
        person
        for person, part in parts.items()
        if part == PartyRole.RESIDENT_HEARD or (part == PartyRole.WITNESS and person in answered)
    )


@enforces("3.2 d")
def is_in_force(answers: Mapping[UUID, PlanReply | str], *, heard: Collection[UUID]) -> bool:
    """Say whether a version is in force: somebody is heard, and every one of them agrees to it."""
    return bool(heard) and all(answers.get(person) == PlanReply.AGREES for person in heard)


@enforces("3.2 d", "4", "2 f", "7 b 7")
def may_start_step(
    terms: Terms, *, tool: str, on: date, in_force: bool, agrees_to_approach: bool, roles: Iterable[str]
) -> Ruling:
    """Say whether a step may start on this day. `roles`: of whoever starts it."""
    known = terms.tool(tool)
    ruling = _may_use(known, on, agrees_to_approach)
    if known is None or not ruling.allowed:
        return ruling
    if known.approver and not {known.approver, Role.REGIONAL_MANAGER} & set(roles):
        who = ROLE_LABELS[Role(known.approver)].lower()
        return refuse("4", f"{known.label} needs a {who} to approve it.", f"Ask a {who} to start this step.")
    if is_protective(terms, tool=tool):
        return allow("3.2 d", "What keeps people safe, or supports them, may start at once.")
    if in_force:
        return allow("3.2 d", "Everybody heard agrees to this plan.")
    return refuse(
        "3.2 d",
        "Not everybody who is heard has agreed to this plan, so it is not in force.",
        "Ask them for their answer, or change the plan with them. Steps that protect or support may start at once.",
    )


@enforces("4")
def may_record_step(outcome: StepOutcome | str, *, may_start: Ruling, words: str, done_on: date, today: date) -> Ruling:
    """Say whether a step's end may be recorded. `may_start`: the answer of `may_start_step` for it."""
    if outcome not in set(StepOutcome):
        return refuse("4", "We do not know what became of this step.", "Choose one of the answers listed.")
    if done_on > today:
        return refuse("4", "That day has not come yet.", "Record the step once it is done.")
    if outcome == StepOutcome.DONE:
        return may_start if not may_start.allowed else allow("4", "An agreed step is a promise, and it was kept.")
    if words.strip():
        return allow("4", "Why the step was not done is on the record.")
    return refuse("4", "A step was promised, and it was not done.", "Say why, so that they can be told.")


@enforces("3.2 d")
def may_answer_plan(
    reply: PlanReply | str, *, heard: bool, own: bool, current: bool, given: Given | str, read_back: bool, words: str
) -> Ruling:
    """Say whether somebody's answer to the plan may be recorded as theirs.

    `own`: it is this person's answer, and nobody's for them. `read_back`: it was read back to them.
    """
    if reply not in set(PlanReply):
        return refuse("3.2 d", "This is not an answer to the plan.", "Agree, ask for a change, or decline.")
    if not heard or not own:
        return refuse("3.2 d", "Everybody answers for themselves.", "Ask the person the plan is for.")
    if not current:
        return refuse("3.2 d", "The plan has changed since.", "Read the newest version, then answer that one.")
    if given not in set(Given):
        return refuse(
            "3.2 d", "We do not know how they answered.", "Say whether by phone, in person or with their code."
        )
    if given != Given.PORTAL and not read_back:
        return refuse(
            "3.2 d", "It has not been read back to them.", "Read their answer back, and ask whether it is right."
        )
    if reply != PlanReply.ASKS_CHANGE or words.strip():
        return allow("3.2 d", "The answer is recorded as theirs.")
    return refuse("3.2 d", "We do not know yet what should be different.", "Say what you would like changed.")


@enforces("3.2 d")
def must_agree_plan(terms: Terms, *, persons: Iterable[UUID], since: datetime) -> tuple[Duty, ...]:
    """Return that a plan is agreed with each of them. `since`: the interview, or when a new version was put to them."""
    due = terms.due(ClockKey.ACTION_PLAN, since)
    why = "We make a plan with them that they feel they can agree with, and give them a copy."
    return tuple(Duty(DutyKind.AGREE_PLAN, due, "3.2 d", why, person) for person in persons)


@enforces("3.2 d")
def must_change_plan(terms: Terms, *, person: UUID, asked_at: datetime) -> tuple[Duty, ...]:
    """Return that a change somebody asked for is answered, with a new version or with a word why not."""
    due = terms.due(ClockKey.PLAN_CHANGE, asked_at)
    return (Duty(DutyKind.CHANGE_PLAN, due, "3.2 d", "They asked for a change in the plan.", person),)


@enforces("4")
def must_do_step(terms: Terms, *, step: StepFacts, in_force: bool) -> tuple[Duty, ...]:
    """Return the step as owed, once it may start: at once for what protects, or else when the plan is in force."""
    if step.due_on is None or not (in_force or is_protective(terms, tool=step.tool)):
        return ()
    return (Duty(DutyKind.DO_STEP, close_of(step.due_on), "4", f"The plan promises this: {step.what}"),)


@enforces("10 c")
def must_contact_alleged(terms: Terms, *, person: UUID, agreed_at: datetime) -> tuple[Duty, ...]:
    """Return that the other side is heard, counted from the day the people heard agreed to it."""
    due = terms.due(ClockKey.ALLEGED, agreed_at)
    return (Duty(DutyKind.CONTACT_ALLEGED, due, "10 c", "Everybody involved is heard and kept informed.", person),)


def _may_plan_step(terms: Terms, step: StepFacts, on: date, agrees_to_approach: bool) -> Ruling:
    ruling = _may_use(terms.tool(step.tool), on, agrees_to_approach)
    if not ruling.allowed:
        return ruling
    if not step.what.strip() or not step.who_does_it.strip():
        return refuse("4", "A step says what is done, and who does it.", "Fill in both in plain words.")
    if step.due_on is None or step.due_on < on:
        return refuse("4", "A step has a day by which it is done.", "Give a day from today on.")
    return allow("4", "This step can stand in a plan.")


def _may_use(tool: Tool | None, on: date, agrees_to_approach: bool) -> Ruling:
    if tool is None:
        return refuse("4", "This is not one of the tools we may use.", "Choose a tool from the list.")
    if not tool.in_force(on):
        return refuse("4", f"{tool.label} may not be used on that day.", "Choose a tool that is in force.")
    if tool.family is ToolFamily.LEGAL:
        return refuse(
            "2 f",
            f"{tool.label} is legal action. That is a last resort, and is not part of a plan.",
            "Plan earlier steps and support first. Legal action is asked for on its own, and a manager approves it.",
        )
    if tool.approaches and not agrees_to_approach:
        return refuse(
            "3.2 d",
            f"{tool.label} means speaking to the person complained of, and not everybody we hear has agreed to that.",
            "Ask them and record their answer, or leave this step out. Steps that protect or support need no approach.",
        )
    return allow("4", f"{tool.label} may be used.")
