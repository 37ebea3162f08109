"""Real files for the tests of this room, written as other systems write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from upstander.casework.importing.files.layouts import LAYOUTS
from upstander.casework.importing.files.table import Table
from upstander.casework.importing.rows import Faults, Line
from upstander.policy.intake import ImportKind

TODAY = date(2026, 11, 22)
SAMPLE = Path(__file__).parents[2] / "src" / "upstander" / "intake" / "sample"
HOME = {
    "uprn": "999900000001",
    "address": "Flat 1, Ivoryfold House, London",
    "postcode": "SE16 2JB",
    "block": "Ivoryfold House",
    "estate": "Lanternwick Estate",
    "area": "Riverside",
    "borough": "Southwark",
    "tenure": "general needs",
    "stock_class": "low_cost_rental",
    "owner": "Northgate Homes",
    "managing_agent": "",
    "managed_from": "",
    "managed_to": "",
    "from": "2008-04-01",
    "to": "",
    "easting": "534691",
    "northing": "179130",
}
PERSON = {
    "person_ref": "P1",
    "name": "Rukhsana Begum",
    "phone": "020 7946 0018",
    "email": "r.begum@example.org",
    "language": "Bengali",
    "interpreter": "Bengali, a woman",
}
TENANCY = {
    "uprn": "999900000001",
    "tenancy_ref": "T1",
    "person_ref": "P1",
    "from": "2014-02-05",
    "to": "",
    "role": "tenant",
}
STAFF = {"email": "joy.okonedo@northgate.example", "name": "Joy Okonedo", "team": "Southwark team"}
CASE = {
    "number": "ASB/26/0412",
    "kind": "asb",
    "category": "noise",
    "grounds": "",
    "forms": "",
    "received_at": "2026-10-01 14:30",
    "happened_on": "28/09/2026",
    "opened_on": "2026-10-02",
    "area": "Riverside",
    "team": "Southwark team",
    "uprn": "999900000001",
    "resident_ref": "P1",
    "summary": "Loud music, most nights.",
}
AGENCY = {
    "name": "Ferry Youth",
    "kind": "youth_service",
    "boroughs": "Southwark",
    "phone": "020 7946 0018",
    "email": "",
    "does": "Music and sport.",
    "for_whom": "",
    "from": "2026-01-05",
    "to": "",
}
PLAIN: Mapping[str, Mapping[str, str]] = {
    "homes": HOME,
    "people": PERSON,
    "tenancies": TENANCY,
    "staff": STAFF,
    "cases": CASE,
    "agencies": AGENCY,
}


def text_of(kind: str, *rows: Mapping[str, str], columns: Sequence[str] = ()) -> str:
    """A file's text; each row is the plain one of its kind with some cells changed."""
    whole = [{**PLAIN[kind], **row} for row in rows]
    names = list(columns) or list(dict.fromkeys(name for row in whole or [PLAIN[kind]] for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(whole)
    return out.getvalue()


def kept(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table(folder: Path, kind: str, content: str | bytes, encoding: str = "utf-8") -> Table[Any]:
    """A file of a kind, ready to be read."""
    return Table(kept(folder, content), LAYOUTS[ImportKind(kind)], today=TODAY, encoding=encoding)


def read(folder: Path, kind: str, content: str | bytes, encoding: str = "utf-8") -> tuple[list[Line[Any]], Faults]:
    """Its right lines, and what is wrong with the others."""
    faults = Faults()
    return list(table(folder, kind, content, encoding).lines(faults)), faults


def faults_of(folder: Path, kind: str, **cells: str) -> list[str]:
    """What is said of one line with these cells."""
    _, faults = read(folder, kind, text_of(kind, cells))
    return said(faults)


def said(faults: Faults) -> list[str]:
    """Faults as one line each."""
    return [f"{fault.line} {fault.column}: {fault.what}" for fault in faults.listed]


def many_homes(how_many: int, **changed: str) -> Iterable[dict[str, str]]:
    """Plain homes, one UPRN after the other."""
    return ({"uprn": f"9999{number:08d}", **changed} for number in range(1, how_many + 1))
