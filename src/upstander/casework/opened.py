"""The one way to do a deed: sight, lock, role, ruling, journal and facts, in one transaction; all of it or none.

A refusal undoes the work and is itself entered. Clauses 7 a (need to know) and 9 (all of it is recorded).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from upstander.casework.actor import Actor
from upstander.casework.blocked import raise_attempt
from upstander.casework.work import LONDON, NotFound, NothingEntered, Work, entry_of, row_id
from upstander.policy.roles import Deed, Role, may_do
from upstander.policy.ruling import Refused, Ruling, allow
from upstander.records import formsent, keyring, sight
from upstander.records.case import Case
from upstander.records.journal import chain
from upstander.records.numbers import REPORT
from upstander.records.reports import Report

__all__ = [
    "LONDON",
    "READING",
    "NotFound",
    "NothingEntered",
    "Work",
    "begun",
    "begun_work",
    "is_partner",
    "is_resident",
    "locked",
    "opened",
    "opened_either",
    "opened_for",
    "opened_report",
    "opened_report_to_read",
    "opened_shared",
    "opened_to_knock",
    "opened_to_read",
    "row_id",
]

READING = allow("7 a", "Somebody who may see this case has opened it.")


@contextmanager
def opened(who: Actor, number: str, deed: Deed, *, reading: bool = False) -> Iterator[Work]:
    """Open a case in sight for a deed. Raises NotFound, Refused, SentBefore.

    Reading takes no lock on the case, and may be of one that is open to them in an emergency; nothing else is.
    """
    seen = sight.readable(who, to_act=by_key(who)) if reading else locked(sight.cases(who))
    with _opened(who, deed, _with_names(seen, number), "There is no such case.", number) as work:
        yield work


@contextmanager
def opened_shared(who: Actor, item: str, deed: Deed, *, reading: bool = False) -> Iterator[Work]:
    """Open the case behind something that was sent to somebody at an agency, by the key of that. Raises as `opened`."""
    seen = sight.shared_cases(who, row_id(item))
    with _opened(who, deed, seen if reading else locked(seen), "There is no such item.", "") as work:
        yield work


@contextmanager
def opened_for(who: Actor, number: str, deed: Deed) -> Iterator[Work]:
    """Open a case by its number; for somebody at an agency, by the key of what was sent to them. Raises as `opened`."""
    with opened_shared(who, number, deed) if is_partner(who) else opened(who, number, deed) as work:
        yield work


@contextmanager
def opened_to_knock(who: Actor, item: UUID, deed: Deed) -> Iterator[Work]:
    """Open the case behind a link, to enter that somebody tried it: they are nobody yet, and see nothing of it."""
    behind = Case.objects.filter(deliveries=item)
    with _opened(who, deed, locked(behind), "There is no such item.", "") as work:
        yield work


@contextmanager
def opened_report(who: Actor, number: str, deed: Deed, *, reading: bool = False) -> Iterator[Work]:
    """Open a report in sight for a deed. Raises NotFound, Refused. Reading takes no lock on the report."""
    seen = sight.reports(who).filter(number=number)
    # Locked by its key: whoever waited for somebody else's decision on it is told that, and not that there is none.
    rows = seen if reading else locked(Report.objects.filter(pk__in=seen.values("pk")))
    with _opened(who, deed, rows.select_related("area"), "There is no such report.", number) as work:
        yield work


@contextmanager
def _opened(who: Actor, deed: Deed, rows: Any, missing: str, number: str) -> Iterator[Work]:
    work = held = None
    try:
        with transaction.atomic(durable=True):
            formsent.look_for(who.form, by=who.key, deed=deed)
            held = rows.first()
            if held is None:
                raise NotFound(missing)
            about = {"report": held} if isinstance(held, Report) else {"held_case": held}
            work = Work(who=who, deed=deed, sealed_by=held.sealed_by, **about)
            yield from _done(work)
    except NotFound:
        if held is None:
            raise_attempt(who, number, deed=deed)
        raise
    except Refused as refused:
        _enter_refusal(work or begun_work(who, deed), refused.ruling)
        raise


@contextmanager
def opened_either(who: Actor, number: str, deed: Deed, *, reading: bool = False) -> Iterator[Work]:
    """Open a case, or a report by its number, or the case that this report became. Raises NotFound, Refused."""
    case: str | None = number
    if number.startswith(f"{REPORT}-"):
        case = sight.cases(who).filter(reports__number=number).values_list("number", flat=True).first()
    door = opened(who, case, deed, reading=reading) if case else opened_report(who, number, deed, reading=reading)
    with door as work:
        yield work


@contextmanager
def opened_to_read(who: Actor, number: str, *, to_act: bool = False, **detail: Any) -> Iterator[Work]:
    """Open a case in sight for a page of it: that it was read is entered, and nothing is locked. Raises NotFound.

    `to_act`: the page is that of a deed, which nobody reads who could not do it.
    """
    seen = _with_names(sight.readable(who, to_act=to_act or by_key(who)), number)
    with _opened(who, Deed.OPEN_CASE_FILE, seen, "There is no such case.", number) as work:
        work.enter(READING, **detail)
        yield work


@contextmanager
def opened_report_to_read(who: Actor, number: str, **detail: Any) -> Iterator[Work]:
    """Open a report in sight for a page of it: that it was read is entered. Raises NotFound, Refused."""
    with opened_report(who, number, Deed.OPEN_REPORT, reading=True) as work:
        work.enter(READING, **detail)
        yield work


@contextmanager
def begun(who: Actor, deed: Deed, *, sealed_by: UUID | None = None) -> Iterator[Work]:
    """Begin a deed that is about no case or report yet; its detail is sealed by the key given, or the journal's own."""
    work = begun_work(who, deed, sealed_by=sealed_by)
    try:
        with transaction.atomic(durable=True):
            formsent.look_for(who.form, by=who.key, deed=deed)
            yield from _done(work)
    except Refused as refused:
        _enter_refusal(begun_work(who, deed), refused.ruling)
        raise


def begun_work(who: Actor, deed: Deed, *, sealed_by: UUID | None = None) -> Work:
    """Return the work of a deed without a subject."""
    return Work(who=who, deed=deed, sealed_by=sealed_by or keyring.standing("journal"))


def _with_names(rows: Any, number: str) -> Any:
    return rows.filter(number=number).select_related("owner", "team", "area", "matter")


def locked(rows: Any) -> Any:
    """Lock the rows themselves, and not what they join, where the database has row locks."""
    return rows.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else rows


def _done(work: Work) -> Iterator[Work]:
    work.require(may_do(work.who.roles, work.deed, only=work.who.only))
    yield work
    if not work.entries:
        raise NothingEntered(f"{work.deed} entered nothing.")
    formsent.note(work.who.form, by=work.who.key, deed=work.deed, at=work.at)
    chain(work.entries)


def _enter_refusal(work: Work, ruling: Ruling) -> None:
    with transaction.atomic(durable=True):
        chain([entry_of(work, ruling, {"why": ruling.why}, "")])


def by_key(who: Actor) -> bool:
    """Whether another system asks by a key: an emergency was opened for a person's eyes, and not for a system's."""
    return who.by_key is not None


def is_partner(who: Actor) -> bool:
    """Whether the deed is asked by somebody at an agency."""
    return Role.PARTNER in who.roles


def is_resident(who: Actor) -> bool:
    """Whether the deed is asked by a resident with their code."""
    return Role.RESIDENT in who.roles
