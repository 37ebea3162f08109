"""Page: answering an alert, about a case or a report that waits (clause 2 e)."""

from __future__ import annotations

from upstander.casework.alerts import answer_alert
from upstander.policy.deeds import Deed
from upstander.web.deed.form import DeedForm
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField


class AlertForm(DeedForm):
    """What was done to make them safe."""

    words = AnswerField(
        label="What have you done to make them safe?",
        help_text="Whom you reached, how they are now, and what happens tonight.",
        missing="Write whom you reached, and how they are",
        rows=6,
        strong=True,
    )


PAGE = Page(
    deed=Deed.ANSWER_ALERT,
    form=AlertForm,
    do=answer_alert,
    effect=says("The alert ends, and nobody else on call is asked.", "What was done is on the record."),
    done=always("The alert is answered."),
)
PAGES = table(PAGE)
