"""The questions about what happened. None asks for proof, and most can stay empty (clauses 1.1, 3 b)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from upstander.policy import telling
from upstander.policy.grounds import FORM_GROUP_LABELS, FORMS, GROUNDS, Form, FormGroup, Ground, forms_in
from upstander.web.look.fields import (
    LINE_AT_MOST,
    AnswerField,
    CountField,
    LineField,
    OneOf,
    Option,
    SomeOf,
    StoryField,
    WhenField,
)
from upstander.web.report.question import Question, Said
from upstander.web.report.safety import YES_NO_UNSURE


class Story(Question):
    """Their own words. The two exceptions to confidence stand before the box."""

    title = "What happened?"
    above = "report/exceptions.html"
    story = StoryField(
        label="In your own words",
        help_text="Use your own words, in any language. Spelling does not matter. You can write down the words "
        "that were used, even if they are rude or cruel.",
        strong=True,
        required=False,
    )


def _kinds() -> list[Any]:
    grouped: list[Any] = [
        (FORM_GROUP_LABELS[group], [(form.value, Option(FORMS[form].label)) for form in forms_in(group)])
        for group in FormGroup
    ]
    other = Form.SOMETHING_ELSE
    return [*grouped, (other.value, Option(FORMS[other].label, divider="or"))]


class What(Question):
    """The thirteen forms, in six groups."""

    forms_of_it = SomeOf(
        label="What kind of thing was it?",
        help_text="Tick all that fit. If you are not sure, tick what is closest.",
        heading=True,
        required=False,
        choices=_kinds(),
    )

    def clean_forms_of_it(self) -> list[str]:
        """Ask for one answer only where nothing was written."""
        chosen: list[str] = self.cleaned_data["forms_of_it"]
        if not chosen and not self.said.get("story"):
            raise ValidationError("Tick what kind of thing it was, or go back and write what happened")
        return chosen


class Times(Question):
    """Whether it happened before."""

    times = OneOf(
        label="Has something like this happened before?",
        heading=True,
        required=False,
        choices=[("once", "No, this was the first time"), ("more", "Yes, it has happened before")],
    )


class When(Question):
    """When, as surely as they know."""

    when = WhenField(
        label="When did it happen?",
        help_text="About when is fine. For example: today, 15 March 2026, March 2026 or about 3 weeks ago. "
        "You can leave this empty.",
        heading=True,
        required=False,
    )

    def fit(self, said: Said) -> None:
        """Ask for the last time where there were several."""
        if said.get("times") == "more":
            self.fields["when"].label = "When did it happen last?"


def _reasons() -> list[Any]:
    by_name = sorted((GROUNDS[ground].label, ground) for ground in Ground if ground is not Ground.OTHER)
    return [
        *((ground.value, Option(label)) for label, ground in by_name),
        (Ground.OTHER.value, Option(GROUNDS[Ground.OTHER].label)),
        ("unknown", Option("I do not know", divider="or", alone=True)),
        ("unsaid", Option("I would rather not say", alone=True)),
    ]


class Why(Question):
    """The perceived motive: what they think is enough."""

    grounds = SomeOf(
        label="Why do you think it happened?",
        help_text="Tick all that you think played a part. What you think is enough. You do not need to prove it.",
        heading=True,
        required=False,
        choices=_reasons(),
    )


class Because(Question):
    """Why they think so, in their own words."""

    motive_words = AnswerField(
        label="What makes you think so?",
        help_text="For example words that were said, or signs that were drawn. You can leave this empty.",
        heading=True,
        required=False,
    )


class Aimed(Question):
    """Whether it was meant to harm, where nobody saw prejudice in it."""

    aimed = OneOf(
        label="Was it done to hurt or frighten someone?",
        heading=True,
        required=False,
        choices=YES_NO_UNSURE,
    )


class Evidence(Question):
    """How many photos and recordings there are: each is asked for later, and none is lost."""

    title = "Do you have photos, recordings or messages?"
    above = "report/evidence.html"
    evidence = CountField(
        label="How many do you have?",
        help_text="Leave this empty if you have none.",
        strong=True,
        required=False,
    )


class Police(Question):
    """Whether the police know; nothing here depends on it."""

    police = OneOf(
        label="Do the police know about this?",
        help_text="You do not have to tell the police to get help from us.",
        heading=True,
        required=False,
        choices=[
            (telling.Police.TOLD.value, Option("Yes")),
            (telling.Police.NOT_TOLD.value, Option("No")),
            (telling.Police.WANTS_US_TO.value, Option("No, and I would like help to tell them")),
            (telling.Police.RATHER_NOT_SAY.value, Option("I would rather not say", divider="or")),
        ],
    )


class PoliceReference(Question):
    """The number the police gave."""

    police_reference = LineField(
        label="What number did the police give you?",
        help_text="You can leave this empty.",
        heading=True,
        required=False,
        width=20,
        max_length=min(LINE_AT_MOST, 100),
    )
