"""What the worker does with a file that was handed in: look through it, then take it in, some batches at a time.

A job may run twice, after a crash: what is in already is found to be as it was (clause 9). It acts as whoever asked,
with the roles they hold at that moment.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, Literal

from django.utils import timezone
from django_tasks import task

from upstander.casework.actor import Actor, member
from upstander.casework.importing.deed import IMPORTERS, Source, WrongLines, import_batch
from upstander.casework.importing.files.layouts import LAYOUTS
from upstander.casework.importing.files.reading import FileRefused
from upstander.casework.importing.files.table import Table
from upstander.casework.importing.rows import Fault, Faults, Line, StaffRow
from upstander.casework.importing.runs import batches, look_at
from upstander.casework.importing.sorting import Pass
from upstander.policy.intake import MOST_LINES, ImportKind
from upstander.policy.ruling import Refused
from upstander.policy.workingdays import london_day
from upstander.records.imports import HandedInFile
from upstander.records.staff import Staff

BATCHES_AT_ONCE = 10
FAULTS_KEPT = 5_000
MISSING_KEPT = 2_000
COUNTED = ("lines", "added", "changed", "same", "wrong", "batches")


@task()
def look_through(file: str) -> None:
    """Say what a file would do, every fault of it, and for staff who is missing from it."""
    held = HandedInFile.objects.filter(pk=file, state="looking").first()
    if held is None:
        return
    at = timezone.now()
    table = _Read(_table(held, at))
    try:
        tally = look_at(
            _asker(held, at),
            kind=ImportKind(held.kind),
            file=table,
            at_each=lambda so_far: _not_too_long(so_far.lines),
            list_at_most=FAULTS_KEPT,
        )
    except (FileRefused, Refused) as no:
        _refuse(held, no, at)
        return
    faults = sorted(tally.faults.listed, key=lambda fault: fault.line)
    held.faults = [_plain(fault) for fault in faults]
    held.missing = _missing(table.emails) if held.kind == ImportKind.STAFF else None
    held.lines, held.added, held.changed, held.same = tally.lines, tally.added, tally.changed, tally.same
    held.wrong, held.state, held.moved_at = tally.faults.count, "looked", at
    held.batches = -(-tally.lines // IMPORTERS[ImportKind(held.kind)].at_once)
    held.save(update_fields=[*COUNTED, "faults", "missing", "state", "moved_at"])


@task()
def take_in_more(file: str) -> None:
    """Take in the next batches of a file, and leave the rest to a job after this one."""
    held = HandedInFile.objects.filter(pk=file, state="running").first()
    if held is None or held.content is None:
        return
    at = timezone.now()
    try:
        more = _some_batches(held, at)
    except (FileRefused, Refused) as no:
        _refuse(held, no, at, state="stopped")
    except WrongLines as wrong:
        held.faults, held.wrong = [_plain(fault) for fault in wrong.faults[:FAULTS_KEPT]], len(wrong.faults)
        held.state, held.moved_at = "stopped", at
        held.refusal = "Lines became wrong since the file was looked through. Every batch before them is in, whole."
        held.save(update_fields=["faults", "wrong", "state", "moved_at", "refusal"])
    else:
        if more:
            take_in_more.enqueue(file)
        else:
            held.content, held.state, held.moved_at = None, "done", at
            held.save(update_fields=["content", "state", "moved_at"])


def _some_batches(held: HandedInFile, at: datetime) -> bool:
    """Take in at most ten batches; return whether there are more."""
    kind, who, here = ImportKind(held.kind), _asker(held, at), Pass(at)
    table = _table(held, at)
    source = Source(kind, table.columns, hashlib.sha256(_bytes(held)).hexdigest())
    first = held.taken_in
    for position, lines in enumerate(batches(table.lines(Faults()), IMPORTERS[kind].at_once), 1):
        if position <= first:
            continue
        if position > first + BATCHES_AT_ONCE:
            return True
        import_batch(
            who, source=source, position=position, lines=lines, here=here, leave_out_wrong=held.leave_out_wrong
        )
        held.taken_in, held.moved_at = position, timezone.now()
        held.save(update_fields=["taken_in", "moved_at"])
    return False


@dataclass
class _Read:
    """A table that remembers whom it named."""

    table: Table[Any]
    emails: set[str] = field(default_factory=set)

    @property
    def digest(self) -> str:
        return self.table.digest

    @property
    def columns(self) -> tuple[str, ...]:
        return self.table.columns

    def lines(self, faults: Faults) -> Iterator[Line[Any]]:
        for line in self.table.lines(faults):
            if isinstance(line.row, StaffRow):
                self.emails.add(line.row.email)
            yield line


@dataclass(frozen=True)
class _InMemory:
    """Bytes that can be opened as a file is."""

    content: bytes

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        return io.BytesIO(self.content)


def _table(held: HandedInFile, at: datetime) -> Table[Any]:
    layout = LAYOUTS[ImportKind(held.kind)]
    return Table(_InMemory(_bytes(held)), layout, today=london_day(at), encoding=held.encoding)


def _bytes(held: HandedInFile) -> bytes:
    return (held.content or "").encode("latin-1")


def _asker(held: HandedInFile, at: datetime) -> Actor:
    return member(held.by_id, at=at)


def _missing(emails: set[str]) -> list[list[str]]:
    rows = Staff.objects.filter(is_active=True).order_by("name").values_list("name", "email")
    return [[name, email] for name, email in rows if email not in emails][:MISSING_KEPT]


def _plain(fault: Fault) -> list[Any]:
    return [fault.line, fault.column, fault.what]


def _not_too_long(lines: int) -> None:
    if lines > MOST_LINES:
        raise FileRefused(
            f"The file has more than {MOST_LINES:,} lines.", "Divide it, or have the operator import it by command."
        )


def _refuse(held: HandedInFile, no: FileRefused | Refused, at: datetime, *, state: str = "refused") -> None:
    why, how = (no.ruling.why, no.ruling.how) if isinstance(no, Refused) else (no.why, no.how)
    held.refusal, held.state, held.moved_at = f"{why} {how}", state, at
    held.save(update_fields=["refusal", "state", "moved_at"])
