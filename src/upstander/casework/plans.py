"""Action plans: versions made with people, and each person's own answer (clauses 3.2 d, 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, is_resident, opened, row_id
from upstander.casework.promised import owe_promised
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.placeplans import GROUP_KINDS, may_draw_on
from upstander.policy.plans import (
    Given,
    PlanReply,
    StepFacts,
    is_protective,
    may_answer_plan,
    may_record_plan,
    must_agree_plan,
    must_change_plan,
)
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.stages import Stage, may_move, may_work_on
from upstander.records.agencies import Agency
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.placeplans import groups_for, known_group
from upstander.records.plans import Plan, PlanAnswer, PlanStep
from upstander.records.sight import own_party


@dataclass(frozen=True, slots=True, kw_only=True)
class StepGiven:
    """One step as it is planned. `code` is that of a step of the version before, where it carries over.

    `agency`: a group or activity of the register that the step draws on, by its key (clause 3.4).
    """

    tool: str
    what: str
    who_does_it: str
    due_on: date | None
    code: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The version made, who has to answer it (parties), and which steps may start before they do (codes)."""

    version: int
    plan: str
    to_answer: tuple[str, ...]
    may_start: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What they said, and whether the plan is in force now."""

    reply: str
    in_force: bool


def record_plan(
    who: Actor, number: str, *, aim: str, steps: Iterable[StepGiven], approach_agreed_by: Collection[str] = ()
) -> Planned:
    """Put a new version of the plan to the people it is for. Raises NotFound, Refused.

    `approach_agreed_by`: the people heard who have said yes to our speaking to the person complained of.
    """
    with opened(who, number, Deed.RECORD_PLAN) as work:
        work.require(may_work_on(work.case.stage))
        given, before, heard = tuple(steps), _latest(work), _heard(work)
        approach = sorted({str(party) for party in heard} & {str(row_id(party)) for party in approach_agreed_by})
        done = _done_before(before, given)
        ruling = may_record_plan(
            work.permitted,
            steps=[_facts(step) for step in given if step.code not in done],
            on=work.today,
            agrees_to_approach=bool(heard) and len(approach) == len(heard),
        )
        drawn = _drawn(work, [step.agency for step in given if step.agency and step.code not in done])
        version = before.version + 1 if before else 1
        entry = work.enter(ruling, version=version)
        plan = Plan.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=work.case, version=version, aim=aim, approach=approach
        )
        made = [_step(work, plan, entry, step, done.get(step.code), drawn.get(step.agency)) for step in given]
        _ask(work, entry, heard, again=version > 1)
        _move(work, Stage.PLANNING)
        owe_promised(work, plan, entry)
        at_once = tuple(str(step.code) for step in made if step.protective and step.done_id is None)
        return Planned(version, str(plan.pk), tuple(str(person) for person in heard), at_once)


def answer_plan(
    who: Actor,
    number: str,
    *,
    reply: str,
    version: int,
    party: str = "",
    words: str = "",
    given: str = Given.PHONE,
    read_back: bool = False,
) -> Answered:
    """Record what one person says to the plan: with their code themselves, or to an officer who reads it back.

    Raises NotFound, Refused.
    """
    with opened(who, number, Deed.ANSWER_PLAN) as work:
        own = own_party(who) if is_resident(who) else work.party(party)
        plan = _latest(work)
        if own is None or plan is None:
            raise NotFound("There is no plan to answer.")
        said = PlanAnswer(sealed_by=work.sealed_by, plan=plan, party=own, answer=reply, words=words)
        said.given = Given.PORTAL if is_resident(who) else given
        work.require(may_work_on(work.case.stage))
        ruling = _may_answer(work, said, current=plan.version == version, read_back=read_back)
        said.entry = work.enter(ruling, on_behalf_of="" if is_resident(who) else str(own.pk), version=version)
        said.save(force_insert=True)
        return Answered(reply, _follow(work, said))


def _may_answer(work: Work, said: PlanAnswer, *, current: bool, read_back: bool) -> Ruling:
    return may_answer_plan(
        said.answer,
        heard=said.party.part in (PartyRole.RESIDENT_HEARD, PartyRole.WITNESS),
        own=is_resident(work.who) or said.given != Given.PORTAL,
        current=current,
        given=said.given,
        read_back=read_back,
        words=said.words,
    )


def _follow(work: Work, said: PlanAnswer) -> bool:
    """Start and end what follows from an answer; return whether the plan is in force now."""
    _keep_clocks(work, said.entry, said.party_id, said.answer)
    in_force = owe_promised(work, said.plan, said.entry, now={said.party_id: said.answer})
    _move(work, *((Stage.PLANNING, Stage.ACTING) if in_force else (Stage.PLANNING,)))
    return in_force


def _keep_clocks(work: Work, entry: Entry, person: UUID, reply: str) -> None:
    """End what this reply fulfils. Whoever asks for a change has agreed to nothing, and waits since the first time."""
    if reply != PlanReply.ASKS_CHANGE:
        work.fulfil(DutyKind.AGREE_PLAN, DutyKind.CHANGE_PLAN, entry=entry, person=person)
    elif not OwedDuty.objects.filter(case=work.case, kind=DutyKind.CHANGE_PLAN, party=person, done=None).exists():
        work.owe(must_change_plan(work.terms, person=person, asked_at=work.at), entry=entry)


def _latest(work: Work) -> Plan | None:
    return Plan.objects.filter(case=work.case).order_by("-version").first()


def _heard(work: Work) -> list[UUID]:
    rows = work.case.parties.filter(ended=None, part=PartyRole.RESIDENT_HEARD).order_by("started_at", "pk")
    return list(rows.values_list("pk", flat=True))


def _facts(step: StepGiven) -> StepFacts:
    return StepFacts(tool=step.tool, what=step.what, who_does_it=step.who_does_it, due_on=step.due_on)


def _done_before(before: Plan | None, given: tuple[StepGiven, ...]) -> dict[str, PlanStep]:
    """Return the steps of the version before that are done already and carry over, by code. Raises NotFound."""
    codes = {step.code: row_id(step.code) for step in given if step.code}
    held = {step.code: step for step in before.steps.all()} if before and codes else {}
    if not set(codes.values()) <= set(held) or len(set(codes.values())) < sum(bool(step.code) for step in given):
        raise NotFound("There is no such step in the plan.")
    return {text: held[code] for text, code in codes.items() if held[code].done_id is not None}


def _drawn(work: Work, wanted: Collection[str]) -> dict[str, Agency]:
    """Return the groups and activities that the steps name, each of which has to run in this borough today."""
    if not wanted:
        return {}
    borough = work.case.area.borough if work.case.area else ""
    rows = {row.pk: row for row in groups_for(borough, kinds=GROUP_KINDS, on=date.min)}
    others = [known_group(row) for row in rows.values()]
    for key in wanted:
        row = rows.get(row_id(key))
        work.require(may_draw_on(known_group(row) if row else None, on=work.today, others=others))
    return {key: rows[row_id(key)] for key in wanted}


def _step(
    work: Work, plan: Plan, entry: Entry, given: StepGiven, done: PlanStep | None, drawn: Agency | None
) -> PlanStep:
    """Make a step of this version; one that is done stands as it was done, whatever is planned now."""
    stands = done or given
    assert stands.due_on is not None  # no plan stands with a step that has no day
    made = PlanStep(
        sealed_by=work.sealed_by,
        entry=entry,
        plan=plan,
        code=row_id(given.code) if given.code else uuid4(),
        tool=stands.tool,
        what=stands.what,
        who_does_it=stands.who_does_it,
        due_on=stands.due_on,
        agency=done.agency if done else drawn,
        protective=is_protective(work.permitted, tool=stands.tool),
        outcome_words="",
    )
    if done is not None:
        made.done, made.done_on, made.outcome = done.done, done.done_on, done.outcome
        made.outcome_words = done.outcome_words
    made.save(force_insert=True)
    return made


def _ask(work: Work, entry: Entry, heard: list[UUID], *, again: bool) -> None:
    """Owe the agreement of everybody heard to this version; a clock that runs since the interview goes on."""
    if again:
        work.fulfil(DutyKind.CHANGE_PLAN, entry=entry)
    asked = OwedDuty.objects.filter(case=work.case, kind=DutyKind.AGREE_PLAN, done=None).values_list("party", flat=True)
    fresh = [person for person in heard if person not in set(asked)]
    work.owe(must_agree_plan(work.terms, persons=fresh, since=work.at), entry=entry)


def _move(work: Work, *stages: Stage) -> None:
    """Move the case through these stages, as far as each may follow."""
    case, before = work.case, work.case.stage
    for to in stages:
        if may_move(case.stage, to).allowed:
            case.stage = to
    if case.stage != before:
        case.save(update_fields=["stage"])
