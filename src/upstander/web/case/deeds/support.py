"""Pages: what somebody needs, and considering their support, whichever part they have (clauses 2 i, 3.2 e, 3.3)."""

from __future__ import annotations

from django.urls import reverse

from upstander.casework.support import NeedRecorded, consider_support, record_support_need
from upstander.policy.deeds import Deed
from upstander.policy.support import NEED_LABELS, NEED_STATE_LABELS, SUPPORT_LABELS, NeedState
from upstander.policy.workingdays import london_day
from upstander.web.case.deeds.asking import PartyForm, people, who_said, whose_own
from upstander.web.deed.form import options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, OneOf


class NeedForm(PartyForm):
    """Whose need, which, how it stands, in whose words, said by whom and when. One at a time, each with its own."""

    party = whose_own("Who needs it?")
    need = OneOf(
        label="What do they need help with?", choices=options(NEED_LABELS), missing="Choose what it is", strong=True
    )
    state = OneOf(
        label="How does it stand?", choices=options(NEED_STATE_LABELS), missing="Choose how it stands", strong=True
    )
    words = AnswerField(
        label="What would help, or what has helped?",
        help_text="In their words, as far as you can. Only about them, and nobody else.",
        missing="Write what would help, or what has helped",
        strong=True,
    )
    said_by = who_said()
    on = DayField(label="On which day was it said or seen?", missing="Enter the day", strong=True)

    def prepare(self) -> None:
        """Start with today, and with a need that is new; of one that the link names, only they know how it stands."""
        super().prepare()
        self.choose("need", options(NEED_LABELS))
        if not self.start.get("need"):
            self.fields["state"].initial = NeedState.OPEN.value
        self.fields["on"].initial = london_day(self.at)


class SupportForm(PartyForm):
    """Whose needs, and what came of it."""

    party = people("Whose support needs?")
    outcome = OneOf(
        label="What came of it?",
        choices=options(
            SUPPORT_LABELS,
            needs_none="Nothing that they need stands open any more.",
            refused="Only they can say so: you have spoken to them.",
            to_be_referred="Only with their own yes.",
        ),
        missing="Choose what came of it",
        strong=True,
    )
    words = AnswerField(
        label="What did you consider?",
        help_text="What they need, or why nothing is needed now.",
        missing="Write what you considered",
        strong=True,
    )


def _done(receipt: NeedRecorded) -> str:
    match receipt.open_needs:
        case 0:
            return "It is recorded. Nothing that they need stands open."
        case 1:
            return "It is recorded. One need of theirs stands open."
        case more:
            return f"It is recorded. {more} needs of theirs stand open."


def _to_the_people(receipt: NeedRecorded | None) -> str:
    return reverse("case_people", args=[receipt.number]) if receipt else ""


PAGES = table(
    Page(
        deed=Deed.RECORD_SUPPORT_NEED,
        form=NeedForm,
        do=record_support_need,
        effect=says(
            "It takes the place of what was said before of the same need. All of it stays on the record.",
            "If they need it, their support is to be considered: the case cannot be closed before.",
            "What one of them needs is nobody else's to read. Nothing is sent to anybody.",
        ),
        done=_done,
        leads=_to_the_people,
        template="case/deeds/needs.html",
        warns=True,
    ),
    Page(
        deed=Deed.CONSIDER_SUPPORT,
        form=SupportForm,
        do=consider_support,
        effect=says(
            "Their support needs count as considered; the case cannot be closed while anybody's were not.",
            "What one of them needs is nobody else's to read.",
        ),
        done=always("It is recorded."),
        template="case/deeds/needs.html",
        warns=True,
    ),
)
