"""A file put on the wrong case goes to the right one, sealed anew; both records say so (clauses 7 a, 9)."""

from __future__ import annotations

from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.files.opening import BROKEN
from upstander.casework.files.readying import make_ready
from upstander.casework.opened import NotFound, Work, opened, row_id
from upstander.policy.files import FileState, may_correct_file
from upstander.policy.roles import Deed
from upstander.records import blobs, sight
from upstander.records.blobs import BlobBroken
from upstander.records.case import Case
from upstander.records.files import KeptFile
from upstander.records.journal import Entry
from upstander.records.sensitive import carry_mark


def correct_file(who: Actor, number: str, *, file: str, to: str, because: str) -> str:
    """Move a file to the case it belongs to, both in sight; return its key there. Raises NotFound, Refused.

    Its content is sealed anew under the other case's key. What this case held of it is swept.
    """
    with blobs.writing():
        address = _sealed_anew(who, number, row_id(file), to)
        with opened(who, number, Deed.CORRECT_FILE) as work:
            held, other = _file(work, file), _in_sight(work, to)
            ruling = may_correct_file(
                because=because, moved_before=held.moved_id is not None, same_case=other.pk == work.case.pk
            )
            work.require(ruling, *([BROKEN] if address is None else []))
            entry = work.enter(ruling, file=file, to=other.number, because=because)
            there = work.enter_also(other, ruling, file=file, came_from=work.case.number, because=because)
            moved = _moved(held, other, there, address)
            carry_mark(held, moved, entry=entry, there=there)
            make_ready.enqueue(str(moved.pk))
            held.name = held.shows = held.made = ""
            held.address = held.copy_address = None
            held.moved = entry
            held.save(update_fields=["name", "shows", "made", "address", "copy_address", "moved"])
            return str(moved.pk)


def _moved(held: KeptFile, other: Case, there: Entry, address: bytes | None) -> KeptFile:
    return KeptFile.objects.create(
        sealed_by=other.sealed_by,
        entry=there,
        case=other,
        from_resident=held.from_resident,
        kept_at=held.kept_at,
        kept_by=held.kept_by,
        staff_id=held.staff_id,
        kind=held.kind,
        mime=held.mime,
        size=held.size,
        state=FileState.WAITING,
        pages=held.pages,
        address=address,
        name=held.name,
        shows=held.shows,
        made=held.made,
    )


def _sealed_anew(who: Actor, number: str, file: UUID, to: str) -> bytes | None:
    """Seal the content for the other case; None where either is out of sight, or the content is not as it was."""
    seen = sight.cases(who)
    held = KeptFile.objects.filter(pk=file, case__in=seen.filter(number=number), moved=None).first()
    key = seen.filter(number=to).values_list("sealed_by", flat=True).first()
    if held is None or held.address is None or key is None:
        return None
    try:
        return blobs.keep(key, blobs.whole(held.sealed_by, bytes(held.address)))
    except BlobBroken:
        return None


def _file(work: Work, file: str) -> KeptFile:
    found = KeptFile.objects.filter(case=work.case, pk=row_id(file)).first()
    if found is None:
        raise NotFound("There is no such file in this case.")
    return found


def _in_sight(work: Work, number: str) -> Case:
    found = sight.cases(work.who).filter(number=number).first()
    if found is None:
        raise NotFound("There is no such case.")
    return found
