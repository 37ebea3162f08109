"""A report on its way, kept sealed by a key that only the person's cookie holds (decision 15; clause 2 d)."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from upstander.records.drafts import Draft

KEPT_FOR = timedelta(hours=24)
LARGEST = 600_000  # bytes of JSON; the pages' own limits stay far below


class DraftTooLarge(ValueError):
    """The answers are larger than a draft may be; the earlier draft stands."""


def new_draft_key() -> str:
    """Return a fresh key for the cookie: 43 characters, 256 bits."""
    return secrets.token_urlsafe(32)


def draft(key: str, *, at: datetime) -> dict[str, Any] | None:
    """Return the answers so far, or None where there are none, or the draft is old."""
    held = Draft.objects.filter(pk=_digest(key), expires_at__gt=at).first()
    if held is None:
        return None
    blob = bytes(held.sealed)
    try:
        answers: dict[str, Any] = json.loads(AESGCM(_secret(key)).decrypt(blob[:12], blob[12:], b"draft"))
    except InvalidTag:
        return None
    return answers


def save_draft(key: str, answers: dict[str, Any], *, at: datetime) -> None:
    """Keep the answers for a day. Raises DraftTooLarge."""
    plain = json.dumps(answers, ensure_ascii=False).encode()
    if len(plain) > LARGEST:
        raise DraftTooLarge(f"The answers are {len(plain)} bytes; a draft holds {LARGEST}.")
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(_secret(key)).encrypt(nonce, plain, b"draft")
    kept = Draft(pk=_digest(key), sealed=sealed, expires_at=at + KEPT_FOR)
    Draft.objects.bulk_create(
        [kept], update_conflicts=True, unique_fields=["digest"], update_fields=["sealed", "expires_at"]
    )


def drop_draft(key: str) -> None:
    """Forget a draft: it was sent, or the person left."""
    Draft.objects.filter(pk=_digest(key)).delete()


def drop_old_drafts(*, at: datetime) -> int:
    """Forget every draft whose day is over; return how many."""
    return Draft.objects.filter(expires_at__lte=at).delete()[0]


def _digest(key: str) -> bytes:
    return hashlib.sha256(b"draft id|" + key.encode()).digest()


def _secret(key: str) -> bytes:
    return hashlib.sha256(b"draft key|" + key.encode()).digest()
