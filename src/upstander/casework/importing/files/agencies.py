"""agencies.csv: who else helps, and what is on, borough by borough: organisations, no person (clauses 2 i, 3.4)."""

from __future__ import annotations

from datetime import date

from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.table import Layout
from upstander.casework.importing.rows import AgencyRow
from upstander.policy.agencies import AgencyKind
from upstander.policy.intake import ImportKind

EVERYWHERE = "all"
COLUMNS = (
    Column("name", 120, "Its name; it finds the agency here again.", needed=True),
    Column("kind", 30, f"{', '.join(AgencyKind)}.", needed=True),
    Column("boroughs", 2_000, f"Where it helps, with ; between, named as for areas; or {EVERYWHERE}.", needed=True),
    Column("phone", 30, "The organisation's own, never a person's."),
    Column("email", 254, "The organisation's own, never a person's. A phone number or this has to be there."),
    Column("does", 1_000, "What it does. Of a group or a youth service everybody may read this."),
    Column("for_whom", 300, "For whom it is, such as “Age 11 to 19”. The same."),
    Column("from", 20, "From which day; one that is still to come is a later start.", needed=True),
    Column("to", 20, "Its last day; empty while it goes on."),
)


def agency(cells: Cells) -> AgencyRow:
    """Read one agency."""
    named = tuple(dict.fromkeys(" ".join(one.split()) for one in cells.text("boroughs").split(";") if one.strip()))
    everywhere = tuple(one.casefold() for one in named) == (EVERYWHERE,)
    start = cells.day("from")
    row = AgencyRow(
        name=cells.text("name"),
        kind=cells.choice("kind", AgencyKind),
        boroughs=() if everywhere else tuple(sorted(named)),
        phone=cells.phone("phone"),
        email=cells.email("email"),
        does=cells.text("does"),
        for_whom=cells.text("for_whom"),
        start=start or date.min,  # no line without a day is kept
        end=cells.day("to"),
    )
    if not everywhere and not named:
        cells.wrong("boroughs", f"names no borough. Name one or more, or write “{EVERYWHERE}”.")
    cells.in_order(start, "from", row.end, "to")
    return row


AGENCIES = Layout(ImportKind.AGENCIES, COLUMNS, agency, lambda row: row.name.casefold(), "name")
