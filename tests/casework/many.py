"""Many cases at once, for the tests that hold what a page costs; the rows are those that the deeds make."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from uuid import UUID

from django.db import connection

from tests.cast import NOW, Landlord
from upstander.casework.actor import operator
from upstander.casework.opened import begun
from upstander.policy.duty import DUTY_TEXT, DutyKind
from upstander.policy.roles import Deed
from upstander.policy.ruling import allow
from upstander.records import keyring
from upstander.records.case import Assignment, Case, Matter, Party
from upstander.records.duties import OwedDuty
from upstander.records.keyring import token
from upstander.records.numbers import CASE, MATTER, numbers
from upstander.records.people import Person, Token, tokens_for
from upstander.records.versions import version_in_force
from upstander.records.worked import Incident

OWED = (DutyKind.FIRST_CONTACT, DutyKind.KEEP_INFORMED)
PEOPLE = 100
NAMES = ("Amina Yusuf", "Piotr Nowak", "Grace Mensah", "Tom Harris")
KEYS = 40


def many_cases(house: Landlord, how_many: int) -> list[str]:
    """Write cases past the deeds: half with Joy Okafor, a quarter with Sam Lewis, the rest in the queue."""
    keys = keyring.mint_many("case", KEYS)
    with begun(operator(at=NOW), Deed.IMPORT_BATCH, sealed_by=keys[0]) as work:
        entry = work.enter(allow("9", "Written for a test."), rows=how_many)
        made = numbers(CASE, year=2026, how_many=how_many)
        matters = [Matter(number=number, opened_at=NOW) for number in numbers(MATTER, year=2026, how_many=how_many)]
        version = version_in_force(NOW.date())
        owners = cycle((house.staff["okafor"], house.staff["lewis"], house.staff["okafor"], None))
        cases = [
            Case(
                sealed_by=keys[n % KEYS],
                entry=entry,
                number=number,
                matter=matter,
                version=version,
                kind="hate_crime",
                priority="high",
                hate=True,
                stage="new",
                risk="high" if n % 5 == 0 else "medium",
                area=house.ferry,
                owner=owner,
                team=house.north,
                received_at=NOW - timedelta(hours=n),
                opened_at=NOW - timedelta(hours=n),
                home=f"99000000010{n % 6 + 1}",
                home_token=token("home", f"99000000010{n % 6 + 1}"),
                summary="",
            )
            for n, (number, matter, owner) in enumerate(zip(made, matters, owners, strict=False))
        ]
        Matter.objects.bulk_create(matters, batch_size=500)
        Case.objects.bulk_create(cases, batch_size=500)
        _parties_and_facts(cases, _people(keys, entry), entry)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own vacuum does soon after so many rows
    return made


def _people(keys: list[UUID], entry: object) -> list[Person]:
    people = [
        Person(
            sealed_by=keys[n % KEYS],
            entry=entry,
            name=NAMES[n % len(NAMES)],
            phone=f"07700 {n:06d}",
            email="",
            language="",
            interpreter="",
            home="",
        )
        for n in range(PEOPLE)
    ]
    Person.objects.bulk_create(people)
    tokens = [t for person in people for t in tokens_for(texts={"phone": person.phone}, person_id=person.pk)]
    Token.objects.bulk_create(tokens)
    return people


def _parties_and_facts(cases: list[Case], people: list[Person], entry: object) -> None:
    parties, duties, incidents, held = [], [], [], []
    for n, (case, person) in enumerate(zip(cases, cycle(people), strict=False)):
        about = {"sealed_by": case.sealed_by, "entry": entry, "case": case}
        party = Party(**about, person=person, part="resident_heard", confidence="named", description="", started_at=NOW)
        parties.append(party)
        for step, kind in enumerate(OWED):
            duties.append(
                OwedDuty(
                    **about,
                    party=party,
                    staff=case.owner,
                    team=None if case.owner else case.team,
                    kind=kind,
                    clause=DUTY_TEXT[kind].clause,
                    why="Because we promised it.",
                    starts_at=NOW,
                    due_at=NOW + timedelta(hours=n % 400 - 100, days=step),
                )
            )
        if case.owner is None:
            duties.append(
                OwedDuty(
                    **about, team=case.team, kind=DutyKind.TAKE_CASE, clause="2 e", why="", starts_at=NOW, due_at=NOW
                )
            )
        else:
            held.append(Assignment(**about, staff=case.owner, start=NOW - timedelta(days=1), reason=""))
        story = "They threw eggs at the window." if n == len(cases) // 2 else "They shouted on the stairs."
        incidents.append(Incident(**about, when_words="", place="", story=story, police_reference=""))
    for model, rows in ((Party, parties), (OwedDuty, duties), (Assignment, held), (Incident, incidents)):
        model.objects.bulk_create(rows, batch_size=500)
