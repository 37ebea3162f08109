"""By which way a notice can reach somebody: one they called safe, for which an address is known (clause 3.2 a)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from upstander.policy.informing import Way, may_contact
from upstander.policy.safe_contact import next_safe_moment, safe_hours, safe_ways, safety_of
from upstander.records.people import Person, wishes_of

BY_ITSELF = (Way.EMAIL, Way.TEXT)
NO_WAY = "They called no way safe that a message can go by itself."


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a notice to somebody goes, and not before when; `why` it goes nowhere, where no way is left."""

    way: str = ""
    address: str = ""
    not_before: datetime | None = None
    why: str = ""


def reach(person: Person, *, at: datetime) -> Reach:
    """Return the first way that they called safe, that we can use, and for which an address is known."""
    wishes, why = wishes_of(person.pk), NO_WAY
    for way in safe_ways(wishes):
        if way not in BY_ITSELF:
            continue
        ruling = may_contact(way, safety=safety_of(wishes, way), at=at)
        address, missing = _address(person, way)
        if ruling.allowed and address:
            return Reach(way, address, next_safe_moment(safe_hours(wishes), at=at))
        why = missing or ruling.why
    return Reach(why=why)


def letters_safe(wishes: Mapping[str, Any] | None, *, at: datetime) -> str:
    """Return why a letter may not go to them now, or nothing."""
    ruling = may_contact(Way.LETTER, safety=safety_of(wishes, Way.LETTER), at=at)
    return "" if ruling.allowed else ruling.why


def mobile(phone: str) -> str:
    """Return a number that takes text messages, as gateways want it; nothing where it may be a landline.

    A text to a landline is read aloud to whoever picks up.
    """
    digits = re.sub(r"[\s().-]", "", phone).replace("+440", "+44")
    digits = re.sub(r"^(00|0(?=7))", lambda start: "+" if start[0] == "00" else "+44", digits)
    british = digits.startswith("+44")
    good = re.fullmatch(r"\+447\d{9}", digits) if british else re.fullmatch(r"\+[1-9]\d{7,14}", digits)
    return digits if good else ""


def _address(person: Person, way: str) -> tuple[str, str]:
    if way == Way.EMAIL:
        return person.email.strip(), "" if person.email.strip() else "We know no email address of theirs."
    if settings.TEXTS is None:
        return "", "No provider of text messages is set up."
    number = mobile(person.phone)
    return number, "" if number else "We know no mobile number of theirs."
