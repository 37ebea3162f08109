"""People, each under a key of their own. What a file says of a number is not that it is safe (clauses 7 a, 3.2 a)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from upstander.casework.conflicts import compare_cases_with
from upstander.casework.importing.rows import Line, PersonRow
from upstander.casework.importing.sorting import Importer, Pass, Sorted
from upstander.casework.opened import Work
from upstander.records.journal import Entry
from upstander.records.people import Person, Token, tokens_for
from upstander.records.sealing import warmed

SEALED = ("name", "phone", "email", "language", "interpreter")
FOUND_BY = ("name", "phone", "email")


def sort(lines: Sequence[Line[PersonRow]], here: Pass) -> Sorted:
    """Compare these people with those we know by the same reference."""
    known = Person.objects.filter(reference__in=[line.row.reference for line in lines])
    held = {person.reference: person for person in warmed(known)}
    found = Sorted()
    for line in lines:
        person = held.get(line.row.reference)
        if person is None:
            found.added.append(line.row)
        elif any(getattr(person, name) != getattr(line.row, name) for name in SEALED):
            found.changed.append((person, line.row))
        else:
            found.same += 1
    return found


def keep(work: Work, entry: Entry, batch: Sorted, keys: list[UUID]) -> None:
    """Write new people under fresh keys, and change those who changed."""
    new = [
        Person(sealed_by=key, entry=entry, reference=row.reference, home="", **_sealed(row))
        for key, row in zip(keys, batch.added, strict=True)
    ]
    Person.objects.bulk_create(new)
    for person, row in batch.changed:
        for name, text in _sealed(row).items():
            setattr(person, name, text)
        person.save(update_fields=SEALED)
    changed = [person for person, _ in batch.changed]
    Token.objects.filter(kind__in=FOUND_BY, person_id__in=[person.pk for person in changed]).delete()
    Token.objects.bulk_create(token for person in new + changed for token in _tokens(person))
    if changed:
        compare_cases_with(work, [person.pk for person in changed])


def _sealed(row: PersonRow) -> dict[str, str]:
    return {name: getattr(row, name) for name in SEALED}


def _tokens(person: Person) -> list[Token]:
    return tokens_for(texts={name: getattr(person, name) for name in FOUND_BY}, person_id=person.pk)


PEOPLE = Importer(sort, keep, key="person")
