"""Page: a code for somebody, as a slip that works once; staff never see the code itself (clauses 2 d, 7 a)."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.casework.casefile.page import PartyRow
from upstander.casework.codes import issue_code
from upstander.policy.codes import IDENTITY_LABELS
from upstander.policy.deeds import Deed
from upstander.policy.grounds import PartyRole
from upstander.policy.informing import CodeWay
from upstander.web.case.deeds.asking import PartyForm, people
from upstander.web.deed.form import DeedForm, options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField, OneOf, TickField

WAYS = {CodeWay.HANDED_OVER: "I hand it to them", CodeWay.POSTED: "By post"}


class CodeForm(DeedForm):
    """How the slip reaches its owner, and how we know who they are."""

    identity = OneOf(
        label="How do you know who this is?",
        help_text="Knowing the story is no check: a neighbour may know it too.",
        choices=options(IDENTITY_LABELS),
        missing="Choose how you made sure who this is",
        strong=True,
    )
    how_checked = AnswerField(
        label="What exactly did you check?",
        missing="Write what you checked",
        rows=2,
        strong=True,
    )
    way = OneOf(
        label="How does it reach them?",
        choices=options(
            WAYS, handed_over="It works for 2 days.", posted="Only where letters are safe. It works for 14 days."
        ),
        missing="Choose how it reaches them",
        strong=True,
    )
    to_the_person = TickField(label="It goes to this person alone, and to nobody else in their home", required=False)


class PartyCodeForm(CodeForm, PartyForm):
    """A code for one person in the case."""

    party = people("Who is it for?")
    field_order = ("party",)

    def people(self) -> Iterable[PartyRow]:
        """Return who may hold a code."""
        return [one for one in self.about.parties_for_choice if one.part != PartyRole.ALLEGED_PERPETRATOR]


EFFECT = says(
    "You get a slip to hand over or put in an envelope. It works once and shows them their own code.",
    "A code they had before stops working.",
)
DONE = always("A code was issued.")

PAGES = table(
    Page(
        deed=Deed.ISSUE_CODE,
        form=PartyCodeForm,
        do=issue_code,
        effect=EFFECT,
        done=DONE,
        button="Make the slip",
        receipt="case/deeds/slip.html",
        warns=True,
    )
)
