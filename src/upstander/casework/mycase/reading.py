"""Reading one's own case or report: a few statements, entered like every other look into a file (3.2 c, 7 a, 10 c)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.mycase.contact import contact, latest_contact
from upstander.casework.mycase.looks import openings
from upstander.casework.mycase.page import (
    Letter,
    MyCase,
    MyIncident,
    MyPlan,
    MyReason,
    MyStep,
    NextDate,
    Officer,
    Opening,
    StageRow,
)
from upstander.casework.opened import LONDON, NotFound, Work, opened_either
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import FORMS, GROUNDS, known_forms, known_grounds
from upstander.policy.mycase import (
    OUR_TURN,
    YOUR_TURN,
    first_name,
    may_read_plan,
    plan_words,
)
from upstander.policy.plans import STEP_OUTCOME_LABELS, StepOutcome, is_in_force, who_agrees
from upstander.policy.roles import ROLE_LABELS, Deed, Role, may_do
from upstander.policy.stages import STAGE_WORDS, Stage
from upstander.records import keyring, sight
from upstander.records.case import Party, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.plans import Plan, PlanAnswer, PlanStep, with_groups
from upstander.records.staff import Appointment
from upstander.records.together import Rows, together
from upstander.records.worked import Incident, Message, Motive

DEED = Deed.OPEN_CASE_FILE
OPENED = ("messages", "told", "reasons", "plans", "steps", "answers", "contact")
NEWEST = 100


def my_case(who: Actor) -> MyCase:
    """Return what somebody may read with their code, and enter that they did. Raises NotFound."""
    codes = ResidentCode.objects.filter(ended=None).select_related("report", "party__case")
    code = codes.filter(pk=who.code).first() if who.code else None
    about = code.party.case if code and code.party else code.report if code else None
    if code is None or about is None:
        raise NotFound("There is no such case.")
    with opened_either(who, about.number, DEED, reading=True) as work:
        work.enter(may_do(who.roles, DEED))
        own = sight.own_party(who) if work.held_case else None
        rows = _rows(work, own)
        keyring.warm(row.sealed_by for kind in OPENED for row in rows.get(kind, ()))
        return _page(work, own, rows, openings(work, own, code.report_id))


def _rows(work: Work, own: Party | None) -> Rows:
    if own is None:
        return _rows_waiting(work)
    case = work.case
    messages, told = Message.objects.filter(party=own), Incident.objects.filter(told_by=own)
    reasons = Motive.objects.filter(party=own)
    written = Q(pk__in=messages.values("entry")) | Q(pk__in=told.values("entry")) | Q(pk__in=reasons.values("entry"))
    plans = Plan.objects.filter(case=case).order_by("-version")[:1]
    latest: QuerySet[Any] = plans.values("pk") if may_read_plan(own.part).allowed else plans.none().values("pk")
    return together(
        {
            "messages": messages.order_by("-entry__seq")[:NEWEST],
            "told": told.order_by("-entry__seq")[:NEWEST],
            "reasons": reasons.order_by("-entry__seq")[:NEWEST],
            "entries": Entry.objects.filter(written).only("at"),
            "duties": OwedDuty.objects.filter(case=case, party=own, done=None, paused_at=None),
            "plans": Plan.objects.filter(pk__in=latest),
            "steps": with_groups(PlanStep.objects.filter(plan__in=latest)).order_by("due_on", "pk"),
            "answers": PlanAnswer.objects.filter(plan__in=latest).order_by("entry__seq"),
            "parties": Party.objects.filter(case=case, ended=None).only("part"),
            "contact": latest_contact(work, own),
            "roles": Appointment.objects.filter(sight.live(work.at), staff=case.owner_id),
        }
    )


def _rows_waiting(work: Work) -> Rows:
    messages = Message.objects.filter(report=work.report)
    return together(
        {
            "messages": messages.order_by("-entry__seq")[:NEWEST],
            "entries": Entry.objects.filter(pk__in=messages.values("entry")).only("at"),
            "duties": OwedDuty.objects.filter(report=work.report, done=None),
            "contact": latest_contact(work, None),
        }
    )


def _page(work: Work, own: Party | None, rows: Rows, openings: tuple[Opening, ...]) -> MyCase:
    case, report = work.held_case, work.report
    plan = _plan(work, own, rows) if own else None
    ours = _ours(work, rows, planned=plan is not None)
    yours = _yours(work, rows) if plan and not plan.my_answer and not (case and case.closed_at) else None
    return MyCase(
        number=case.number if case else report.number if report else "",
        is_case=case is not None,
        stages=_stages(Stage(case.stage) if case else Stage.NEW),
        officer=_officer(work, rows) if case else None,
        next=yours or ours,
        ours=ours,
        update_days=own.update_days if own else None,
        messages=tuple(
            Letter(at=_at(rows, row), mine=row.from_resident, text=row.text) for row in rows.get("messages", ())
        ),
        plan=plan,
        told=_told(work, rows),
        reasons=tuple(_reason(rows, row) for row in rows.get("reasons", ())),
        openings=openings,
        contact=contact(work, own, rows),
        may_add=case is not None and case.closed_at is None,
        closed_on=case.closed_at.astimezone(LONDON).date() if case and case.closed_at else None,
    )


def _at(rows: Rows, row: Any) -> Any:
    return next(entry.at for entry in rows["entries"] if entry.pk == row.entry_id)


def _stages(now: Stage) -> tuple[StageRow, ...]:
    order = list(Stage)
    state = {True: "done", False: "to_come"}
    return tuple(
        StageRow(
            words=STAGE_WORDS[stage], state="now" if stage is now else state[order.index(stage) < order.index(now)]
        )
        for stage in order
    )


def _officer(work: Work, rows: Rows) -> Officer | None:
    owner = work.case.owner
    if owner is None:
        return None
    held = {row.role for row in rows.get("roles", ())}
    role = next((ROLE_LABELS[role] for role in Role if role in held), "")
    return Officer(first_name=first_name(owner.name), role=role)


def _ours(work: Work, rows: Rows, *, planned: bool) -> NextDate | None:
    """Return the earliest thing we owe them that may be named to them."""
    named = [row for row in rows.get("duties", ()) if row.kind in OUR_TURN]
    owed = [row for row in named if not (planned and row.kind == DutyKind.AGREE_PLAN)]
    first = min(owed, key=lambda row: row.due_at, default=None)
    if first is None:
        return None
    words = OUR_TURN[DutyKind(first.kind)]
    return NextDate(words=words, by=first.due_at, yours=False, late=first.due_at < work.at)


def _yours(work: Work, rows: Rows) -> NextDate:
    asked = [row.due_at for row in rows.get("duties", ()) if row.kind == DutyKind.AGREE_PLAN]
    return NextDate(words=YOUR_TURN, by=min(asked, default=None), yours=True, late=False)


def _plan(work: Work, own: Party, rows: Rows) -> MyPlan | None:
    plan = next(iter(rows["plans"]), None)
    if plan is None:
        return None
    answers: dict[UUID, str] = {row.party_id: row.answer for row in rows["answers"]}
    mine = [row for row in rows["answers"] if row.party_id == own.pk]
    parts: dict[UUID, str] = {row.pk: row.part for row in rows["parties"]}
    in_force = is_in_force(answers, heard=who_agrees(parts, answered=answers.keys()))
    return MyPlan(
        version=plan.version,
        aim=plan.aim,
        in_force=in_force,
        words=plan_words(in_force=in_force, answered=bool(mine)),
        my_answer=mine[-1].answer if mine else "",
        my_words=mine[-1].words if mine else "",
        steps=tuple(_step(work, row) for row in rows["steps"]),
    )


def _step(work: Work, row: PlanStep) -> MyStep:
    tool = work.terms.tool(row.tool)
    return MyStep(
        label=tool.label if tool else "",
        what=row.what,
        who_does_it=row.who_does_it,
        group=row.group or "",  # type: ignore[attr-defined]  # said by the query of steps
        due_on=row.due_on,
        protective=row.protective,
        done_on=row.done_on,
        outcome=STEP_OUTCOME_LABELS[StepOutcome(row.outcome)] if row.outcome else "",
    )


def _told(work: Work, rows: Rows) -> tuple[MyIncident, ...]:
    report = work.report
    if work.held_case is None and report is not None:
        said: dict[str, Any] = report.answers.get("when") or {}
        waiting = MyIncident(
            at=report.received_at,
            happened_on=report.happened_on,
            when_words=said.get("words", ""),
            story=report.story,
            forms=_forms(report.forms),
        )
        return (waiting,)
    return tuple(
        MyIncident(
            at=_at(rows, row),
            happened_on=row.happened_on,
            when_words=row.when_words,
            story=row.story,
            forms=_forms(row.forms),
        )
        for row in rows["told"]
    )


def _forms(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(FORMS[form].label for form in sorted(known_forms(forms)))


def _reason(rows: Rows, row: Motive) -> MyReason:
    grounds = tuple(GROUNDS[ground].label for ground in sorted(known_grounds(row.grounds)))
    return MyReason(at=_at(rows, row), perceived=row.perceived, grounds=grounds, words=row.words)
