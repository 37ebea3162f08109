"""Data keys by id: minted and committed before the first row that needs them, cached for a minute, destroyed for good.

Clause 7: all personal information is confidential. A stolen database opens nothing without the key store and the
sealing key.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from upstander.records.keystore.models import DataKey

CACHE_SECONDS = 60
CACHE_KEYS = 20_000
STANDING = UUID("7f0c7f3e-5d0e-4d1f-9f43-2f6d6b0c6a10")

_cache: OrderedDict[UUID, tuple[bytes, float]] = OrderedDict()
_lock = threading.Lock()


class KeyGone(Exception):
    """The key was destroyed (the record was erased) or never existed; what it sealed cannot be read."""


def mint(kind: str) -> UUID:
    """Make and commit a data key of this kind ("person", "report", "case"); return its id."""
    return mint_each(kind)[0]


def mint_many(kind: str, how_many: int) -> list[UUID]:
    """Make and commit several data keys of a kind at once, ready to be used."""
    return mint_each(*[kind] * how_many)


def mint_each(*kinds: str) -> list[UUID]:
    """Make and commit a data key of each of these kinds by one commit, ready to be used."""
    rows = [_wrapped(DataKey(kind=kind, made_at=datetime.now(UTC))) for kind in kinds]
    DataKey.objects.bulk_create(rows)
    for row in rows:
        _remember(row)
    return [row.pk for row in rows]


def standing(kind: str) -> UUID:
    """Return the one key of this kind that belongs to the installation, made at its first use."""
    key_id = uuid5(STANDING, kind)
    if not DataKey.objects.filter(pk=key_id).exists():
        _store(DataKey(id=key_id, kind=kind, made_at=datetime.now(UTC)))
    return key_id


def warm(ids: Iterable[UUID]) -> None:
    """Load many keys with one query, so that a list does not ask for them one by one."""
    missing = {key_id for key_id in ids if _cached(key_id) is None}
    for row in DataKey.objects.filter(pk__in=missing) if missing else ():
        _remember(row)


def ciphers(ids: Iterable[UUID]) -> dict[UUID, AESGCM]:
    """Return the ciphers of many data keys, by one question; those that are gone are not among them."""
    wanted = set(ids)
    held = {key_id: key for key_id in wanted if (key := _cached(key_id)) is not None}
    missing = DataKey.objects.filter(pk__in=wanted - held.keys(), destroyed_at=None)
    for row in missing.iterator(chunk_size=500) if wanted - held.keys() else ():
        held[row.pk] = _remember(row)
    return {key_id: AESGCM(key) for key_id, key in held.items()}


def data_key(key_id: UUID) -> bytes:
    """Return the 32 bytes of a data key. Raises KeyGone."""
    held = _cached(key_id)
    if held is not None:
        return held
    row = DataKey.objects.filter(pk=key_id).first()
    if row is None or row.destroyed_at is not None:
        raise KeyGone(str(key_id))
    return _remember(row)


def destroy(key_id: UUID, *, at: datetime) -> None:
    """Destroy a key: whatever it sealed can never be read again."""
    DataKey.objects.filter(pk=key_id).update(wrapped=b"", destroyed_at=at)
    with _lock:
        _cache.pop(key_id, None)


def forget() -> None:
    """Empty the cache (after a restore, and between tests)."""
    with _lock:
        _cache.clear()


def token(kind: str, text: str) -> bytes:
    """Return the keyed token (16 bytes) that finds `text` again without storing it."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hmac.new(settings.SECRETS.token_key, f"{kind}|{plain}".encode(), hashlib.sha256).digest()[:16]


def _wrapped(row: DataKey) -> DataKey:
    nonce = os.urandom(12)
    row.wrapped = nonce + AESGCM(settings.SECRETS.sealing_key).encrypt(nonce, os.urandom(32), str(row.pk).encode())
    return row


def _store(row: DataKey) -> UUID:
    _wrapped(row)
    DataKey.objects.bulk_create([row], ignore_conflicts=True)
    return row.pk


def _remember(row: DataKey) -> bytes:
    if row.destroyed_at is not None:
        raise KeyGone(str(row.pk))
    blob = bytes(row.wrapped)
    key = AESGCM(settings.SECRETS.sealing_key).decrypt(blob[:12], blob[12:], str(row.pk).encode())
    with _lock:
        _cache[row.pk] = (key, time.monotonic())
        while len(_cache) > CACHE_KEYS:
            _cache.popitem(last=False)
    return key


def _cached(key_id: UUID) -> bytes | None:
    with _lock:
        held = _cache.get(key_id)
        if held is None or time.monotonic() - held[1] > CACHE_SECONDS:
            _cache.pop(key_id, None)
            return None
        return held[0]
