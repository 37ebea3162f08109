"""Who the demo's people are, and which households tell their stories."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from upstander import intake
from upstander.casework.actor import Actor, member
from upstander.casework.appointing import Colleague
from upstander.casework.homes import HomeChoice, home
from upstander.policy.roles import Role

SAMPLE = Path(intake.__file__).with_name("sample")
STORIES = Path(__file__).with_name("stories.toml")
SEED = 1999

ROLES = {
    "joy.okonedo": Role.HOUSING_OFFICER,
    "dominic.farrow": Role.HOUSING_OFFICER,
    "hamida.sheikh": Role.HOUSING_OFFICER,
    "ruth.adjei": Role.HOUSING_MANAGER,
    "pavel.novak": Role.HOUSING_OFFICER,
    "cerys.vaughan": Role.HOUSING_OFFICER,
    "anil.deshmukh": Role.HOUSING_OFFICER,
    "grace.tetteh": Role.HOUSING_MANAGER,
    "marek.sobol": Role.HOUSING_OFFICER,
    "nazneen.akhtar": Role.HOUSING_OFFICER,
    "oliver.stanbury": Role.HOUSING_OFFICER,
    "leila.bouzid": Role.HOUSING_MANAGER,
    "tom.hargreave": Role.CALL_HANDLER,
    "suki.bains": Role.CALL_HANDLER,
    "miriam.lockhart": Role.SAFEGUARDING_LEAD,
    "edwin.castellan": Role.REGIONAL_MANAGER,
    "farah.nouri": Role.PERFORMANCE_ANALYST,
    "ines.okwuosa": Role.ADMINISTRATOR,
    "callum.brightwell": Role.ADMINISTRATOR,
    "ottoline.pryce": Role.DATA_PROTECTION_OFFICER,
}


@dataclass(frozen=True, slots=True)
class Household:
    """Somebody who lives in one of the homes, as the landlord's register has them."""

    name: str
    phone: str
    language: str
    home: HomeChoice


@dataclass(frozen=True)
class Landlord:
    """The people who work here, and the key of each team."""

    people: tuple[Colleague, ...]
    team_keys: dict[str, str]

    def actor(self, who: Colleague, at: datetime) -> Actor:
        """Somebody on the staff at a moment."""
        return member(UUID(who.key), at=at, name=who.name)

    def manager(self, team: str) -> Colleague:
        """The housing manager of a team."""
        return self._holding(Role.HOUSING_MANAGER, team)[0]

    def officers(self, team: str) -> list[Colleague]:
        """The housing officers of a team."""
        return self._holding(Role.HOUSING_OFFICER, team)

    def administrators(self) -> list[Colleague]:
        """Who keeps the house in order."""
        return self._holding(Role.ADMINISTRATOR, "Administration")

    def call_handlers(self) -> list[Colleague]:
        """Who answers the phone."""
        return self._holding(Role.CALL_HANDLER, "Customer contact")

    def _holding(self, role: Role, team: str) -> list[Colleague]:
        return [one for one in self.people if (role, team) in one.roles]


def teams() -> dict[str, tuple[str, ...]]:
    """Return which areas each team looks after: those of its borough."""
    found: dict[str, set[str]] = {}
    for row in _rows("homes.csv"):
        found.setdefault(f"{row['borough']} team", set()).add(row["area"])
    return {team: tuple(sorted(areas)) for team, areas in sorted(found.items())}


def tales() -> list[dict[str, Any]]:
    """Return the stories of `stories.toml`."""
    return list(tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"])


def households(chance: random.Random) -> Iterator[Household]:
    """Yield households in an order of chance, each once."""
    people = {row["person_ref"]: row for row in _rows("people.csv")}
    tenancies = [row for row in _rows("tenancies.csv") if row["role"] == "tenant" and not row["to"]]
    chance.shuffle(tenancies)
    for row in tenancies:
        lives_in = home(row["uprn"])
        person = people[row["person_ref"]]
        if lives_in is not None:
            yield Household(person["name"], person["phone"], person["language"], lives_in)


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
