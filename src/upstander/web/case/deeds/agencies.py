"""Page: considering an agency that helps in the borough of a case (clause 3.1)."""

from __future__ import annotations

from django.urls import reverse

from upstander.casework.casefile.asked import DeedPage
from upstander.casework.casefile.page import AgencyRow
from upstander.casework.considering import Considered, consider_agency
from upstander.policy.considering import CONSIDERATION_LABELS
from upstander.policy.deeds import Deed
from upstander.web.case.deeds.asking import reason
from upstander.web.deed.form import DeedForm, options
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import OneOf, Option


class AgencyForm(DeedForm):
    """Which agency, what came of it, and why."""

    about: DeedPage

    agency = OneOf(label="Which agency?", choices=(), missing="Choose the agency", strong=True)
    answer = OneOf(
        label="What came of it?",
        help_text="Nothing leaves by this. To refer somebody, share what the agency needs first, then refer them.",
        choices=options(
            CONSIDERATION_LABELS,
            offered="You have told them of it.",
            refused="Only they can say so: you have spoken to them.",
        ),
        missing="Choose what came of it",
        strong=True,
    )
    why = reason("Why?", missing="Say why it is not needed, what was offered, or what they said")

    def prepare(self) -> None:
        """Offer those that help here today, the ones without an answer first."""
        here = [one for one in self.about.agencies.rows if one.helps]
        self.choose("agency", [(one.agency, Option(one.name, hint=_hint(one))) for one in here])


def _hint(one: AgencyRow) -> str:
    return f"{one.kind}. {f'Now: {one.answers[0].label}.' if one.answers else 'Not considered yet.'}"


def _done(receipt: Considered) -> str:
    match receipt.left:
        case 0:
            return "It is recorded. Every agency that helps in this borough was considered."
        case 1:
            return "It is recorded. One agency is not considered yet."
        case left:
            return f"It is recorded. {left} agencies are not considered yet."


def _to_the_agencies(receipt: Considered | None) -> str:
    return reverse("case_agencies", args=[receipt.number]) if receipt else ""


PAGES = table(
    Page(
        deed=Deed.CONSIDER_AGENCY,
        form=AgencyForm,
        do=consider_agency,
        effect=says(
            "This answer takes the place of an earlier one. All of them stay on the record.",
            "Nothing is sent to the agency.",
        ),
        done=_done,
        leads=_to_the_agencies,
        template="case/deeds/agency.html",
    )
)
