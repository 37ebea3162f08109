"""The form of a plan: as many steps as it takes, each with a tool, what, who and by when (clauses 3.2 d, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from upstander.casework.casefile.asked import DeedPage
from upstander.casework.casefile.page import StepRow
from upstander.casework.plans import StepGiven
from upstander.policy.agencies import AGENCY_KIND_LABELS
from upstander.policy.grounds import PartyRole
from upstander.policy.placeplans import GROUP_KINDS
from upstander.policy.terms import ToolFamily
from upstander.web.case.deeds.asking import who_of
from upstander.web.deed.form import DeedForm, Given
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, LineField, ListField, SomeOf, TickField

MOST = 30
FAMILIES = {
    ToolFamily.PROTECT: "To protect them",
    ToolFamily.INFORMAL: "Talking and support",
    ToolFamily.FORMAL: "Formal steps",
    ToolFamily.EVIDENCE: "Finding out more",
    ToolFamily.PARTNERS: "With partners",
}
PARTS = ("code", "tool", "what", "who", "agency", "due", "out")
OF_A_STEP = ("tool", "what", "who", "agency", "due", "code")
GROUPS = frozenset(AGENCY_KIND_LABELS[kind] for kind in GROUP_KINDS)
NEEDED = {
    "tool": "Choose what kind of step this is",
    "what": "Write what is done",
    "who": "Write who does it",
    "due": "Enter the day by which it is done",
}


class PlanForm(DeedForm):
    """What the plan is for, its steps, and who has said yes to an approach."""

    about: DeedPage
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)
    aim = AnswerField(
        label="What should be different at the end?",
        help_text="In their own words, as near as you can.",
        missing="Write what the plan is for",
        rows=3,
        strong=True,
    )
    approach_agreed_by = SomeOf(
        label="Who has said yes to our speaking to the person complained of?",
        help_text="Tick nobody unless you have asked them. Until everybody heard says yes, nobody is approached.",
        choices=(),
        required=False,
        strong=True,
    )

    def prepare(self) -> None:
        """Start from the steps of the version before, and room for one more."""
        heard = [one for one in self.about.parties_for_choice if one.part == PartyRole.RESIDENT_HEARD]
        self.choose("approach_agreed_by", who_of(heard))
        plan = self.about.plan
        if plan:
            self.fields["aim"].initial = plan.aim
            self.fields["approach_agreed_by"].initial = list(plan.approach_agreed_by)
        open_steps = list(self.about.steps_to_do)
        asked = str(self.data.get("rows", "")) if self.is_bound else self.start.get("rows", "")
        self.count = _number(asked) or len(open_steps) + (1 if open_steps else 2)
        self.fields["rows"].initial = self.count
        for at in range(self.count):
            self._add(at, open_steps[at] if at < len(open_steps) else None)

    def _add(self, at: int, step: StepRow | None) -> None:
        self.fields[f"code_{at}"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
        self.fields[f"tool_{at}"] = ListField(label="What kind of step", choices=self._tools(), required=False)
        self.fields[f"what_{at}"] = AnswerField(label="What is done", rows=2, required=False)
        self.fields[f"who_{at}"] = LineField(label="Who does it", required=False)
        self.fields[f"agency_{at}"] = ListField(
            label="With a group or activity (optional)",
            help_text="From the register: those that run in this borough today.",
            choices=self._groups(),
            required=False,
        )
        self.fields[f"due_{at}"] = DayField(label="By which day", past=True, future=True, required=False)
        self.fields[f"out_{at}"] = TickField(label="Leave this step out", required=False)
        if step is not None:
            values = (step.code, step.tool, step.what, step.who_does_it, step.agency, step.due_on, False)
            for part, value in zip(PARTS, values, strict=True):
                self.fields[f"{part}_{at}"].initial = value

    def _groups(self) -> list[tuple[str, str]]:
        runs = [one for one in self.about.agencies.rows if one.helps and one.kind in GROUPS]
        return [("", "None"), *((one.agency, one.name) for one in runs)]

    def _tools(self) -> list[Any]:
        found: list[Any] = [("", "Choose")]
        for family, words in FAMILIES.items():
            tools = [(tool.code, tool.label) for tool in self.about.tools if tool.family is family]
            found += [(words, tools)] if tools else []
        return found

    def clean(self) -> Given:
        """Ask for what is missing of a step that somebody began; one left empty is no step."""
        held = dict(super().clean() or {})
        for at in range(self.count):
            begun = any(held.get(f"{part}_{at}") for part in NEEDED) or self._is_wrong(at)
            if begun and not held.get(f"out_{at}"):
                for part, sentence in NEEDED.items():
                    if not held.get(f"{part}_{at}") and f"{part}_{at}" not in self.errors:
                        self.add_error(f"{part}_{at}", f"Step {at + 1}: {sentence[0].lower()}{sentence[1:]}")
        return held

    def _is_wrong(self, at: int) -> bool:
        return any(f"{part}_{at}" in self.errors for part in NEEDED)

    def given(self) -> Given:
        """Return the plan with its steps; what is done already goes along as it stands."""
        held = self.cleaned_data
        done = [step for step in (self.about.plan.steps if self.about.plan else ()) if step.done_on is not None]
        steps = [_step(step.tool, step.what, step.who_does_it, step.agency, step.due_on, step.code) for step in done]
        for at in range(self.count):
            if held.get(f"tool_{at}") and not held.get(f"out_{at}"):
                steps.append(_step(*(held[f"{part}_{at}"] for part in OF_A_STEP)))
        return {"aim": held["aim"], "steps": steps, "approach_agreed_by": held["approach_agreed_by"]}

    def another(self, data: Mapping[str, Any]) -> PlanForm | None:
        """Return the form with room for one more step, and everything typed kept; nothing is checked yet."""
        if data.get("act") != "more":
            return None
        more = PlanForm(about=self.about, at=self.at, start={"rows": str(min(self.count + 1, MOST))})
        for name, field in self.fields.items():
            if name != "rows" and name in more.fields:
                more.fields[name].initial = field.widget.value_from_datadict(self.data, self.files, name)
        return more

    def step_rows(self) -> list[dict[str, Any]]:
        """Return the fields of each step together, for the page."""
        return [{part: self[f"{part}_{at}"] for part in PARTS} | {"number": at + 1} for at in range(self.count)]


def _step(tool: str, what: str, who_does_it: str, agency: str, due_on: Any, code: str) -> StepGiven:
    return StepGiven(tool=tool, what=what, who_does_it=who_does_it, agency=agency, due_on=due_on, code=code)


def _number(text: str) -> int:
    return min(int(text), MOST) if text.isascii() and text.isdigit() and len(text) < 4 else 0
