"""Homes, with the areas and blocks they stand in: clear reference data, found again by UPRN (decision 12)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from upstander.casework.importing.rows import HomeRow, Line
from upstander.casework.importing.sorting import Importer, Pass, Sorted
from upstander.casework.opened import Work
from upstander.records.estate import Area, Block, Home
from upstander.records.journal import Entry

PLAIN = (
    *("address", "postcode", "tenure", "stock_class", "owner", "managing_agent", "managed_from", "managed_to"),
    *("held_from", "held_to", "easting", "northing"),
)


def sort(lines: Sequence[Line[HomeRow]], here: Pass) -> Sorted:
    """Compare these homes with those we have."""
    held = Home.objects.select_related("area", "block").in_bulk([line.row.uprn for line in lines])
    named = {line.row.area for line in lines} - here.boroughs.keys()
    here.boroughs.update(Area.objects.filter(name__in=named).values_list("name", "borough"))
    found = Sorted()
    for line in lines:
        row, home = line.row, held.get(line.row.uprn)
        borough = here.boroughs.setdefault(row.area, row.borough)
        if borough != row.borough:
            found.wrong(
                line, "borough", f"is {row.borough}, but the area {row.area} lies in {borough}. Mend one of them."
            )
        elif home is None:
            found.added.append(row)
        elif _as_row(home) != row:
            found.changed.append(row)
        else:
            found.same += 1
    return found


def keep(work: Work, entry: Entry, batch: Sorted, keys: list[UUID]) -> None:
    """Write the new and the changed homes by one statement."""
    rows: list[HomeRow] = batch.added + batch.changed
    areas = _areas(rows)
    blocks = _blocks(rows, areas)
    homes = [
        Home(
            uprn=row.uprn,
            area=areas[row.area],
            block=blocks.get((row.block, row.estate, row.area)),
            **{name: getattr(row, name) for name in PLAIN},
        )
        for row in rows
    ]
    Home.objects.bulk_create(
        homes, update_conflicts=True, unique_fields=["uprn"], update_fields=[*PLAIN, "area", "block"]
    )


def _as_row(home: Home) -> HomeRow:
    return HomeRow(
        uprn=home.uprn,
        area=home.area.name,
        borough=home.area.borough,
        block=home.block.name if home.block else "",
        estate=home.block.estate if home.block else "",
        **{name: getattr(home, name) for name in PLAIN},
    )


def _areas(rows: Sequence[HomeRow]) -> dict[str, Area]:
    areas = {area.name: area for area in Area.objects.filter(name__in={row.area for row in rows})}
    for row in rows:
        if row.area not in areas:
            areas[row.area] = Area.objects.create(name=row.area, borough=row.borough)
    return areas


def _blocks(rows: Sequence[HomeRow], areas: dict[str, Area]) -> dict[tuple[str, str, str], Block]:
    wanted = {(row.block, row.estate, row.area) for row in rows if row.block}
    held = Block.objects.filter(name__in={name for name, _, _ in wanted}).select_related("area")
    blocks = {(block.name, block.estate, block.area.name): block for block in held}
    new = [Block(name=name, estate=estate, area=areas[area]) for name, estate, area in sorted(wanted - blocks.keys())]
    for block in Block.objects.bulk_create(new):
        blocks[block.name, block.estate, block.area.name] = block
    return blocks


HOMES = Importer(sort, keep)
