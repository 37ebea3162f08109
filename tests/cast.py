"""The fixed cast of every test: one landlord, two teams, the people who work there, and reports made through the deeds.

Everything here goes through the same doors as the house itself: nothing is written past the journal.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from upstander.casework import reporting, triage
from upstander.casework.actor import Actor, member, operator, public
from upstander.casework.opened import begun
from upstander.casework.told import Complained, Reporter, Told, When
from upstander.policy.grounds import Form, Ground
from upstander.policy.roles import Deed, Role
from upstander.policy.ruling import allow
from upstander.records.estate import Area, Block, Home
from upstander.records.staff import Appointment, OnCall, Staff, Team

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # a Wednesday morning
PASSWORD = "correct horse battery staple"
_keys = itertools.count(1)


@dataclass(frozen=True)
class Landlord:
    """The landlord's teams and homes, by the names the tests use."""

    north: Team
    south: Team
    ferry: Area
    mill: Area
    staff: dict[str, Staff]

    def actor(self, name: str, at: datetime = NOW) -> Actor:
        """Somebody on the staff, with the roles they hold at this moment."""
        return member(self.staff[name].pk, at=at, name=self.staff[name].name)


PEOPLE = {
    "okafor": ("Joy Okafor", Role.HOUSING_OFFICER, "north"),
    "lewis": ("Sam Lewis", Role.HOUSING_OFFICER, "north"),
    "patel": ("Asha Patel", Role.HOUSING_OFFICER, "south"),
    "reid": ("Morgan Reid", Role.HOUSING_MANAGER, "north"),
    "haddad": ("Noor Haddad", Role.HOUSING_MANAGER, "south"),
    "achebe": ("Ruth Achebe", Role.REGIONAL_MANAGER, "both"),
    "silva": ("Ana Silva", Role.SAFEGUARDING_LEAD, "both"),
    "quinn": ("Pat Quinn", Role.CALL_HANDLER, "north"),
    "ford": ("Lee Ford", Role.PERFORMANCE_ANALYST, "north"),
    "nobody": ("Kim Vale", None, "north"),
    "hale": ("Robin Hale", Role.DATA_PROTECTION_OFFICER, "north"),
    "moss": ("Chris Moss", Role.ADMINISTRATOR, "north"),
    "vane": ("Alex Vane", Role.ADMINISTRATOR, "north"),
}


def landlord(at: datetime = NOW - timedelta(days=400)) -> Landlord:
    """Make the landlord: two areas with six homes each, two teams, the people who work there, one of them on call."""
    ferry = Area.objects.create(name="Ferry", borough="Southwark")
    mill = Area.objects.create(name="Mill", borough="Camden")
    for area, start in ((ferry, 100), (mill, 200)):
        block = Block.objects.create(name=f"{area.name} Court", estate=f"{area.name} Estate", area=area)
        Home.objects.bulk_create(_home(area, block, start + door) for door in range(1, 7))
    north, south = (Team.objects.create(name=name) for name in ("North", "South"))
    north.areas.add(ferry)
    south.areas.add(mill)
    staff = {}
    with begun(operator(at=at), Deed.APPOINT_STAFF) as work:
        entry = work.enter(allow("7 a", "The first appointments."))
        for key, (name, role, where) in PEOPLE.items():
            person = Staff.objects.create_user(f"{key}@landlord.example", PASSWORD, name=name)
            staff[key] = person
            for team in {"north": [north], "south": [south], "both": [north, south]}[where]:
                if role:
                    Appointment.objects.create(staff=person, role=role, team=team, start=at, entry=entry)
    OnCall.objects.create(staff=staff["reid"], start=at, end=NOW + timedelta(days=400))
    OnCall.objects.create(staff=staff["achebe"], start=at, end=NOW + timedelta(days=400), order=2)
    return Landlord(north=north, south=south, ferry=ferry, mill=mill, staff=staff)


def _home(area: Area, block: Block, number: int) -> Home:
    return Home(
        uprn=f"{990000000000 + number}",
        address=f"{number % 100} {block.name}",
        postcode=f"SE{number // 100} 1AB",
        block=block,
        area=area,
        tenure="social rent",
        stock_class="low_cost_rental",
        owner="Northgate Homes",
    )


def told(**changed: Any) -> Told:
    """Return a report as a resident of Ferry Court would tell it, with any answers changed."""
    plain = Told(
        idempotency_key=f"cast-{next(_keys)}",
        story="He shouted at me on the stairs to go back where I came from, and spat at my door.",
        forms=(Form.VERBAL_ABUSE, Form.THREATENING_BEHAVIOUR),
        perceived=True,
        grounds=(Ground.RACE,),
        motive_words="Because of where my family is from.",
        when=When(earliest=NOW.date() - timedelta(days=1), words="yesterday evening"),
        home_uprn="990000000101",
        complained=Complained(name="Dean Marsh", address="2 Ferry Court"),
        reporter=Reporter(
            name="Rehana Begum",
            phone="07700 900123",
            language="Bengali",
            wishes={"channels": {"phone": "safe"}, "hours": "weekdays after 4pm", "voicemail": False},
        ),
    )
    return replace(plain, **changed)


def a_report(*, at: datetime = NOW, **changed: Any) -> reporting.Received:
    """Receive a report from the public."""
    return reporting.receive_report(public(at=at), told(**changed))


def a_case(
    house: Landlord, *, owner: str | None = "okafor", by: str = "reid", at: datetime = NOW, **changed: Any
) -> str:
    """Receive a report, open it as a case of the North team, and return the case's number."""
    received = a_report(at=at, **changed)
    owner_id = str(house.staff[owner].pk) if owner else ""
    return triage.open_case(house.actor(by, at), received.number, team=str(house.north.pk), owner=owner_id).number
