"""Something more that happened, told by whoever came back: danger first, then only that we know what it was (3 a)."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django import forms

from upstander.casework.actor import Actor
from upstander.casework.incidents import record_incident
from upstander.casework.told import Danger, When
from upstander.web.look.fields import CountField, LineField, OneOf, Option, SomeOf, StoryField, WhenField
from upstander.web.mycase.forms import MyForm
from upstander.web.report.event import What
from upstander.web.report.safety import Dangers

NOTHING = "Tell us what happened, or tick what kind of thing it was"


def _again(form: type[forms.Form], name: str, *, without: str = "") -> SomeOf:
    """Take a question of the report once more, under the heading of this page."""
    field: SomeOf = deepcopy(form.base_fields[name])  # type: ignore[assignment]
    field.heading, field.strong = False, True
    field.choices = [choice for choice in field.choices if choice[0] != without]  # type: ignore[index]
    return field


class MoreForm(MyForm):
    """What happened, when and where."""

    saved = "more"

    safe_now = OneOf(
        label="Is everyone safe right now?",
        strong=True,
        missing="Choose yes, or no if you are not sure",
        choices=[("yes", Option("Yes, for now")), ("no", Option("No, or I am not sure"))],
    )
    dangers = _again(Dangers, "dangers", without="under_16")
    story = StoryField(
        label="What happened?",
        help_text="Use your own words, in any language. Spelling does not matter.",
        strong=True,
        required=False,
        rows=8,
    )
    forms_of_it = _again(What, "forms_of_it")
    when = WhenField(
        label="When did it happen?",
        help_text="About when is fine. For example: today, 15 March 2026 or about 3 weeks ago.",
        strong=True,
        required=False,
    )
    place = LineField(
        label="Where was it?", help_text="For example on the stairs or online.", strong=True, required=False
    )
    evidence = CountField(
        label="How many photos, recordings or messages do you have of it?",
        help_text="You cannot send them here yet. Keep them, and do not change them. We will ask for each one.",
        strong=True,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask what happened, in words or by its kind."""
        given = super().clean() or {}
        said = given.get("story", "").strip() or given.get("forms_of_it")
        if not said and "story" not in self.errors:
            self.add_error("story", NOTHING)
        return given

    def do(self, who: Actor, number: str) -> str:
        """Keep it; say whether somebody on call was told."""
        given, when = self.cleaned_data, self.cleaned_data["when"]
        kept = record_incident(
            who,
            number,
            story=given["story"],
            forms=given["forms_of_it"],
            when=When(earliest=when.earliest, latest=when.latest, words=when.words) if when else When(),
            place=given["place"],
            evidence_mentioned=given["evidence"] or 0,
            danger=self._danger(),
        )
        return "danger" if kept.alerted else self.saved

    def _danger(self) -> Danger:
        said = self.cleaned_data["dangers"]
        return Danger(
            weapon="weapon" in said,
            fire="fire" in said,
            threat_to_life="threat_to_life" in said,
            child_at_risk="child_at_risk" in said,
            not_safe_now=self.cleaned_data["safe_now"] == "no",
        )
