"""A step of the plan done, or a repair that is owed: an agreed step is a promise (clauses 4, 3 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened, row_id
from upstander.casework.promised import agreement
from upstander.policy.duty import DutyKind
from upstander.policy.plans import StepOutcome, may_record_step, may_start_step
from upstander.policy.repairs import REPAIR_OF, may_record_repair
from upstander.policy.roles import Deed
from upstander.policy.stages import may_work_on
from upstander.records.duties import OwedDuty
from upstander.records.plans import PlanStep


@dataclass(frozen=True, slots=True)
class Stepped:
    """How many clocks this ended."""

    ended: int


def record_step(
    who: Actor,
    number: str,
    *,
    outcome: str,
    done_on: date,
    words: str = "",
    step: str = "",
    duty: str = "",
) -> Stepped:
    """Record what became of a step of the plan, or of a repair owed without one (`duty`). Raises NotFound, Refused."""
    with opened(who, number, Deed.RECORD_STEP) as work:
        work.require(may_work_on(work.case.stage))
        if step:
            return _plan_step(work, row_id(step), outcome, done_on, words)
        return _repair(work, duty, outcome, done_on, words)


def _plan_step(work: Work, step_id: UUID, outcome: str, done_on: date, words: str) -> Stepped:
    step = PlanStep.objects.filter(pk=step_id, plan__case=work.case, done=None).select_related("plan").first()
    if step is None or step.plan.version != work.case.plans.order_by("-version").values_list("version", flat=True)[0]:
        raise NotFound("There is no such step to do in the plan.")
    stands = agreement(step.plan)
    may_start = may_start_step(
        work.permitted,
        tool=step.tool,
        on=done_on,
        in_force=stands.in_force,
        agrees_to_approach=stands.approach,
        roles=work.who.roles,
    )
    ruling = may_record_step(outcome, may_start=may_start, words=words, done_on=done_on, today=work.today)
    entry = work.enter(ruling, step=str(step.code), tool=step.tool, outcome=outcome)
    step.done, step.done_on, step.outcome, step.outcome_words = entry, done_on, outcome, words
    step.save(update_fields=["done", "done_on", "outcome", "outcome_words"])
    ended = work.fulfil(DutyKind.DO_STEP, entry=entry, step=step.pk)
    if outcome == StepOutcome.DONE and step.tool in REPAIR_OF:
        ended += work.fulfil(REPAIR_OF[step.tool], entry=entry)
    return Stepped(ended)


def _repair(work: Work, duty: str, outcome: str, done_on: date, words: str) -> Stepped:
    owed = OwedDuty.objects.filter(case=work.case, pk=row_id(duty), done=None, kind__in=set(REPAIR_OF.values())).first()
    if owed is None:
        raise NotFound("There is no such repair owed in this case.")
    ruling = may_record_repair(outcome, words=words, done_on=done_on, today=work.today)
    entry = work.enter(ruling, repair=owed.kind, outcome=outcome, done_on=done_on.isoformat(), words=words)
    return Stepped(work.fulfil(DutyKind(owed.kind), entry=entry))
