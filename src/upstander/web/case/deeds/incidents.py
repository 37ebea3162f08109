"""Page: something more that happened (clauses 3 a, 2 e)."""

from __future__ import annotations

from typing import Any

from upstander.casework.incidents import Recorded, record_incident
from upstander.casework.told import Danger, When
from upstander.policy.deeds import Deed
from upstander.policy.grounds import FORM_GROUP_LABELS, FORMS, KIND_LABELS, Form, FormGroup, Kind, forms_in
from upstander.policy.telling import POLICE_LABELS
from upstander.web.case.deeds.asking import people, who_of
from upstander.web.deed.form import DeedForm, Given, options
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import CountField, LineField, ListField, Option, SomeOf, StoryField, WhenField

DANGER = {
    "weapon": "A weapon was used or shown",
    "fire": "Fire was set or threatened",
    "threat_to_life": "Somebody's life was threatened",
    "child_at_risk": "A child is at risk",
    "not_safe_now": "They do not feel safe now",
}


def forms_by_group() -> list[Any]:
    """Return the thirteen forms in their six groups, and something else."""
    groups: list[Any] = [
        (FORM_GROUP_LABELS[group], [(str(form), Option(FORMS[form].label)) for form in forms_in(group)])
        for group in FormGroup
    ]
    return [*groups, (str(Form.SOMETHING_ELSE), Option(FORMS[Form.SOMETHING_ELSE].label, divider="or"))]


class IncidentForm(DeedForm):
    """What happened, in their words, and what there is to know about it."""

    told_by = people("Who told you? (optional)", required=False)
    story = StoryField(
        label="What happened?",
        help_text="Their own words, as near as you can, also where they are offensive.",
        required=False,
        rows=8,
        strong=True,
    )
    forms = SomeOf(label="What kind of thing was it?", choices=forms_by_group(), required=False, strong=True)
    when = WhenField(
        label="When was it?", help_text="Such as 15 March 2026, or about 3 weeks ago.", required=False, strong=True
    )
    place = LineField(label="Where was it? (optional)", required=False)
    danger = SomeOf(
        label="Is anybody in danger?",
        help_text="Tick all that are true. Whoever is on call is asked at once.",
        choices=options(DANGER),
        required=False,
        strong=True,
    )
    police = ListField(label="What do they say of the police?", choices=[("", "Not asked"), *POLICE_LABELS.items()],
                       required=False)  # fmt: skip
    police_reference = LineField(label="Police reference (optional)", required=False, width=10)
    evidence_mentioned = CountField(
        label="How many recordings or photos did they mention? (optional)", at_most=500, required=False
    )

    def prepare(self) -> None:
        """Offer everybody who may have told."""
        self.choose("told_by", who_of(self.about.parties_for_choice))

    def given(self) -> Given:
        """Hand over when and what danger as the deed knows them."""
        given = dict(self.cleaned_data)
        when, danger = given.pop("when"), set(given.pop("danger"))
        return given | {
            "when": When(earliest=when.earliest, latest=when.latest, words=when.words) if when else When(),
            "danger": Danger(**{name: name in danger for name in DANGER}),
            "evidence_mentioned": given["evidence_mentioned"] or 0,
        }


def _recorded(receipt: Recorded) -> str:
    alerted = " Whoever is on call has been asked to act now." if receipt.alerted else ""
    return f"The incident is on the record. This is a case of {KIND_LABELS[Kind(receipt.kind)].lower()}.{alerted}"


PAGES = table(
    Page(
        deed=Deed.RECORD_INCIDENT,
        form=IncidentForm,
        do=record_incident,
        effect=says(
            "It is kept as they told it, and the case can only become graver by it, never lighter.",
            "Danger alerts the person on call at once.",
            "Graffiti, damage and recordings start their own clocks.",
        ),
        done=_recorded,
    )
)
