"""Finding one of the landlord's homes: clear reference data, by postcode or by UPRN."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from upstander.records.estate import Home

AT_MOST = 200


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """A home as it can be picked from a list."""

    uprn: str
    address: str
    postcode: str
    area: str
    borough: str


def homes_at(postcode: str) -> tuple[HomeChoice, ...]:
    """Return the landlord's homes at a postcode, however it was typed; none for one we do not know."""
    plain = "".join(postcode.upper().split())
    if not (5 <= len(plain) <= 7 and plain.isascii() and plain.isalnum()):
        return ()
    spaced = f"{plain[:-3]} {plain[-3:]}"
    rows = Home.objects.filter(Q(postcode=spaced) | Q(postcode=plain), held_to=None).select_related("area")
    return tuple(sorted((_choice(row) for row in rows[:AT_MOST]), key=_by_door))


def home(uprn: str) -> HomeChoice | None:
    """Return one home, or None."""
    row = Home.objects.filter(pk=uprn).select_related("area").first() if uprn.isalnum() else None
    return _choice(row) if row else None


def _choice(row: Home) -> HomeChoice:
    return HomeChoice(row.uprn, row.address, row.postcode, row.area.name, row.area.borough)


def _by_door(choice: HomeChoice) -> tuple[int, str]:
    """Order flat 2 before flat 10, as people count doors."""
    number = next((word for word in choice.address.replace(",", " ").split() if word.isdigit()), "0")
    return int(number), choice.address
