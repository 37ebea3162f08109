"""tenancies.csv: who lives in which home, from a day until a day. Homes and people are imported before it."""

from __future__ import annotations

from datetime import date

from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.table import Layout
from upstander.casework.importing.rows import TenancyRole, TenancyRow
from upstander.policy.intake import ImportKind

COLUMNS = (
    Column("uprn", 20, "The home, as in homes.csv.", needed=True),
    Column("tenancy_ref", 40, "Your own reference for the tenancy.", needed=True),
    Column("person_ref", 40, "The person, as in people.csv. One line for each person in a tenancy.", needed=True),
    Column("from", 20, "The first day of this person in this tenancy.", needed=True),
    Column("to", 20, "The last day; empty while it goes on."),
    Column("role", 40, f"{', '.join(TenancyRole)}.", needed=True),
)


def tenancy(cells: Cells) -> TenancyRow:
    """Read one person's part in one tenancy."""
    start = cells.day("from")
    row = TenancyRow(
        reference=cells.text("tenancy_ref"),
        person=cells.text("person_ref"),
        uprn=cells.digits("uprn", most=12),
        role=cells.choice("role", TenancyRole),
        start=start or date.min,
        end=cells.day("to"),
    )
    cells.in_order(start, "from", row.end, "to")
    return row


TENANCIES = Layout(ImportKind.TENANCIES, COLUMNS, tenancy, lambda row: f"{row.reference} {row.person}", "tenancy_ref")
