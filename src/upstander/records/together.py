"""Rows of several kinds by one statement, so that a page costs the same however much a case holds.

Each query set gives its own rows, sealed as they were; the database is asked once for all of them. Rows may be asked
for only as far as they hang on rows that are asked for beside them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from upstander.records.sealing import SealedColumn

Rows = dict[str, list[Any]]
Hook = tuple[str, str]


@dataclass(frozen=True)
class _Part:
    """One query set as it stands in the statement: its columns in clear, and those that are bytes."""

    name: str
    model: type[models.Model]
    sql: str
    params: tuple[Any, ...]
    columns: tuple[models.Field[Any, Any], ...]
    names: tuple[str, ...]
    hangs: str = ""

    @cached_property
    def key(self) -> int:
        """Where the column of their ids stands."""
        return next(n for n, field in enumerate(self.columns) if field.primary_key)

    @cached_property
    def clear(self) -> list[int]:
        """Where the columns stand that are read as text."""
        return [n for n, field in enumerate(self.columns) if not _is_bytes(field)]

    @cached_property
    def blobs(self) -> list[int]:
        """Where the columns stand that are bytes."""
        return [n for n, field in enumerate(self.columns) if _is_bytes(field)]

    @cached_property
    def readers(self) -> list[Callable[[str], Any]]:
        """How each column in clear is read back from its text."""
        return [_reader(self.columns[n]) for n in self.clear]

    @cached_property
    def held(self) -> list[str]:
        """The names of the model's own columns, in their order; what was added comes after them."""
        own = {field.attname for field in self.model._meta.concrete_fields}
        return [name for name in self.names if name in own]


def together(asked: Mapping[str, models.QuerySet[Any]], *, hanging: Mapping[str, Hook] | None = None) -> Rows:
    """Return the rows of each query set under its name, in its order, as `only()` and `annotate()` asked for them.

    `hanging`: name to (column, other name): only rows whose column is the id of a row asked for under the other name.
    """
    parts = [part for name, rows in asked.items() if (part := _part(name, rows))]
    parts = _hung(parts, hanging or {})
    found: Rows = {name: [] for name in asked}
    if not parts:
        return found
    sql, params = _statement(parts)
    width = max(len(part.clear) for part in parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for number, _, *values in cursor:
            part = parts[number]
            found[part.name].append(_row(part, values[:width], values[width:]))
    return found


def counted(asked: Mapping[str, models.QuerySet[Any]], *, up_to: int) -> dict[str, int]:
    """Return how many rows each query set holds, by one statement that counts no further than `up_to` + 1 of each."""
    counts = dict.fromkeys(asked, 0)
    compiled = {name: made for name, rows in asked.items() if (made := _compiled(rows.values("pk")[: up_to + 1]))}
    if compiled:
        # Only column and table names are put in; every value stays a parameter.
        each = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS q{n})" for n, (sql, _) in enumerate(compiled.values()))  # noqa: S608 - Django's own SQL
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {each}", [param for _, params in compiled.values() for param in params])
            counts.update(zip(compiled, cursor.fetchone(), strict=True))
    return counts


def _part(name: str, rows: models.QuerySet[Any]) -> _Part | None:
    """Compile the rows as they are: Django writes the columns of a model in their order, then what was added."""
    model = rows.model
    wanted, deferred = rows.query.deferred_loading
    fields = [f for f in model._meta.concrete_fields if f.primary_key or (f.name in wanted) is not deferred]
    added = {alias: value.output_field for alias, value in rows.query.annotations.items()}
    names = (*(field.attname for field in fields), *added)
    made = _compiled(rows)
    return _Part(name, model, *made, (*fields, *added.values()), names) if made else None


def _hung(parts: list[_Part], hanging: Mapping[str, Hook]) -> list[_Part]:
    """Leave out what hangs on nothing, and say in the statement what the rest hangs on."""
    numbers = {part.name: number for number, part in enumerate(p for p in parts if _has_hook(p, parts, hanging))}
    found = []
    for part in (p for p in parts if p.name in numbers):
        column, other = hanging.get(part.name, ("", ""))
        if other:
            at = part.names.index(column)
            key = next(held.key for held in parts if held.name == other)
            part = replace(part, hangs=f" WHERE c{at} IN (SELECT c{key} FROM q{numbers[other]})")  # noqa: S608 - Django's own SQL
        found.append(part)
    return found


def _has_hook(part: _Part, parts: Sequence[_Part], hanging: Mapping[str, Hook]) -> bool:
    return part.name not in hanging or hanging[part.name][1] in {other.name for other in parts}


def _compiled(rows: models.QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]] | None:
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


def _statement(parts: Sequence[_Part]) -> tuple[str, list[Any]]:
    """One CTE for each query set, each cast to the same columns: its number, its order, texts, then bytes."""
    texts, blobs = max(len(part.clear) for part in parts), max(len(part.blobs) for part in parts)
    kind = "bytea" if connection.vendor == "postgresql" else "blob"
    held, shown = [], []
    for number, part in enumerate(parts):
        held.append(f"q{number}({', '.join(f'c{n}' for n in range(len(part.columns)))}) AS ({part.sql})")
        columns = [f"CAST(c{n} AS text)" for n in part.clear]
        columns += ["CAST(NULL AS text)"] * (texts - len(part.clear))
        columns += [f"c{n}" for n in part.blobs] + [f"CAST(NULL AS {kind})"] * (blobs - len(part.blobs))
        line = f"SELECT {number} AS part, ROW_NUMBER() OVER () AS place, {', '.join(columns)} FROM q{number}"  # noqa: S608 - Django's own SQL
        shown.append(line + part.hangs)
    sql = f"WITH {', '.join(held)} {' UNION ALL '.join(shown)} ORDER BY 1, 2"
    return sql, [param for part in parts for param in part.params]


def _row(part: _Part, texts: Sequence[str | None], blobs: Sequence[Any]) -> models.Model:
    values: list[Any] = [None] * len(part.columns)
    for n, text, read in zip(part.clear, texts, part.readers, strict=False):
        values[n] = None if text is None else read(text)
    for n, blob in zip(part.blobs, blobs, strict=False):
        values[n] = None if blob is None else bytes(blob)
    row = part.model.from_db("default", part.held, values[: len(part.held)])
    for name, value in zip(part.names[len(part.held) :], values[len(part.held) :], strict=True):
        setattr(row, name, value)
    return row


def _is_bytes(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, SealedColumn | models.BinaryField)


def _reader(field: models.Field[Any, Any]) -> Callable[[str], Any]:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return _READ.get(field.get_internal_type(), str)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _truth(text: str) -> bool:
    return text in ("1", "true")


_READ: Mapping[str, Callable[[str], Any]] = {
    "UUIDField": UUID,
    "DateTimeField": _moment,
    "DateField": date.fromisoformat,
    "BooleanField": _truth,
    "JSONField": json.loads,
    "IntegerField": int,
    "BigIntegerField": int,
    "BigAutoField": int,
    "PositiveIntegerField": int,
    "PositiveSmallIntegerField": int,
}
