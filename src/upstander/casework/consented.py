"""What was agreed and taken back, as the pages of staff show it: what they may see (clauses 7 a, 7 b 1)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.casefile import DeedPage, deed_page_with
from upstander.casework.opened import Work
from upstander.policy.consent import (
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
from upstander.records import keyring
from upstander.records.agencies import Agency
from upstander.records.consents import ConsentGiven, as_agreed
from upstander.records.together import Rows

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


def giving(who: Actor, number: str) -> tuple[ConsentPage, None]:
    """Return what the page needs on which staff write down a consent. Raises NotFound."""
    return _page(who, number, Deed.GIVE_CONSENT), None


def withdrawing(who: Actor, number: str) -> tuple[ConsentPage, None]:
    """Return what the page needs on which staff write down that one is taken back. Raises NotFound."""
    return _page(who, number, Deed.WITHDRAW_CONSENT), None


def _page(who: Actor, number: str, deed: Deed) -> ConsentPage:
    def beside(work: Work) -> dict[str, QuerySet[Any]]:
        seen = [part for part in PartyRole if belongs_to(part) in work.parts]
        return {"consents": newest(Q(case=work.case, party__part__in=seen)), **helpers_near(work)}

    page, _, rows = deed_page_with(who, number, deed=deed, beside=beside)
    keyring.warm(row.sealed_by for row in rows["consents"])
    people = {one.party: one.name for one in page.parties_for_choice}
    names = {one.pk: one.name for one in rows["helpers"]} | other_names(rows, "consents")
    return ConsentPage(
        **{one.name: getattr(page, one.name) for one in fields(page)},
        helpers=helpers_of(rows),
        consents=tuple(_row(who.at, row, people, names) for row in rows["consents"]),
    )


def newest(which: Q) -> QuerySet[ConsentGiven]:
    """Those not taken back first, so that none that holds is left out of a long list."""
    return ConsentGiven.objects.filter(which).order_by(
        F("withdrawn_at").desc(nulls_first=True), "-until", "-given_at", "pk"
    )[:AT_ONCE]


def helpers_near(work: Work) -> dict[str, QuerySet[Any]]:
    """Ask for the agencies of the register that help where this case is; all of them, where that is not known."""
    rows = Agency.objects.filter(Q(end=None) | Q(end__gte=work.today), start__lte=work.today)
    if work.case.area is not None:
        near = Agency.objects.filter(boroughs__borough=work.case.area.borough)
        rows = rows.filter(Q(everywhere=True) | Q(pk__in=near.values("pk")))
    return {"helpers": rows.only("name", "does").order_by("name")[:AT_ONCE]}


def other_names(rows: Rows, *of: str) -> dict[Any, str]:
    """Return the names of agencies that stand on record, and are not, or no longer, among those that help here."""
    missing = {row.agency_id for kind in of for row in rows[kind]} - {one.pk for one in rows["helpers"]}
    return dict(Agency.objects.filter(pk__in=missing).values_list("pk", "name")) if missing else {}


def helpers_of(rows: Rows) -> tuple[Helper, ...]:
    """Return the agencies that were asked for."""
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
