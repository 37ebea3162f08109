"""Notes on a case; one put on the wrong case is moved, and its words stay in the right one only (clauses 7 a, 9)."""

from __future__ import annotations

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened, row_id
from upstander.policy.notes import may_add_note, may_move_note
from upstander.policy.roles import Deed
from upstander.records import sight
from upstander.records.case import Case
from upstander.records.sensitive import carry_mark
from upstander.records.worked import Note


def add_note(who: Actor, number: str, *, text: str) -> str:
    """Keep a note with a case, and return its key. Raises NotFound, Refused."""
    with opened(who, number, Deed.ADD_NOTE) as work:
        entry = work.enter(may_add_note(work.terms, text=text))
        note = Note.objects.create(sealed_by=work.sealed_by, entry=entry, case=work.case, text=text)
        return str(note.pk)


def move_note(who: Actor, number: str, *, note: str, to: str, because: str) -> str:
    """Move a note to the case it belongs to, both in sight; return its key there. Raises NotFound, Refused.

    Both records say that it was moved. Its words are sealed anew under the other case's key, and gone from this one.
    """
    with opened(who, number, Deed.MOVE_NOTE) as work:
        held, other = _note(work, note), _in_sight(work, to)
        ruling = may_move_note(
            because=because, moved_before=held.moved_id is not None, same_case=other.pk == work.case.pk
        )
        entry = work.enter(ruling, note=note, to=other.number, because=because)
        there = work.enter_also(other, ruling, note=note, came_from=work.case.number, because=because)
        moved = Note.objects.create(sealed_by=other.sealed_by, entry=there, case=other, text=held.text)
        carry_mark(held, moved, entry=entry, there=there)
        held.text, held.moved = "", entry
        held.save(update_fields=["text", "moved"])
        return str(moved.pk)


def _note(work: Work, note: str) -> Note:
    found = Note.objects.filter(case=work.case, pk=row_id(note)).first()
    if found is None:
        raise NotFound("There is no such note in this case.")
    return found


def _in_sight(work: Work, number: str) -> Case:
    found = sight.cases(work.who).filter(number=number).first()
    if found is None:
        raise NotFound("There is no such case.")
    return found
