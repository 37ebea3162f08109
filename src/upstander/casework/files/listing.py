"""Which files there are: for staff in sight of the case or report, and for residents those they sent (clause 7 a)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from upstander.casework.actor import Actor
from upstander.casework.files.keeping import files_about
from upstander.casework.files.opening import NoLongerKept, in_sight, number_of
from upstander.casework.opened import READING, NotFound, Work, opened_either, opened_report, opened_to_read
from upstander.policy.files import COPIES, FileState
from upstander.policy.roles import Deed
from upstander.records import keyring, sight
from upstander.records.files import KeptFile
from upstander.records.keyring import KeyGone
from upstander.records.sensitive import SensitiveMark

PAGE = 25
MINE_AT_MOST = 300
READ = Deed.OPEN_CASE_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file in a list. `by` is empty where the resident sent it. `has_copy`: daily use needs no original."""

    file: str
    name: str
    kind: str
    state: str
    size: int
    pages: int
    pages_copied: int
    by: str
    at: datetime
    shows: str
    made: str
    has_copy: bool
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesPage:
    """Files of one case or report, the newest first. `after` is the key of the next page, or empty.

    `went_to`: the case that a report is part of now, and its files with it.
    """

    number: str
    rows: tuple[FileRow, ...]
    after: str
    went_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFile:
    """One file with everything known of it, and the number of what it belongs to."""

    number: str
    row: FileRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MyFile:
    """A file somebody sent: its name, and the day."""

    name: str
    at: datetime


def files_of(who: Actor, number: str, *, after: str = "") -> FilesPage:
    """Return the files of a case or of a report that waits, and enter that they were listed. Raises NotFound."""
    if who.staff is None:
        raise NotFound("There is no such case.")
    door = _report_read(who, number) if number.startswith("R-") else opened_to_read(who, number, page="files")
    with door as work:
        held = files_about(work).select_related("entry", "staff").order_by("-entry__seq")
        if after:
            held = held.filter(entry__seq__lt=_key(after))
        rows = list(held[: PAGE + 1])
        shown = _rows(rows[:PAGE])
        went_to = work.report.case.number if work.report and work.report.case else ""
    older = str(rows[PAGE - 1].entry.seq) if len(rows) > PAGE else ""
    return FilesPage(number=number, rows=shown, after=older, went_to=went_to)


def one_file(who: Actor, *, file: str) -> OneFile:
    """Return one file in sight, and enter that it was looked at. Raises NotFound, NoLongerKept."""
    held = in_sight(who, file=file)
    number = number_of(held)
    try:
        with opened_to_read(who, number, page="file", file=file) if held.case_id else _report_read(who, number):
            return OneFile(number=number, row=_rows([held])[0])
    except KeyGone as gone:
        raise NoLongerKept("This file is no longer kept.") from gone


def my_files(who: Actor, number: str) -> tuple[MyFile, ...]:
    """Return the files that a resident sent with their own code, the newest first. Raises NotFound."""
    with opened_either(who, number, READ, reading=True) as work:
        work.enter(READING, page="my files")
        own = sight.own_party(who) if work.held_case else None
        sent = files_about(work).filter(from_resident=True, party=own).order_by("-entry__seq")
        return tuple(MyFile(name=row.name, at=row.kept_at) for row in sent[:MINE_AT_MOST])


def _key(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) < 16):
        raise NotFound("There is no such page.")
    return int(after)


@contextmanager
def _report_read(who: Actor, number: str) -> Iterator[Work]:
    with opened_report(who, number, Deed.OPEN_REPORT, reading=True) as work:
        work.enter(READING, page="files")
        yield work


def _rows(held: list[KeptFile]) -> tuple[FileRow, ...]:
    keyring.warm(row.sealed_by for row in held)
    marked = set(SensitiveMark.objects.filter(file__in=held, ended=None).values_list("file", flat=True))
    return tuple(
        FileRow(
            file=str(row.pk),
            name=row.name,
            kind=row.kind,
            state=row.state,
            size=row.size,
            pages=row.pages,
            pages_copied=row.pages_copied,
            by="" if row.from_resident else row.staff.name if row.staff else "another system",
            at=row.kept_at,
            shows=row.shows,
            made=row.made,
            has_copy=row.kind in COPIES and row.state == FileState.READY,
            sensitive=row.pk in marked,
        )
        for row in held
    )
