"""Marking a note or a file as sensitive to the organisation, and taking the mark off (clause 7 a)."""

from __future__ import annotations

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened, row_id
from upstander.policy.roles import Deed, is_supervisor
from upstander.policy.sensitive import may_mark_sensitive
from upstander.records.files import KeptFile
from upstander.records.sensitive import SensitiveMark, mark_on
from upstander.records.worked import Note

MISSING = "There is no such note or file in this case."


def mark_sensitive(who: Actor, number: str, *, because: str, note: str = "", file: str = "", off: bool = False) -> None:
    """Mark a note or a file, or take its mark off (`off`), and why. Raises NotFound, Refused."""
    with opened(who, number, Deed.MARK_SENSITIVE) as work:
        held = _held(work, note, file)
        mark, author = mark_on(held), held.kept_by if isinstance(held, KeptFile) else held.entry.actor
        ruling = may_mark_sensitive(
            own=author == who.key,
            is_manager=is_supervisor(who.roles),
            marked=mark is not None,
            off=off,
            because=because,
        )
        entry = work.enter(ruling, note=note, file=file, off=off, because=because)
        if mark is not None:
            mark.ended = entry
            mark.save(update_fields=["ended"])
            return
        about = {"note": held} if isinstance(held, Note) else {"file": held}
        SensitiveMark.objects.create(sealed_by=work.sealed_by, entry=entry, case=work.case, because=because, **about)


def _held(work: Work, note: str, file: str) -> Note | KeptFile:
    """Return the one note or the one file of this case. Raises NotFound."""
    found: Note | KeptFile | None = None
    if note and not file:
        found = Note.objects.select_related("entry").filter(case=work.case, pk=row_id(note), moved=None).first()
    elif file and not note:
        found = KeptFile.objects.filter(case=work.case, pk=row_id(file), moved=None).first()
    if found is None:
        raise NotFound(MISSING)
    return found
