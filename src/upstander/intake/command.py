"""`upstander import KIND FILE.csv`: looks at the whole file first, then takes it in. The kinds: `policy.intake`.

Each batch is one `import_batch`, all of it or none. Stopped half-way, it is simply run again: what is in already is
found to be as it was.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.db import IntegrityError
from django.utils import timezone

from upstander.casework import actor
from upstander.casework.importing.deed import WrongLines
from upstander.casework.importing.files.layouts import LAYOUTS
from upstander.casework.importing.files.reading import ENCODINGS, FileRefused
from upstander.casework.importing.files.table import Table
from upstander.casework.importing.rows import Fault, Faults
from upstander.casework.importing.runs import FileChanged, Tally, look_at, take_in
from upstander.policy.intake import ImportKind

DONE, NOT_DONE, IN_PART = 0, 1, 3
EVERY_LINES = 10_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the file holds, and how far to go."""
    parser.add_argument("kind", choices=[kind.value for kind in ImportKind])
    parser.add_argument("file", type=Path, help="a CSV file; docs/imports.md says which columns it has")
    parser.add_argument("--dry-run", action="store_true", help="say what it would do, and change nothing")
    parser.add_argument(
        "--leave-out-wrong", action="store_true", help="take in the right lines of a file with wrong ones"
    )
    parser.add_argument("--encoding", choices=list(ENCODINGS), default="utf-8")


def run(asked: argparse.Namespace) -> int:
    """Look at the file, and unless it is a dry run take it in."""
    now = timezone.now()
    kind = ImportKind(asked.kind)
    table = Table(asked.file, LAYOUTS[kind], today=timezone.localdate(now), encoding=asked.encoding)
    who = actor.operator(at=now)
    try:
        seen = look_at(who, kind=kind, file=table, at_each=_Progress("looked at"))
        _show_faults(seen.faults)
        _say(_preview(kind, seen))
        if not _goes_on(asked, seen):
            return DONE if not seen.faults.count and (asked.dry_run or not seen.added + seen.changed) else NOT_DONE
        done = take_in(who, kind=kind, file=table, at_each=_Progress("taken in"), leave_out_wrong=asked.leave_out_wrong)
    except FileRefused as refused:
        return _not_done(refused.why, refused.how)
    except OSError as trouble:
        return _not_done(f"{asked.file} cannot be read: {trouble.strerror}.", "Look at its name and who may read it.")
    except (WrongLines, FileChanged, IntegrityError) as trouble:
        return _stopped(trouble)
    _say(f"Done. {done.added:,} new, {done.changed:,} changed, {done.same:,} as they were.")
    return IN_PART if done.faults.count else DONE


class _Progress:
    """Says how far it is, every few thousand lines."""

    def __init__(self, verb: str) -> None:
        self._verb, self._next = verb, EVERY_LINES

    def __call__(self, tally: Tally) -> None:
        if tally.lines >= self._next:
            _say(f"  {tally.lines:,} lines {self._verb} …")
            self._next = tally.lines + EVERY_LINES


def _goes_on(asked: argparse.Namespace, seen: Tally) -> bool:
    if asked.dry_run:
        _say("This was a dry run: nothing was changed.")
        return False
    if seen.faults.count and not asked.leave_out_wrong:
        _complain("✗ Nothing was changed. Mend the file, or run again with --leave-out-wrong.")
        return False
    if not seen.added + seen.changed:
        _say("There is nothing to change.")
        return False
    if seen.batches_before:
        _say(f"This file was begun before: {seen.batches_before:,} of its batches are in. Going on.")
    return True


def _preview(kind: ImportKind, seen: Tally) -> str:
    counts = f"{seen.added:,} new, {seen.changed:,} changed, {seen.same:,} as they are"
    return f"{kind}: {seen.lines:,} right lines ({counts}); {seen.faults.count:,} faults."


def _show_faults(faults: Faults) -> None:
    for fault in sorted(faults.listed, key=lambda fault: fault.line):
        _complain(_worded(fault))
    if faults.unlisted:
        _complain(f"  … and {faults.unlisted:,} more.")


def _worded(fault: Fault) -> str:
    return f"  line {fault.line}: {fault.column + ' ' if fault.column else ''}{fault.what}"


def _not_done(why: str, how: str) -> int:
    _complain(f"✗ {why}\n  Nothing was changed. {how}")
    return NOT_DONE


def _stopped(trouble: Exception) -> int:
    match trouble:
        case WrongLines():
            why = "A line became wrong while the file was being taken in:"
            why = "\n".join([why, *(_worded(fault) for fault in trouble.faults[:20])])
        case FileChanged():
            why = "The file was changed while it was being taken in."
        case _:
            why = "Another import was changing the same rows."
    _complain(
        f"✗ {why}\n  Every batch before this one is in, whole; nothing of this one is. Run the same command again."
    )
    return IN_PART


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
