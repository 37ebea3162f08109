"""Page: why somebody says it happened; that they perceive it is enough (clause 3 b)."""

from __future__ import annotations

from upstander.casework.motives import Reclassified, record_motive
from upstander.policy.deeds import Deed
from upstander.policy.grounds import GROUNDS, KIND_LABELS, Kind
from upstander.web.case.deeds.asking import people, who_of
from upstander.web.deed.form import DeedForm, Given, options, yes_no
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import AnswerField, OneOf, SomeOf

MYSELF = ("", "Nobody: I perceive it so myself")


class MotiveForm(DeedForm):
    """What they perceive. No proof is asked for."""

    party = people("Who says so?", required=False)
    perceived = OneOf(
        label="Do they think it was because of who somebody is?",
        choices=yes_no("Yes", "No, or they do not know"),
        missing="Choose what they think",
        strong=True,
    )
    grounds = SomeOf(
        label="Because of what?",
        help_text="Tick all that they say.",
        choices=sorted(options({key: facts.label for key, facts in GROUNDS.items()}), key=lambda one: one[1]),
        required=False,
        strong=True,
    )
    words = AnswerField(label="In their own words (optional)", required=False, rows=3)

    def prepare(self) -> None:
        """Offer the people in the case, and oneself."""
        self.choose("party", [*who_of(self.about.parties_for_choice), MYSELF])

    def given(self) -> Given:
        """Hand the answer over as yes or no."""
        return dict(self.cleaned_data) | {"perceived": self.cleaned_data["perceived"] == "yes"}


def _recorded(receipt: Reclassified) -> str:
    if receipt.kind == receipt.kind_before:
        return "It is recorded as theirs. The kind of case stays as it is."
    return f"It is recorded as theirs. This is now a case of {KIND_LABELS[Kind(receipt.kind)].lower()}."


PAGES = table(
    Page(
        deed=Deed.RECORD_MOTIVE,
        form=MotiveForm,
        do=record_motive,
        effect=says(
            "That somebody perceives it is enough: the case becomes harassment or hate crime, with its clocks.",
            "Nothing said here ever makes a case lighter. What was said before is kept beside it.",
        ),
        done=_recorded,
    )
)
