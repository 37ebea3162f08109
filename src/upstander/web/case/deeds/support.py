"""Page: considering somebody's support needs, whichever part they have (clauses 2 i, 3.3)."""

from __future__ import annotations

from upstander.casework.support import consider_support
from upstander.policy.deeds import Deed
from upstander.policy.support import SUPPORT_LABELS
from upstander.web.case.deeds.asking import PartyForm, people
from upstander.web.deed.form import options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField, OneOf


class SupportForm(PartyForm):
    """Whose needs, and what came of it."""

    party = people("Whose support needs?")
    outcome = OneOf(
        label="What came of it?",
        choices=options(
            SUPPORT_LABELS,
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


PAGES = table(
    Page(
        deed=Deed.CONSIDER_SUPPORT,
        form=SupportForm,
        do=consider_support,
        effect=says(
            "Their support needs count as considered; the case cannot be closed while anybody's were not.",
            "What one of them needs is nobody else's to read.",
        ),
        done=always("It is recorded."),
        warns=True,
    )
)
