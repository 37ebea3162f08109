"""Page: recordings and photos heard or seen, so that nothing that was mentioned is lost (clause 3 a)."""

from __future__ import annotations

from upstander.casework.evidence import Heard, hear_evidence
from upstander.policy.deeds import Deed
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import AnswerField, CountField, OneOf, Option


class HeardForm(DeedForm):
    """Of which incident, how many, and what they hold."""

    incident = OneOf(label="Of which incident?", choices=(), missing="Choose the incident", strong=True)
    how_many = CountField(label="How many have you heard or seen?", missing="Enter how many", at_most=500, strong=True)
    gone = CountField(
        label="How many can no longer be had? (optional)",
        help_text="Such as a recording that was written over. Say below what became of it.",
        at_most=500,
        required=False,
    )
    words = AnswerField(label="What did you hear or see?", missing="Write what you heard or saw", rows=6, strong=True)

    def prepare(self) -> None:
        """Offer the incidents, those with something unheard first."""
        rows = sorted(self.about.incidents, key=lambda one: one.mentioned <= one.heard + one.gone)
        self.choose(
            "incident",
            [(one.incident, Option(f"{one.when or 'No date'}: {one.story[:80]}", hint=_left(one))) for one in rows],
        )

    def given(self) -> Given:
        """An empty count is none."""
        return dict(self.cleaned_data) | {"gone": self.cleaned_data["gone"] or 0}


def _left(one: object) -> str:
    mentioned, heard = getattr(one, "mentioned", 0), getattr(one, "heard", 0)
    return f"{mentioned} mentioned, {heard} heard or seen" if mentioned else "None was mentioned"


def _recorded(receipt: Heard) -> str:
    if receipt.still_unheard:
        return f"It is recorded. {receipt.still_unheard} of those mentioned are still unheard."
    return "It is recorded. Everything that was mentioned has been heard or seen."


PAGES = table(
    Page(
        deed=Deed.HEAR_EVIDENCE,
        form=HeardForm,
        do=hear_evidence,
        effect=says(
            "The clock runs until everything that was mentioned is heard, or you have said why it cannot be had.",
            "The case cannot be closed while anything is unheard.",
        ),
        done=_recorded,
    )
)
