"""people.csv: who the landlord's residents are. A number in a file says nothing about whether it is safe to call.

Clauses 3.2 a and 8: safe contact is asked of each person, and until it was, nobody is contacted.
"""

from __future__ import annotations

from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.table import Layout
from upstander.casework.importing.rows import PersonRow
from upstander.policy.intake import ImportKind

COLUMNS = (
    Column("person_ref", 40, "Your own reference for the person; it never changes.", needed=True),
    Column("name", 200, "The full name, in any letters.", needed=True),
    Column("phone", 40, "A telephone number. Importing it does not make it safe to call."),
    Column("email", 254, "An e-mail address. Importing it does not make it safe to write to."),
    Column("language", 60, "The language they speak best."),
    Column("interpreter", 100, "What kind of interpreter they need, if any."),
)


def person(cells: Cells) -> PersonRow:
    """Read one person."""
    return PersonRow(
        reference=cells.text("person_ref"),
        name=cells.text("name"),
        phone=cells.phone("phone"),
        email=cells.email("email"),
        language=cells.text("language"),
        interpreter=cells.text("interpreter"),
    )


PEOPLE = Layout(ImportKind.PEOPLE, COLUMNS, person, lambda row: row.reference, "person_ref")
