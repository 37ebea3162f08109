"""What the demo shows of places: what is on in a borough, and an estate with a plan (clauses 2 b, 3.4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from upstander.casework.agencies import add_agency
from upstander.casework.placeplans.deeds import make_place_plan, review_place_plan
from upstander.casework.placeplans.reads import areas_for_plans, place_choices
from upstander.demo.landlord import Landlord
from upstander.policy.agencies import AgencyKind
from upstander.policy.placeplans import PlaceResult, Resource, ResourceUnit

TEAM, BOROUGH = "Southwark team", "Southwark"
RESIDENTS, YOUTH = "Southwark Residents Together", "Southwark Youth Nights"
WHY = "Windows are broken and doors kicked in the yard, most of all on Friday and Saturday nights."
SEEN = "The yard is lit now, and the wardens were seen. Doors were still kicked, on two nights of six."
WEEKS_AGO, LOOKED_AT = 9, 2


def places(landlord: Landlord, *, now: datetime) -> None:
    """Put a group and a later youth service into the register, and make, and look at, the plan for one estate."""
    group = _registered(landlord, now)
    manager, made = landlord.manager(TEAM), now - timedelta(weeks=WEEKS_AGO)
    who, start = landlord.actor(manager, made), made.date()
    choices = place_choices(who, area=areas_for_plans(who, to_make=True)[0][0])
    plan = make_place_plan(
        who,
        area=choices.area_key,
        estate=choices.estates[0],
        why=WHY,
        resources=(
            Resource("Wardens on Friday and Saturday nights", 120, ResourceUnit.HOURS, start),
            Resource("Lights in the yard and at the bins", 4_500, ResourceUnit.POUNDS, start + timedelta(weeks=2)),
        ),
        groups=(group,),
        owner=manager.key,
        review_on=start + timedelta(weeks=WEEKS_AGO - LOOKED_AT),
    ).plan
    looked, again = landlord.actor(manager, now - timedelta(weeks=LOOKED_AT)), (now + timedelta(days=5)).date()
    review_place_plan(looked, plan=plan, result=PlaceResult.BETTER, words=SEEN, review_on=again)


def _registered(landlord: Landlord, now: datetime) -> str:
    """Put both into the register; return the key of the group that meets already."""
    first = landlord.actor(landlord.administrators()[0], now - timedelta(weeks=WEEKS_AGO + 1))
    group = add_agency(
        first,
        name=RESIDENTS,
        kind=AgencyKind.RESIDENTS_GROUP,
        boroughs=(BOROUGH,),
        phone="020 7946 0106",
        does="Neighbours who meet every month, and speak with us about the estate.",
        for_whom="Everybody who lives in our homes in Southwark",
    )
    add_agency(
        first,
        name=YOUTH,
        kind=AgencyKind.YOUTH_SERVICE,
        boroughs=(BOROUGH,),
        phone="020 7946 0107",
        does="Music, sport and somewhere warm, three nights a week.",
        for_whom="Age 11 to 19",
        start=next_spring(now.date()),
    )
    return group


def next_spring(today: date) -> date:
    """Return the first of April that is still to come."""
    this = date(today.year, 4, 1)
    return this if this > today else date(today.year + 1, 4, 1)
