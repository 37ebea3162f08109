"""Pages: the action plan, and what each person says to it (clauses 3.2 d, 4)."""

from __future__ import annotations

from django import forms

from upstander.casework.casefile.asked import DeedPage
from upstander.casework.plans import Answered, Planned, answer_plan, record_plan
from upstander.policy.deeds import Deed
from upstander.policy.grounds import PartyRole
from upstander.policy.plans import PLAN_REPLY_LABELS, Given
from upstander.policy.terms import ClockKey
from upstander.web.case.deeds.asking import PartyForm, how_long, people
from upstander.web.case.deeds.planning import PlanForm
from upstander.web.deed.form import Given as Handed
from upstander.web.deed.form import options
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import AnswerField, OneOf, TickField

GIVEN = {Given.PHONE: "On the phone", Given.IN_PERSON: "In person"}
ANSWERS = {PartyRole.RESIDENT_HEARD, PartyRole.WITNESS}


class AnswerForm(PartyForm):
    """What one person says to the version that lies before you."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    party = people("Whose answer?")
    reply = OneOf(
        label="What do they say?",
        choices=options(
            PLAN_REPLY_LABELS,
            agrees="The plan is in force once everybody heard agrees.",
            asks_change="Write below what should be different.",
            declines="Steps that protect them may still go on.",
        ),
        missing="Choose what they say",
        strong=True,
    )
    words = AnswerField(
        label="In their words", help_text="Needed where they ask for a change.", required=False, rows=4, strong=True
    )
    given_by = OneOf(
        label="How did they tell you?", choices=options(GIVEN), missing="Choose how they told you", strong=True
    )
    read_back = TickField(label="I read their answer back to them, and they said it is right", required=False)

    def prepare(self) -> None:
        """Keep the version that was read."""
        rows = [one for one in self.about.parties_for_choice if one.part in ANSWERS]
        self.choose("party", [(one.party, f"{one.name} ({one.part_label.lower()})") for one in rows])
        self.fields["version"].initial = self.about.plan.version if self.about.plan else 0

    def given(self) -> Handed:
        """The deed calls the way `given`, which is a word of every form here."""
        held = dict(self.cleaned_data)
        return {"given": held.pop("given_by"), **held}


def _plan(about: DeedPage) -> tuple[str, ...]:
    return (
        "This becomes a new version. Everybody heard is asked whether they agree to it, each for themselves, "
        f"within {how_long(about, ClockKey.ACTION_PLAN)}.",
        "Steps that protect or support them may start at once. All others wait until everybody heard agrees.",
        "What is done already stays as it was done.",
    )


def _planned(receipt: Planned) -> str:
    start = len(receipt.may_start)
    now = f" {start} step{'s' if start != 1 else ''} may start at once." if start else ""
    return f"Version {receipt.version} of the plan is ready to be put to them.{now}"


def _answered(receipt: Answered) -> str:
    return "Their answer is recorded." + (" The plan is in force now." if receipt.in_force else "")


PAGES = table(
    Page(
        deed=Deed.RECORD_PLAN,
        form=PlanForm,
        do=record_plan,
        effect=_plan,
        done=_planned,
        template="case/deeds/plan.html",
        button="Save this version",
    ),
    Page(
        deed=Deed.ANSWER_PLAN,
        form=AnswerForm,
        do=answer_plan,
        effect=says(
            "It is recorded as theirs, from them and nobody for them.",
            "Once everybody heard agrees, the plan is in force and its steps are owed.",
            "A change they ask for is owed an answer.",
        ),
        done=_answered,
        template="case/deeds/answer.html",
        warns=True,
    ),
)
