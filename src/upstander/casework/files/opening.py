"""Opening a file: its safe copy for daily work, the original with a reason; each is entered (clauses 7 a, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened_either, row_id
from upstander.policy.files import COPIES, FORMATS, FileKind, Format, may_open_file
from upstander.policy.parts import ONE_OPENING, Asked, Part, is_new_opening, part_of
from upstander.policy.roles import Deed, may_do
from upstander.policy.ruling import Refused, refuse
from upstander.records import blobs, sight
from upstander.records.blobs import BlobBroken
from upstander.records.files import KeptFile
from upstander.records.journal import Entry
from upstander.records.keyring import KeyGone

ENDINGS = {one.mime: one.ending for one in FORMATS.values()}
BROKEN = refuse(
    "9",
    "This file is not as it was when it was kept. It was changed or lost outside Upstander.",
    "Tell whoever looks after this installation at once. A backup may hold it.",
)


class NoLongerKept(NotFound):
    """The key of this file was destroyed: it can never be read again."""


class NoSuchPart(Exception):
    """The file has no such part; `size` is how many bytes it has."""

    def __init__(self, size: int) -> None:
        super().__init__(f"There are {size} bytes.")
        self.size = size


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What is handed out: a name and type of our own, never theirs, and the content, or a part of it, in pieces."""

    name: str
    mime: str
    size: int
    pieces: Iterator[bytes]
    part: Part | None = None


def open_file(
    who: Actor, *, file: str, original: bool = False, why: str = "", asked: Asked | None = None
) -> OpenedFile:
    """Open one file in sight, or a part of it. Raises NotFound, NoLongerKept, NoSuchPart, Refused (also if changed).

    Each opening is entered. A later part within the hour belongs to the opening that stands in the record.
    """
    held = in_sight(who, file=file)
    try:
        going_on = None if asked is None or original else _going_on(who, held, asked)
        return going_on or _opened(who, held, original=original, why=why, asked=asked)
    except KeyGone as gone:
        raise NoLongerKept("This file is no longer kept.") from gone


def _opened(who: Actor, held: KeptFile, *, original: bool, why: str, asked: Asked | None) -> OpenedFile:
    with opened_either(who, number_of(held), Deed.OPEN_FILE, reading=True) as work:
        held = _still(work, held)
        ruling = may_open_file(state=held.state, kind=held.kind, original=original, roles=who.roles, why=why)
        work.require(ruling)
        try:
            handed = _handed(held, original=original, asked=asked)
        except BlobBroken as broken:
            raise Refused(BROKEN) from broken
        whole = _is_whole(held, original=original)
        work.enter(ruling, file=str(held.pk), original=whole, **({"because": why} if original else {}))
        return handed


def _going_on(who: Actor, held: KeptFile, asked: Asked) -> OpenedFile | None:
    """Return a part of a file whose opening was just entered; None where it has to be opened, and entered, anew.

    Sight, role and state are asked for each part. What was changed on disk is left to the deed, which enters that.
    """
    allowed = may_open_file(state=held.state, kind=held.kind, original=False, roles=who.roles).allowed
    if held.moved_id or not allowed or not may_do(who.roles, Deed.OPEN_FILE, only=who.only).allowed:
        return None
    since = _since(who, held)
    if since is None:
        return None
    try:
        handed = _handed(held, original=False, asked=asked)
    except BlobBroken:
        return None
    return handed if handed.part and not is_new_opening(handed.part, since=since) else None


def _since(who: Actor, held: KeptFile) -> timedelta | None:
    """Return how long ago this person's last opening of this very content was entered, if within the hour."""
    about = {"case_id": held.case_id} if held.case_id else {"report_id": held.report_id, "case_id": None}
    own = Entry.objects.filter(actor=who.key, deed=Deed.OPEN_FILE, allowed=True, at__gt=who.at - ONE_OPENING, **about)
    opened = {"file": str(held.pk), "original": _is_whole(held, original=False)}
    found = next((one.at for one in own.order_by("-seq") if opened.items() <= one.detail.items()), None)
    return who.at - found if found else None


def _handed(held: KeptFile, *, original: bool, asked: Asked | None) -> OpenedFile:
    """Read what is asked for once, so that nothing goes out of what was changed; then hand it on piece by piece."""
    whole, key, part = _is_whole(held, original=original), held.sealed_by, None
    address = bytes((held.address if whole else held.copy_address) or b"")
    if asked is None:
        size, pieces = len(blobs.whole(key, address)), blobs.read(key, address)
    else:
        size = blobs.size_of(key, address)
        part = part_of(asked, size=size)
        if part is None:
            raise NoSuchPart(size)
        for _ in blobs.part(key, address, first=part.first, last=part.last):
            pass
        pieces = blobs.part(key, address, first=part.first, last=part.last)
    form = Format(FileKind(held.kind), held.mime, ENDINGS[held.mime]) if whole else COPIES[FileKind(held.kind)]
    name = f"{number_of(held)}-{held.pk.hex[:8]}{'-original' if original else ''}.{form.ending}"
    return OpenedFile(name, form.mime, size, pieces, part)


def _is_whole(held: KeptFile, *, original: bool) -> bool:
    return original or held.kind not in COPIES


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
