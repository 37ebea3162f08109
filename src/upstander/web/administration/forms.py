"""What the pages about staff, roles, teams and areas ask. A field is named as the deed's own argument."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from upstander.casework.places import TeamShown
from upstander.policy.roles import ROLE_LABELS, STAFF_ROLES, Role
from upstander.web.deed.form import DeedForm, Given
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, EmailField, LineField, ListField, OneOf, SomeOf, offer

ROLES = [(role.value, ROLE_LABELS[role]) for role in Role if role in STAFF_ROLES]


class NothingForm(DeedForm):
    """Nothing is asked."""


class LookForm(forms.Form):
    """Look for a name; sent by GET."""

    use_required_attribute = False
    q = LineField(label="Name or e-mail address", required=False, max_length=200)


class CorrectForm(DeedForm):
    """How somebody is named, and where they sign in from."""

    name = LineField(label="Name", help_text="As colleagues and residents know them.", max_length=100,
                     missing="Write their name")  # fmt: skip
    email = EmailField(label="E-mail address", help_text="The work address they sign in with.",
                       missing="Write their work e-mail address")  # fmt: skip


class MoveForm(DeedForm):
    """Which team."""

    team = ListField(label="Which team do they belong to?", choices=(), missing="Choose the team")

    def prepare(self) -> None:
        """Offer the teams."""
        self.choose("team", _teams(self.about), empty="Choose a team")


class AddForm(CorrectForm):
    """Who they are, and in which team they work."""

    team = ListField(label="Which team do they belong to?", choices=(), missing="Choose the team")

    def prepare(self) -> None:
        """Offer the teams."""
        self.choose("team", _teams(self.about), empty="Choose a team")


class InviteForm(DeedForm):
    """Whether they had a password before."""

    lost = OneOf(
        label="Have they signed in before?",
        choices=(
            ("no", "No, this is their first time"),
            ("yes", "Yes, they lost their password, and I know it is them"),
        ),
        missing="Say whether they have signed in before",
    )

    def given(self) -> Given:
        """Lost, or not."""
        return {"lost": self.cleaned_data["lost"] == "yes"}


class GrantForm(DeedForm):
    """Which role, where, from when until when, and why."""

    role = ListField(label="Which role?", choices=[("", "Choose a role"), *ROLES], missing="Choose the role")
    team = ListField(
        label="In which team?",
        help_text="The team's cases and areas are what the role shows.",
        choices=(),
        missing="Choose the team",
    )
    first_day = DayField(label="From which day? (optional)", help_text="Empty: at once.", past=False, future=True,
                     required=False)  # fmt: skip
    last_day = DayField(label="Until which day? (optional)", help_text="Empty: without an end.", past=False,
                   future=True, required=False)  # fmt: skip
    because = AnswerField(
        label="Why?",
        help_text="One sentence. The second administrator reads it.",
        missing="Say why they need this role",
        max_length=500,
        rows=3,
    )

    def prepare(self) -> None:
        """Offer the teams."""
        self.choose("team", _teams(self.about), empty="Choose a team")

    def given(self) -> Given:
        """From and until."""
        said = dict(self.cleaned_data)
        return said | {"start": said.pop("first_day"), "end": said.pop("last_day")}


class TeamForm(DeedForm):
    """What a team is called."""

    name = LineField(label="Name of the team", max_length=80, missing="Write the name of the team")


class RenameAreaForm(DeedForm):
    """What an area is called."""

    name = LineField(label="Name of the area", max_length=80, missing="Write the name of the area")


class AreaForm(RenameAreaForm):
    """What an area is called, and where it lies."""

    borough = LineField(label="Borough", max_length=80, missing="Write the name of the borough")


class LookAfterForm(DeedForm):
    """Which areas a team looks after."""

    areas = SomeOf(label="Which areas does the team look after?", choices=(), missing="Choose at least one area",
                   strong=True)  # fmt: skip

    def prepare(self) -> None:
        """Offer every area, those of the team chosen already."""
        areas = [(area.name, f"{area.name} ({area.borough}, {area.homes} homes)") for area in self.about]
        offer(self, "areas", areas)

    def given(self) -> Given:
        """Areas by name."""
        return {"areas": tuple(self.cleaned_data["areas"])}


def _teams(teams: Iterable[TeamShown]) -> list[tuple[str, str]]:
    return [(team.key, team.name) for team in teams]
