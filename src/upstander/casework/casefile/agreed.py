"""The plan as a page shows it: each step, each person's answer, and whether it is in force (clauses 3.2 d, 4)."""

from __future__ import annotations

from uuid import UUID

from upstander.casework.casefile.page import AnswerRow, PlanView, StepRow
from upstander.casework.casefile.said import called, label
from upstander.casework.casefile.sheaf import Sheaf
from upstander.policy.grounds import PartyRole
from upstander.policy.plans import PLAN_REPLY_LABELS, PlanReply, is_in_force, may_start_step, who_agrees
from upstander.policy.ruling import Ruling
from upstander.policy.terms import Terms
from upstander.records.plans import Plan, PlanStep

IN_FORCE = "Everybody heard agrees to this version."
NOT_IN_FORCE = "Not everybody who is heard has agreed to this version yet."


def plan_view(sheaf: Sheaf, terms: Terms) -> PlanView | None:
    """Return the latest version of the plan. `terms`: the case's own, with the tools that are permitted today."""
    plan: Plan | None = next(iter(sheaf.rows["plan"]), None)
    if plan is None:
        return None
    parts: dict[UUID, str] = {party.pk: party.part for party in sheaf.rows["parties"]}
    answers: dict[UUID, str] = {row.party_id: row.answer for row in sheaf.rows["answers"]}
    asked = who_agrees(parts, answered=answers)
    in_force = is_in_force(answers, heard=asked)
    heard = {str(party) for party, part in parts.items() if part == PartyRole.RESIDENT_HEARD}
    approach = bool(heard) and heard <= set(plan.approach)
    return PlanView(
        plan=str(plan.pk),
        version=plan.version,
        aim=plan.aim,
        in_force=in_force,
        why_not=IN_FORCE if in_force else NOT_IN_FORCE,
        how="" if in_force else "Steps that protect or support may start at once.",
        approach_agreed_by=tuple(plan.approach),
        steps=tuple(
            _step(terms, step, _may_start(sheaf, terms, step, in_force, approach)) for step in sheaf.rows["steps"]
        ),
        answers=tuple(_answer(sheaf, party) for party in asked),
    )


def _may_start(sheaf: Sheaf, terms: Terms, step: PlanStep, in_force: bool, approach: bool) -> Ruling:
    return may_start_step(
        terms,
        tool=step.tool,
        on=sheaf.work.today,
        in_force=in_force,
        agrees_to_approach=approach,
        roles=sheaf.work.who.roles,
    )


def _step(terms: Terms, step: PlanStep, may_start: Ruling) -> StepRow:
    tool = terms.tool(step.tool)
    return StepRow(
        step=str(step.pk),
        code=str(step.code),
        tool=step.tool,
        label=tool.label if tool else step.tool.replace("_", " "),
        what=step.what,
        who_does_it=step.who_does_it,
        agency=str(step.agency_id or ""),
        group=step.group or "",  # type: ignore[attr-defined]  # said by the query of steps
        due_on=step.due_on,
        protective=step.protective,
        approaches=tool is not None and tool.approaches,
        may_start=may_start,
        done_on=step.done_on,
        outcome=step.outcome,
        outcome_words=step.outcome_words,
    )


def _answer(sheaf: Sheaf, party: UUID) -> AnswerRow:
    given = [row for row in sheaf.rows["answers"] if row.party_id == party]
    if not given:
        return AnswerRow(party=str(party), name=called(sheaf, party), answer="", label="No answer yet")
    last = given[-1]
    return AnswerRow(
        party=str(party),
        name=called(sheaf, party),
        answer=last.answer,
        label=label(PLAN_REPLY_LABELS, PlanReply, last.answer),
        given=last.given,
        words=last.words,
    )
