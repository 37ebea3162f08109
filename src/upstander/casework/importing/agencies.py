"""The register of agencies, groups and activities: added and put right by name, as the page does it (2 i, 3.4)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from upstander.casework.importing.rows import AgencyRow, Line
from upstander.casework.importing.sorting import Importer, Pass, Sorted
from upstander.casework.opened import Work
from upstander.policy.agencies import may_end_agency, may_keep_agency
from upstander.policy.ruling import Ruling
from upstander.records.agencies import Agency, AgencyBorough
from upstander.records.estate import Area
from upstander.records.journal import Entry

PLAIN = ("kind", "phone", "email", "does", "for_whom", "start", "end")


def sort(lines: Sequence[Line[AgencyRow]], here: Pass) -> Sorted:
    """Compare these with the register, and ask of each what the page asks."""
    held = {one.name.casefold(): one for one in Agency.objects.prefetch_related("boroughs")}
    known = set(Area.objects.values_list("borough", flat=True))
    found = Sorted()
    for line in lines:
        row, agency = line.row, held.get(line.row.name.casefold())
        wrong = _wrong(row, known)
        if wrong is not None:
            found.wrong(line, *wrong)
        elif agency is None:
            found.added.append((row, None))
        elif _as_row(agency) != row:
            found.changed.append((row, agency))
        else:
            found.same += 1
    return found


def keep(work: Work, entry: Entry, batch: Sorted, keys: list[UUID]) -> None:
    """Write the new and the changed, each with where it helps."""
    for row, held in [*batch.added, *batch.changed]:
        agency = held or Agency(entry=entry)
        agency.name, agency.everywhere = row.name, not row.boroughs
        for name in PLAIN:
            setattr(agency, name, getattr(row, name))
        agency.corrected = entry if held else None
        agency.save(force_insert=held is None)
        agency.boroughs.all().delete()
        AgencyBorough.objects.bulk_create(AgencyBorough(agency=agency, borough=one) for one in row.boroughs)


def _wrong(row: AgencyRow, known: set[str]) -> tuple[str, str] | None:
    """Return the column that is wrong, and how; None where the rules of the register allow it."""
    strange = sorted(set(row.boroughs) - known)
    if strange:
        return "boroughs", f"has “{strange[0]}”, where no area lies. Name it as your areas do, or import homes first."
    rulings: list[tuple[str, Ruling]] = [("phone", _may_keep(row))]
    if row.end is not None:
        rulings.append(("to", may_end_agency(ended=False, start=row.start, end=row.end)))
    return next(((column, f"cannot stay so. {no.why} {no.how}") for column, no in rulings if not no.allowed), None)


def _may_keep(row: AgencyRow) -> Ruling:
    return may_keep_agency(
        kind=row.kind,
        named=bool(row.name),
        boroughs=len(row.boroughs) or 1,
        reachable=bool(row.phone or row.email),
        taken=False,
    )


def _as_row(held: Agency) -> AgencyRow:
    boroughs = () if held.everywhere else tuple(sorted(one.borough for one in held.boroughs.all()))
    return AgencyRow(name=held.name, boroughs=boroughs, **{name: getattr(held, name) for name in PLAIN})


AGENCIES = Importer(sort, keep)
