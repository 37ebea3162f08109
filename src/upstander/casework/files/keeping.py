"""Keeping a file that somebody gives as evidence: looked at and sealed first, then entered (clauses 3 a, 7 a)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from upstander.casework.actor import Actor
from upstander.casework.files.readying import make_ready
from upstander.casework.files.sniffing import LookedAt, looked_at
from upstander.casework.opened import (
    NotFound,
    Work,
    begun,
    is_partner,
    is_resident,
    locked,
    opened_either,
    opened_shared,
    row_id,
)
from upstander.policy.files import FilesSoFar, FileState, may_keep_file, shown_name
from upstander.policy.roles import Deed, Role, may_do
from upstander.records import blobs, sight
from upstander.records.case import Case
from upstander.records.files import KeptFile
from upstander.records.journal import Entry
from upstander.records.worked import Incident

A_DAY = timedelta(days=1)
CUT_AT = 5_000


@dataclass(frozen=True, slots=True)
class Kept:
    """The file that was kept, by its key, and its name as it is shown."""

    file: str
    name: str


@dataclass(frozen=True, slots=True)
class _Given:
    """A file as it was looked at and sealed, before the deed begins. `address` is None where it was not."""

    name: str
    size: int
    found: LookedAt
    sha256: str
    key: UUID | None
    address: bytes | None


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

    `shows`: what can be seen or heard in it. `made`: when, in their words. `size`: of one too large to be taken in.
    """
    with blobs.writing():
        given = _given(who, number, name, content, max(size, len(content)))
        with _place(who, number) as work:
            so_far, ours = _so_far(work, given.address), is_resident(who)
            ruling = may_keep_file(name=given.name, fault=given.found.fault, so_far=so_far, by_resident=ours)
            about: dict[str, Any] = {
                "name": given.name,
                "sha256": given.sha256,
                "size": given.size,
                "incident": incident,
            }
            row = _row(work, given, work.enter(ruling, **about), incident, shows=shows, made=made)
            make_ready.enqueue(str(row.pk))
            return Kept(str(row.pk), given.name)


def _given(who: Actor, number: str, name: str, content: bytes, size: int) -> _Given:
    """Look at a file and seal it: on disk before any row speaks of it. What comes to nothing, the sweep takes away."""
    key = _key_in_sight(who, number)
    found = looked_at(name, content, size=size) if key else LookedAt()
    address = blobs.keep(key, content) if key and found.format and not found.fault else None
    return _Given(shown_name(name), size, found, blobs.hash_of(content), key, address)


def _row(work: Work, given: _Given, entry: Entry, incident: str, *, shows: str, made: str) -> KeptFile:
    assert given.found.format is not None  # the rule refuses what has none
    return KeptFile.objects.create(
        sealed_by=given.key or work.sealed_by,
        entry=entry,
        case=work.held_case,
        report=work.report,
        party=sight.own_party(work.who) if work.held_case else None,
        incident=_incident(work, incident) if incident else None,
        from_resident=is_resident(work.who),
        kept_at=work.at,
        kept_by=work.who.key,
        staff_id=work.who.staff,
        kind=given.found.format.kind,
        mime=given.found.format.mime,
        size=given.size,
        state=FileState.WAITING,
        pages=given.found.pages,
        address=given.address,
        name=given.name,
        shows=shows.strip()[:CUT_AT],
        made=made.strip()[:CUT_AT],
    )


@contextmanager
def _place(who: Actor, number: str) -> Iterator[Work]:
    """Open what the file is for; an operator, who brings files from another system, names a case and sees none."""
    if is_partner(who):
        with opened_shared(who, number, Deed.KEEP_FILE) as work:
            yield work
        return
    if Role.OPERATOR not in who.roles:
        with opened_either(who, number, Deed.KEEP_FILE) as work:
            if work.report and work.report.case:  # it became one, or joined one, while we waited for it
                work.held_case = work.report.case
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
    if is_partner(who):
        return sight.shared_cases(who, row_id(number)).values_list("sealed_by", flat=True).first()
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
        in_a_day=today.count(),
        bytes_in_a_day=today.aggregate(all=Sum("size", default=0))["all"],
        same=address is not None and held.filter(address=address).exists(),
    )


def _incident(work: Work, incident: str) -> Incident:
    found = Incident.objects.filter(case=work.case, pk=row_id(incident)).first()
    if found is None:
        raise NotFound("There is no such incident in this case.")
    return found
