"""Incidents that move with a person: what happened with the same person in other areas (clauses 3.3, 2 b, 7 a).

Only cases in the reader's own sight are asked; officers of others were told by a notice (`taken.py`). No resident
ever reads this, and nobody who opened the case in an emergency.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as Chosen
from django.db.models import Exists, OuterRef, Q, Subquery, Value, When

from upstander.casework.actor import Actor
from upstander.casework.opened import LONDON, NotFound, is_resident, opened_to_read
from upstander.casework.taken import people_named
from upstander.policy.displacement import MOVE_LABELS, Move, classify_move, is_moving
from upstander.policy.grounds import PartyRole
from upstander.records import keyring, sight
from upstander.records.case import Case, Party
from upstander.records.worked import Incident

MOST = 100


@dataclass(frozen=True, slots=True)
class ElsewhereRow:
    """One incident: when, in which area, in which case in sight. `sure`: by the same matter, and not by name alone."""

    number: str
    area: str
    on: date
    exactly: bool
    sure: bool
    move: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What happened elsewhere with whoever is complained of here. `more`: there is more than is shown."""

    number: str
    began: date
    moving: bool
    rows: tuple[ElsewhereRow, ...]
    more: bool
    known: bool


def elsewhere(who: Actor, number: str) -> Elsewhere:
    """Return the incidents in other areas with the same person, the latest first (entered as a reading).

    Raises NotFound.
    """
    if is_resident(who):
        raise NotFound("There is no such page.")
    with opened_to_read(who, number, to_act=True, page="elsewhere") as work:
        case = work.case
        first = Subquery(_days(case).values("happened_on")[:1])
        known = _accused(case).filter(person__isnull=False).annotate(first=first)
        accused = list(known.select_related("person"))
        began = _began(
            case, [one.first for one in accused] or list(_days(case).values_list("happened_on", flat=True)[:1])
        )
        keyring.warm({work.sealed_by, *(party.person.sealed_by for party in accused if party.person)})
        found = list(_incidents(work.who, case, accused)[: MOST + 1])
        rows = [row for one in found[:MOST] if (row := _row(case, began, one)) is not None]
        rows.sort(key=lambda row: (row.on, row.number), reverse=True)
        moves = Counter(Move.AFTER.value for row in rows if row.move == MOVE_LABELS[Move.AFTER])
        return Elsewhere(number, began, is_moving(moves), tuple(rows), len(found) > MOST, bool(accused))


def _accused(case: Case) -> Any:
    return Party.objects.filter(case=case, part=PartyRole.ALLEGED_PERPETRATOR, ended=None)


def _days(case: Case) -> Any:
    return Incident.objects.filter(case=case, happened_on__isnull=False).order_by("happened_on")


def _began(case: Case, first: list[date | None]) -> date:
    """Return the first day on which anything of this case happened, as far as it is known."""
    known = next((day for day in first if day is not None), None)
    return known or case.happened_on or case.received_at.astimezone(LONDON).date()


def _incidents(who: Actor, case: Case, accused: list[Party]) -> Any:
    """Return the incidents of cases in sight about the same person: by matter, by who they are, or by name alone."""
    if case.area_id is None:
        return Incident.objects.none()
    people = [party.person_id for party in accused]
    alike = Q(matter=case.matter_id) | Q(Exists(_the_same(people, OuterRef("pk"))))
    for party in accused:
        if party.person and party.person.name.strip():
            alike |= Q(Exists(people_named(party.person.name)))
    cases = sight.cases(who).filter(alike, area__isnull=False).exclude(area=case.area_id)
    sure = Q(case__matter=case.matter_id) | Q(Exists(_the_same(people, OuterRef("case"))))
    rows = Incident.objects.filter(case__in=cases.values("pk")).select_related("case", "case__area")
    return rows.annotate(sure=Chosen(When(sure, then=Value(True)), default=Value(False))).order_by("-entry__seq")


def _the_same(people: list[Any], case: OuterRef) -> Any:
    return Party.objects.filter(case=case, part=PartyRole.ALLEGED_PERPETRATOR, ended=None, person__in=people)


def _row(case: Case, began: date, one: Incident) -> ElsewhereRow | None:
    there = one.case
    on = one.happened_on or there.happened_on or there.received_at.astimezone(LONDON).date()
    move = classify_move(here=str(case.area_id or ""), there=str(there.area_id or ""), began=began, on=on)
    if move is Move.NONE or there.area is None:
        return None
    exactly = one.happened_on is not None
    return ElsewhereRow(
        there.number, there.area.name, on, exactly, bool(getattr(one, "sure", False)), MOVE_LABELS[move]
    )
