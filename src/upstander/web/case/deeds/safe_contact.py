"""Page: how somebody may be reached safely, for a person in a case or whoever made a report (clause 3.2 a)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from upstander.casework.casefile.page import PartyRow
from upstander.casework.safe_contact import set_safe_contact
from upstander.policy.deeds import Deed
from upstander.policy.informing import WAY_LABELS, Way
from upstander.policy.safe_contact import CHANNELS, WISHES, Wish, safety_of
from upstander.web.case.deeds.asking import people, who_of
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import LineField, OneOf
from upstander.web.look.hours import NAMES, SafeHoursForm, start_of

ANSWERS = (("safe", "Safe"), ("unsafe", "Not safe"), ("never", "Never"), ("", "They did not say"))
HINTS = {
    Wish.HOURS: "Such as: weekdays after 4pm, not when he is at home.",
    Wish.CALL_ME: "The name they want to hear.",
    Wish.CODE_WORD: "So that they know it is us.",
    Wish.LETTERS_TO: "An address where nobody else opens them.",
    Wish.OTHERS_WHO_READ: "Such as: my son reads my email.",
    Wish.THROUGH: "Name and how to reach them.",
    Wish.INTERPRETER: "Such as: Bengali, a woman; not my son.",
}


class WishesForm(SafeHoursForm, DeedForm):
    """Every way, and the words around it. What they said last stands in the page already."""

    phone, text, email, letter, visit, voicemail = (
        OneOf(label=WAY_LABELS[Way(way)], choices=ANSWERS, required=False, inline=True) for way in CHANNELS
    )
    hours, call_me, code_word, letters_to, others_who_read, through, interpreter = (
        LineField(label=f"{WISHES[wish]} (optional)", help_text=HINTS[wish], required=False) for wish in HINTS
    )

    def prepare(self) -> None:
        """Start from what they said last; unknown ways stay unknown."""
        said = self.said_last()
        self.offer_first({way: WAY_LABELS[Way(way)] for way in CHANNELS})
        for name, held in start_of(said).items():
            self.fields[name].initial = held
        for way in CHANNELS:
            answer = safety_of(said, way)
            self.fields[way].initial = "" if answer == "unknown" else answer
        for wish in HINTS:
            self.fields[wish].initial = str(said.get(wish, ""))

    def said_last(self) -> Mapping[str, Any]:
        """Return what they said last."""
        return {}

    def given(self) -> Given:
        """Put the answers together as one wish; what was not said is left out."""
        held = self.cleaned_data
        channels = {way: held[way] for way in CHANNELS if held[way]}
        words = {wish: held[wish] for wish in (*HINTS, Wish.FIRST, Wish.SAFE_HOURS) if held.get(wish)}
        return {"wishes": {Wish.CHANNELS: channels, **words}}


class SafeContactForm(WishesForm):
    """The wishes of one person in a case. `choosing`: whom it is about is still to be said, and comes first."""

    choosing: Sequence[PartyRow] = ()
    party = people("Who is it about?")
    field_order = ("party", *CHANNELS, *NAMES)

    def prepare(self) -> None:
        """Once it is clear who it is about, nobody else can be chosen: nobody gets another's wishes by mistake."""
        known = self.about.parties_for_choice
        asked = [one for one in known if one.party == self.start.get("party")]
        self.choose("party", who_of(asked or known))
        self.choosing = () if self.is_bound or asked or len(known) < 2 else known
        super().prepare()

    def said_last(self) -> Mapping[str, Any]:
        """Return what the person asked about said last."""
        found: Mapping[str, Any] = self.about.wishes.get(self.fields["party"].initial or "", {})
        return found

    def given(self) -> Given:
        """Say whose wishes they are."""
        return super().given() | {"party": self.cleaned_data["party"]}


EFFECT = says(
    "Every message follows this from now on. A way they did not call safe is not used.",
    "What they said before is kept.",
    "Anything that waits goes by a way they call safe. Where there is none, it is held, and the officer is told.",
)
DONE = always("How to reach them safely is recorded.")

PAGES = table(
    Page(
        deed=Deed.SET_SAFE_CONTACT,
        form=SafeContactForm,
        do=set_safe_contact,
        effect=EFFECT,
        done=DONE,
        template="case/deeds/safe_contact.html",
        warns=True,
    )
)
