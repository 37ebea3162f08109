"""What people in a case agreed to, and what left it: for whoever may see the whole case, and nobody else (7 a, 7 b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from upstander.casework.casefile.said import called
from upstander.casework.casefile.sheaf import Sheaf
from upstander.casework.opened import Work
from upstander.policy.consent import FilePart, standing
from upstander.policy.sight import may_see_whole_case
from upstander.records.agencies import Agency
from upstander.records.consents import ConsentGiven, as_agreed
from upstander.records.disclosures import Disclosure

AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentHeld:
    """Something that somebody agreed to. `standing`: whether it holds, was taken back, or ran out."""

    consent: str
    party: str
    name: str
    agency: str
    purpose: str
    parts: tuple[str, ...]
    how: str
    words: str
    speaks_by: str
    given_at: datetime
    until: date
    standing: str
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutSomebody:
    """Whose parts left."""

    party: str
    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureHeld:
    """Something that left: to whom, what for, on which ground, whose parts. `untold`: why they are not told of it."""

    disclosure: str
    agency: str
    purpose: str
    ground: str
    about: tuple[AboutSomebody, ...]
    untold: str
    released_at: datetime
    open_until: date
    sha256: str
    recalled_at: datetime | None
    recalled_because: str


def leaving(work: Work) -> dict[str, QuerySet[Any]]:
    """Ask for the latest of both, and for the agencies they name; for nothing, where a part of the case is kept."""
    if not may_see_whole_case(work.parts).allowed:
        return {}
    agreed, left = ConsentGiven.objects.filter(case=work.case), Disclosure.objects.filter(case=work.case)
    last = F("withdrawn_at").desc(nulls_first=True)
    return {
        "agreed": agreed.order_by(last, "-until", "-given_at", "pk")[:AT_ONCE],
        "left": left.order_by("-released_at", "pk")[:AT_ONCE],
        "agencies_named": Agency.objects.filter(
            Q(pk__in=agreed.values("agency")) | Q(pk__in=left.values("agency"))
        ).only("name"),
    }


def consents(sheaf: Sheaf) -> tuple[ConsentHeld, ...]:
    """Return what was agreed, what holds first."""
    return tuple(
        ConsentHeld(
            consent=str(row.pk),
            party=str(row.party_id),
            name=called(sheaf, row.party_id),
            agency=_names(sheaf)[row.agency_id],
            purpose=row.purpose,
            parts=_listed(row.parts),
            how=row.how,
            words=row.words,
            speaks_by=row.speaks_by,
            given_at=row.given_at,
            until=row.until,
            standing=standing(as_agreed(row), at=sheaf.work.at),
            taken_back_at=row.withdrawn_at,
        )
        for row in sheaf.rows.get("agreed", ())
    )


def disclosures(sheaf: Sheaf) -> tuple[DisclosureHeld, ...]:
    """Return what left, the latest first."""
    return tuple(
        DisclosureHeld(
            disclosure=str(row.pk),
            agency=_names(sheaf)[row.agency_id],
            purpose=row.purpose,
            ground=row.ground,
            about=tuple(
                AboutSomebody(party=party, name=called(sheaf, UUID(party)), parts=_listed(parts))
                for party, parts in row.parts.items()
            ),
            untold=row.untold,
            released_at=row.released_at,
            open_until=row.open_until,
            sha256=row.sha256,
            recalled_at=row.recalled_at,
            recalled_because=row.recalled_because,
        )
        for row in sheaf.rows.get("left", ())
    )


def _names(sheaf: Sheaf) -> dict[Any, str]:
    return {one.pk: one.name for one in sheaf.rows.get("agencies_named", ())}


def _listed(parts: Any) -> tuple[str, ...]:
    return tuple(part.value for part in FilePart if part in parts)
