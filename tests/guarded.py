"""What those outside the line look at, made through the deeds: conflicts, possible and standing, emergency, cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.cast import NOW, Landlord, a_case
from upstander.casework.assigning import declare_conflict
from upstander.casework.breakglass import break_glass
from upstander.casework.covering import grant_cover
from upstander.casework.interests import declare_interests
from upstander.policy.workingdays import london_day
from upstander.records.case import Conflict
from upstander.records.grants import BreakGlass, Cover
from upstander.records.interests import ConflictFlag

REASON = "This is a reason that somebody else can follow."


def guarded(house: Landlord) -> dict[str, str]:
    """One of each, about a case of its own: nobody else sees more or less for it."""
    number = a_case(house, owner="okafor")
    people = [{"name": "Amina Begum", "address": "5 Ferry Court, SE1 1AB", "phone": ""}]
    declare_interests(house.actor("patel"), address="9 Long Lane, N1 1AA", people=people)
    proved = replace(house.actor("patel"), proved_at=NOW)
    break_glass(proved, number, ground="danger", because=REASON)
    declare_conflict(house.actor("achebe"), number, because="I know his mother.")
    today = london_day(NOW)
    grant_cover(
        house.actor("reid"),
        covered=str(house.staff["lewis"].pk),
        staff=str(house.staff["okafor"].pk),
        first_day=today,
        last_day=today + timedelta(days=2),
        because=REASON,
    )
    flag = ConflictFlag.objects.filter(staff=house.staff["patel"], case__number=number).get()
    keys = {"FLAG": str(flag.pk), "BLOCK": str(Conflict.objects.get(case__number=number).pk)}
    return keys | {"GLASS": str(BreakGlass.objects.get().pk), "COVER": str(Cover.objects.get().pk)}
