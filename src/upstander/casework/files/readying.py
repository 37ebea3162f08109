"""Making a kept file ready to be shown: checked for viruses where a scanner is set up, and drawn anew (clause 7 a).

The worker comes back to what could not be checked, and sweeps away content that no row speaks of.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django_tasks import task

from upstander.casework.actor import Actor, worker
from upstander.casework.files import limited
from upstander.casework.files.scanning import ScannerDown, virus_in
from upstander.casework.opened import Work, begun, locked
from upstander.policy.files import COPIES, FileState, may_ready_file
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused
from upstander.records import blobs
from upstander.records.blobs import BlobBroken
from upstander.records.files import KeptFile
from upstander.records.keyring import KeyGone

log = logging.getLogger(__name__)
TO_DO = (FileState.WAITING, FileState.HELD)
AT_A_TIME = 20


@dataclass(frozen=True, slots=True)
class Readied:
    """What came of making a file ready: its state, the copy, its pages, and the name of a virus."""

    state: FileState
    made: bytes = b""
    copied: int = 0
    found: str = ""


def ready_file(who: Actor, *, file: UUID) -> str:
    """Check one file and make its safe copy; return its state. Raises Refused where that was done before."""
    held = KeptFile.objects.get(pk=file)
    if held.state not in TO_DO:
        return str(held.state)
    made = _made(held)
    if made.state is FileState.HELD and held.state == FileState.HELD:
        return str(held.state)
    with blobs.writing():
        address = blobs.keep(held.sealed_by, made.made) if made.made else None
        with begun(who, Deed.READY_FILE) as work:
            now = _taken_up(work, file, gone=made.state is FileState.GONE)
            detail = {"sha256": blobs.hash_of(made.made)} if made.made else {}
            work.enter(may_ready_file(state=now.state), file=str(file), state=made.state, found=made.found, **detail)
            now.state, now.copy_address, now.pages_copied = made.state, address, made.copied
            now.save(update_fields=["state", "copy_address", "pages_copied"])
    return str(made.state)


@task()
def make_ready(file: str) -> None:
    """Make one file ready soon after it was kept. Where the scanner does not answer, the worker comes back to it."""
    try:
        ready_file(worker(at=datetime.now(UTC)), file=UUID(file))
    except (Refused, KeptFile.DoesNotExist):
        log.info("File %s was made ready, or moved, before its turn.", file)


def ready_waiting(who: Actor) -> int:
    """Make ready what waits, the oldest first; return how many files were done. For `upstander work`."""
    done = 0
    rows = KeptFile.objects.filter(state__in=TO_DO, moved=None).order_by("kept_at")
    for file in list(rows.values_list("pk", flat=True)[:AT_A_TIME]):
        try:
            done += ready_file(who, file=file) != FileState.HELD
        except Refused as refused:
            log.info("A file was made ready by somebody else: %s", refused.ruling.why)
        except BlobBroken:
            log.error("File %s cannot be made ready: its content is missing or was changed.", file)
    return done


def sweep_files(*, older_than: float = blobs.OLD) -> int:
    """Remove content that no file speaks of, left by a deed that was refused or cut off; return how many."""
    return blobs.sweep(_spoken_of, older_than=older_than)


def _spoken_of(addresses: Collection[bytes]) -> set[bytes]:
    asked = list(addresses)
    rows = KeptFile.objects.filter(Q(address__in=asked) | Q(copy_address__in=asked))
    return {bytes(one) for pair in rows.values_list("address", "copy_address") for one in pair if one is not None}


def _made(held: KeptFile) -> Readied:
    try:
        content = blobs.whole(held.sealed_by, bytes(held.address or b""))
    except KeyGone:
        return Readied(FileState.GONE)
    try:
        found = virus_in(content, scanner=settings.SCANNER) if settings.SCANNER else ""
    except ScannerDown:
        log.warning("The virus scanner did not answer; file %s waits.", held.pk)
        return Readied(FileState.HELD)
    if found:
        return Readied(FileState.INFECTED, found=found)
    if held.kind not in COPIES:
        return Readied(FileState.READY)
    seen = limited.copy(held.kind, content)
    if seen.fault or not (seen.made or held.kind == "text"):
        return Readied(FileState.NO_COPY, found=seen.fault)
    return Readied(FileState.READY, made=seen.made, copied=seen.copied)


def _taken_up(work: Work, file: UUID, *, gone: bool) -> KeptFile:
    """Lock the row; where its key is gone, the entry is sealed by the journal's own."""
    held: KeptFile = locked(KeptFile.objects.filter(pk=file).select_related("case", "report")).get()
    work.held_case, work.report = held.case, held.report
    if not gone:
        work.sealed_by = held.sealed_by
    return held
