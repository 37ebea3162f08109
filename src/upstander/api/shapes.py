"""What a deed takes and gives, as models for the API: made from the deed's own type hints, so that none falls behind.

Every text, list and number has a limit; what is not known is refused; nothing is turned from one type into another.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Required, Union, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from upstander.api.limits import CODES, COUNT, COUNTS, FIRST_DAY, LAST_DAY, LENGTHS, LINE, MANY
from upstander.policy.safe_contact import CHANNELS, SAFETY, Wish

Codes = Mapping[str, type[StrEnum]]
LEFT_OUT = Field(default_factory=lambda: None)


class Asked(BaseModel):
    """What is sent: nothing that is not known."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=())


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _written(given: Any) -> Any:
    if not isinstance(given, str):
        raise ValueError("should be a text such as 2026-11-18, or 2026-11-18T10:00:00Z")  # noqa: TRY004 - told by field
    return given


def _in_range(day: Any) -> Any:
    if not FIRST_DAY <= (day.date() if isinstance(day, datetime) else day) <= LAST_DAY:
        raise ValueError(f"should be a day from {FIRST_DAY} to {LAST_DAY}")
    return day


DAY = Annotated[date, BeforeValidator(_written), AfterValidator(_in_range)]
MOMENT = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_range)]
YES_OR_NO = Annotated[bool, Field(strict=True)]


def line(length: int = LINE) -> Any:
    """Return the type of a text of this length."""
    return Annotated[str, Field(strict=True, max_length=length), AfterValidator(_text)]


def body_of(deed: Callable[..., Any], name: str, codes: Codes, *, but: Collection[str] = ()) -> type[Asked] | None:
    """Return the model of what a deed takes by name, or None where it takes nothing."""
    made: dict[str, Any] = {}
    hints = get_type_hints(deed)
    for one in inspect.signature(deed).parameters.values():
        hint = hints[one.name]
        if one.name in ("who", *but):
            continue
        if one.kind is inspect.Parameter.VAR_KEYWORD:
            made |= _told_by_keyword(get_args(hint)[0], codes)
        else:
            needed = one.default is inspect.Parameter.empty
            made[one.name] = _field(hint, one.name, codes, needed=needed, empty=one.default == "")
    return create_model(name, __base__=Asked, __doc__=f"What {name} takes.", **made) if made else None


def told_model(shape: Any, name: str, *, but: Collection[str] = ()) -> type[Asked]:
    """Return the model of a frozen shape, such as a report, without some of its fields."""
    return _of_dataclass(shape, name, tuple(but))


def plain(given: Any) -> Any:
    """Return what was sent as the deed takes it: frozen shapes, tuples, and nothing that was left out."""
    if isinstance(given, BaseModel):
        said = {name: plain(getattr(given, name)) for name in given.model_fields_set}
        made_of = getattr(type(given), "made_of", None)
        return made_of(**said) if made_of else said
    if isinstance(given, list):
        return tuple(plain(one) for one in given)
    return given


def receipt_of(deed: Callable[..., Any]) -> Any:
    """Return the type of what a deed gives back."""
    hint = get_type_hints(deed)["return"]
    return Literal[None] if hint is type(None) else hint


def _told_by_keyword(shape: Any, codes: Codes) -> dict[str, Any]:
    assert is_typeddict(shape)
    hints, said = get_type_hints(shape), get_type_hints(shape, include_extras=True)
    return {
        name: _field(hint, name, codes, needed=get_origin(said[name]) is Required, empty=True)
        for name, hint in hints.items()
    }


def _field(hint: Any, name: str, codes: Codes, *, needed: bool, empty: bool) -> tuple[Any, Any]:
    return _limited(hint, name, codes, empty=empty and not needed), ... if needed else LEFT_OUT


def _limited(hint: Any, name: str, codes: Codes, *, empty: bool = False) -> Any:
    if name == "wishes":
        return wishes_model()
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return Union[tuple(one if one is type(None) else _limited(one, name, codes) for one in inside)]  # noqa: UP007 - there is no `|` over a tuple
    if isinstance(origin, type) and issubclass(origin, Mapping):
        word = line(40)
        return Annotated[dict[word, word], Field(max_length=MANY)]  # type: ignore[valid-type]  # a type that is made
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return Annotated[list[_limited(inside[0], name, codes)], Field(max_length=MANY)]  # type: ignore[misc]  # a type that is made
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return _of_dataclass(hint, hint.__name__)
    return _one(hint, name, codes, empty=empty)


def _one(hint: Any, name: str, codes: Codes, *, empty: bool) -> Any:
    if hint is str and name in codes:
        return Literal[(("",) if empty else ()) + tuple(code.value for code in codes[name])]
    if hint is int:
        return Annotated[int, Field(strict=True, ge=0, le=COUNTS.get(name, COUNT))]
    return {str: line(LENGTHS.get(name, LINE)), bool: YES_OR_NO, date: DAY, datetime: MOMENT}[hint]


@cache
def _of_dataclass(shape: Any, name: str, but: tuple[str, ...] = ()) -> type[Asked]:
    hints, made = get_type_hints(shape), dict[str, Any]()
    for field in fields(shape):
        if field.name not in but:
            needed = field.default is MISSING and field.default_factory is MISSING
            made[field.name] = _field(hints[field.name], field.name, CODES, needed=needed, empty=field.default == "")
    model = create_model(name, __base__=Asked, __doc__=inspect.cleandoc(shape.__doc__ or ""), **made)
    if not but:
        model.made_of = shape  # type: ignore[attr-defined]  # to be read back
    return model


@cache
def wishes_model() -> type[Asked]:
    """Return the model of how somebody wants to be reached."""
    ways = dict[Literal[CHANNELS], Literal[SAFETY]]  # type: ignore[valid-type]  # a type that is made
    made: dict[str, Any] = {wish.value: (line(), LEFT_OUT) for wish in Wish if wish is not Wish.CHANNELS}
    return create_model(
        "Wishes",
        __base__=Asked,
        __doc__="How somebody may be reached, in their own words. What is not said is unknown, and is not used.",
        channels=(ways, LEFT_OUT),
        **made,
    )
