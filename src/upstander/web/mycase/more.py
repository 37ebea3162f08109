"""Something more that happened, told by whoever came back: danger first, then only that we know what it was (3 a)."""

from __future__ import annotations

from typing import Any

from upstander.casework.actor import Actor
from upstander.casework.incidents import record_incident
from upstander.casework.told import Danger, When
from upstander.web.look.fields import CountField, LineField, OneOf, Option, StoryField, WhenField
from upstander.web.mycase.forms import MyForm, asked_again
from upstander.web.report.event import What
from upstander.web.report.safety import Dangers

NOTHING = "Tell us what happened, or tick what kind of thing it was"


class MoreForm(MyForm):
    """What happened, when and where."""

    saved = "more"

    safe_now = OneOf(
        label="Is everyone safe right now?",
        strong=True,
        missing="Choose yes, or no if you are not sure",
        choices=[("yes", Option("Yes, for now")), ("no", Option("No, or I am not sure"))],
    )
    dangers = asked_again(Dangers, "dangers", without=("under_16",))
    story = StoryField(
        label="What happened?",
        help_text="Use your own words, in any language. Spelling does not matter.",
        strong=True,
        required=False,
        rows=8,
    )
    when = WhenField(
        label="When did it happen?",
        help_text="About when is fine. For example: today, 15 March 2026 or about 3 weeks ago.",
        strong=True,
        required=False,
    )
    place = LineField(
        label="Where was it?", help_text="For example on the stairs or online.", strong=True, required=False
    )
    forms_of_it = asked_again(What, "forms_of_it")
    evidence = CountField(
        label="How many photos, recordings or messages do you have of it?",
        help_text="Keep them, and do not change them. You can send them from your page later. We ask for each one.",
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
