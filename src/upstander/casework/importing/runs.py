"""A whole file: looked at first, then taken in batch by batch. Stopped and started again, it goes on where it was.

It goes on because a line that is in already is found to be as it was: nothing has to remember where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from upstander.casework.actor import Actor
from upstander.casework.importing.deed import IMPORTERS, Source, batches_in, import_batch
from upstander.casework.importing.rows import LISTED_AT_MOST, Faults, File, Line
from upstander.casework.importing.sorting import Pass
from upstander.policy.intake import ImportKind, may_import
from upstander.policy.roles import Deed, may_do
from upstander.policy.ruling import Refused


@dataclass
class Tally:
    """How far a file was read, and what its lines do, or would do."""

    lines: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    batches_before: int = 0
    faults: Faults = field(default_factory=Faults)


class FileChanged(Exception):
    """The file was changed while it was being taken in; what was taken in so far stays."""


def look_at(
    who: Actor,
    *,
    kind: ImportKind,
    file: File[Any],
    at_each: Callable[[Tally], None],
    list_at_most: int = LISTED_AT_MOST,
) -> Tally:
    """Read a file to its end and say what it would do; change nothing. Raises Refused."""
    for ruling in (may_do(who.roles, Deed.IMPORT_BATCH), may_import(kind, columns=file.columns)):
        if not ruling.allowed:
            raise Refused(ruling)
    tally, here = Tally(faults=Faults(most=list_at_most)), Pass(who.at)
    for lines in batches(file.lines(tally.faults), IMPORTERS[kind].at_once):
        batch = IMPORTERS[kind].sort(lines, here)
        for fault in batch.faults:
            tally.faults.add(fault)
        _count(tally, len(lines), len(batch.added), len(batch.changed), batch.same)
        at_each(tally)
    tally.batches_before = batches_in(source=Source(kind, file.columns, file.digest))
    return tally


def take_in(
    who: Actor,
    *,
    kind: ImportKind,
    file: File[Any],
    at_each: Callable[[Tally], None],
    leave_out_wrong: bool = False,
) -> Tally:
    """Take a file in that was looked at, one batch after the other. Raises Refused, WrongLines, FileChanged."""
    source = Source(kind, file.columns, file.digest)
    tally, here = Tally(), Pass(who.at)
    for position, lines in enumerate(batches(file.lines(tally.faults), IMPORTERS[kind].at_once), 1):
        taken = import_batch(
            who, source=source, position=position, lines=lines, here=here, leave_out_wrong=leave_out_wrong
        )
        for fault in taken.left_out:
            tally.faults.add(fault)
        _count(tally, len(lines), taken.added, taken.changed, taken.same)
        at_each(tally)
    if file.digest != source.digest:
        raise FileChanged
    return tally


def _count(tally: Tally, lines: int, added: int, changed: int, same: int) -> None:
    tally.lines += lines
    tally.added += added
    tally.changed += changed
    tally.same += same


def batches(lines: Iterator[Line[Any]], at_once: int) -> Iterator[list[Line[Any]]]:
    """Yield lines in batches, each of which is taken in whole."""
    while batch := list(islice(lines, at_once)):
        yield batch
