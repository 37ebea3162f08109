"""Under which keys tries are counted: keyed digests, so that the table of counts holds no address (clause 7 a)."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def keyed(key: str, key_prefix: str, version: int) -> str:
    """Return what stands in the table for a key; the same in every process of an installation."""
    told = f"{version}|{key_prefix}|{key}".encode()
    return hmac.new(settings.SECRETS.secret_key, b"cache|" + told, hashlib.sha256).hexdigest()
