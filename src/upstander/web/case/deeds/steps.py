"""Page: what became of a step of the plan, or of a repair that is owed (clauses 4, 3 a)."""

from __future__ import annotations

from upstander.casework.casefile.page import NextDuty, StepRow
from upstander.casework.steps import record_step
from upstander.policy.deeds import Deed
from upstander.policy.duty import DutyKind
from upstander.policy.plans import STEP_OUTCOME_LABELS
from upstander.policy.repairs import REPAIR_OF
from upstander.policy.workingdays import london_day
from upstander.web.deed.form import DeedForm, Given, options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, OneOf, Option


class StepForm(DeedForm):
    """Which step or repair, and what became of it."""

    which = OneOf(label="Which step or repair?", choices=(), missing="Choose the step or repair", strong=True)
    outcome = OneOf(
        label="What became of it?",
        choices=options(
            STEP_OUTCOME_LABELS,
            not_needed="Say below why.",
            not_possible="Say below why. A repair that keeps somebody safe is not given up.",
        ),
        missing="Choose what became of it",
        strong=True,
    )
    done_on = DayField(label="On which day?", missing="Enter the day", strong=True)
    words = AnswerField(label="What there is to say about it (optional)", required=False, rows=3)

    def prepare(self) -> None:
        """Offer the open steps, and the repairs that are owed without one."""
        self.fields["done_on"].initial = london_day(self.at)
        repairs = [duty for duty in self.about.open_duties if _is_repair(duty)]
        steps = [(f"step:{step.step}", _step(step)) for step in self.about.steps_to_do]
        choices = [*steps, *((f"duty:{duty.duty}", Option(duty.verb, hint=duty.due)) for duty in repairs)]
        wanted = {f"{kind}:{self.start[kind]}" for kind in ("step", "duty") if self.start.get(kind)}
        self.choose("which", choices)
        asked = [key for key, _ in choices if key in wanted]
        if asked:
            self.fields["which"].initial = asked[0]

    def given(self) -> Given:
        """Say whether it is a step or a repair."""
        held = dict(self.cleaned_data)
        kind, _, key = held.pop("which").partition(":")
        return held | {kind: key}


def _is_repair(duty: NextDuty) -> bool:
    return DutyKind(duty.kind) in set(REPAIR_OF.values())


def _step(step: StepRow) -> Option:
    hint = f"By {step.due_on.day} {step.due_on:%B}, {step.who_does_it}."
    return Option(f"{step.label}: {step.what}", hint=hint if step.may_start.allowed else step.may_start.why)


PAGES = table(
    Page(
        deed=Deed.RECORD_STEP,
        form=StepForm,
        do=record_step,
        effect=says("Its clock ends, and what became of it stands in the plan, where they can read it."),
        done=always("It is recorded."),
    )
)
