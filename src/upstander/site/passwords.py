"""Which passwords are refused: those that people try first. No rule says what a password is made of, and none expires.

The well-known list holds few of twelve characters or more, so the easy ways of making one longer are looked through.
"""

from __future__ import annotations

import re
import string
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

RUNS = (string.digits * 3, string.ascii_lowercase * 2, "qwertyuiopasdfghjklzxcvbnm" * 2)
OURS = frozenset({"upstander", "landlord", "housing", "tenancy", "correcthorsebatterystaple"})


class DenyList(CommonPasswordValidator):
    """Refuses a well-known password also when it is doubled, or has digits and signs hung on."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for what is tried first."""
        known = self.passwords | OURS
        if any(core in known or is_run(core) for core in cores(password.lower().strip())):
            raise ValidationError("This password is one of those that people try first. Use four or more words.")


def cores(password: str) -> set[str]:
    """Return what is left of a password without the easy ways of making it longer."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    joined = re.sub(r"\W", "", password)
    found = {password, bare, joined}
    for text in tuple(found):
        once = re.fullmatch(r"(.+?)\1+", text)
        found.add(once.group(1) if once else text)
    return found - {""}


def is_run(text: str) -> bool:
    """Say whether this is a few characters over and over, or neighbours on the keyboard, in either direction."""
    over_and_over = re.fullmatch(r"(.{1,4}?)\1{2,}.{0,3}", text)
    return bool(over_and_over) or (len(text) > 3 and any(text in run or text[::-1] in run for run in RUNS))
