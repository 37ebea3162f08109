"""A report as JSON, read into the one shape that every door hands over; what is wrong is said field by field.

The fields are those of `casework.told.Told`, by the same names, so that this page cannot fall behind.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, get_type_hints

from upstander.casework.told import Told
from upstander.policy.grounds import Category, Form, Ground
from upstander.policy.safe_contact import CHANNELS, SAFETY, Wish
from upstander.policy.telling import Channel, Confidence, OnBehalf

CODES: Mapping[str, type[StrEnum]] = {
    "channel": Channel,
    "on_behalf": OnBehalf,
    "confidence": Confidence,
    "forms": Form,
    "grounds": Ground,
    "category": Category,
}
MOST_EVIDENCE = 1000


class Wrong(Exception):
    """What is wrong with a report, field by field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def told_from(given: object) -> Told:
    """Read a report. Raises Wrong with everything that is wrong, not only the first."""
    faults: list[str] = []
    told = _read(Told, given, "", faults)
    if faults:
        raise Wrong(faults)
    assert isinstance(told, Told)
    return told


def _read(shape: type[Any], given: object, path: str, faults: list[str]) -> Any:
    if not isinstance(given, dict):
        faults.append(f"{path.rstrip('.') or 'the report'}: should be an object, {{…}}.")
        return None
    names = {field.name: field for field in fields(shape)}
    hints = get_type_hints(shape)
    for name in given.keys() - names.keys():
        near = difflib.get_close_matches(name, names, n=1)
        faults.append(f"{path}{name[:40]}: is not known{f'; did you mean {near[0]}?' if near else '.'}")
    faults += [f"{path}{name}: is missing." for name in _needed(names) if name not in given]
    values = {name: _value(hints[name], name, given[name], f"{path}{name}", faults) for name in names if name in given}
    return None if faults else shape(**values)


def _needed(names: Mapping[str, Field[Any]]) -> Iterator[str]:
    from dataclasses import MISSING

    for name, field in names.items():
        if field.default is MISSING and field.default_factory is MISSING:
            yield name


def _value(hint: Any, name: str, given: object, path: str, faults: list[str]) -> Any:
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return _read(hint, given, f"{path}.", faults)
    try:
        return _plain(hint, name, given)
    except ValueError as wrong:
        faults.append(f"{path}: {wrong}")
        return None


def _plain(hint: Any, name: str, given: object) -> Any:
    if name == "wishes":
        return _wishes(given)
    if hint == tuple[str, ...]:
        return _several(name, given)
    if hint is str:
        return _coded(name, _text(given))
    if hint is int:
        return _count(given)
    if hint == date | None:
        return _day(given)
    if given is None and hint == bool | None:
        return None
    if isinstance(given, bool):
        return given
    raise ValueError("should be true or false.")


def _several(name: str, given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise ValueError("should be a list, […].")  # noqa: TRY004 - told by field, like every other fault
    return tuple(_coded(name, _text(one)) for one in given)


def _coded(name: str, text: str) -> str:
    codes = CODES.get(name)
    if codes is not None and text and text not in set(codes):
        raise ValueError(f"“{text[:40]}” is not one of {', '.join(codes)}.")
    return text


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise ValueError("should be a text in quotation marks.")  # noqa: TRY004 - told by field, like every other fault
    try:
        given.encode()
    except UnicodeEncodeError as broken:
        raise ValueError("holds half a character (a lone surrogate), which no text can have.") from broken
    if "\0" in given:
        raise ValueError("holds a NUL character.")
    return given


def _count(given: object) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST_EVIDENCE:
        return given
    raise ValueError(f"should be a whole number from 0 to {MOST_EVIDENCE}.")


def _day(given: object) -> date | None:
    if given in (None, ""):
        return None
    try:
        return date.fromisoformat(_text(given))
    except ValueError as wrong:
        raise ValueError("should be a day that exists, such as 2026-03-29.") from wrong


def _wishes(given: object) -> dict[str, Any]:
    if not isinstance(given, dict) or not set(given) <= set(Wish):
        raise ValueError(f"should be an object with some of {', '.join(Wish)}.")
    ways = given.get(Wish.CHANNELS, {})
    if not isinstance(ways, dict) or any(way not in CHANNELS or said not in SAFETY for way, said in ways.items()):
        raise ValueError(f"channels: {', '.join(CHANNELS)}, each one of {', '.join(SAFETY)}.")
    return {key: value if key == Wish.CHANNELS else _text(value) for key, value in given.items()}
