"""Opening a file: its safe copy for daily work, the original with a reason; each is entered (clauses 7 a, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened_either, row_id
from upstander.policy.files import COPIES, FORMATS, FileKind, Format, may_open_file
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused, refuse
from upstander.records import blobs, sight
from upstander.records.blobs import BlobBroken
from upstander.records.files import KeptFile
from upstander.records.keyring import KeyGone

ENDINGS = {one.mime: one.ending for one in FORMATS.values()}
BROKEN = refuse(
    "9",
    "This file is not as it was when it was kept. It was changed or lost outside Upstander.",
    "Tell whoever looks after this installation at once. A backup may hold it.",
)


class NoLongerKept(NotFound):
    """The key of this file was destroyed: it can never be read again."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What is handed out: a name and a type of our own, never theirs, and the content piece by piece."""

    name: str
    mime: str
    size: int
    pieces: Iterator[bytes]


def open_file(who: Actor, *, file: str, original: bool = False, why: str = "") -> OpenedFile:
    """Open one file in sight. Raises NotFound, NoLongerKept, Refused (also where it was changed on disk)."""
    held = in_sight(who, file=file)
    try:
        return _opened(who, held, original=original, why=why)
    except KeyGone as gone:
        raise NoLongerKept("This file is no longer kept.") from gone


def _opened(who: Actor, held: KeptFile, *, original: bool, why: str) -> OpenedFile:
    with opened_either(who, number_of(held), Deed.OPEN_FILE, reading=True) as work:
        held = _still(work, held)
        ruling = may_open_file(state=held.state, kind=held.kind, original=original, roles=who.roles, why=why)
        work.require(ruling)
        whole = original or held.kind not in COPIES
        address = bytes((held.address if whole else held.copy_address) or b"")
        size = _whole(held, address)
        work.enter(ruling, file=str(held.pk), original=whole, **({"because": why} if original else {}))
        form = Format(FileKind(held.kind), held.mime, ENDINGS[held.mime]) if whole else COPIES[FileKind(held.kind)]
        name = f"{number_of(held)}-{held.pk.hex[:8]}{'-original' if original else ''}.{form.ending}"
        return OpenedFile(name, form.mime, size, blobs.read(held.sealed_by, address))


def _whole(held: KeptFile, address: bytes) -> int:
    """Read the content once, so that nothing goes out of one that was changed; return its size."""
    try:
        return len(blobs.whole(held.sealed_by, address))
    except BlobBroken as broken:
        raise Refused(BROKEN) from broken


def in_sight(who: Actor, *, file: str) -> KeptFile:
    """Return the row of a file of a case or report in sight; nobody else's is found. Residents open none."""
    if who.staff is None:
        raise NotFound("There is no such file.")
    seen = Q(case__in=sight.cases(who)) | Q(case=None, report__in=sight.reports(who))
    found = KeptFile.objects.filter(seen, pk=row_id(file)).select_related("case", "report", "staff").first()
    if found is None:
        raise NotFound("There is no such file.")
    return found


def number_of(held: KeptFile) -> str:
    """Return the number of the case or report that a file belongs to."""
    about = held.case or held.report
    assert about is not None
    return str(about.number)


def _still(work: Work, held: KeptFile) -> KeptFile:
    """Return the row as it is now, in what the deed is about: it may have been moved since."""
    about = {"case": work.held_case} if work.held_case else {"report": work.report}
    found = KeptFile.objects.filter(pk=held.pk, moved=None, **about).select_related("case", "report").first()
    if found is None:
        raise NotFound("There is no such file.")
    return found
