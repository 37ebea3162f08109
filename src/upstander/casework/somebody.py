"""Who somebody is: told, kept under a key of their own, put right, and found again (clauses 7 a, 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict

from upstander.records import keyring
from upstander.records.case import Party
from upstander.records.journal import Entry
from upstander.records.people import Person, Token, tokens_for

IDENTITY = ("name", "phone", "email", "language", "interpreter", "home")
LINES = {
    "name": "A name",
    "phone": "A phone number",
    "email": "An e-mail address",
    "language": "A language",
    "interpreter": "An interpreter",
    "home": "An address",
}


class Known(TypedDict, total=False):
    """What is told of somebody, by keyword; in a correction, what is left out stays as it is."""

    name: str
    phone: str
    email: str
    language: str
    interpreter: str
    home: str
    description: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Who somebody is and which part they have; None where nothing was said of it."""

    part: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    language: str | None = None
    interpreter: str | None = None
    home: str | None = None
    description: str | None = None
    confidence: str | None = None

    def line(self, name: str) -> str:
        """Return one line of who they are, empty where it is not known."""
        value: str | None = getattr(self, name)
        return value or ""

    @property
    def lines(self) -> dict[str, str]:
        """What they are known by, by its name on the page."""
        return {label: self.line(name) for name, label in LINES.items()}


def as_told(party: Party) -> Somebody:
    """Return what the record says of somebody now."""
    known = {name: getattr(party.person, name) if party.person else "" for name in IDENTITY}
    return Somebody(part=party.part, description=party.description, confidence=party.confidence, **known)


def merged(before: Somebody, given: Somebody) -> Somebody:
    """Return what was known, with what is given now in its place."""
    names = (*IDENTITY, "part", "description", "confidence")
    return replace(before, **{name: value for name in names if (value := getattr(given, name)) is not None})


def new_person(somebody: Somebody, entry: Entry) -> Person | None:
    """Make who somebody is, under a key of their own, where anything is known."""
    known = {name: somebody.line(name) for name in IDENTITY}
    if not any(known.values()):
        return None
    person = Person.objects.create(sealed_by=keyring.mint("person"), entry=entry, **known)
    _make_findable(person)
    return person


def put_right(
    person: Person | None, before: Somebody, after: Somebody, entry: Entry
) -> tuple[Person | None, Person | None]:
    """Correct who somebody is; return what was known before, under the same key, and who they are now."""
    if person is None:
        return None, new_person(after, entry)
    known = {name: before.line(name) for name in IDENTITY}
    was = Person.objects.create(sealed_by=person.sealed_by, entry=person.entry, **known)
    for name in IDENTITY:
        setattr(person, name, after.line(name))
    person.entry = entry
    person.save(update_fields=[*IDENTITY, "entry"])
    Token.objects.filter(person_id=person.pk).delete()
    _make_findable(person)
    return was, person


def _make_findable(person: Person) -> None:
    texts = {"name": person.name, "phone": person.phone, "email": person.email, "address": person.home}
    Token.objects.bulk_create(tokens_for(texts=texts, person_id=person.pk))
