"""Pages: linking cases that belong together, and ending a link (clauses 2 b, 7 a)."""

from __future__ import annotations

from upstander.casework.matters import Linked, link_cases, unlink_cases
from upstander.policy.deeds import Deed
from upstander.policy.matters import LINK_LABELS
from upstander.web.case.deeds.asking import reason
from upstander.web.deed.form import DeedForm, Given, options
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import LineField, OneOf, Option


class LinkForm(DeedForm):
    """Which other case, and how they belong together."""

    other = LineField(
        label="Which other case?",
        help_text="Its number, such as HC-2026-0412. It must be one that you may see.",
        missing="Enter the number of the other case",
        width=10,
        strong=True,
    )
    kind = OneOf(
        label="How do they belong together?",
        choices=options(
            LINK_LABELS,
            same_matter="They count as one matter. Each household keeps a file of its own.",
            counter_allegation="Each is heard in a case of their own. Neither is doubted because of the other.",
            earlier_case="The earlier one is closed.",
        ),
        missing="Choose how they belong together",
        strong=True,
    )
    because = reason("Why?", missing="Say why they belong together")

    def given(self) -> Given:
        """Numbers are written in capitals."""
        return dict(self.cleaned_data) | {"other": self.cleaned_data["other"].upper()}


class UnlinkForm(DeedForm):
    """Which link ends, and why."""

    link = OneOf(label="Which link?", choices=(), missing="Choose the link", strong=True)
    because = reason("Why does it end?", missing="Say why the link ends")

    def prepare(self) -> None:
        """Offer the links of this case that are in sight."""
        self.choose("link", [(one.link, Option(one.number, hint=one.label)) for one in self.about.links])


def _linked(receipt: Linked) -> str:
    return " ".join(filter(None, (f"The cases are linked, in matter {receipt.matter}.", receipt.advice)))


PAGES = table(
    Page(
        deed=Deed.LINK_CASES,
        form=LinkForm,
        do=link_cases,
        effect=says(
            "Only those who may see both cases see the link.",
            "Nothing of one file reaches the other.",
        ),
        done=_linked,
    ),
    Page(
        deed=Deed.UNLINK_CASES,
        form=UnlinkForm,
        do=unlink_cases,
        effect=says("The cases stand apart again. That they were linked stays on the record."),
        done=lambda receipt: "The link has ended.",
    ),
)
