"""What a plan promises: whether it is in force, and which of its steps are owed for that (clauses 3.2 d, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from upstander.casework.opened import Work
from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.plans import StepFacts, is_in_force, must_contact_alleged, must_do_step, who_agrees
from upstander.records.case import now_as
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.plans import Plan, PlanAnswer, PlanStep


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a version stands with the people in the case. `approach`: everybody heard has said yes to one."""

    in_force: bool
    approach: bool
    answers: dict[UUID, str]


def agreement(plan: Plan, *, now: Mapping[UUID, str] | None = None) -> Agreement:
    """Return how a version of a plan stands: the latest answer of each person in the case, and those given `now`."""
    parts: dict[UUID, str] = dict(plan.case.parties.filter(ended=None).values_list("pk", "part"))
    standing = now_as(plan.case)
    given = PlanAnswer.objects.filter(plan=plan).order_by("entry__seq").values_list("party", "answer")
    answers = {standing[party]: answer for party, answer in given if party in standing} | dict(now or {})
    agreed = {standing[party] for text in plan.approach if (party := UUID(text)) in standing}
    heard = {person for person, part in parts.items() if part == PartyRole.RESIDENT_HEARD}
    return Agreement(
        in_force=is_in_force(answers, heard=who_agrees(parts, answered=answers)),
        approach=bool(heard) and heard <= agreed,
        answers=answers,
    )


def owe_promised(work: Work, plan: Plan, entry: Entry, *, now: Mapping[UUID, str] | None = None) -> bool:
    """Owe the steps that may start as the plan stands now, and end the clocks of all others. Return if in force."""
    stands = agreement(plan, now=now)
    steps = list(plan.steps.filter(done=None))
    owed = {step.pk: _owed(work, step, stands.in_force) for step in steps}
    open_now = OwedDuty.objects.filter(case=work.case, kind=DutyKind.DO_STEP, done=None)
    open_now.exclude(step__in=[pk for pk, duties in owed.items() if duties]).update(
        done=entry, done_at=work.at, paused_at=None
    )
    running = set(open_now.values_list("step", flat=True))
    for step in steps:
        if step.pk not in running:
            work.owe(owed[step.pk], entry=entry, step=step)
    _owe_approach(work, steps, stands, entry)
    return stands.in_force


def _owed(work: Work, step: PlanStep, in_force: bool) -> tuple[Duty, ...]:
    facts = StepFacts(tool=step.tool, what=step.what, who_does_it=step.who_does_it, due_on=step.due_on)
    return must_do_step(work.permitted, step=facts, in_force=in_force)


def _owe_approach(work: Work, steps: list[PlanStep], stands: Agreement, entry: Entry) -> None:
    """Hear the other side once everybody heard has agreed to it, and not a day before."""
    kind = DutyKind.CONTACT_ALLEGED
    approaches = any(tool.approaches for step in steps if (tool := work.permitted.tool(step.tool)))
    if not (stands.in_force and stands.approach and approaches):
        work.fulfil(kind, entry=entry)
        return
    asked = OwedDuty.objects.filter(case=work.case, kind=kind, done=None).values("party")
    accused = work.case.parties.filter(ended=None, part=PartyRole.ALLEGED_PERPETRATOR).exclude(pk__in=asked)
    for person in accused.exclude(contacts__reached=True).values_list("pk", flat=True):
        work.owe(must_contact_alleged(work.terms, person=person, agreed_at=work.at), entry=entry)
