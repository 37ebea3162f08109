"""Page: how closely a case is held (clause 7 a; decision 14)."""

from __future__ import annotations

from upstander.casework.levels import Held, set_level
from upstander.casework.twopeople import Asked
from upstander.policy.deeds import Deed
from upstander.policy.levels import LEVEL_HINTS, LEVEL_LABELS
from upstander.policy.roles import Level
from upstander.web.case.deeds.asking import reason
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import OneOf, Option, SomeOf


class LevelForm(DeedForm):
    """Who may see it, and why."""

    level = OneOf(
        label="Who may see this case?",
        choices=[(str(level), Option(LEVEL_LABELS[level], hint=LEVEL_HINTS[level])) for level in Level],
        missing="Choose who may see it",
        strong=True,
    )
    named = SomeOf(
        label="Who else, where only named people do? (optional)",
        choices=(),
        required=False,
        help_text="One of them has to be able to review the case: a manager or a safeguarding lead.",
        strong=True,
    )
    because = reason("Why?", missing="Say why")

    def prepare(self) -> None:
        """Offer everybody who works cases in these teams, each of them once."""
        people = {one.staff: Option(one.name, hint=one.team_name) for one in self.about.officers}
        self.choose("named", sorted(people.items(), key=lambda one: one[1]))

    def given(self) -> Given:
        """Name people only where only named people see it."""
        named = self.cleaned_data["named"] if self.cleaned_data["level"] == Level.NAMED_ONLY else []
        return dict(self.cleaned_data) | {"named": named}


def _set(receipt: Held | Asked) -> str:
    if isinstance(receipt, Asked):
        return "A second person was asked. More people see the case once they say yes."
    return f"Who may see it from now on: {LEVEL_LABELS[Level(receipt.level)].lower()}."


PAGES = table(
    Page(
        deed=Deed.SET_LEVEL,
        form=LevelForm,
        do=set_level,
        effect=says(
            "Fewer people see it at once. What they owed goes to somebody who still does.",
            "More people see it only when a second person has said yes.",
        ),
        done=_set,
        button="Save",
    )
)
