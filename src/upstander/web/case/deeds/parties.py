"""Pages: who is in a case, and putting right what was wrong about somebody (clauses 3.2 b, 9, 10 c)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from upstander.casework.parties import Named, correct_party, name_party
from upstander.policy.deeds import Deed
from upstander.policy.grounds import PARTY_ROLE_LABELS
from upstander.policy.roles import Route
from upstander.policy.telling import CONFIDENCE_LABELS
from upstander.web.case.deeds.asking import PartyForm, people, reason
from upstander.web.deed.form import DeedForm, Given, options
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import AnswerField, EmailField, LineField, ListField, OneOf, PhoneField, TickField

LEFT_AS_IT_IS = ("", "As it is")


class KnownForm(DeedForm):
    """What may be known of somebody; all of it may stay empty but one."""

    name = LineField(label="Name (optional)", required=False, width=20)
    phone = PhoneField(label="Phone (optional)", required=False)
    email = EmailField(label="Email (optional)", required=False)
    language = LineField(label="Language (optional)", required=False, width=20)
    interpreter = LineField(label="Interpreter (optional)", required=False)
    home = LineField(label="Home (optional)", help_text="An address, or a home in words.", required=False)
    description = AnswerField(label="In words (optional)", required=False, rows=3)


class NameForm(KnownForm):
    """Somebody new in the case."""

    part = OneOf(
        label="Which part do they have in this?",
        choices=options(PARTY_ROLE_LABELS),
        missing="Choose which part they have",
        strong=True,
    )
    confidence = ListField(
        label="How much of this is in confidence?",
        choices=[("", "Not asked"), *CONFIDENCE_LABELS.items()],
        required=False,
    )
    our_staff = TickField(label="They work for us, or for a contractor of ours, and are complained of", required=False)
    field_order = ("part",)


class CorrectForm(KnownForm, PartyForm):
    """What is wrong, and what is right. What is left empty stays as it is."""

    party = people("Who is it about?")
    part = ListField(label="Part in this", choices=[LEFT_AS_IT_IS, *options(PARTY_ROLE_LABELS)], required=False)
    confidence = ListField(label="In confidence", choices=[LEFT_AS_IT_IS, *CONFIDENCE_LABELS.items()], required=False)
    another_person = TickField(
        label="It was somebody else: end this entry, and begin one for the right person", required=False
    )
    because = reason("What was wrong?", missing="Say what was wrong")
    field_order = ("party", "because", "another_person", "part")

    def prepare(self) -> None:
        """Say that empty means unchanged."""
        super().prepare()
        for name in KnownForm.base_fields:
            self.fields[name].label = str(self.fields[name].label).replace("(optional)", "(leave empty to keep)")

    def given(self) -> Given:
        """Hand over only what was filled in."""
        always = ("party", "because", "another_person")
        return {key: value for key, value in self.cleaned_data.items() if key in always or value}


def _leads(receipt: Named | None) -> str:
    """A case about somebody who works for us leaves the usual line, and may leave this person's sight with it."""
    outside = receipt is not None and receipt.route != Route.ORDINARY
    return reverse("work") if outside else ""


def _named(receipt: Any) -> str:
    if receipt.route != Route.ORDINARY:
        return "It is recorded. The case is outside the usual line of command from now on."
    return "It is recorded."


PAGES = table(
    Page(
        deed=Deed.NAME_PARTY,
        form=NameForm,
        do=name_party,
        effect=says(
            "What we owe somebody in their part starts now: contact, updates, a thought about support.",
            "A witness is kept apart: nobody complained of learns of them.",
            "Where somebody who works for us is complained of, the case leaves the usual line of command.",
        ),
        done=_named,
        leads=_leads,
    ),
    Page(
        deed=Deed.CORRECT_PARTY,
        form=CorrectForm,
        do=correct_party,
        effect=says(
            "What was there before is ended and kept.",
            "For another person, or another part, what is owed starts afresh.",
        ),
        done=_named,
        leads=_leads,
    ),
)
