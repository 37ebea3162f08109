"""What every walk needs: the cast, the passing of days, and the parts people have in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.cast import NOW, Landlord
from upstander.casework import casefile, plans, risk
from upstander.casework.actor import Actor
from upstander.demo.words import ANSWERS, LAST
from upstander.policy.plans import Given
from upstander.policy.workingdays import london_day
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty


@dataclass
class Walk:
    """One walk: a landlord, a case, and a clock that the walk moves on."""

    house: Landlord
    number: str = ""
    at: datetime = NOW

    def later(self, **passed: float) -> datetime:
        """Let time pass."""
        self.at += timedelta(**passed)
        return self.at

    def who(self, name: str = "okafor") -> Actor:
        """Somebody on the staff, now."""
        return self.house.actor(name, self.at)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return Case.objects.get(number=self.number)

    def party(self, part: str) -> str:
        """The key of whoever has this part in the case."""
        return str(Party.objects.get(case__number=self.number, part=part, ended=None).pk)

    def page(self, name: str = "okafor") -> casefile.CasePage:
        """The case page, as somebody opens it."""
        return casefile.open_case_file(self.who(name), self.number)

    def owed(self, kind: str) -> int:
        """How many duties of a kind are open."""
        return OwedDuty.objects.filter(case__number=self.number, kind=kind, done=None).count()

    def assess(self, part: str, **answers: str) -> risk.Assessed:
        """Assess the risk to somebody, with the everyday answers but these."""
        return risk.assess_risk(self.who(), self.number, party=self.party(part), answers={**ANSWERS, **answers})

    def assess_calm(self, part: str) -> risk.Assessed:
        """Assess the risk to somebody for whom it has become quiet."""
        return self.assess(part, **LAST)

    def plan(self, *tools: str, **given: object) -> plans.Planned:
        """Record a plan with one step for each of these tools."""
        day = london_day(self.at)
        steps = [
            plans.StepGiven(
                tool=tool, what=f"{tool}, as agreed", who_does_it="Their officer", due_on=day + timedelta(3)
            )
            for tool in tools
        ]
        return plans.record_plan(self.who(), self.number, aim="To feel safe at home.", steps=steps, **given)

    def says(self, answer: str, made: plans.Planned, part: str = "resident_heard", words: str = "") -> plans.Answered:
        """Record what somebody said to the plan by phone, read back to them."""
        return plans.answer_plan(
            self.who(),
            self.number,
            reply=answer,
            version=made.version,
            party=self.party(part),
            words=words,
            given=Given.PHONE,
            read_back=True,
        )
