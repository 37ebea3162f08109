"""staff.csv: who works for the landlord, and in which team. Never a role (decision 27)."""

from __future__ import annotations

from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.table import Layout
from upstander.casework.importing.rows import StaffRow
from upstander.policy.intake import ImportKind

COLUMNS = (
    Column("email", 254, "The work address they sign in with.", needed=True),
    Column("name", 100, "As colleagues and residents know them.", needed=True),
    Column("team", 80, "Where they work. A new name makes a new team; it looks after no area yet.", needed=True),
)


def member(cells: Cells) -> StaffRow:
    """Read one member of staff."""
    return StaffRow(email=cells.email("email"), name=cells.text("name"), team=cells.text("team"))


STAFF = Layout(ImportKind.STAFF, COLUMNS, member, lambda row: row.email, "email")
