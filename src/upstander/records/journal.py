"""What was done: append-only entries in one HMAC chain, written in the same transaction as the act.

Every fact hangs on the entry that made it. No personal data in clear: detail is sealed under the key of its subject.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection, models

from upstander.records.sealing import SealedJson, SealedRow

GENESIS = bytes(32)
KEY_VERSION = 1
LOCK = 0x75707374  # one advisory lock for the head of the chain
DETAIL = "detail"


class Entry(SealedRow):
    """One deed done, refused, or seen. `seq`, `prev` and `mac` are set when it joins the chain, and never again."""

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    entered_at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    on_behalf_of = models.CharField(max_length=60, blank=True)
    deed = models.CharField(max_length=40)
    case_id = models.UUIDField(null=True)
    report_id = models.UUIDField(null=True)
    clause = models.CharField(max_length=12)
    allowed = models.BooleanField()
    detail = SealedJson()
    key_version = models.PositiveSmallIntegerField(default=KEY_VERSION)
    prev = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        ordering = ("seq",)
        indexes = [
            models.Index(fields=["case_id", "-seq"], name="entry_by_case"),
            models.Index(fields=["report_id", "-seq"], name="entry_by_report"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.deed}"


def entries_about(*, cases: Iterable[uuid.UUID], reports: Any) -> models.QuerySet[Entry]:
    """Return the entries about these cases and reports (ids, or a query for them), each found by its own index.

    With an "or" PostgreSQL reads the whole journal from its end, until it has found a page of them.
    """
    ids = Entry.objects.order_by().values("pk")
    either = ids.filter(case_id__in=list(cases)).union(ids.filter(report_id__in=reports))
    return Entry.objects.filter(pk__in=either)


def where_set(column: str, *, name: str) -> models.Index:
    """Return the index of a column that names the entry which ended a row: it holds ended rows only.

    With the open ones in it, nearly all, SQLite takes it for the short way to them; without any, it reads the whole
    table at each new entry, to see which row waited for that.
    """
    return models.Index(fields=[column], condition=models.Q(**{f"{column}__isnull": False}), name=name)


class Fact(SealedRow):
    """A row that some deed made: no entry, no fact."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: the number and the seal of its last entry."""

    seq: int
    mac: bytes


def head() -> Head:
    """Return the last link of the chain."""
    last = Entry.objects.order_by("-seq").values_list("seq", "mac").first()
    return Head(last[0], bytes(last[1])) if last else Head(0, GENESIS)


def chain(entries: Sequence[Entry]) -> None:
    """Add entries to the chain. Call last in a transaction: the head is locked from here to its commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = head()
    for entry in entries:
        entry.seq, entry.prev, entry.entered_at = last.seq + 1, last.mac, datetime.now(UTC)
        entry.__dict__[DETAIL] = _sealed_detail(entry)
        entry.mac = mac_of(entry)
        last = Head(entry.seq, entry.mac)
    Entry.objects.bulk_create(entries)


def mac_of(entry: Entry) -> bytes:
    """Return the HMAC-SHA256 over the length-prefixed fields of an entry and the seal before it."""
    parts = (
        str(entry.seq),
        _utc(entry.at),
        _utc(entry.entered_at),
        entry.actor,
        entry.role,
        entry.on_behalf_of,
        entry.deed,
        str(entry.case_id or ""),
        str(entry.report_id or ""),
        entry.clause,
        "allowed" if entry.allowed else "refused",
        str(entry.pk),
        str(entry.sealed_by),
        str(entry.key_version),
    )
    digest = hmac.new(settings.SECRETS.journal_key, digestmod=hashlib.sha256)
    for part in (*(p.encode() for p in parts), bytes(entry.__dict__[DETAIL]), bytes(entry.prev)):
        digest.update(struct.pack(">I", len(part)) + part)
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the record is not whole: the entry's number and what is wrong there."""

    seq: int
    what: str


def breaks(anchors: Sequence[Head] = ()) -> Iterator[Break]:
    """Walk the whole chain and yield every place where it is not whole, or not as it was anchored outside."""
    last, anchored = Head(0, GENESIS), {anchor.seq: anchor.mac for anchor in anchors}
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        if entry.seq != last.seq + 1:
            yield Break(entry.seq, f"entry {last.seq + 1} is missing")
        if bytes(entry.prev) != last.mac:
            yield Break(entry.seq, "it does not follow from the entry before it")
        if not hmac.compare_digest(mac_of(entry), bytes(entry.mac)):
            yield Break(entry.seq, "it was changed after it was written")
        if anchored.pop(entry.seq, bytes(entry.mac)) != bytes(entry.mac):
            yield Break(entry.seq, "it is not the entry that was anchored outside")
        last = Head(entry.seq, bytes(entry.mac))
    for seq in sorted(anchored):
        yield Break(seq, "it was anchored outside and is gone from the record")


def _sealed_detail(entry: Entry) -> bytes:
    value = entry.__dict__[DETAIL]
    if isinstance(value, bytes):
        return value
    field = Entry._meta.get_field(DETAIL)
    assert isinstance(field, SealedJson)
    return field.sealed(entry, value)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
