"""What stands around the demo's cases: agencies by borough, who is on call in the coming weeks, and a role asked for.

The administrators of the demo do it, through the same deeds as everybody.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from upstander.casework.actor import Actor
from upstander.casework.agencies import add_agency
from upstander.casework.granting import grant_role
from upstander.casework.opened import LONDON
from upstander.casework.rota import put_on_call
from upstander.demo.landlord import Landlord
from upstander.policy.agencies import AgencyKind
from upstander.policy.roles import Role

AGENCIES = (
    (
        "Southwark Stop Hate",
        AgencyKind.VICTIM_SUPPORT,
        ("Southwark",),
        "020 7946 0101",
        "desk@southwark-stop-hate.example",
        "Listens, and goes with people to court.",
    ),
    (
        "Lewisham Youth First",
        AgencyKind.YOUTH_SERVICE,
        ("Lewisham",),
        "020 7946 0102",
        "desk@lewisham-youth-first.example",
        "Works with young people and their families.",
    ),
    (
        "Southwark Doorstep",
        AgencyKind.FLOATING_SUPPORT,
        ("Southwark",),
        "020 7946 0106",
        "desk@southwark-doorstep.example",
        "Comes to people at home, for as long as it takes.",
    ),
    (
        "Tower Hamlets Law Centre",
        AgencyKind.LEGAL_ADVICE,
        ("Tower Hamlets",),
        "020 7946 0103",
        "",
        "Advice on housing and discrimination.",
    ),
    (
        "Community safety, Southwark",
        AgencyKind.LOCAL_AUTHORITY,
        ("Southwark",),
        "020 7946 0104",
        "",
        "The council's own team.",
    ),
    (
        "Northgate support",
        AgencyKind.IN_HOUSE_SUPPORT,
        (),
        "020 7946 0105",
        "",
        "Our own support workers, in every borough.",
    ),
    (
        "Police, hate crime unit",
        AgencyKind.POLICE,
        (),
        "101",
        "hate.crime@city-police.example",
        "For what is no emergency; 999 for what is.",
    ),
)
WEEKS = 3


def around(landlord: Landlord, *, now: datetime) -> None:
    """Fill the register and the rota, but for one weekend, and leave one role waiting for the second administrator."""
    first = landlord.actor(landlord.administrators()[0], now)
    for name, kind, boroughs, phone, email, does in AGENCIES:
        add_agency(
            first,
            name=name,
            kind=kind,
            boroughs=boroughs,
            everywhere=not boroughs,
            phone=phone,
            email=email,
            does=does,
        )
    _rota(landlord, first, now)
    handler = landlord.call_handlers()[0]
    why = "She has finished her training, and a place is free."
    team = landlord.team_keys["Southwark team"]
    grant_role(first, staff=handler.key, role=Role.HOUSING_OFFICER, team=team, because=why)


def _rota(landlord: Landlord, who: Actor, now: datetime) -> None:
    managers = [landlord.manager(team) for team in ("Southwark team", "Lewisham team", "Tower Hamlets team")]
    today = now.astimezone(LONDON).date()
    monday = today - timedelta(days=today.weekday())
    for week in range(WEEKS):
        start = datetime.combine(monday + timedelta(weeks=week), time(9), LONDON)
        end = start + timedelta(days=7 if week != 1 else 4)  # the second weekend is nobody's yet
        for order, manager in enumerate((managers[week], managers[week - 1]), 1):
            put_on_call(who, email=manager.email, start=start, end=end, order=order)
