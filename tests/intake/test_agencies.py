"""Agencies, groups and activities from a file: looked at first, put right by name, and stopped by what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cast import NOW, landlord
from tests.intake.files import table, text_of
from upstander.casework.actor import operator
from upstander.casework.agencies import register
from upstander.casework.importing.runs import look_at, take_in
from upstander.cli.__main__ import main
from upstander.policy.intake import ImportKind
from upstander.records.agencies import Agency
from upstander.records.journal import Entry

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
KIND = ImportKind.AGENCIES


@pytest.fixture(autouse=True)
def _house() -> None:
    landlord()


def quietly(*_: object) -> None:
    """Say nothing of how far it is."""


def taken(folder: Path, *lines: dict[str, str]) -> tuple[int, int, int]:
    file = table(folder, KIND, text_of(KIND, *lines))
    look_at(operator(at=NOW), kind=KIND, file=file, at_each=quietly)
    done = take_in(operator(at=NOW), kind=KIND, file=file, at_each=quietly)
    return done.added, done.changed, done.same


def test_agencies_are_taken_in_and_put_right_by_name(tmp_path: Path) -> None:
    club = {"name": "Ferry Youth", "for_whom": "Age 11 to 19", "from": "2027-04-01"}
    seen = look_at(operator(at=NOW), kind=KIND, file=table(tmp_path, KIND, text_of(KIND, club)), at_each=quietly)
    assert (seen.added, seen.faults.count, Agency.objects.count()) == (1, 0, 0)
    everywhere = {"name": "Law Centre", "kind": "Legal advice", "boroughs": "All"}
    assert taken(tmp_path, club, everywhere) == (2, 0, 0)
    assert taken(tmp_path, club, everywhere) == (0, 0, 2)
    assert taken(tmp_path, {**club, "name": "FERRY YOUTH", "boroughs": "Camden; Southwark"}) == (0, 1, 0)
    shown = {one.name: one for one in register(on=NOW.date()).rows}
    assert shown["FERRY YOUTH"].boroughs == ("Camden", "Southwark")
    assert (shown["FERRY YOUTH"].for_whom, shown["FERRY YOUTH"].start) == ("Age 11 to 19", date(2027, 4, 1))
    assert (shown["Law Centre"].everywhere, shown["Law Centre"].kind) == (True, "legal_advice")
    assert Entry.objects.filter(deed="import_batch", allowed=True).count() == 2


@pytest.mark.parametrize(
    ("changed", "column", "says"),
    [
        ({"boroughs": "Narnia"}, "boroughs", "where no area lies"),
        ({"boroughs": ";"}, "boroughs", "names no borough"),
        ({"phone": ""}, "phone", "Nobody could reach it"),
        ({"kind": "circus"}, "kind", "one of"),
        ({"from": ""}, "from", "is empty"),
        ({"to": "2020-01-01"}, "to", "before"),
        ({"name": ""}, "name", "is empty"),
    ],
)
def test_a_wrong_line_is_told_and_nothing_is_taken_in(
    tmp_path: Path, changed: dict[str, str], column: str, says: str
) -> None:
    file = table(tmp_path, KIND, text_of(KIND, {"name": "Law Centre"}, changed))
    seen = look_at(operator(at=NOW), kind=KIND, file=file, at_each=quietly)
    assert [(fault.line, fault.column) for fault in seen.faults.listed] == [(3, column)]
    assert says in seen.faults.listed[0].what
    assert main(["import", "agencies", str(tmp_path / "file.csv")]) == 1
    assert not Agency.objects.exists()
