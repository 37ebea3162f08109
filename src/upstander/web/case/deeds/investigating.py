"""Pages: our own investigation, whoever else looks into it, and a manager's review (clauses 3 a, 2 e)."""

from __future__ import annotations

from datetime import date

from upstander.casework.casefile.asked import DeedPage
from upstander.casework.investigating import record_investigation, review_case
from upstander.policy.deeds import Deed
from upstander.policy.due import day_words
from upstander.policy.terms import ClockKey
from upstander.web.case.deeds.asking import how_long
from upstander.web.deed.form import DeedForm
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, StoryField, TickField


class InvestigationForm(DeedForm):
    """What we looked into, and what we found."""

    done = StoryField(
        label="What did we look into ourselves?",
        help_text="What you checked, whom you asked, what you saw. A sentence at least.",
        missing="Write what we looked into",
        rows=6,
        strong=True,
    )
    finding = StoryField(
        label="What did we find?",
        help_text="Or that it is still open, and why. That we could not find out blames nobody.",
        required=False,
        rows=6,
        strong=True,
    )
    waiting_on_police = TickField(label="We are also waiting for the police", required=False)
    look_again_on = DayField(label="If so: on which day do we ask them again?", past=False, future=True, required=False)


class ReviewForm(DeedForm):
    """What a manager found, and what should happen next."""

    findings = AnswerField(
        label="What did you find?",
        help_text="What is done, and what is not.",
        missing="Write what you found",
        rows=6,
        strong=True,
    )
    directions = AnswerField(label="What should happen next? (optional)", required=False, rows=4, strong=True)


def _recorded(receipt: date | None) -> str:
    again = f" We ask the police again by {day_words(receipt)}, and go on ourselves." if receipt else ""
    return f"Our investigation is on the record.{again}"


def _investigation(about: DeedPage) -> tuple[str, ...]:
    return (
        "Closing needs a finding of our own. It does not depend on what the police do.",
        f"Where we wait for them, we look again within {how_long(about, ClockKey.POLICE_WAIT)}.",
    )


PAGES = table(
    Page(
        deed=Deed.RECORD_INVESTIGATION,
        form=InvestigationForm,
        do=record_investigation,
        effect=_investigation,
        done=_recorded,
    ),
    Page(
        deed=Deed.REVIEW_CASE,
        form=ReviewForm,
        do=review_case,
        effect=says(
            "The officer reads it in the timeline.",
            "While the risk is high, the next review is owed at once.",
        ),
        done=always("The review is on the record."),
    ),
)
