"""What is asked of whoever answers: what they saw, or why they say no."""

from __future__ import annotations

from django import forms

from upstander.policy.approvals import REASON_AT_LEAST
from upstander.web.look.fields import AnswerField

SHORT = f"Write why, in {REASON_AT_LEAST} characters or more"


class AnswerForm(forms.Form):
    """An answer without words of its own: to take it back."""

    use_required_attribute = False


class GiveForm(AnswerForm):
    """Yes, to what was on this page."""

    saw = forms.CharField(max_length=64, widget=forms.HiddenInput)


class RefuseForm(AnswerForm):
    """No, and why."""

    reason = AnswerField(
        label="Why do you say no?",
        help_text="Whoever asked reads this.",
        missing=SHORT,
        rows=4,
        strong=True,
    )
