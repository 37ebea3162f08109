"""What the pages of plans for places are given: frozen plain values (clauses 2 b, 3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from upstander.policy.placeplans import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A plan in a list. `result`: what became of the place when somebody looked last."""

    plan: str
    place: str
    area: str
    borough: str
    owner: str
    review_on: date
    overdue: bool
    result: str
    ended: bool


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A page of plans, the longest overdue first; `after` goes on from its last, or is empty."""

    rows: tuple[PlaceRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShown:
    """A group or activity. `starts`: its first day there, if still to come. `drawn`: the plan draws on it."""

    key: str
    name: str
    kind: str
    for_whom: str
    runs: bool
    starts: date | None
    drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEventShown:
    """One thing done to a plan: what, when, by whom, why, and what became of the place."""

    number: int
    what: str
    at: datetime
    by: str
    words: str
    why: str
    result: str
    review_on: date | None
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """One plan. `cases`: how many cases its whole area had, in words. `before`: where what is older begins."""

    row: PlaceRow
    area_key: str
    why: str
    made_at: datetime
    resources: tuple[Resource, ...]
    groups: tuple[GroupShown, ...]
    later: tuple[GroupShown, ...]
    events: tuple[PlaceEventShown, ...]
    before: int
    cases: str
    cases_from: date
    cases_until: date
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNow:
    """What a plan says now, to be changed. `groups`: by their keys."""

    place: str
    area: str
    why: str
    owner_key: str
    resources: tuple[Resource, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChoices:
    """What there is to choose from for a plan in an area. `last`: the last day on which it is looked at again."""

    area: str
    area_key: str
    estates: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    groups: tuple[GroupShown, ...]
    today: date
    last: date
