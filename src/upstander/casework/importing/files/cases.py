"""cases.csv: open cases from another system, with the dates they have there (decision 28)."""

from __future__ import annotations

from datetime import UTC, datetime

from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.table import Layout
from upstander.casework.importing.rows import CaseRow
from upstander.policy.grounds import Category, Form, Ground, Kind
from upstander.policy.intake import ImportKind
from upstander.policy.roles import Route
from upstander.policy.workingdays import london_day

COLUMNS = (
    Column("number", 40, "The number in the old system. It finds the case here, and is imported once.", needed=True),
    Column("kind", 20, f"{', '.join(Kind)}. What the other columns say may raise it, never lower it.", needed=True),
    Column("category", 30, f"For asb: {', '.join(Category)}."),
    Column("grounds", 200, f"Why it is thought to happen, with ; between: {', '.join(Ground)}."),
    Column("forms", 400, f"What was done, with ; between: {', '.join(Form)}."),
    Column("route", 20, f"{', '.join(Route)}; empty means ordinary."),
    Column("received_at", 40, "When it was first reported: 2026-03-29 14:30, London time.", needed=True),
    Column("happened_on", 20, "The day it happened, or first happened."),
    Column("opened_on", 40, "When the case was opened in the old system.", needed=True),
    Column("first_contact_on", 40, "When somebody first spoke with the resident; empty if nobody has."),
    Column("interviewed_on", 40, "When the resident was heard in full; empty if they were not."),
    Column("last_contact_on", 40, "When the resident was last told something; the next update is counted from it."),
    Column("owner_email", 254, "Who works it, as in staff.csv; they hold a role already. Empty: it stands in a queue."),
    Column("team", 80, "Whose queue it stands in; empty: the owner's team, or the one that looks after the area."),
    Column("area", 80, "The area; empty: that of the home."),
    Column("uprn", 20, "The home it happens to, as in homes.csv."),
    Column("resident_ref", 40, "Who is heard, as in people.csv; empty when they are not named."),
    Column("alleged_ref", 40, "Who is complained of, as in people.csv, if known for sure."),
    Column("alleged_words", 1_000, "Who is complained of, in words.", long=True),
    Column("summary", 20_000, "What it is about, and what was done so far.", needed=True, long=True),
)
NEVER = datetime.min.replace(tzinfo=UTC)


def case(cells: Cells) -> CaseRow:
    """Read one open case."""
    row = CaseRow(
        number=cells.text("number"),
        kind=cells.choice("kind", Kind),
        category=cells.choice("category", Category),
        grounds=cells.choices("grounds", Ground),
        forms=cells.choices("forms", Form),
        route=cells.choice("route", Route),
        received_at=cells.moment("received_at") or NEVER,
        happened_on=cells.day("happened_on", past=True),
        opened_at=cells.moment("opened_on") or NEVER,
        first_contact_at=cells.moment("first_contact_on"),
        interviewed_at=cells.moment("interviewed_on"),
        last_contact_at=cells.moment("last_contact_on"),
        owner=cells.email("owner_email"),
        team=cells.text("team"),
        area=cells.text("area"),
        uprn=cells.digits("uprn", most=12),
        resident=cells.text("resident_ref"),
        alleged=cells.text("alleged_ref"),
        alleged_words=cells.text("alleged_words"),
        summary=cells.text("summary"),
    )
    _dates_in_order(cells, row)
    if row.resident and row.resident == row.alleged:
        cells.wrong("alleged_ref", "is the resident who is heard. A counter-allegation is a case of its own.")
    return row


def _dates_in_order(cells: Cells, row: CaseRow) -> None:
    if NEVER in (row.received_at, row.opened_at):
        return
    first = london_day(row.received_at)
    cells.in_order(row.happened_on, "happened_on", first, "received_at")
    cells.in_order(first, "received_at", london_day(row.opened_at), "opened_on")
    for column, moment in (
        ("first_contact_on", row.first_contact_at),
        ("interviewed_on", row.interviewed_at),
        ("last_contact_on", row.last_contact_at),
    ):
        cells.in_order(first, "received_at", london_day(moment) if moment else None, column)


CASES = Layout(ImportKind.CASES, COLUMNS, case, lambda row: row.number, "number")
