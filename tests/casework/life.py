"""What is known of one case beside the record, and what has to hold of it after anything at all was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
)

from tests.cast import NOW, Landlord
from upstander.casework.opened import NotFound
from upstander.casework.promised import agreement
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Kind, PartyRole, Priority
from upstander.policy.plans import PlanReply
from upstander.policy.ruling import Refused
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry, Fact, breaks
from upstander.records.plans import Plan, PlanStep

KINDS = [Kind.ASB, Kind.HARASSMENT, Kind.HATE_CRIME]
PRIORITIES = [Priority.STANDARD, Priority.HIGH]
TOOLS = ("locks_lighting", "support", "diary", "photos", "talk", "professional_witness", "injunction")
SAFE = {"locks_lighting", "support"}
NEAR = {"talk", "injunction"}
ONE_CLOCK = (DutyKind.REVIEW_RISK, DutyKind.AGREE_PLAN, DutyKind.CHANGE_PLAN, DutyKind.KEEP_INFORMED, DutyKind.DO_STEP)


class Life(RuleBasedStateMachine):
    """A case from its report on, and beside it what we were told, to compare."""

    def __init__(self, house: Landlord) -> None:
        super().__init__()
        self.house, self.at, self.number = house, NOW, ""
        self.kind, self.priority = Kind.ASB, Priority.STANDARD
        self.version, self.approach = 0, set[str]()
        self.replies: dict[tuple[int, str], str] = {}
        self.levels: dict[str, str] = {}

    def does(self, deed: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """Do a deed. What is done or refused is entered, and what is out of sight leaves nothing."""
        before = Entry.objects.count()
        try:
            done, no = deed(*given, **more), None
        except Refused as refused:
            done, no = None, refused.ruling
        except NotFound:
            assert self.entered(before) == []
            return None
        made = self.entered(before)
        assert made
        assert made == [(deed.__name__, False)] if no else all(allowed for _, allowed in made)
        assert not no or no.how
        return done

    def entered(self, before: int) -> list[tuple[str, bool]]:
        return list(Entry.objects.order_by("seq").values_list("deed", "allowed")[before:])

    def by(self, name: str) -> Any:
        return self.house.actor(name, self.at)

    @property
    def case(self) -> Case:
        return Case.objects.get(number=self.number)

    def owed(self) -> list[OwedDuty]:
        return list(OwedDuty.objects.filter(case__number=self.number, done=None))

    def parties(self, *parts: str) -> list[str]:
        found = Party.objects.filter(case__number=self.number, part__in=parts or set(PartyRole), ended=None)
        return [str(pk) for pk in found.order_by("started_at", "pk").values_list("pk", flat=True)]

    def in_force(self) -> bool:
        heard, witnesses = self.parties(PartyRole.RESIDENT_HEARD), self.parties(PartyRole.WITNESS)
        said = [self.replies.get((self.version, person)) for person in heard]
        said += [self.replies.get((self.version, person), PlanReply.AGREES) for person in witnesses]
        return bool(heard) and bool(self.version) and all(reply == PlanReply.AGREES for reply in said)

    def only_what_may_start_is_owed(self) -> None:
        open_steps = PlanStep.objects.filter(plan__case=self.case, plan__version=self.version, done=None)
        may_start = {step.pk for step in open_steps if step.tool in SAFE or self.in_force()}
        owed = OwedDuty.objects.filter(case=self.case, kind=DutyKind.DO_STEP, done=None)
        assert sorted(owed.values_list("step", flat=True)) == sorted(may_start)

    @invariant()
    def nothing_is_lost_or_made_less(self) -> None:
        case = self.case
        queued = DutyKind.TAKE_CASE in {duty.kind for duty in self.owed()}
        assert case.closed_at or case.owner_id or (case.team_id and queued)
        assert KINDS.index(Kind(case.kind)) >= KINDS.index(self.kind)
        assert PRIORITIES.index(Priority(case.priority)) >= PRIORITIES.index(self.priority)
        self.kind, self.priority = Kind(case.kind), Priority(case.priority)

    @invariant()
    def a_plan_is_in_force_by_agreement_alone(self) -> None:
        if self.version:
            assert agreement(Plan.objects.get(case=self.case, version=self.version)).in_force is self.in_force()

    @invariant()
    def every_clock_lies_with_somebody_and_runs_once(self) -> None:
        owed = self.owed()
        assert all(duty.staff_id or duty.team_id for duty in owed)
        once = [(duty.kind, duty.party_id, duty.step_id) for duty in owed if duty.kind in ONE_CLOCK]
        assert len(once) == len(set(once))

    def teardown(self) -> None:
        assert list(breaks()) == []
        allowed = Entry.objects.filter(allowed=True)
        for model in apps.get_app_config("records").get_models():
            if issubclass(model, Fact):
                assert not model._base_manager.exclude(entry__in=allowed).exists(), model
        connection.check_constraints()
