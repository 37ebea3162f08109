"""Residents' codes: 20 base32 characters in groups of four and a check character (100 bits), kept only as a digest."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are read for others
LENGTH = 21
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def derived_code(seed: str) -> str:
    """Derive the code of a seed (a form's idempotency key): the same seed gives the same code, and nobody else can."""
    digest = hmac.new(settings.SECRETS.code_key, f"code|{seed}".encode(), hashlib.sha256).digest()
    number, letters = int.from_bytes(digest), ""
    for _ in range(LENGTH - 1):
        number, index = divmod(number, len(ALPHABET))
        letters += ALPHABET[index]
    whole = letters + _check(letters)
    return "-".join(whole[i : i + 4] for i in range(0, 20, 4)) + whole[20]


def plain_code(typed: str) -> str | None:
    """Return a code as it was meant, whatever was typed between its letters; None where it was mistyped."""
    plain = "".join(c for c in typed.upper() if c.isalnum()).translate(_READ_AS)
    if len(plain) != LENGTH or any(c not in ALPHABET for c in plain) or _check(plain[:-1]) != plain[-1]:
        return None
    return plain


def digest_of(code: str) -> bytes | None:
    """Return the keyed digest a code is kept as, or None where it was mistyped."""
    plain = plain_code(code)
    if plain is None:
        return None
    return hmac.new(settings.SECRETS.code_key, f"digest|{plain}".encode(), hashlib.sha256).digest()


def _check(letters: str) -> str:
    """Weigh each letter by an odd number, so that any one wrong letter, and most swapped ones, are found."""
    total = sum((2 * place + 1) * ALPHABET.index(letter) for place, letter in enumerate(letters))
    return ALPHABET[total % len(ALPHABET)]
