"""Reads the landlord's procedure, a plain table, into frozen values, and is loud about what is wrong.

A missing, misspelt or ill-typed key would otherwise become a clock that never runs, so nothing is
guessed: every error names the place in the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
MONTH_OR_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


class TermsError(ValueError):
    """The procedure cannot be read; the message says where and what."""


def table(source: Mapping[str, object], key: str) -> Mapping[str, object]:
    """Return the table under this key."""
    value = source.get(key)
    if not isinstance(value, Mapping):
        raise TermsError(f"{key}: a table is missing")
    return value


def read(shape: type[T], source: object, where: str) -> T:
    """Read one table into one dataclass, field by field, and nothing else."""
    if not isinstance(source, Mapping):
        raise TermsError(f"{where}: a table was expected")
    assert is_dataclass(shape)
    hints = get_type_hints(shape)
    known = {field.name: field for field in fields(shape)}
    for key in source:
        if key not in known:
            raise TermsError(f"{where}.{key}: not a known key")
    found = {}
    for name, field in known.items():
        if name in source:
            found[name] = _value(hints[name], source[name], f"{where}.{name}")
        elif field.default is MISSING:
            raise TermsError(f"{where}.{name}: missing")
    return shape(**found)


def read_all(shape: type[T], source: Mapping[str, object], key: str) -> tuple[T, ...]:
    """Read a list of tables; an empty or missing list is an error."""
    rows = source.get(key)
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        raise TermsError(f"{key}: a list with at least one row was expected")
    return tuple(read(shape, row, f"{key}[{n}]") for n, row in enumerate(rows))


def unique(codes: Sequence[str], where: str) -> None:
    """Refuse a list in which two rows carry the same code."""
    for code in codes:
        if codes.count(code) > 1:
            raise TermsError(f"{where}: {code!r} is there twice")


def dated(value: str, pattern: re.Pattern[str], where: str) -> None:
    """Refuse a date that is neither empty nor of this form."""
    if value and not pattern.fullmatch(value):
        raise TermsError(f"{where}: {value!r} is not a date")


def _value(kind: Any, value: object, where: str) -> object:
    if get_origin(kind) is tuple:
        return _values(get_args(kind)[0], value, where)
    if is_dataclass(kind) and isinstance(kind, type):
        return read(kind, value, where)
    if issubclass(kind, StrEnum):
        return _member(kind, value, where)
    # bool is an int in Python; a yes where a number belongs is a mistake all the same.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TermsError(f"{where}: {value!r} is not of the type {kind.__name__}")
    return value


def _values(kind: Any, value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise TermsError(f"{where}: a list was expected")
    return tuple(_value(kind, one, f"{where}[{n}]") for n, one in enumerate(value))


def _member(kind: type[StrEnum], value: object, where: str) -> StrEnum:
    if value not in set(kind):
        raise TermsError(f"{where}: {value!r} is none of {', '.join(kind)}")
    return kind(str(value))
