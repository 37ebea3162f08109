"""The questions about who did it. Their answer decides who may read the report (clause 7 a)."""

from __future__ import annotations

from django.conf import settings

from upstander.web.look.fields import AnswerField, LineField, OneOf, Option, offer
from upstander.web.report.question import Question, Said


class Known(Question):
    """Whether they know who did it; the answer decides who may read the report."""

    known = OneOf(label="Do you know who did it?", heading=True, required=False, choices=())

    def fit(self, said: Said) -> None:
        """Say the landlord's name where the answer keeps the report away from its staff."""
        ours = Option(
            f"Yes, someone who works for {settings.LANDLORD.name}",
            hint="Or a builder or cleaner that we send. What you tell us will not go to them or to their manager.",
        )
        answers = [
            ("neighbour", Option("Yes, a neighbour or someone who lives near")),
            ("family", Option("Yes, a partner, an ex-partner or someone in the family")),
            ("staff", ours),
            ("someone", Option("Yes, someone else")),
            ("no", Option("No")),
            ("unsaid", Option("I would rather not say", divider="or")),
        ]
        offer(self, "known", answers)


class Person(Question):
    """What they know of who did it."""

    title = "What can you tell us about who did it?"
    intro = "You can leave any of this empty. We will not tell them that you told us."
    accused_name = LineField(label="Name, or the name people use", required=False)
    accused_address = LineField(label="Where they live, if you know", required=False)
    accused_description = AnswerField(
        label="What they look like, or anything else",
        help_text="If there was more than one person, write about each of them here.",
        required=False,
        max_length=2_000,
    )

    def fit(self, said: Said) -> None:
        """Ask nobody for the name of a stranger."""
        if said.get("known") == "no":
            del self.fields["accused_name"], self.fields["accused_address"]
