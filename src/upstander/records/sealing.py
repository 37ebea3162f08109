"""Sealed columns: AES-256-GCM per field, bound to its table, column and row, so that no value can be moved about.

Clause 7: names, contact, stories, notes, reasons and messages are confidential, at rest too.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.db.models.query_utils import DeferredAttribute

from upstander.records import keyring

FORMAT = b"\x01"
AT_ONCE = 10_000
SEEN = RawSQL("SELECT id FROM seen", ())
Asked = tuple[models.QuerySet[Any], Sequence[str], str]


def seal(key_id: uuid.UUID, context: str, plain: str) -> bytes:
    """Encrypt under a data key; `context` must be given again to open."""
    nonce = os.urandom(12)
    return FORMAT + nonce + AESGCM(keyring.data_key(key_id)).encrypt(nonce, plain.encode(), context.encode())


def unseal(key_id: uuid.UUID, context: str, blob: bytes) -> str:
    """Decrypt what `seal` made. Raises KeyGone when erased, InvalidTag when moved or changed."""
    if blob[:1] != FORMAT:
        raise ValueError("This sealed value is of a format this version does not know.")
    return AESGCM(keyring.data_key(key_id)).decrypt(blob[1:13], blob[13:], context.encode()).decode()


class SealedAttribute(DeferredAttribute):
    """Opens a sealed column when it is read, and keeps what is assigned as plain until it is saved."""

    field: SealedColumn

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is None or not isinstance(value, bytes | memoryview):
            return value
        opened = self.field.opened(instance, bytes(value))
        instance.__dict__[self.field.attname] = opened
        return opened

    def __set__(self, instance: models.Model, value: Any) -> None:
        # Without this, Python would find the sealed bytes in the instance and never ask us to open them.
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    _AnyField = models.Field[Any, Any]
    _TextField = models.Field[str, str]
else:
    _AnyField = _TextField = models.Field


class SealedColumn(_AnyField):
    """A column that is never in the database in clear. Cannot be filtered, ordered or bulk-updated by value."""

    descriptor_class = SealedAttribute

    def get_internal_type(self) -> str:
        """Store as bytes on every database."""
        return "BinaryField"

    def context(self, instance: models.Model) -> str:
        """Bind the value to table, column, row and format."""
        return f"{instance._meta.db_table}|{self.column}|{instance.pk}|1"

    def opened(self, instance: models.Model, blob: bytes) -> Any:
        """Return the plain value of a sealed one."""
        return unseal(instance.sealed_by, self.context(instance), blob)  # type: ignore[attr-defined]  # every sealed row has one

    def plain(self, value: Any) -> str:
        """Return the text that is sealed."""
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text, not {type(value).__name__}.")
        return value

    def sealed(self, instance: models.Model, value: Any) -> bytes:
        """Return the bytes to store."""
        return seal(instance.sealed_by, self.context(instance), self.plain(value))  # type: ignore[attr-defined]  # the same

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal on the way in; leave alone what was never opened."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, bytes | memoryview):
            return value
        return self.sealed(model_instance, value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Refuse to let plain text reach the database by a way round `pre_save`."""
        if value is None:
            return None
        if not isinstance(value, bytes | memoryview):
            raise TypeError(f"{self.name} is sealed: it cannot be filtered or updated by value.")
        return connection.Database.Binary(value)


class SealedText(SealedColumn, _TextField):
    """A sealed column that holds text."""


class SealedJson(SealedColumn):
    """A sealed column that holds plain JSON values."""

    def opened(self, instance: models.Model, blob: bytes) -> Any:
        """Return the value that was sealed."""
        return json.loads(super().opened(instance, blob))

    def plain(self, value: Any) -> str:
        """Return the JSON text that is sealed."""
        return json.dumps(value, separators=(",", ":"), sort_keys=True)


class SealedRow(models.Model):
    """A row with sealed columns; `sealed_by` is the data key, in the other database, that opens them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_by = models.UUIDField()

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=SealedRow)


def warmed(rows: Iterable[Row]) -> list[Row]:
    """Return the rows as a list, with all their keys loaded by one query."""
    held = list(rows)
    keyring.warm(row.sealed_by for row in held)
    return held


def texts_of(*asked: Asked, seen: models.QuerySet[Any] | None = None) -> Iterator[tuple[str, str]]:
    """Yield sealed columns of many rows in clear, by one statement; no row is made of them, and no key but as text.

    `asked`: rows, their columns, and the column whose id stands, in hex digits, beside each text. What was sealed by a
    key that is gone is passed over: it cannot be read, so it cannot be found. `seen`: rows whose ids are asked for
    once, however many of the others look for theirs in `SEEN`.
    """
    width = max(len(columns) for _, columns, _ in asked)
    first, *more = (_blobs(number, *one, width) for number, one in enumerate(asked))
    places = [[_place(rows.model, column) for column in columns] for rows, columns, _ in asked]
    try:
        statement = _statement(first.union(*more, all=True) if more else first, seen)
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        while some := cursor.fetchmany(AT_ONCE):
            own = {text: uuid.UUID(text) for text in {sealed_by for _, _, sealed_by, *_ in some}}
            keys = keyring.ciphers(own.values())
            for number, pk, sealed_by, about, *blobs in some:
                cipher, row = keys.get(own[sealed_by]), _dashed(pk)
                for place, blob in zip(places[number], blobs, strict=False):
                    held = bytes(blob or b"")
                    if cipher is not None and held[:1] == FORMAT:
                        yield about, cipher.decrypt(held[1:13], held[13:], f"{place}|{row}|1".encode()).decode()


def _statement(texts: models.QuerySet[Any], seen: models.QuerySet[Any] | None) -> tuple[str, tuple[Any, ...]]:
    """Write it as SQL; raises EmptyResultSet where nothing can be found, as for those who see nothing."""
    sql, params = texts.query.sql_with_params()
    if seen is None:
        return sql, params
    ids, own = seen.values("pk").query.sql_with_params()
    return f"WITH seen(id) AS ({ids}) {sql}", (*own, *params)


def _place(model: Any, column: str) -> str:
    return f"{model._meta.db_table}|{model._meta.get_field(column).column}"


def _blobs(number: int, rows: models.QuerySet[Any], columns: Sequence[str], of: str, width: int) -> Any:
    """Return the rows as number, id, key, whose they are, and their columns with as many empty ones as are wanting."""
    as_text = {name: Cast(of_row, models.CharField()) for name, of_row in (("b", "pk"), ("c", "sealed_by"), ("d", of))}
    spare = {f"e{n}": models.Value(None, output_field=models.BinaryField()) for n in range(width - len(columns))}
    named = rows.order_by().annotate(a=models.Value(number), **as_text, **spare)
    return named.values_list("a", "b", "c", "d", *columns, *spare)


def _dashed(text: str) -> str:
    """Return an id as it is written in a sealed row's context, however this database writes it."""
    return text if "-" in text else "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
