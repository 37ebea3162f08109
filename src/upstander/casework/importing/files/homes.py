"""homes.csv: the landlord's homes by UPRN, with who owns and who manages them (clause 6; decision 12)."""

from __future__ import annotations

from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.table import Layout
from upstander.casework.importing.rows import HomeRow
from upstander.policy.intake import ImportKind
from upstander.policy.stock import StockClass

COLUMNS = (
    Column("uprn", 20, "The Unique Property Reference Number: 1 to 12 digits.", needed=True),
    Column("address", 200, "As it is written on a letter, without the postcode.", needed=True),
    Column("postcode", 10, "Such as SE16 4AB.", needed=True),
    Column("block", 120, "The building; empty for a house that stands alone."),
    Column("estate", 120, "The estate the block belongs to, if any."),
    Column("area", 80, "The patch one team looks after. A new name makes a new area.", needed=True),
    Column("borough", 80, "The council the area lies in. One area lies in one borough.", needed=True),
    Column("tenure", 30, "In your own words, such as general needs or shared ownership.", needed=True),
    Column("stock_class", 40, "low_cost_rental, low_cost_home_ownership or other: what NM01 counts.", needed=True),
    Column("owner", 120, "Who owns the home.", needed=True),
    Column("managing_agent", 120, "Who manages it, if that is not you (clause 6)."),
    Column("managed_from", 20, "The first day the agent manages it."),
    Column("managed_to", 20, "The last day the agent manages it."),
    Column("from", 20, "The first day it is one of your homes."),
    Column("to", 20, "The last day it was one of your homes; empty while it is."),
    Column("easting", 9, "On the British National Grid, in metres."),
    Column("northing", 9, "On the British National Grid, in metres."),
)


def home(cells: Cells) -> HomeRow:
    """Read one home."""
    row = HomeRow(
        uprn=cells.digits("uprn", most=12),
        address=cells.text("address"),
        postcode=cells.postcode("postcode"),
        block=cells.text("block"),
        estate=cells.text("estate"),
        area=cells.text("area"),
        borough=cells.text("borough"),
        tenure=cells.text("tenure"),
        stock_class=cells.choice("stock_class", StockClass),
        owner=cells.text("owner"),
        managing_agent=cells.text("managing_agent"),
        managed_from=cells.day("managed_from"),
        managed_to=cells.day("managed_to"),
        held_from=cells.day("from"),
        held_to=cells.day("to"),
        easting=cells.number("easting", most=700_000),
        northing=cells.number("northing", most=1_300_000),
    )
    cells.in_order(row.managed_from, "managed_from", row.managed_to, "managed_to")
    cells.in_order(row.held_from, "from", row.held_to, "to")
    if (row.easting is None) != (row.northing is None):
        cells.wrong("easting", "and northing belong together. Give both, or neither.")
    if row.estate and not row.block:
        cells.wrong("block", "is empty, but there is an estate. Name the block, or the estate as the block.")
    return row


HOMES = Layout(ImportKind.HOMES, COLUMNS, home, lambda row: row.uprn, "uprn")
