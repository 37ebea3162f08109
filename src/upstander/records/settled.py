"""Conditions of who may see what, composed once for each kind of asker: composing them costs more than asking.

Two askers are of one kind when they hold the same roles and as many teams and areas: their conditions are the same
words with other values in them. The values are put in anew for each question.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, wraps
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection, models
from django.db.models.expressions import RawSQL

from upstander.records.sight import Seer

Row = TypeVar("Row", bound=models.Model)
Composer = Callable[[Seer], "models.QuerySet[Row]"]
KINDS = 200
KEY, MOMENT = models.UUIDField(), models.DateTimeField()


@dataclass(frozen=True, slots=True)
class _StandIn:
    """Somebody of one kind, with values that stand nowhere else."""

    staff: UUID | None
    code: UUID | None
    roles: Set[str]
    teams: Set[UUID]
    scope_teams: Set[UUID]
    scope_areas: Set[UUID]
    at: datetime


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one of the asker's own values goes: its number in `_values`."""

    number: int


@dataclass(frozen=True, slots=True)
class _Condition:
    """What one kind of asker asks for: the words, and for each value in them itself or the place of the asker's own."""

    model: type[models.Model]
    sql: str
    params: tuple[Any, ...]

    @property
    def fixed(self) -> tuple[Any, ...]:
        """What is the same for everybody of the kind."""
        return self.sql, *(None if isinstance(one, _Place) else one for one in self.params)


def settled(compose: Composer[Row]) -> Composer[Row]:
    """Compose the rows that a function finds once for each kind of asker. Only for conditions that join no other table.

    Raises ValueError for one that does, and for one with anything of the asker that does not stand in `Seer` as it is.
    """

    @lru_cache(maxsize=KINDS)
    def condition(vendor: str, kind: tuple[Any, ...]) -> _Condition | None:
        first, second = (_in_places(compose, _stand_in(kind)) for _ in range(2))
        if first and second and first.fixed != second.fixed:
            raise ValueError(f"{compose.__qualname__} asks for more of the asker than their roles, places and moment.")
        return first

    @wraps(compose)
    def asked(seer: Seer) -> models.QuerySet[Row]:
        held = condition(connection.vendor, _kind(seer))
        if held is None:
            return compose(seer)
        own = _values(seer)
        params = [own[one.number] if isinstance(one, _Place) else one for one in held.params]
        whole = RawSQL(f"({held.sql})", params, output_field=models.BooleanField())  # noqa: S611 - Django's own words
        rows: models.QuerySet[Any] = held.model._default_manager.filter(whole)
        return rows

    return asked


def _kind(seer: Seer) -> tuple[Any, ...]:
    """Return what makes the words of a condition: the roles, and how many of everything else there are."""
    held = (seer.teams, seer.scope_teams, seer.scope_areas)
    return frozenset(seer.roles), seer.staff is None, seer.code is None, *map(len, held)


def _stand_in(kind: tuple[Any, ...]) -> _StandIn:
    roles, no_staff, no_code, *sizes = kind
    teams, scope_teams, scope_areas = (frozenset(uuid4() for _ in range(size)) for size in sizes)
    at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=uuid4().int % 10**15)
    staff, code = None if no_staff else uuid4(), None if no_code else uuid4()
    return _StandIn(staff, code, roles, teams, scope_teams, scope_areas, at)


def _in_places(compose: Composer[Row], seer: _StandIn) -> _Condition | None:
    """Return the condition with the asker's own values taken out; None where it finds nothing, or everything."""
    rows = compose(seer)
    try:
        sql, params = rows.query.get_compiler(connection=connection).compile(rows.query.where)
    except (EmptyResultSet, FullResultSet):
        return None
    if sum(map(bool, rows.query.alias_refcount.values())) > 1:
        raise ValueError(f"{compose.__qualname__} joins another table: its condition cannot stand by itself.")
    own = _values(seer)
    places = tuple(_Place(own.index(one)) if one in own else one for one in params)
    return _Condition(rows.model, sql, places)


def _values(seer: Seer) -> list[Any]:
    """Return the asker's own values as this database takes them."""
    keys = [seer.staff, seer.code, *seer.teams, *seer.scope_teams, *seer.scope_areas]
    return [MOMENT.get_db_prep_value(seer.at, connection), *(KEY.get_db_prep_value(key, connection) for key in keys)]
