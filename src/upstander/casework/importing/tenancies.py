"""Who lives where, from a day until a day. The link from a person to a home is sealed (decision 12)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from upstander.casework.importing.rows import Line, TenancyRow
from upstander.casework.importing.sorting import Importer, Pass, Sorted
from upstander.casework.opened import Work
from upstander.records.estate import Home
from upstander.records.journal import Entry
from upstander.records.keyring import token
from upstander.records.people import Person, Tenancy
from upstander.records.sealing import warmed

TENANCY = "tenancy"
"""Its own kind of token: equal to no case's, or a stolen database would name a household without any key."""


def sort(lines: Sequence[Line[TenancyRow]], here: Pass) -> Sorted:
    """Compare these tenancies with those we have; home and person have to be known."""
    wanted = {line.row.person for line in lines}
    people = {person.reference: person for person in Person.objects.filter(reference__in=wanted)}
    homes = set(Home.objects.filter(pk__in={line.row.uprn for line in lines}).values_list("uprn", flat=True))
    held = _held(lines)
    found = Sorted()
    for line in lines:
        row, person = line.row, people.get(line.row.person)
        tenancy = held.get((row.reference, row.person))
        if person is None:
            found.wrong(line, "person_ref", f"is {row.person}, whom we do not know. Import people first.")
        elif row.uprn not in homes:
            found.wrong(line, "uprn", f"is {row.uprn}, which is none of our homes. Import homes first.")
        elif tenancy is None:
            found.added.append((row, person))
        elif (tenancy.home, tenancy.role, tenancy.start, tenancy.end) != (row.uprn, row.role, row.start, row.end):
            found.changed.append((row, tenancy))
        else:
            found.same += 1
    return found


def keep(work: Work, entry: Entry, batch: Sorted, keys: list[UUID]) -> None:
    """Write new tenancies under each person's own key, and change those that changed."""
    new = [
        _filled(Tenancy(sealed_by=person.sealed_by, entry=entry, reference=row.reference, person=person), row)
        for row, person in batch.added
    ]
    Tenancy.objects.bulk_create(new)
    for row, tenancy in batch.changed:
        _filled(tenancy, row).save(update_fields=["home", "home_token", "role", "start", "end"])


def _held(lines: Sequence[Line[TenancyRow]]) -> dict[tuple[str, str | None], Tenancy]:
    known = Tenancy.objects.filter(reference__in={line.row.reference for line in lines}).select_related("person")
    return {(tenancy.reference, tenancy.person.reference): tenancy for tenancy in warmed(known)}


def _filled(tenancy: Tenancy, row: TenancyRow) -> Tenancy:
    tenancy.home, tenancy.home_token = row.uprn, token(TENANCY, row.uprn)
    tenancy.role, tenancy.start, tenancy.end = row.role, row.start, row.end
    return tenancy


TENANCIES = Importer(sort, keep)
