"""A landlord with as many cases as are asked for, and one case with fifty entries that an officer works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.management import call_command
from django.db import connection

from bench.filling import fill, grown, kept, more_officers
from bench.packs import case_to_share
from tests.cast import NOW, a_case, landlord
from upstander.casework import notes
from upstander.records.case import Case

NAME, PHONE, HOME = "Rehana Begum", "07700 900123", "990000000101"
CASES_EACH = 60


@dataclass(frozen=True)
class Furnished:
    """Who and what to ask for."""

    officer: UUID
    manager: UUID
    busy_case: str
    name: str
    full_case: str


def furnished(size: int, *, entries: int) -> Furnished:
    """Make the databases, the landlord, and `size` cases, sixty to an officer."""
    call_command("migrate", database="keys", app_label="keystore", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    house = landlord()
    before = kept()
    a_case(house)
    made = grown(before, name=NAME, phone=PHONE, home=HOME, officer=house.staff["okafor"].pk)
    busy = a_case(house, at=NOW + timedelta(minutes=1))
    for n in range(entries - _entries(busy)):
        notes.add_note(
            house.actor("okafor", NOW + timedelta(minutes=2 + n)), busy, text=f"Note {n}: what was done today."
        )
    full = case_to_share(house)
    officers = more_officers(house, max(1, size // CASES_EACH - 1))
    fill(made, how_many=CASES_EACH - 2, officers=[house.staff["okafor"]], seed=1)
    fill(made, how_many=max(0, size - CASES_EACH), officers=officers)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own vacuum does soon after so many rows
    return Furnished(house.staff["okafor"].pk, house.staff["achebe"].pk, busy, "Rehana%20Begum", full)


def _entries(number: str) -> int:
    from upstander.records.journal import Entry

    return Entry.objects.filter(case_id=Case.objects.get(number=number).pk).count()
