"""The first questions: who it is for, and whether anybody is in danger (clauses 2 d, 2 e)."""

from __future__ import annotations

from upstander.policy.telling import OnBehalf
from upstander.web.look.fields import OneOf, Option, SomeOf
from upstander.web.report.question import Question

YES_NO_UNSURE = [("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")]


class About(Question):
    """Who it happened to."""

    on_behalf = OneOf(
        label="Who are you telling us about?",
        heading=True,
        missing="Choose who you are telling us about",
        choices=[
            (OnBehalf.ME.value, Option("Me, or the people I live with")),
            (OnBehalf.WITNESS.value, Option("Something I saw or heard")),
            (
                OnBehalf.SOMEONE_ELSE.value,
                Option("Someone else. I am telling you for them", hint="For example a friend or someone in my family."),
            ),
            (
                OnBehalf.WORKS_WITH_THEM.value,
                Option("Someone I help through my work", hint="For example as a support worker, teacher or nurse."),
            ),
        ],
    )


class Knows(Question):
    """Whether they know: a report on somebody's behalf is held with care, never turned away."""

    they_know = OneOf(
        label="Does this person know you are telling us?",
        help_text="You can tell us if they do not. We will take care how we get in touch.",
        heading=True,
        required=False,
        choices=YES_NO_UNSURE,
    )


class Safe(Question):
    """Whether everybody is safe now: whoever is not is asked to stop and call."""

    safe_now = OneOf(
        label="Is everyone safe right now?",
        heading=True,
        missing="Choose yes, or no if you are not sure",
        choices=[("yes", "Yes, for now"), ("no", "No, or I am not sure")],
    )


class Dangers(Question):
    """What cannot wait for a working day."""

    dangers = SomeOf(
        label="Is any of this true?",
        help_text="Tick all that are true. You can leave this empty.",
        heading=True,
        required=False,
        choices=[
            ("weapon", Option("A weapon was used or shown")),
            ("fire", Option("There was a fire, or someone said they would start one")),
            ("threat_to_life", Option("Someone said they would kill a person or hurt them badly")),
            ("child_at_risk", Option("A child is being hurt, or could be")),
            ("under_16", Option("It happened to someone under 16")),
            ("none", Option("None of these", divider="or", alone=True)),
        ],
    )
