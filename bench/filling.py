"""Fills a database with many cases: a few are made through the deeds, and their rows are copied.

A copy has ids, numbers, keys, names and homes of its own, everything in it is sealed anew, and its entries join the
chain; so it is what the deeds would have written, whatever they write next year (tests/bench/test_filling.py).
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connection, models, transaction

from tests.cast import NOW, Landlord
from upstander.records import keyring
from upstander.records.estate import Home
from upstander.records.journal import Entry, chain
from upstander.records.keyring import token
from upstander.records.numbers import CASE, MATTER, REPORT, numbers
from upstander.records.people import search_words
from upstander.records.sealing import SealedColumn, seal
from upstander.records.staff import Appointment, Staff

STEMS = (
    *("Ab", "Al", "Ban", "Bel", "Cor", "Dal", "Ed", "Far", "Gil", "Hal", "Is", "Jar"),
    *("Kem", "Lor", "Mar", "Nor", "Os", "Pel", "Quin", "Ros", "Sal", "Tor", "Ul", "Wen"),
)
ENDS = ("by", "den", "ford", "ham", "ison", "ley", "man", "ner", "s", "ton", "wick", "worth")
FIRST = ("Amina", "Piotr", "Grace", "Tom", "Rehana", "Joao", *(stem + end for stem in STEMS for end in ("a", "in")))
LAST = ("Yusuf", "Nowak", "Mensah", "Khan", "Silva", "Begum", *(stem + end for stem in STEMS for end in ENDS))
"""Some sixty first names and three hundred last ones: as many share a name as do in a real town."""
BATCH = 1000
SERIES = {"records.Case": CASE, "records.Report": REPORT, "records.Matter": MATTER}
FRESH: Mapping[str, Callable[[], Any]] = {
    "idempotency_key": lambda: uuid4().hex,
    "digest": lambda: secrets.token_bytes(32),
    "key": lambda: uuid4().hex,
}
NOT_COPIED = frozenset({"Counter", "Draft", "FormSent", "ImportBatch", "ResidentVisit", "CodeSlip"})


@dataclass(frozen=True)
class Grown:
    """The rows that one case made, opened, with what tells it from another."""

    rows: Mapping[type[models.Model], Sequence[dict[str, Any]]]
    name: str
    phone: str
    home: str
    officer: UUID

    @cached_property
    def ids(self) -> frozenset[UUID]:
        """The keys of the rows, which are other in each copy."""
        found = {row[model._meta.pk.attname] for model, rows in self.rows.items() for row in rows if model._meta.pk}
        return frozenset(pk for pk in found if isinstance(pk, UUID))


def kept() -> dict[type[models.Model], set[Any]]:
    """Return the keys of every row that is there."""
    made = apps.get_app_config("records").get_models()
    return {model: set(model._default_manager.values_list("pk", flat=True)) for model in made}


def grown(before: Mapping[type[models.Model], set[Any]], *, name: str, phone: str, home: str, officer: UUID) -> Grown:
    """Return what was written since, opened."""
    rows = {}
    for model, there in before.items():
        new = [row for row in model._default_manager.order_by("pk") if row.pk not in there]
        if new and model.__name__ not in NOT_COPIED:
            new.sort(key=lambda row: row.seq if isinstance(row, Entry) else 0)
            rows[model] = [{f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields} for row in new]
    return Grown(rows=rows, name=name, phone=phone, home=home, officer=officer)


def fill(grown: Grown, *, how_many: int, officers: Sequence[Staff], seed: int = 7) -> None:
    """Write `how_many` copies, shared among these officers and the homes of the landlord."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn from it
    homes = list(Home.objects.order_by("pk").values_list("pk", flat=True))
    swapped = _copy(grown, None, officers[0], homes[0], chance).other.keys()
    tables = [_Table(model, rows, swapped) for model, rows in grown.rows.items()]
    for done in range(0, how_many, BATCH):
        size = min(BATCH, how_many - done)
        given = _Given(grown, size)
        copies = [_copy(grown, given, chance.choice(officers), chance.choice(homes), chance) for _ in range(size)]
        with transaction.atomic():
            given.take_numbers()
            for table in tables:
                table.write(copies, given)


@dataclass
class _Copy:
    """What is other in one more case like the one that was grown."""

    other: Mapping[Any, Any]
    keys: Mapping[UUID, UUID]
    later: timedelta
    number: str = ""


class _Given:
    """Numbers and keys for a batch of copies."""

    def __init__(self, grown: Grown, size: int) -> None:
        self.own = sorted({row["sealed_by"] for rows in grown.rows.values() for row in rows if "sealed_by" in row})
        self.keys = iter(keyring.mint_many("case", size * len(self.own)))
        self.needed = {model: size * len(rows) for model, rows in grown.rows.items() if model._meta.label in SERIES}
        self.numbers: dict[type[models.Model], Iterator[str]] = {}

    def take_numbers(self) -> None:
        """Take the numbers of the batch, inside its transaction."""
        for model, how_many in self.needed.items():
            self.numbers[model] = iter(numbers(SERIES[model._meta.label], year=2026, how_many=how_many))


def _copy(grown: Grown, given: _Given | None, officer: Staff, home: str, chance: random.Random) -> _Copy:
    first, last, phone = chance.choice(FIRST), chance.choice(LAST), f"07{chance.randrange(10**9):09d}"
    old_first, old_last = grown.name.split()
    other: dict[Any, Any] = {pk: uuid4() for pk in grown.ids}
    other |= {grown.home: home, grown.name: f"{first} {last}", grown.phone: phone, grown.officer: officer.pk}
    other |= {f"staff:{grown.officer}": f"staff:{officer.pk}", token("home", grown.home): token("home", home)}
    other |= {token("name", old_first): token("name", first), token("name", old_last): token("name", last)}
    other |= {token("phone", digits(grown.phone)): token("phone", digits(phone))}
    keys = {own: next(given.keys) for own in given.own} if given else {}
    return _Copy(other, keys, timedelta(minutes=chance.randrange(-200_000, 0)))


def digits(phone: str) -> str:
    """Return what a phone number is found by."""
    return search_words("phone", phone)[0]


class _Table:
    """The rows of one model, and how each of their columns is copied."""

    def __init__(self, model: type[models.Model], rows: Sequence[Mapping[str, Any]], swapped: Set[Any]) -> None:
        self.model, self.rows = model, rows
        made = isinstance(model._meta.pk, models.AutoField | models.BigAutoField)
        self.fields = [field for field in model._meta.concrete_fields if not (made and field.primary_key)]
        marks = ", ".join(["%s"] * len(self.fields))
        columns = ", ".join(connection.ops.quote_name(field.column) for field in self.fields)
        self.sql = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - Django's own names
        self.plans = [[self._plan(field, row, swapped) for field in self.fields] for row in rows]

    def write(self, copies: Sequence[_Copy], given: _Given) -> None:
        """Write every row of every copy."""
        if self.model is Entry:
            chain([self._entry(row, copy) for copy in copies for row in self.rows])
            return
        number = given.numbers.get(self.model, iter(()))
        values = []
        for copy in copies:
            for plan in self.plans:
                copy.number = next(number, "")
                values.append([how(copy) if callable(how) else how for how in plan])
        with connection.cursor() as cursor:
            cursor.executemany(self.sql, values)

    def _entry(self, row: Mapping[str, Any], copy: _Copy) -> Entry:
        skipped = {"seq", "prev", "mac", "entered_at"}
        told = {name: _other(value, copy) for name, value in row.items() if name not in skipped}
        return Entry(**told | {"sealed_by": copy.keys[row["sealed_by"]]})

    def _plan(self, field: Any, row: Mapping[str, Any], swapped: Set[Any]) -> Any:
        """Return the value that every copy has, or how each finds its own."""
        name, value = field.attname, row[field.attname]
        if isinstance(field, SealedColumn):
            return self._sealed(field, row, value) if value is not None else None
        if name == "sealed_by":
            return lambda copy: prepared(copy.keys[value])
        if name == "number" and self.model._meta.label in SERIES:
            return lambda copy: copy.number
        if name in FRESH and self.model.__name__ != "Token":
            return lambda copy: prepared(FRESH[name]())
        if isinstance(value, datetime):
            return lambda copy: field.get_db_prep_save(value + copy.later, connection)
        plain = bytes(value) if isinstance(value, memoryview) else value
        if isinstance(plain, UUID | str | bytes) and plain in swapped:
            return lambda copy: prepared(copy.other[plain])
        return field.get_db_prep_save(value, connection)

    def _sealed(self, field: Any, row: Mapping[str, Any], value: Any) -> Callable[[_Copy], Any]:
        table, own, pk = self.model._meta.db_table, row["sealed_by"], row["id"]

        def sealed(copy: _Copy) -> bytes:
            plain = field.plain(copy.other.get(value, value) if isinstance(value, str) else value)
            return seal(copy.keys[own], f"{table}|{field.column}|{copy.other[pk]}|1", plain)

        return sealed


def prepared(value: Any) -> Any:
    """Return a value as this database takes it."""
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value


def _other(value: Any, copy: _Copy) -> Any:
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, UUID | str | bytes):
        return copy.other.get(value, value)
    return value + copy.later if isinstance(value, datetime) else value


def more_officers(house: Landlord, how_many: int) -> list[Staff]:
    """Return this many officers of the north team, appointed as Joy Okafor was."""
    post = Appointment.objects.get(staff=house.staff["okafor"])
    made = [
        Staff(email=f"officer{n}@landlord.example", name=f"Officer {n}", password="!")  # noqa: S106 - nobody signs in with it
        for n in range(how_many)
    ]
    Staff.objects.bulk_create(made)
    since = NOW - timedelta(days=400)
    Appointment.objects.bulk_create(
        Appointment(staff=one, role=post.role, team=post.team, start=since, entry=post.entry) for one in made
    )
    return made
