"""What was agreed and taken back, as pages show it: staff what they may see, residents their own (7 a, 7 b 1)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.casefile import DeedPage, deed_page_with
from upstander.casework.opened import READING, Work, opened_either
from upstander.policy.consent import (
    CONSENTS,
    FILE_PART_LABELS,
    HOW_LABELS,
    PURPOSE_LABELS,
    FilePart,
    How,
    Purpose,
    Standing,
    belongs_to,
    standing,
)
from upstander.policy.deeds import Deed
from upstander.policy.grounds import PartyRole
from upstander.policy.stages import may_work_on
from upstander.records import keyring, sight
from upstander.records.agencies import Agency
from upstander.records.consents import ConsentGiven, as_agreed
from upstander.records.together import Rows, together

READ = Deed.OPEN_CASE_FILE
GONE = "Somebody no longer in the case"
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """An agency that may be named, and what it does."""

    key: str
    name: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """One line of the list: about whom, with whom, what for, which parts, how, and whether it holds."""

    consent: str
    who: str
    agency: str
    purpose: str
    parts: tuple[str, ...]
    how: str
    words: str
    speaks_by: str
    given_at: datetime
    until: date
    holds: bool
    back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPage(DeedPage):
    """The page of a deed, with what was agreed so far, and with whom something can be agreed."""

    helpers: tuple[Helper, ...]
    consents: tuple[ConsentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyConsent:
    """Something that a resident agreed to. `purpose` and `parts` are codes: the page has words for them."""

    consent: str
    agency: str
    purpose: Purpose
    parts: tuple[FilePart, ...]
    given_at: datetime
    until: date
    holds: bool
    back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MySharing:
    """What a resident agreed to, and with whom they can agree to more; nobody, where they cannot here, and why not."""

    today: date
    helpers: tuple[Helper, ...]
    agreed: tuple[MyConsent, ...]
    waits: bool
    closed: bool
    for_another: bool


def giving(who: Actor, number: str) -> tuple[ConsentPage, None]:
    """Return what the page needs on which staff write down a consent. Raises NotFound."""
    return _page(who, number, Deed.GIVE_CONSENT), None


def withdrawing(who: Actor, number: str) -> tuple[ConsentPage, None]:
    """Return what the page needs on which staff write down that one is taken back. Raises NotFound."""
    return _page(who, number, Deed.WITHDRAW_CONSENT), None


def my_sharing(who: Actor, number: str) -> MySharing:
    """Return what a resident agreed to themselves, and that of nobody else. Raises NotFound."""
    with opened_either(who, number, READ, reading=True) as work:
        work.enter(READING, page="sharing")
        own = sight.own_party(who) if work.held_case else None
        if own is None:
            return MySharing(today=work.today, helpers=(), agreed=(), waits=True, closed=False, for_another=False)
        rows = together({"consents": _newest(Q(case=work.case, party=own)), **_helpers(work)})
        keyring.warm(row.sealed_by for row in rows["consents"])
        names = {one.pk: one.name for one in rows["helpers"]} | _other_names(rows)
        closed, for_another = not may_work_on(work.case.stage).allowed, own.part not in CONSENTS
        return MySharing(
            today=work.today,
            helpers=() if closed or for_another else _shown(rows),
            agreed=tuple(_mine(work, row, names) for row in rows["consents"]),
            waits=False,
            closed=closed,
            for_another=for_another,
        )


def _page(who: Actor, number: str, deed: Deed) -> ConsentPage:
    def beside(work: Work) -> dict[str, QuerySet[Any]]:
        seen = [part for part in PartyRole if belongs_to(part) in work.parts]
        return {"consents": _newest(Q(case=work.case, party__part__in=seen)), **_helpers(work)}

    page, _, rows = deed_page_with(who, number, deed=deed, beside=beside)
    keyring.warm(row.sealed_by for row in rows["consents"])
    people = {one.party: one.name for one in page.parties_for_choice}
    names = {one.pk: one.name for one in rows["helpers"]} | _other_names(rows)
    return ConsentPage(
        **{one.name: getattr(page, one.name) for one in fields(page)},
        helpers=_shown(rows),
        consents=tuple(_row(who.at, row, people, names) for row in rows["consents"]),
    )


def _newest(which: Q) -> QuerySet[ConsentGiven]:
    """Those not taken back first, so that none that holds is left out of a long list."""
    return ConsentGiven.objects.filter(which).order_by(
        F("withdrawn_at").desc(nulls_first=True), "-until", "-given_at", "pk"
    )[:AT_ONCE]


def _helpers(work: Work) -> dict[str, QuerySet[Any]]:
    """Return the agencies of the register that help where this case is; all of them, where that is not known."""
    rows = Agency.objects.filter(Q(end=None) | Q(end__gte=work.today), start__lte=work.today)
    if work.case.area is not None:
        near = Agency.objects.filter(boroughs__borough=work.case.area.borough)
        rows = rows.filter(Q(everywhere=True) | Q(pk__in=near.values("pk")))
    return {"helpers": rows.only("name", "does").order_by("name")[:AT_ONCE]}


def _other_names(rows: Rows) -> dict[Any, str]:
    """Return the names of agencies that were agreed with, and are not, or no longer, among those that help here."""
    missing = {row.agency_id for row in rows["consents"]} - {one.pk for one in rows["helpers"]}
    return dict(Agency.objects.filter(pk__in=missing).values_list("pk", "name")) if missing else {}


def _shown(rows: Rows) -> tuple[Helper, ...]:
    return tuple(Helper(key=str(one.pk), name=one.name, does=one.does) for one in rows["helpers"])


def _row(at: datetime, row: ConsentGiven, people: dict[str, str], names: dict[Any, str]) -> ConsentRow:
    return ConsentRow(
        consent=str(row.pk),
        who=people.get(str(row.party_id), GONE),
        agency=names[row.agency_id],
        purpose=PURPOSE_LABELS[Purpose(row.purpose)],
        parts=tuple(FILE_PART_LABELS[part] for part in FilePart if part in row.parts),
        how=HOW_LABELS[How(row.how)],
        words=row.words,
        speaks_by=row.speaks_by,
        given_at=row.given_at,
        until=row.until,
        holds=standing(as_agreed(row), at=at) is Standing.HOLDS,
        back_at=row.withdrawn_at,
    )


def _mine(work: Work, row: ConsentGiven, names: dict[Any, str]) -> MyConsent:
    return MyConsent(
        consent=str(row.pk),
        agency=names[row.agency_id],
        purpose=Purpose(row.purpose),
        parts=tuple(part for part in FilePart if part in row.parts),
        given_at=row.given_at,
        until=row.until,
        holds=standing(as_agreed(row), at=work.at) is Standing.HOLDS,
        back_at=row.withdrawn_at,
    )
