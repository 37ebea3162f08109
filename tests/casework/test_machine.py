"""Any order of deeds, by anybody, over one case's life: whatever is done or refused, the promises hold after it."""

from __future__ import annotations

import itertools
import os
from datetime import date, timedelta
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.casework.life import NEAR, SAFE, TOOLS, Life
from tests.casework.working import REASON
from tests.cast import Landlord, a_report
from upstander.casework import (
    alerts,
    assigning,
    closing,
    contacts,
    incidents,
    investigating,
    motives,
    plans,
    risk,
    steps,
    support,
    triage,
)
from upstander.casework.actor import resident
from upstander.casework.told import Danger
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Category, Form, PartyRole
from upstander.policy.plans import PlanReply, StepOutcome
from upstander.policy.telling import OnBehalf
from upstander.policy.terms import RiskLevel
from upstander.policy.triage import TriageEnd
from upstander.records.case import Party, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.plans import Plan, PlanStep
from upstander.records.versions import terms_of

LIVES, STEPS = int(os.environ.get("UPSTANDER_TEST_LIVES", "5")), 30
"""How many cases live, and for how many deeds; the long proof asks for more."""

officers = st.sampled_from(["okafor", "okafor", "okafor", "reid", "lewis", "patel"])
reports = st.fixed_dictionaries(
    {
        "perceived": st.booleans(),
        "forms": st.sampled_from([(), (Form.GRAFFITI,), (Form.VERBAL_ABUSE,)]),
        "on_behalf": st.sampled_from([OnBehalf.ME, OnBehalf.WITNESS, OnBehalf.SOMEONE_ELSE]),
        "category": st.just(Category.NOISE),
        "grounds": st.just(()),
    }
)


class OneCase(Life):
    """Whatever anybody may try with a case, in any order."""

    @initialize(told=reports, owner=st.sampled_from(["", "okafor"]), planned=st.booleans())
    def open_a_case(self, told: dict[str, Any], owner: str, planned: bool) -> None:
        self.waiting = a_report(at=self.at, **told).number
        given = {"team": str(self.house.north.pk), "owner": str(self.house.staff[owner].pk) if owner else ""}
        assert self.does(triage.open_case, self.by("okafor"), self.waiting, **given) is None
        self.number = self.does(triage.open_case, self.by("reid"), self.waiting, **given).number
        if planned:
            self.plan("reid", ["locks_lighting", "diary", "talk"], yes=True, carried=False)

    @rule(by=officers, reason=st.sampled_from(["", *TriageEnd]))
    def what_is_a_case_is_not_dropped_or_opened_twice(self, by: str, reason: str) -> None:
        assert self.does(triage.close_report, self.by(by), self.waiting, reason=reason, words=REASON) is None
        assert self.does(triage.open_case, self.by(by), self.waiting, team=str(self.house.north.pk)) is None

    @rule(by=officers)
    def take(self, by: str) -> None:
        self.does(assigning.take_case, self.by(by), self.number)

    @rule(by=officers, told=reports)
    def join(self, by: str, told: dict[str, Any]) -> None:
        more = a_report(at=self.at, **told).number
        given = {"case_number": self.number, "because": REASON, "same_party": True, "same_household": True}
        self.does(triage.join_case, self.by(by), more, **given)

    @rule(by=officers, because=st.sampled_from([REASON, ""]), to=st.sampled_from(["", "lewis", "okafor", "patel"]))
    def assign(self, by: str, because: str, to: str) -> None:
        staff = str(self.house.staff[to].pk) if to else ""
        self.does(assigning.assign_case, self.by(by), self.number, because=because, staff=staff)

    @rule(by=officers, n=st.integers(0, 3), words=st.sampled_from(["Safe tonight.", ""]), heard=st.booleans())
    def contact(self, by: str, n: int, words: str, heard: bool) -> None:
        people = self.parties()
        given = {"party": people[n % len(people)], "way": "in_person", "words": words, "because": REASON}
        if heard:
            self.does(contacts.record_interview, self.by(by), self.number, **given)
        else:
            self.does(contacts.record_first_contact, self.by(by), self.number, **given, reached=True)

    @rule(
        by=officers, n=st.integers(0, 3), weapon=st.sampled_from(["no", "yes", ""]), level=st.sampled_from(["", "low"])
    )
    def assess(self, by: str, n: int, weapon: str, level: str) -> None:
        people, form = self.parties(), terms_of(self.case.version_id).risk
        answers = {q.code: min(q.answers, key=lambda a: a.score).code for q in form.questions} | {"weapons": weapon}
        given = {"party": people[n % len(people)], "answers": answers, "level": level, "because": REASON}
        told = self.does(risk.assess_risk, self.by(by), self.number, **given)
        if told is not None:
            self.levels[given["party"]] = told.level
            assert self.case.risk == max(self.levels.values(), key=list(RiskLevel).index)
            assert bool(told.red_flags) is (weapon == "yes")

    @rule(by=officers, tools=st.lists(st.sampled_from(TOOLS), max_size=3), yes=st.booleans(), carried=st.booleans())
    def plan(self, by: str, tools: list[str], yes: bool, carried: bool) -> None:
        heard = set(self.parties(PartyRole.RESIDENT_HEARD)) if yes else set()
        before = PlanStep.objects.filter(plan__case=self.case, plan__version=self.version) if carried else []
        codes = itertools.chain((str(step.code) for step in before), itertools.repeat(""))
        given = [self.step_given(tool, code) for tool, code in zip(tools, codes, strict=False)]
        made = self.does(
            plans.record_plan, self.by(by), self.number, aim="It stops.", steps=given, approach_agreed_by=heard
        )
        if made is not None:
            assert made.version == self.version + 1
            self.version, self.approach = made.version, heard
            assert not Plan.objects.get(pk=made.plan).steps.filter(tool="injunction").exists()
            self.only_what_may_start_is_owed()

    def step_given(self, tool: str, code: str) -> plans.StepGiven:
        due: date = self.at.date() + timedelta(days=5)
        return plans.StepGiven(tool=tool, what="As we said", who_does_it="Repairs", due_on=due, code=code)

    @rule(
        by=officers, n=st.integers(0, 3), reply=st.sampled_from(PlanReply), version=st.integers(0, 1), own=st.booleans()
    )
    @precondition(lambda self: self.version)
    def answer(self, by: str, n: int, reply: str, version: int, own: bool) -> None:
        people = self.parties()
        party = people[n % len(people)]
        given = {"reply": reply, "version": self.version - version, "words": "No visits, please."}
        code = ResidentCode.objects.filter(party=party, ended=None).first()
        if own and code is not None:
            said = self.does(plans.answer_plan, resident(code.pk, at=self.at), self.number, **given)
        else:
            given |= {"party": party, "given": "phone", "read_back": not own}
            said = self.does(plans.answer_plan, self.by(by), self.number, **given)
        if said is not None:
            assert version == 0
            self.replies[self.version, party] = reply
            assert said.in_force is self.in_force()
            assert self.case.stage == ("acting" if self.in_force() else "planning")
            self.only_what_may_start_is_owed()

    @rule()
    @precondition(lambda self: self.version)
    def everybody_heard_agrees(self) -> None:
        for n, party in enumerate(self.parties()):
            if Party.objects.get(pk=party).part == PartyRole.RESIDENT_HEARD:
                self.answer("reid", n, PlanReply.AGREES, 0, own=False)

    @rule(by=officers, outcome=st.sampled_from(StepOutcome))
    @precondition(lambda self: self.version)
    def try_every_step(self, by: str, outcome: str) -> None:
        for chosen in PlanStep.objects.filter(plan__case=self.case).select_related("plan"):
            given = {"step": str(chosen.pk), "outcome": outcome, "done_on": self.at.date(), "words": "As agreed."}
            if self.does(steps.record_step, self.by(by), self.number, **given) is not None:
                self.may_have_been_done(chosen, by, outcome)

    def may_have_been_done(self, step: PlanStep, by: str, outcome: str) -> None:
        assert step.plan.version == self.version
        assert step.done_id is None
        if outcome == StepOutcome.DONE:
            assert step.tool in SAFE or self.in_force()
            assert step.tool not in NEAR or self.approach == set(self.parties(PartyRole.RESIDENT_HEARD))
            assert step.tool != "professional_witness" or by == "reid"

    @rule(by=officers, perceived=st.booleans(), n=st.integers(0, 4))
    def say_why(self, by: str, perceived: bool, n: int) -> None:
        people = ["", *self.parties()]
        given = {"perceived": perceived, "words": "She says so.", "party": people[n % len(people)]}
        self.does(motives.record_motive, self.by(by), self.number, **given)

    @rule(by=officers, form=st.sampled_from([Form.GRAFFITI, Form.VERBAL_ABUSE, ""]), weapon=st.booleans())
    def tell_more(self, by: str, form: str, weapon: bool) -> None:
        given = {"story": "It happened again.", "forms": [form], "danger": Danger(weapon=weapon)}
        self.does(incidents.record_incident, self.by(by), self.number, **given)

    @rule(by=officers, done=st.sampled_from([REASON, "yes"]))
    def look_into_it(self, by: str, done: str) -> None:
        self.does(investigating.record_investigation, self.by(by), self.number, done=done, finding="Nothing yet.")

    @rule(mildly=st.booleans())
    def do_all_that_is_owed(self, mildly: bool) -> None:
        """What has to be done before a case may be closed; `mildly`, the risk is found to be low as well."""
        self.does(alerts.answer_alert, self.by("reid"), self.number, words="She is with her sister.")
        self.look_into_it("reid", REASON)
        for n, party in enumerate(self.parties()):
            given = {"party": party, "outcome": "offered", "words": "A leaflet."}
            self.does(support.consider_support, self.by("reid"), self.number, **given)
            if mildly:
                self.assess("reid", n, "no", "")
        self.try_every_step("reid", StepOutcome.NOT_NEEDED)
        repairs = OwedDuty.objects.filter(case=self.case, kind=DutyKind.REMOVE_GRAFFITI, done=None)
        for duty in repairs.values_list("pk", flat=True):
            given = {"duty": str(duty), "outcome": "done", "done_on": self.at.date()}
            self.does(steps.record_step, self.by("reid"), self.number, **given)

    @rule(by=officers, told=st.sampled_from([True, True, False]))
    def close(self, by: str, told: bool) -> None:
        given = {"outcome": "stopped", "words": REASON, "told": told, "offered_talk": True}
        was, owed = self.case, {duty.kind for duty in self.owed()}
        if self.does(closing.close_case, self.by(by), self.number, **given) is not None:
            assert was.closed_at is None
            assert was.risk in (RiskLevel.LOW, RiskLevel.MEDIUM)
            assert told
            assert not owed & {DutyKind.ANSWER_ALERT, DutyKind.CHANGE_PLAN, DutyKind.REMOVE_GRAFFITI}
            assert {duty.kind for duty in self.owed()} <= {DutyKind.AFTER_CLOSING}

    @rule(by=officers, by_mistake=st.booleans())
    def reopen(self, by: str, by_mistake: bool) -> None:
        closed = self.case.closed_at is not None
        self.does(closing.reopen_case, self.by(by), self.number, by_mistake=by_mistake, because=REASON)
        if closed and self.case.closed_at is None:
            assert by_mistake
            assert by == "reid"

    @rule(hours=st.integers(1, 100))
    def wait(self, hours: int) -> None:
        self.at += timedelta(hours=hours)


def test_whatever_is_done_to_a_case_its_promises_hold(house: Landlord) -> None:
    lives = settings(max_examples=LIVES, stateful_step_count=STEPS, phases=[Phase.generate])  # shrinking takes minutes
    run_state_machine_as_test(lambda: OneCase(house), settings=lives)


def test_a_life_as_it_should_go_closes_and_goes_on_when_that_was_a_mistake(house: Landlord) -> None:
    life = OneCase(house)
    life.open_a_case(told={"perceived": True, "forms": (Form.GRAFFITI,)}, owner="", planned=True)
    life.everybody_heard_agrees()
    life.try_every_step("reid", StepOutcome.DONE)
    assert set(PlanStep.objects.values_list("outcome", flat=True)) == {StepOutcome.DONE}
    life.do_all_that_is_owed(mildly=True)
    before = sorted(duty.kind for duty in life.owed())
    life.close("reid", told=True)
    assert life.case.closed_at
    life.everybody_heard_agrees()  # refused, as everything is by now
    life.reopen("reid", by_mistake=True)
    assert sorted({duty.kind for duty in life.owed()} - {DutyKind.KEEP_INFORMED}) == sorted(set(before))
    life.nothing_is_lost_or_made_less()
    life.plan("reid", ["support"], yes=False, carried=False)
    life.everybody_heard_agrees()
    assert life.case.stage == "acting"
    life.teardown()
