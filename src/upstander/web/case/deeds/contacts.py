"""Pages: contacts with the people in a case, and how often they hear from us (clauses 3 a, 3.2 c, 10 c)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from upstander.casework import contacts
from upstander.casework.casefile.asked import DeedPage
from upstander.casework.casefile.page import PartyRow
from upstander.casework.contacts import Contacted
from upstander.policy.contacts import PURPOSE_LABELS, Purpose
from upstander.policy.deeds import Deed
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PARTY_ROLE_LABELS, PartyRole
from upstander.policy.informing import WAY_LABELS
from upstander.policy.terms import ClockKey
from upstander.web.case.deeds.asking import OnADay, PartyForm, by_day, how_long, people
from upstander.web.deed.form import Given, options, yes_no
from upstander.web.deed.page import Page, table
from upstander.web.look.fields import AnswerField, CountField, OneOf, SomeOf, TickField

HEARD_HERE = {PartyRole.RESIDENT_HEARD, PartyRole.WITNESS, PartyRole.REPRESENTATIVE, PartyRole.AFFECTED}


def _way() -> OneOf:
    return OneOf(label="How?", choices=options(WAY_LABELS), missing="Choose how", strong=True)


def _reached() -> OneOf:
    choices = yes_no("Yes, I spoke to them or they answered", "No, I tried and did not reach them")
    return OneOf(label="Did you reach them?", choices=choices, missing="Choose whether you reached them", strong=True)


def _because() -> AnswerField:
    return AnswerField(
        label="If they had not called this way safe: why was it used? (optional)",
        help_text="What happened is never hidden. Leave this empty where the way was safe.",
        required=False,
        rows=2,
    )


class ContactForm(OnADay, PartyForm):
    """What every contact says."""

    party = people("Who was it with?", missing="Choose who it was with")
    way = _way()
    words = AnswerField(
        label="What was said, or what did you try?",
        help_text="They may read this one day. Write what you know and how you know it.",
        missing="Write what was said, or what you tried",
        strong=True,
    )
    because = _because()
    still_safe = TickField(label="They confirmed that this is still how to reach them safely", required=False)

    def given(self) -> Given:
        """Put day and time together."""
        given: dict[str, Any] = dict(self.cleaned_data)
        if "reached" in given:
            given["reached"] = given["reached"] == "yes"
        return {"contacted_at": self.moment(given), **given}


class FirstContactForm(ContactForm):
    """The first contact, or the attempt."""

    reached = _reached()
    field_order = ("party", "way", "reached", "on", "at_time", "words", "because", "still_safe")


class InterviewForm(ContactForm):
    """Hearing somebody in full."""

    others_present = SomeOf(
        label="Who else was there? (optional)",
        choices=options({part: PARTY_ROLE_LABELS[part] for part in PartyRole}),
        required=False,
    )
    field_order = ("party", "way", "others_present", "on", "at_time", "words", "because", "still_safe")

    def people(self) -> Iterable[PartyRow]:
        """Return who is heard; the person complained of has a talk of their own."""
        return [one for one in self.about.parties_for_choice if one.part in HEARD_HERE]

    def given(self) -> Given:
        """Hand over the parts of who else was there."""
        given = super().given()
        return given | {"others_present": tuple(given["others_present"])}


class AnyContactForm(ContactForm):
    """Any other contact."""

    purpose = OneOf(
        label="What was it for?",
        choices=options(
            {key: PURPOSE_LABELS[key] for key in (Purpose.UPDATE, Purpose.QUESTION, Purpose.SHARED)},
            update="Starts the clock of the next update anew.",
            question="They still wait to hear where things stand.",
            shared="With whom, what for, what, when and why. “Call back what was shared” lists it.",
        ),
        initial=Purpose.UPDATE,
        missing="Choose what it was for",
        strong=True,
    )
    they_came_to_us = TickField(label="They came to us", required=False)
    answers_messages = TickField(label="This answered the messages that wait from them", required=False)
    reached = _reached()
    field_order = (
        "party", "purpose", "way", "they_came_to_us", "reached", "on", "at_time", "words", "because", "still_safe",
        "answers_messages",
    )  # fmt: skip

    def prepare(self) -> None:
        """Whoever comes from the duty to tell what was shared records that."""
        super().prepare()
        from_duty = [one for one in self.about.open_duties if one.duty == self.start.get("duty")]
        if any(one.kind == DutyKind.TELL_SHARED for one in from_duty):
            self.fields["purpose"].initial = Purpose.SHARED


class UpdatesForm(PartyForm):
    """How often somebody hears from us."""

    party = people("Who did you agree it with?")
    every_days = CountField(
        label="Every how many days?",
        help_text="As they wish. Rarer than our own standard only where they asked for it.",
        at_least=1,
        at_most=365,
        missing="Enter a number of days",
        strong=True,
    )
    they_asked = TickField(label="They asked for this themselves", required=False)


def _contacted(receipt: Contacted) -> str:
    if not receipt.reached:
        return "The attempt is recorded. The clock runs on: try again in another way they called safe."
    by = by_day(receipt.next_update_by)
    return f"The contact is recorded. They hear from us next by {by}." if by else "The contact is recorded."


def _agreed(receipt: datetime | None) -> str:
    by = by_day(receipt)
    return f"It is agreed. They hear from us next by {by}." if by else "It is agreed."


def _first(about: DeedPage) -> tuple[str, ...]:
    again = how_long(about, ClockKey.KEEP_INFORMED)
    return (
        "If you reached them, first contact is done, and the case moves on to listening.",
        f"They are then told where things stand at least every {again}, or as you agree with them.",
        "If you did not reach them, the attempt is kept and the clock runs on.",
    )


def _interview(about: DeedPage) -> tuple[str, ...]:
    return (
        "The case moves on to planning.",
        f"A plan is agreed with them within {how_long(about, ClockKey.ACTION_PLAN)}.",
    )


def _contact(about: DeedPage) -> tuple[str, ...]:
    return (
        f"An update starts their clock anew: next within {how_long(about, ClockKey.KEEP_INFORMED)}, or as agreed.",
        "An attempt is kept, and the clock runs on.",
        "The person complained of is only approached once everybody heard has said yes to it in the plan.",
    )


def _updates(about: DeedPage) -> tuple[str, ...]:
    return (f"Without an agreement we update them at least every {how_long(about, ClockKey.KEEP_INFORMED)}.",)


PAGES = table(
    Page(
        deed=Deed.RECORD_FIRST_CONTACT,
        form=FirstContactForm,
        do=contacts.record_first_contact,
        effect=_first,
        done=_contacted,
        warns=True,
    ),
    Page(
        deed=Deed.RECORD_INTERVIEW,
        form=InterviewForm,
        do=contacts.record_interview,
        effect=_interview,
        done=_contacted,
        warns=True,
    ),
    Page(
        deed=Deed.RECORD_CONTACT,
        form=AnyContactForm,
        do=contacts.record_contact,
        effect=_contact,
        done=_contacted,
        warns=True,
    ),
    Page(deed=Deed.AGREE_UPDATES, form=UpdatesForm, do=contacts.agree_updates, effect=_updates, done=_agreed),
)
