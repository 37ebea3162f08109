"""How somebody wants to be reached, said anew by themselves: only what they tick is used (clause 3.2 a)."""

from __future__ import annotations

from typing import Any

from upstander.casework.actor import Actor
from upstander.casework.mycase.page import MyCase
from upstander.casework.safe_contact import set_safe_contact
from upstander.policy.safe_contact import CHANNELS, Wish, safe_ways, safety_of
from upstander.web.look.fields import AnswerField, LineField, Option, SomeOf
from upstander.web.look.hours import NAMES, SafeHoursForm, start_of
from upstander.web.mycase.forms import MyForm

WAYS = {
    "phone": Option("Phone call", hint="We do not say why we call until we know it is you."),
    "text": Option("Text message", hint="It only says that there is a message for you."),
    "email": Option("Email", hint="It only says that there is a message for you."),
    "letter": Option("Letter", hint="In a plain envelope."),
    "visit": Option("A visit", hint="Only after we agree a time with you."),
    "voicemail": Option("Voicemail", hint="We only say that there is a message for you."),
}
ROOM = 200  # characters, as for any line


class ContactForm(SafeHoursForm, MyForm):
    """The ways that are safe, those that must never be used, and what else we have to know."""

    safe = SomeOf(
        label="Which ways are safe for you?",
        help_text="Think about who else may see your phone, email or post. We only use what you tick.",
        strong=True,
        required=False,
        choices=[(way, WAYS[way]) for way in CHANNELS],
    )
    never = SomeOf(
        label="Is there a way we must never use?",
        help_text="You can leave this empty.",
        strong=True,
        required=False,
        choices=[(way, str(WAYS[way])) for way in CHANNELS],
    )
    field_order = ("safe", "never", *NAMES)
    hours = LineField(label="When is it safe?", help_text="For example: weekdays after 4pm.", required=False)
    call_me = LineField(label="What should we call you?", required=False)
    code_word = LineField(
        label="A word that shows it is us",
        help_text="If you choose a word, we say it first. Then you know that it is us.",
        required=False,
    )
    letters_to = AnswerField(
        label="Where can letters go?",
        help_text="It does not have to be your home.",
        required=False,
        rows=3,
        max_length=ROOM,
    )
    others_who_read = LineField(label="Who else sees your phone, email or post?", required=False)
    through = LineField(
        label="Someone you trust, and how to reach them",
        help_text="We ask for you by name. We do not say why.",
        required=False,
    )
    interpreter = LineField(
        label="If you want an interpreter, who should it be, or not be?",
        help_text="It is free. For example: a woman, and nobody from my street.",
        required=False,
    )

    @classmethod
    def start(cls, mine: MyCase) -> dict[str, Any]:
        """Show what they said last, to be changed."""
        said = mine.contact.wishes if mine.contact else {}
        words = {wish.value: str(said.get(wish.value) or "") for wish in Wish if wish is not Wish.CHANNELS}
        return (
            words
            | start_of(said)
            | {
                "safe": list(safe_ways(said)),
                "never": [way for way in CHANNELS if safety_of(said, way) == "never"],
            }
        )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.offer_first(WAYS)

    def clean(self) -> dict[str, Any]:
        """Notice a way that is ticked in both lists, and one to come first that is not ticked as safe."""
        given = super().clean()
        if given.get("first") and given["first"] not in given.get("safe", ()):
            self.add_error("first", "Tick this way as safe too, or choose another one to come first")
        for way in CHANNELS:
            if way in given.get("safe", ()) and way in given.get("never", ()):
                self.add_error("never", f"You ticked “{WAYS[way]}” in both lists. Untick it in one of them")
        return given

    def do(self, who: Actor, number: str) -> str:
        """Keep it; what they did not tick is not used."""
        given = self.cleaned_data
        said = dict.fromkeys(given["never"], "never") | dict.fromkeys(given["safe"], "safe")
        words = {wish.value: given[wish.value] for wish in Wish if given.get(wish.value)}
        channels = {way: said.get(way, "unsafe") for way in CHANNELS}
        set_safe_contact(who, number, wishes={Wish.CHANNELS.value: channels, **words})
        return self.saved
