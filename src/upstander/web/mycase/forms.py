"""What somebody can write on their own page: each form knows the one deed it is for (3 b, 3.2 a, 3.2 c, 3.2 d)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import deepcopy
from typing import Any, ClassVar

from django import forms

from upstander.casework.actor import Actor
from upstander.casework.messages import send_message
from upstander.casework.motives import record_motive
from upstander.casework.mycase.page import MyCase
from upstander.casework.plans import answer_plan
from upstander.policy.grounds import known_grounds
from upstander.policy.motives import NO_GROUND_GIVEN
from upstander.policy.plans import PlanReply
from upstander.web.look.fields import AnswerField, LineField, OneOf, Option, SomeOf
from upstander.web.report.event import Why

VERSION = re.compile(r"[0-9]{1,6}")


class CodeForm(forms.Form):
    """The code, or the slip that stands in for it."""

    use_required_attribute = False
    code = LineField(
        label="Your code",
        help_text="It has 21 letters and numbers. Small letters are fine, and you can leave out the lines between.",
        missing="Enter your code",
        max_length=100,
        width=30,
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["code"].widget.attrs.update(
            {"spellcheck": "false", "autocapitalize": "characters", "inputmode": "text"}
        )


class MyForm(forms.Form):
    """A form of somebody's own page. `saved`: the word by which the next page knows what was saved."""

    use_required_attribute = False
    saved: ClassVar[str] = "yes"

    @classmethod
    def start(cls, mine: MyCase) -> dict[str, Any]:
        """Return what the form holds when it is first shown."""
        return {}

    def do(self, who: Actor, number: str) -> str:
        """Do the deed; return the word for the next page."""
        raise NotImplementedError


def asked_again(
    question: type[forms.Form], name: str, *, without: Collection[str] = (), more: Sequence[tuple[str, Option]] = ()
) -> SomeOf:
    """Take a question of the report once more, under the heading of another page."""
    field = deepcopy(question.base_fields[name])
    assert isinstance(field, SomeOf)
    held: Any = field.choices
    field.choices = [*(choice for choice in held if choice[0] not in without), *more]
    field.heading, field.strong = False, True
    return field


class MessageForm(MyForm):
    """A message to us."""

    text = AnswerField(label="Write to us", strong=True, missing="Write your message first", rows=6)

    def do(self, who: Actor, number: str) -> str:
        """Leave the message."""
        send_message(who, number, text=self.cleaned_data["text"])
        return self.saved


class PlanForm(MyForm):
    """Their own answer to one version of the plan; what follows from each stands beside it, before it is given.

    The version is no field: the page names the one it shows, so that a page shown again asks about the newest.
    """

    reply = OneOf(
        label="What do you say to this plan?",
        strong=True,
        missing="Choose what you say to this plan",
        choices=[
            (
                PlanReply.AGREES.value,
                Option(
                    "I agree", hint="We start as soon as everybody the plan is for agrees. You can change your mind."
                ),
            ),
            (
                PlanReply.ASKS_CHANGE.value,
                Option(
                    "I want something to be different",
                    hint="We change the plan with you, or tell you why we cannot. It does not start before that.",
                ),
            ),
            (
                PlanReply.DECLINES.value,
                Option(
                    "I do not want this plan", hint="We do not start it. We still help you, and your case stays open."
                ),
            ),
        ],
    )
    words = AnswerField(
        label="Anything you want to say",
        help_text="Use your own words. If you want something to be different, tell us what.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask what should be different."""
        given = super().clean() or {}
        if given.get("reply") == PlanReply.ASKS_CHANGE and not given.get("words", "").strip():
            self.add_error("words", "Tell us what you want to be different")
        return given

    def do(self, who: Actor, number: str) -> str:
        """Give the answer to the version they read, and no other."""
        read = str(self.data.get("version", ""))
        version = int(read) if VERSION.fullmatch(read) else 0
        answer_plan(who, number, version=version, **self.cleaned_data)
        return self.saved


class WhyForm(MyForm):
    """Why they think it happened, said again; what was said before stays."""

    saved = "why"
    grounds = asked_again(
        Why,
        "grounds",
        without=("unknown", "unsaid"),
        more=[
            ("dont_know", Option("I do not know", divider="or", alone=True)),
            ("rather_not_say", Option("I would rather not say", alone=True)),
        ],
    )
    words = AnswerField(
        label="What makes you think so?",
        help_text="For example words that were said, or signs that were drawn. You can leave this empty.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Take any answer, but not none at all."""
        given = super().clean() or {}
        if not self.errors and not given.get("grounds") and not given.get("words", "").strip():
            self.add_error("grounds", "Tick what you think, or write it in your own words")
        return given

    def do(self, who: Actor, number: str) -> str:
        """Keep the answer beside those before it."""
        given = self.cleaned_data
        grounds = known_grounds(given["grounds"]) or NO_GROUND_GIVEN & set(given["grounds"])
        perceived = bool(known_grounds(given["grounds"]))
        record_motive(who, number, perceived=perceived, grounds=grounds, words=given["words"])
        return self.saved
