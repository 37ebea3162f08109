"""Keeping a file that somebody gives as evidence: looked at and sealed first, then entered (clauses 3 a, 7 a)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum

from upstander.casework.actor import Actor
from upstander.casework.files.readying import make_ready
from upstander.casework.files.sniffing import LookedAt, looked_at
from upstander.casework.opened import NotFound, Work, begun, is_resident, locked, opened_either, row_id
from upstander.policy.files import FilesSoFar, FileState, may_keep_file, shown_name
from upstander.policy.roles import Deed, Role, may_do
from upstander.records import blobs, sight
from upstander.records.case import Case
from upstander.records.files import KeptFile
from upstander.records.worked import Incident

A_DAY = timedelta(days=1)
CUT_AT = 5_000


@dataclass(frozen=True, slots=True)
class Kept:
    """The file that was kept, by its key, and its name as it is shown."""

    file: str
    name: str


def keep_file(
    who: Actor,
    number: str,
    *,
    name: str,
    content: bytes,
    size: int = 0,
    shows: str = "",
    made: str = "",
    incident: str = "",
) -> Kept:
    """Keep one file of a case, or of a report that waits. Raises NotFound, Refused with what is wrong with the file.

    `shows`: what can be seen or heard in it. `made`: when, in their words. `size`: how large it was, where it was too
    large to be taken in.
    """
    named, key = shown_name(name), _key_in_sight(who, number)
    found = looked_at(name, content, size=max(size, len(content))) if key else LookedAt()
    with blobs.writing():
        # On disk before any row speaks of it; where the deed is refused or fails, the sweep takes it away.
        address = blobs.keep(key, content) if key and found.format and not found.fault else None
        with _place(who, number) as work:
            ruling = may_keep_file(
                name=named, fault=found.fault, so_far=_so_far(work, address), by_resident=is_resident(who)
            )
            entry = work.enter(ruling, name=named, sha256=blobs.hash_of(content), size=len(content), incident=incident)
            assert found.format is not None  # the rule refuses what has none
            row = KeptFile.objects.create(
                sealed_by=key or work.sealed_by,
                entry=entry,
                case=work.held_case,
                report=work.report,
                party=sight.own_party(who) if work.held_case else None,
                incident=_incident(work, incident) if incident else None,
                from_resident=is_resident(who),
                kept_at=work.at,
                kept_by=who.key,
                kind=found.format.kind,
                mime=found.format.mime,
                size=len(content),
                state=FileState.WAITING,
                pages=found.pages,
                address=address,
                name=named,
                shows=shows.strip()[:CUT_AT],
                made=made.strip()[:CUT_AT],
            )
            make_ready.enqueue(str(row.pk))
            return Kept(str(row.pk), named)


@contextmanager
def _place(who: Actor, number: str) -> Iterator[Work]:
    """Open what the file is for; an operator, who brings files from another system, names a case and sees none."""
    if Role.OPERATOR not in who.roles:
        with opened_either(who, number, Deed.KEEP_FILE) as work:
            yield work
        return
    with begun(who, Deed.KEEP_FILE) as work:
        case = locked(Case.objects.filter(number=number)).first()
        if case is None:
            raise NotFound("There is no such case.")
        work.held_case, work.sealed_by = case, case.sealed_by
        yield work


def files_about(work: Work) -> QuerySet[KeptFile]:
    """Return the files of what a deed is about."""
    about = {"case": work.held_case} if work.held_case else {"report": work.report, "case": None}
    return KeptFile.objects.filter(moved=None, **about)


def _key_in_sight(who: Actor, number: str) -> UUID | None:
    """Return the key of what the file is for; None for whoever does not see it or may not, as the deed itself says."""
    if not may_do(who.roles, Deed.KEEP_FILE, only=who.only).allowed:
        return None
    if Role.OPERATOR in who.roles:
        return Case.objects.filter(number=number).values_list("sealed_by", flat=True).first()
    keys = sight.cases(who).filter(number=number).values_list("sealed_by", flat=True)
    return keys.first() or sight.reports(who).filter(number=number).values_list("sealed_by", flat=True).first()


def _so_far(work: Work, address: bytes | None) -> FilesSoFar:
    held = files_about(work)
    since: datetime = work.at - A_DAY
    today = KeptFile.objects.filter(kept_by=work.who.key, kept_at__gt=since).exclude(kept_by=Role.OPERATOR)
    return FilesSoFar(
        kept=held.count(),
        today=today.count(),
        today_bytes=today.aggregate(all=Sum("size", default=0))["all"],
        same=address is not None and held.filter(address=address).exists(),
    )


def _incident(work: Work, incident: str) -> Incident:
    found = Incident.objects.filter(case=work.case, pk=row_id(incident)).first()
    if found is None:
        raise NotFound("There is no such incident in this case.")
    return found
