"""Files handed in by page: kept sealed, looked through, taken in by jobs, and deleted (clauses 9 and 7 a).

Each file has a key of its own. Its bytes are deleted once it is in; what was wrong in it stays until it is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from upstander.casework.actor import Actor
from upstander.casework.importing import jobs
from upstander.casework.opened import NotFound, begun, locked, row_id
from upstander.policy.intake import may_drop_file, may_hand_in_file, may_start_import
from upstander.policy.roles import Deed
from upstander.records import keyring
from upstander.records.imports import HandedInFile

STALE = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)
AT_ONCE = 50
MOVING = ("looking", "running")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in the list."""

    key: str
    kind: str
    name: str
    by: str
    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """How far a file is, what it does or would do, and one page of what is wrong in it.

    `missing`: who is on the staff and not in a file of staff, by name and e-mail address.
    """

    key: str
    kind: str
    name: str
    size: int
    by: str
    at: datetime
    state: str
    lines: int
    added: int
    changed: int
    same: int
    wrong: int
    batches: int
    taken_in: int
    refusal: str
    faults: tuple[tuple[int, str, str], ...]
    kept_faults: int
    missing: tuple[tuple[str, str], ...]


def hand_in_file(
    who: Actor, *, kind: str, name: str, content: bytes, size: int | None = None, encoding: str = "utf-8"
) -> str:
    """Keep a file, to be looked through; return its key. Nothing of it is taken in yet. Raises Refused.

    `size`: what arrived, where it was too large to be held.
    """
    with begun(who, Deed.HAND_IN_FILE) as work:
        ruling = may_hand_in_file(kind, size=len(content) if size is None else size)
        entry = work.enter(ruling, kind=kind, size=len(content))
        assert who.staff is not None  # nobody else's roles include this
        held = HandedInFile.objects.create(
            sealed_by=keyring.mint("import"),
            entry=entry,
            kind=kind,
            encoding=encoding,
            by_id=who.staff,
            handed_in_at=work.at,
            moved_at=work.at,
            size=len(content),
            name=name[:200],
            content=content.decode("latin-1"),
            state="looking",
        )
        jobs.look_through.enqueue(str(held.pk))
        return str(held.pk)


def start_import(who: Actor, *, file: str, leave_out_wrong: bool = False) -> str:
    """Take in a file that was looked through, or go on where it stopped. Raises NotFound, Refused."""
    with begun(who, Deed.START_IMPORT) as work:
        held = _held(file)
        ruling = may_start_import(
            state=_state(held, work.at),
            faults=held.wrong,
            leave_out_wrong=leave_out_wrong,
            does_something=bool(held.added or held.changed),
        )
        work.enter(ruling, file=str(held.pk), kind=held.kind, leave_out_wrong=leave_out_wrong)
        held.state, held.moved_at, held.leave_out_wrong = "running", work.at, leave_out_wrong
        held.by_id, held.refusal = who.staff or held.by_id, None
        held.save(update_fields=["state", "moved_at", "leave_out_wrong", "by", "refusal"])
        jobs.take_in_more.enqueue(str(held.pk))
        return str(held.pk)


def drop_file(who: Actor, *, file: str) -> None:
    """Delete a file and what was wrong in it, with its key. Raises NotFound, Refused."""
    with begun(who, Deed.DROP_FILE) as work:
        held = _held(file)
        ruling = may_drop_file(state=_state(held, work.at))
        held.ended = work.enter(ruling, file=str(held.pk), kind=held.kind)
        held.state, held.moved_at = "dropped", work.at
        held.content = held.faults = held.missing = held.refusal = None
        held.save(update_fields=["ended", "state", "moved_at", "content", "faults", "missing", "refusal"])
        key, at = held.sealed_by, work.at
        transaction.on_commit(lambda: keyring.destroy(key, at=at))


def drop_old_files(who: Actor) -> int:
    """Delete the files that were handed in a month ago; return how many. For `upstander work`."""
    old = HandedInFile.objects.filter(moved_at__lt=who.at - KEPT_FOR).exclude(state="dropped")
    keys = [str(key) for key in old.values_list("pk", flat=True)[:AT_ONCE]]
    for key in keys:
        drop_file(who, file=key)
    return len(keys)


def handed_in(*, at: datetime, before: datetime | None = None) -> tuple[FileLine, ...]:
    """Return the files, the latest first; one more than a page holds where there are more."""
    rows = HandedInFile.objects.exclude(state="dropped").select_related("by")
    if before is not None:
        rows = rows.filter(handed_in_at__lt=before)
    rows = rows.defer("content", "faults", "missing").order_by("-handed_in_at")[: AT_ONCE + 1]
    return tuple(
        FileLine(str(row.pk), row.kind, row.name, row.by.name, row.handed_in_at, _state(row, at)) for row in rows
    )


def file_page(*, key: str, at: datetime, first: int = 0, at_most: int = AT_ONCE) -> FileShown:
    """Return one file, with what is wrong in it from the `first` fault on. Raises NotFound."""
    rows = HandedInFile.objects.filter(pk=row_id(key)).exclude(state="dropped").select_related("by")
    held = rows.defer("content").first()
    if held is None:
        raise NotFound("There is no such file.")
    faults = held.faults or []
    return FileShown(
        key=str(held.pk),
        kind=held.kind,
        name=held.name,
        size=held.size,
        by=held.by.name,
        at=held.handed_in_at,
        state=_state(held, at),
        refusal=held.refusal or "",
        faults=tuple((line, column, what) for line, column, what in faults[first : first + at_most]),
        kept_faults=len(faults),
        missing=tuple((name, email) for name, email in held.missing or ()),
        **_counts(held),
    )


def _counts(held: HandedInFile) -> dict[str, Any]:
    return {name: getattr(held, name) for name in ("lines", "added", "changed", "same", "wrong", "batches", "taken_in")}


def _state(held: HandedInFile, at: datetime) -> str:
    """Say how far it is; a job that has not moved for ten minutes has stopped, and may be begun again."""
    if held.state in MOVING and held.moved_at < at - STALE:
        return "stopped" if held.state == "running" else "stuck"
    return str(held.state)


def _held(file: str) -> HandedInFile:
    found = locked(HandedInFile.objects.filter(pk=row_id(file)).exclude(state="dropped").defer("content")).first()
    if not isinstance(found, HandedInFile):
        raise NotFound("There is no such file.")
    return found
