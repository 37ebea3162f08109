"""What a resident agreed to, and what was shared about them: their own, and nobody else's (clauses 7 b 1, 7 b 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.consented import Helper, helpers_near, helpers_of, newest, other_names
from upstander.casework.opened import READING, Work, opened_either
from upstander.casework.shared import MyShared, latest, told_of
from upstander.policy.consent import CONSENTS, FilePart, Purpose, Standing, standing
from upstander.policy.deeds import Deed
from upstander.policy.stages import may_work_on
from upstander.records import keyring, sight
from upstander.records.consents import ConsentGiven, as_agreed
from upstander.records.together import together
from upstander.records.versions import in_force, terms_of

READ = Deed.OPEN_CASE_FILE


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
    shared: tuple[MyShared, ...]
    waits: bool
    closed: bool
    for_another: bool


def my_sharing(who: Actor, number: str) -> MySharing:
    """Return what a resident agreed to themselves, and that of nobody else. Raises NotFound."""
    with opened_either(who, number, READ, reading=True) as work:
        work.enter(READING, page="sharing")
        own = sight.own_party(who) if work.held_case else None
        if own is None:
            return MySharing(
                today=work.today, helpers=(), agreed=(), shared=(), waits=True, closed=False, for_another=False
            )
        rows = together(
            {
                "consents": newest(Q(case=work.case, party=own)),
                "shared": latest(work.case),
                "versions": in_force(work.today)[:1],
                **helpers_near(work),
            }
        )
        keyring.warm(row.sealed_by for row in (*rows["consents"], *rows["shared"]))
        names = {one.pk: one.name for one in rows["helpers"]} | other_names(rows, "consents", "shared")
        terms = terms_of(rows["versions"][0].pk)
        closed, for_another = not may_work_on(work.case.stage).allowed, own.part not in CONSENTS
        return MySharing(
            today=work.today,
            helpers=() if closed or for_another else helpers_of(rows),
            agreed=tuple(_mine(work, row, names) for row in rows["consents"]),
            shared=told_of(own, rows["shared"], terms, names),
            waits=False,
            closed=closed,
            for_another=for_another,
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
