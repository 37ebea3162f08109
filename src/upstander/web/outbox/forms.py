"""What is asked before a stuck notice is tried again, or given up."""

from __future__ import annotations

from django import forms

from upstander.policy.posting import REASON_AT_MOST
from upstander.web.look.fields import AnswerField


class RetryForm(forms.Form):
    """Nothing more than yes."""

    use_required_attribute = False


class GiveUpForm(RetryForm):
    """Why nobody sends it any more."""

    because = AnswerField(
        label="How were they told instead, or why does nobody tell them?",
        help_text="It stands on the record of the case. Whoever reads it later must be able to follow it.",
        missing="Say in a sentence how they were told, or why nobody tells them",
        rows=4,
        strong=True,
        max_length=REASON_AT_MOST,
    )
