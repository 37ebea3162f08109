"""Pages: who has the case, taking it from the queue, and knowing somebody in it (clauses 2 e, 7 a)."""

from __future__ import annotations

from django.urls import reverse

from upstander.casework.assigning import AssignedTo, assign_case, declare_conflict, take_case
from upstander.policy.deeds import Deed
from upstander.web.case.deeds.asking import reason
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField, OneOf, Option


class AssignForm(DeedForm):
    """Who has it next: an officer, or the queue of a team."""

    to = OneOf(label="Who has the case next?", choices=(), missing="Choose who has the case next", strong=True)
    because = reason("Why?", missing="Say why")

    def prepare(self) -> None:
        """Offer the officers with the least to carry first, and the queues of their teams."""
        officers = [
            (f"{one.staff}|{one.team}", Option(one.name, hint=f"{one.team_name}, {one.open_cases} open cases"))
            for one in self.about.officers
        ]
        teams = dict.fromkeys((one.team, one.team_name) for one in self.about.officers)
        queues = [(f"|{key}", Option(f"The queue of {name}")) for key, name in teams]
        self.choose("to", [*officers, *queues])

    def given(self) -> Given:
        """Say which officer, in which team."""
        staff, _, team = self.cleaned_data["to"].partition("|")
        return {"staff": staff, "team": team, "because": self.cleaned_data["because"]}


class TakeForm(DeedForm):
    """Nothing is asked."""


class ConflictForm(DeedForm):
    """Whom one knows."""

    because = AnswerField(
        label="Who do you know, and how?",
        help_text="A few words are enough. Nobody is ever talked out of this.",
        missing="Say in a few words who you know, and how",
        rows=3,
        strong=True,
    )


def _assigned(receipt: AssignedTo) -> str:
    return f"The case is now with {receipt.officer}." if receipt.officer else f"It is in the queue of {receipt.team}."


PAGES = table(
    Page(
        deed=Deed.ASSIGN_CASE,
        form=AssignForm,
        do=assign_case,
        effect=says(
            "Everything that is owed goes with the case, with the same deadlines.",
            "Whoever gets it is told. Whoever had it sees it no longer.",
            "In a queue its clock runs until somebody takes it.",
        ),
        done=_assigned,
        leads=lambda receipt: reverse("team"),
        button="Assign the case",
    ),
    Page(
        deed=Deed.TAKE_CASE,
        form=TakeForm,
        do=take_case,
        effect=says("You are the officer of this case from now on, and everything that is owed in it is yours."),
        done=always("The case is yours."),
        button="Take the case",
    ),
    Page(
        deed=Deed.DECLARE_CONFLICT,
        form=ConflictForm,
        do=declare_conflict,
        effect=says(
            "You do not see this case any more, whatever else you are given.",
            "If it is yours, it goes back to the queue, and your manager is told. They are not told on anybody else.",
        ),
        done=always("Thank you. The case is out of your sight from now on."),
        leads=lambda receipt: reverse("work"),
        button="I know somebody in this case",
        grave=True,
    ),
)
