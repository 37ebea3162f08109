"""The people of a made-up landlord: who lives in its homes, and who works for it. Nobody here is real."""

from __future__ import annotations

import csv
import itertools
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

PEOPLE = ("person_ref", "name", "phone", "email", "language", "interpreter")
TENANCIES = ("uprn", "tenancy_ref", "person_ref", "from", "to", "role")
STAFF = ("email", "name", "team")
RESERVED = ("example.org", "example.com", "example.net")
# Numbers that the regulator keeps for drama: no telephone rings.
DRAMA = ("020 7946 0{:03d}", "07700 900{:03d}", "0113 496 0{:03d}", "0161 496 0{:03d}", "0121 496 0{:03d}")
HOLDERS = {"shared ownership": "shared_owner", "leasehold": "leaseholder"}


def write_all(folder: Path, data: dict[str, Any], chance: random.Random) -> dict[str, int]:
    """Write people.csv, tenancies.csv and staff.csv beside the homes they go with."""
    people: list[dict[str, str]] = []
    tenancies: list[dict[str, str]] = []
    phones = itertools.cycle(pattern.format(number) for number in range(1000) for pattern in DRAMA)
    with (folder / "homes.csv").open(encoding="utf-8", newline="") as file:
        for number, home in enumerate(csv.DictReader(file), 1):
            if chance.random() < 0.04:
                continue  # an empty home
            household = list(_household(data, chance, phones, len(people)))
            people += household
            tenancies += _tenancy(home, number, household, chance)
    return {
        "people": write(folder / "people.csv", PEOPLE, people),
        "tenancies": write(folder / "tenancies.csv", TENANCIES, tenancies),
        "staff": write(folder / "staff.csv", STAFF, _staff(data)),
    }


def write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> int:
    """Write a CSV file; return how many rows it has."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007 - told at the end
            writer.writerow(row)
    return count


def _household(
    data: dict[str, Any], chance: random.Random, phones: Iterator[str], before: int
) -> Iterator[dict[str, str]]:
    every = {name: facts for name, facts in data["people"].items() if name != "languages"}
    community = chance.choices(list(every), [facts["weight"] for facts in every.values()])[0]
    facts, spoken = every[community], data["people"]["languages"][community]
    family = chance.choice(facts["family"])
    size = chance.choices((1, 2, 3), (60, 32, 8))[0]
    for nth, given in enumerate(chance.sample(facts["given"], size), 1):
        name = f"{family} {given}" if facts.get("family_first") else f"{given} {family}"
        speaks = spoken if chance.random() < 0.5 else "English"
        yield {
            "person_ref": f"P{before + nth:06d}",
            "name": name,
            "phone": next(phones) if chance.random() < 0.85 else "",
            "email": _mail(name, before + nth, chance) if chance.random() < 0.6 else "",
            "language": speaks,
            "interpreter": speaks if speaks != "English" and chance.random() < 0.5 else "",
        }


def _tenancy(
    home: dict[str, str], number: int, household: list[dict[str, str]], chance: random.Random
) -> Iterator[dict[str, str]]:
    earliest = max(int(home["from"][:4]), 1994)
    start = f"{chance.randrange(earliest, 2026)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    holder = HOLDERS.get(home["tenure"], "tenant")
    for nth, person in enumerate(household):
        role = (holder, "joint_tenant" if holder == "tenant" else "household_member", "household_member")[nth]
        yield {
            "uprn": home["uprn"],
            "tenancy_ref": f"T{number:06d}",
            "person_ref": person["person_ref"],
            "from": start,
            "role": role,
        }


def _staff(data: dict[str, Any]) -> Iterator[dict[str, str]]:
    for each in data["staff"]:
        yield {"email": f"{_plain(each['name'])}@{data['mail']}", "name": each["name"], "team": each["team"]}


def _mail(name: str, number: int, chance: random.Random) -> str:
    return f"{_plain(name)}.{number}@{chance.choice(RESERVED)}"


def _plain(name: str) -> str:
    """Write a name with the letters that mail addresses have."""
    spelt = name.lower().replace("ł", "l").replace("đ", "d").replace("ı", "i")
    letters = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return ".".join("".join(c for c in word if c.isalnum()) for word in letters.split())
