"""What staff say once a year of whom they are related to, and what a person decides on a name in common (7 a)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.conflicts import compare_staff, keep_report_from
from upstander.casework.handing import block
from upstander.casework.opened import NotFound, Work, begun, locked, row_id
from upstander.policy.interests import DUE_EVERY, Answer, Known, may_answer_flag, may_declare_interests
from upstander.policy.roles import Deed
from upstander.records import keyring
from upstander.records.case import Conflict
from upstander.records.interests import ConflictFlag, Declaration, ReportConflict
from upstander.records.staff import Staff

WORDS = ("name", "address", "phone")


@dataclass(frozen=True, slots=True)
class Declared:
    """When it has to be said again. What was found is told to nobody here."""

    again_by: datetime


def declare_interests(
    who: Actor, *, address: str, nothing: bool = False, phone: str = "", people: Sequence[Mapping[str, str]] = ()
) -> Declared:
    """Say whom one is related to: relatives with their addresses, and one's own. Raises NotFound, Refused."""
    if who.staff is None:
        raise NotFound("There is no such page.")
    key = _own_key(who.staff)
    named = [{word: one.get(word, "").strip() for word in WORDS} for one in people if any(one.values())]
    with begun(who, Deed.DECLARE_INTERESTS, sealed_by=key) as work:
        lines = [address, phone, *(line for one in named for line in one.values())]
        ruling = may_declare_interests(nothing=nothing, address=address, people=named, lines=lines)
        entry = work.enter(ruling, nothing=nothing, how_many=len(named))
        said = {"address": address, "phone": phone, "people": named}
        Declaration.objects.create(
            sealed_by=key, entry=entry, staff_id=who.staff, at=work.at, nothing=nothing, said=said
        )
        name = Staff.objects.get(pk=who.staff).name
        own = Known(name=name, address=address, phone=phone)
        compare_staff(work, who.staff, [own, *(Known(**one) for one in named)])
        return Declared(work.at + DUE_EVERY)


def answer_flag(who: Actor, *, flag: str, answer: str, because: str) -> str:
    """Decide what a surname and a street in common mean; return the number it is about. Raises NotFound, Refused."""
    with begun(who, Deed.ANSWER_FLAG) as work:
        mine = ConflictFlag.objects.filter(pk=row_id(flag), to=who.staff).select_related("case", "report")
        held = locked(mine).first()
        if held is None:
            raise NotFound("There is nothing of this kind to decide.")
        work.held_case, work.report = held.case, None if held.case else held.report
        work.sealed_by = held.sealed_by
        ruling = may_answer_flag(
            answer=answer, because=because, answered=held.answered_id is not None, own=held.staff_id == who.staff
        )
        entry = work.enter(ruling, answer=answer)
        held.answered, held.answer, held.because = entry, answer, because
        held.save(update_fields=["answered", "answer", "because"])
        if answer == Answer.BLOCK:
            _keep_from(work, held, because)
        about = held.case or held.report
        return about.number if about else ""


def _keep_from(work: Work, held: ConflictFlag, because: str) -> None:
    entry = work.entries[-1]
    if held.case is None and not _still(ReportConflict, held, report=held.report):
        keep_report_from(work, entry, staff=held.staff_id, reason=because)
    elif held.case is not None and not _still(Conflict, held, case=held.case):
        block(work, entry, staff=held.staff_id, reason=because)


def _still(kept: type[Conflict] | type[ReportConflict], held: ConflictFlag, **about: object) -> bool:
    """Whether it is kept from them already."""
    return kept.objects.filter(staff=held.staff_id, ended=None, **about).exists()


def _own_key(staff: UUID) -> UUID:
    """Return the key of a member of staff, which seals what they declare; made at the first time."""
    before = Declaration.objects.filter(staff=staff).values_list("sealed_by", flat=True).first()
    return before or keyring.mint("staff")
