"""The page on imports says what the readers do, column by column."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstander.casework.importing.files.cells import Column
from upstander.casework.importing.files.layouts import LAYOUTS

PAGE = (Path(__file__).parents[2] / "docs" / "imports.md").read_text(encoding="utf-8")
README = (Path(__file__).parents[2] / "src" / "upstander" / "intake" / "sample" / "README.md").read_text("utf-8")


def row(column: Column) -> str:
    return f"| `{column.name}` | {'yes' if column.needed else ''} | {column.most:,} | {column.means} |"


@pytest.mark.parametrize("kind", LAYOUTS)
def test_every_column_is_documented_as_it_is_read(kind: str) -> None:
    heading = f"`{kind}.csv`\n"
    start = PAGE.index(heading)
    part = PAGE[start : PAGE.index("\n## ", start)]
    told = [line for line in part.splitlines() if line.startswith("| `")]
    assert told == [row(column) for column in LAYOUTS[kind].columns]  # type: ignore[index]  # a kind of import


def test_where_the_postcodes_come_from_stands_beside_them_and_on_the_page() -> None:
    for text in (PAGE, README):
        flat = " ".join(text.split())
        for owner in (
            "OS data © Crown copyright",
            "Royal Mail data © Royal Mail copyright",
            "National Statistics data",
        ):
            assert f"Contains {owner}" in flat
        assert "Open Government Licence v3.0" in flat
