"""The deed: one batch of lines taken in whole, with one entry that says how many, of which file (clause 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from upstander.casework.actor import Actor
from upstander.casework.importing import agencies, cases, homes, people, staff, tenancies
from upstander.casework.importing.rows import Fault, Line
from upstander.casework.importing.sorting import Importer, Pass, Sorted
from upstander.casework.opened import begun
from upstander.policy.intake import ImportKind, may_import
from upstander.policy.roles import Deed
from upstander.records import keyring
from upstander.records.imports import ImportBatch

IMPORTERS: Mapping[ImportKind, Importer] = {
    ImportKind.HOMES: homes.HOMES,
    ImportKind.PEOPLE: people.PEOPLE,
    ImportKind.TENANCIES: tenancies.TENANCIES,
    ImportKind.STAFF: staff.STAFF,
    ImportKind.CASES: cases.CASES,
    ImportKind.AGENCIES: agencies.AGENCIES,
}


@dataclass(frozen=True, slots=True)
class Source:
    """The file a batch comes from: its kind, its columns, and the digest of its bytes."""

    kind: ImportKind
    columns: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What one batch did."""

    added: int
    changed: int
    same: int
    left_out: tuple[Fault, ...] = ()


class WrongLines(Exception):
    """Lines of this batch cannot be kept; nothing of it was."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} lines are wrong.")
        self.faults = tuple(faults)


def import_batch(
    who: Actor,
    *,
    source: Source,
    position: int,
    lines: Sequence[Line[Any]],
    here: Pass | None = None,
    leave_out_wrong: bool = False,
) -> Taken:
    """Take in one batch of lines, all of it or none; what is as it was is not written. Raises Refused, WrongLines."""
    importer = IMPORTERS[source.kind]
    batch = importer.sort(lines, here or Pass(who.at))
    if batch.faults and not leave_out_wrong:
        raise WrongLines(batch.faults)
    taken = Taken(len(batch.added), len(batch.changed), batch.same, tuple(batch.faults))
    if batch.does_something:
        _keep(who, source, position, lines, importer, batch)
    return taken


def batches_in(*, source: Source) -> int:
    """Return how many batches of this file have written something before."""
    return ImportBatch.objects.filter(kind=source.kind, mark=keyring.token("file", source.digest)).count()


def _keep(
    who: Actor, source: Source, position: int, lines: Sequence[Line[Any]], importer: Importer, batch: Sorted
) -> None:
    keys = keyring.mint_many(importer.key, len(batch.added)) if importer.key else []
    counts: dict[str, Any] = {"added": len(batch.added), "changed": len(batch.changed), "same": batch.same}
    where: dict[str, Any] = {"position": position, "first_line": lines[0].number, "last_line": lines[-1].number}
    with begun(who, Deed.IMPORT_BATCH) as work:
        ruling = may_import(source.kind, columns=source.columns)
        entry = work.enter(ruling, kind=source.kind, file=source.digest, **where, **counts)
        importer.keep(work, entry, batch, keys)
        ImportBatch.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            kind=source.kind,
            mark=keyring.token("file", source.digest),
            **where,
            **counts,
        )
