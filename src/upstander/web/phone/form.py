"""The resident's questions on one page, to be asked in any order (clauses 2 d, 2 e).

Each is the very question of the resident's own pages, so that nobody is asked more, or otherwise, for having called.
None has to be answered: whether anything was said at all is for the deed to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField, ChoiceField, Field

from upstander.policy.telling import CHANNEL_LABELS, Channel, Confidence
from upstander.web.look.fields import OneOf, Option
from upstander.web.report import contact, event, person, place, safety
from upstander.web.report.place import NOT_LISTED, as_the_post_writes
from upstander.web.report.question import Question, Said

TAKEN_BY = (Channel.PHONE, Channel.VISIT, Channel.LETTER, Channel.EMAIL)
CHOOSE_AGAIN = "Choose the home again: it is not one of the homes at this postcode"


class Came(Question):
    """The way it reached us."""

    channel = OneOf(
        label="How did this reach us?",
        initial=Channel.PHONE.value,
        choices=[(channel.value, Option(CHANNEL_LABELS[channel])) for channel in TAKEN_BY],
    )


@dataclass(frozen=True, slots=True)
class Ask:
    """One of the resident's questions. `key`: its name when it is read back. `words`, `hint`: where ours differ."""

    question: type[Question]
    name: str
    key: str
    words: str = ""
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page."""

    slug: str
    title: str
    says: str
    asks: tuple[Ask, ...]

    @property
    def onward(self) -> str:
        """The part after this one; empty for the last."""
        return ONWARD.get(self.slug, "")


SECTIONS = (
    Section(
        "danger",
        "Is anybody in danger?",
        "Ask this first. If anybody is in danger now, ask them to call 999, or call for them, before you go on.",
        (Ask(safety.Safe, "safe_now", "Everyone safe now"), Ask(safety.Dangers, "dangers", "Danger")),
    ),
    Section(
        "reach",
        "How to reach them safely",
        "Ask this next, in case the call is cut off. What they do not say is safe is not used.",
        (
            Ask(contact.Name, "name", "Name"),
            Ask(contact.Way, "way", "How to contact them"),
            Ask(contact.Number, "phone", "Phone number"),
            Ask(contact.Voicemail, "voicemail", "Voicemail"),
            Ask(contact.Email, "email", "Email"),
            Ask(contact.LettersTo, "letters_to", "Letters to"),
            Ask(contact.Others, "others", "Who else sees it", words="Does anyone else see your phone, email or post?"),
            Ask(contact.Hours, "hours", "When it is safe"),
        ),
    ),
    Section(
        "happened",
        "What happened",
        "Write their own words, as near as you can. Do not ask for proof.",
        (
            Ask(event.Story, "story", "What happened", hint="Their own words, even if they are rude or cruel."),
            Ask(safety.About, "on_behalf", "Who it is about"),
            Ask(safety.Knows, "they_know", "Whether they know", hint="Only where they tell us for somebody else."),
            Ask(event.Times, "times", "Happened before"),
        ),
    ),
    Section("kind", "What kind of thing", "", (Ask(event.What, "forms_of_it", "What kind of thing"),)),
    Section("when", "When", "", (Ask(event.When, "when", "When"),)),
    Section(
        "where",
        "Where",
        "Find the home by its postcode and choose the door, or write where it was.",
        (
            Ask(place.Postcode, "postcode", "Postcode"),
            Ask(place.Home, "home_uprn", "Which home"),
            Ask(place.Address, "address", "Address"),
            Ask(place.Place, "place", "Where it was"),
        ),
    ),
    Section(
        "who",
        "Who did it",
        "We will not tell them who told us.",
        (
            Ask(person.Known, "known", "Who did it"),
            Ask(person.Person, "accused_name", "Their name"),
            Ask(person.Person, "accused_address", "Where they live"),
            Ask(person.Person, "accused_description", "About them"),
        ),
    ),
    Section(
        "why",
        "Why they think it happened",
        "What they think is enough.",
        (
            Ask(event.Why, "grounds", "Why they think it happened"),
            Ask(event.Because, "motive_words", "What makes them think so"),
            Ask(event.Aimed, "aimed", "Done to hurt or frighten"),
        ),
    ),
    Section(
        "recordings",
        "Photos, recordings and messages",
        "Ask them to keep everything. Each that they mention will be asked for.",
        (Ask(event.Evidence, "evidence", "Photos, recordings and messages", words="How many do you have?"),),
    ),
    Section(
        "confidence",
        "What we may know about them",
        "Read out all four. If you do not ask, their name is kept from others until they say.",
        (
            Ask(contact.InConfidence, "confidence", "What we may know about them"),
            Ask(contact.Trusted, "trusted_name", "Somebody they trust", words="Who can we contact for you?"),
            Ask(contact.Trusted, "trusted_how", "How to reach that person"),
        ),
    ),
    Section(
        "language",
        "Language and interpreter",
        "",
        (
            Ask(contact.Language, "language", "Language"),
            Ask(contact.Interpreter, "interpreter", "Interpreter"),
        ),
    ),
    Section(
        "police",
        "The police",
        "",
        (
            Ask(event.Police, "police", "Police know"),
            Ask(event.PoliceReference, "police_reference", "Police number"),
        ),
    ),
    Section("came", "How this reached us", "", (Ask(Came, "channel", "How it reached us"),)),
)
ONWARD = {here.slug: after.slug for here, after in pairwise(SECTIONS)}
ASKED_FIRST = ("safe_now", "way", "confidence")


class PhoneForm(Question):
    """All questions on one page."""

    use_required_attribute = False

    def fit(self, said: Said) -> None:
        """Take each question as it stands in the resident's pages, and require none."""
        homes = {"postcode": str((self.data or {}).get("postcode", ""))}
        for section in SECTIONS:
            for ask in section.asks:
                self.fields[ask.name] = _asked(ask, homes)
        self.fields["home_uprn"].error_messages["invalid_choice"] = CHOOSE_AGAIN

    def clean_postcode(self) -> str:
        """Write it as the post does."""
        return as_the_post_writes(self.cleaned_data["postcode"])

    def clean(self) -> dict[str, Any]:
        """Ask for one thing only: that a way to reach them is not given beside the wish for none."""
        if self.cleaned_data.get("confidence") == Confidence.NO_CONTACT and self.cleaned_data.get("way"):
            self.add_error("way", ValidationError("They asked for no contact. Ask again: is it this way, or none?"))
        return self.cleaned_data

    @property
    def said_of_it(self) -> dict[str, Any]:
        """The answers as a report is put together from them; a postcode without a door stays in words."""
        return {**self.answers, "homes_there": self.answers["home_uprn"] not in ("", NOT_LISTED)}

    @property
    def sections(self) -> list[tuple[Section, list[BoundField]]]:
        """The parts of the page, each with its questions."""
        return [(section, [self[ask.name] for ask in section.asks if self._shown(ask.name)]) for section in SECTIONS]

    @property
    def reach(self) -> str:
        """How they may be reached: "you", a "friend", "none" by their own wish, or nothing while it is unsaid."""
        if self.answers["confidence"] == Confidence.NO_CONTACT:
            return "none"
        if self.answers["confidence"] == Confidence.THROUGH_SOMEONE:
            return "friend"
        return "you" if self.answers["way"] else ""

    def words_of(self, name: str) -> str:
        """Say one answer in words; empty where there is none."""
        return self._words(name)

    def _shown(self, name: str) -> bool:
        return name != "home_uprn" or bool((self.data or {}).get("postcode"))


def _asked(ask: Ask, said: Mapping[str, str]) -> Field:
    field = ask.question(said=said).fields[ask.name]
    field.required, field.heading, field.strong = False, False, False  # type: ignore[attr-defined]  # each is Shown
    field.label = ask.words or field.label
    field.help_text = field.help_text if ask.hint is None else ask.hint
    # What was not asked is not answered: nothing is chosen beforehand, but for how it came.
    field.initial = field.initial if ask.question is Came else None
    field.widget.attrs |= {"small": True, "inline": _is_short(field)} if isinstance(field, ChoiceField) else {}
    return field


def _is_short(field: ChoiceField) -> bool:
    choices: Any = field.choices
    words = [str(label) for _, label in choices]
    return isinstance(field, OneOf) and len(words) <= 4 and max(map(len, words), default=0) <= 16
