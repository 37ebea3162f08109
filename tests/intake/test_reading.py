"""A file as a whole: its encoding, its first line, broken lines, and what it costs to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.files import HOME, PLAIN, SAMPLE, TODAY, many_homes, read, said, table, text_of
from upstander.casework.importing.files.layouts import LAYOUTS
from upstander.casework.importing.files.reading import FileRefused
from upstander.casework.importing.files.table import Table
from upstander.casework.importing.rows import LISTED_AT_MOST, Faults
from upstander.policy.intake import ImportKind


def refused(folder: Path, content: str | bytes, kind: str = "homes", encoding: str = "utf-8") -> str:
    with pytest.raises(FileRefused) as caught:
        list(table(folder, kind, content, encoding).lines(Faults()))
    assert caught.value.how
    return f"{caught.value.why} {caught.value.how}"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without a mark", "with a mark"])
def test_utf_8_is_read_with_and_without_its_mark(tmp_path: Path, mark: bytes) -> None:
    lines, faults = read(tmp_path, "people", mark + text_of("people", {"name": "Nguyễn Thị Lan"}).encode())
    assert [line.row.name for line in lines] == ["Nguyễn Thị Lan"]
    assert not faults.count


def test_windows_1252_is_told_apart_and_can_be_asked_for(tmp_path: Path) -> None:
    raw = text_of("people", {"name": "Inês Gonçalves"}).encode("cp1252")
    words = refused(tmp_path, raw, "people")
    assert "Line 2 has the byte EA" in words
    assert "“ê”" in words
    assert "--encoding windows-1252" in words
    lines, _ = read(tmp_path, "people", raw, "windows-1252")
    assert lines[0].row.name == "Inês Gonçalves"


def test_a_damaged_letter_in_a_utf_8_file_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    raw = text_of("people", {"name": "Łukasz"}, {"person_ref": "P2"}).encode() + b"P3,Ann\xff,,,,\r\n"
    words = refused(tmp_path, raw, "people")
    assert "Line 4 has the byte FF" in words
    assert "damaged" in words


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        ("uprn,address".encode("utf-16"), "UTF-16"),
        (b"\x1f\x8brest", "gzip"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_csv_is_named(tmp_path: Path, start: bytes, what: str) -> None:
    assert what in refused(tmp_path, start)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "empty" in refused(tmp_path, "")


def test_a_file_with_no_lines_has_nothing_to_do(tmp_path: Path) -> None:
    assert read(tmp_path, "homes", text_of("homes")) == ([], Faults())


def test_the_first_line_names_what_is_missing_and_what_is_not_known(tmp_path: Path) -> None:
    words = refused(tmp_path, text_of("homes", {"adress": "x"}, columns=["uprn", "adress", "postcode", "postcode"]))
    for part in ("“address” is missing.", "“adress” is not known (“address”?).", "“postcode” stands there twice."):
        assert part in words


def test_the_first_line_may_be_written_as_people_write_it(tmp_path: Path) -> None:
    text = text_of("homes", {}).replace("stock_class", " Stock Class ").replace("uprn", "UPRN", 1)
    lines, faults = read(tmp_path, "homes", text)
    assert (len(lines), faults.count) == (1, 0)


def test_another_separator_is_named(tmp_path: Path) -> None:
    assert "not separated by commas" in refused(tmp_path, text_of("homes", {}).replace(",", ";"))


@pytest.mark.parametrize("column", ["role", "Roles", "permissions", "is superuser", "password"])
@pytest.mark.parametrize("kind", ["staff", "people", "homes"])
def test_no_file_brings_a_power(tmp_path: Path, kind: str, column: str) -> None:
    words = refused(tmp_path, text_of(kind, {column: "housing_manager"}), kind)
    assert "An import never" in words or "grants nothing" in words
    assert "out of the file" in words


def test_only_open_cases_are_taken_over(tmp_path: Path) -> None:
    assert "Only open cases" in refused(tmp_path, text_of("cases", {"closed_on": "2026-10-10"}), "cases")


def test_broken_lines_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    good, *rest = text_of("homes", *many_homes(5)).splitlines()
    rest[0] += ",one more"
    rest[1] = rest[1].replace("general needs", "general\0needs")
    rest[2] = rest[2].replace("general needs", '"general "needs')
    rest[3] += " " * 70_000
    lines, faults = read(tmp_path, "homes", "\r\n".join([good, *rest]))
    assert [line.row.uprn[-1] for line in lines] == ["5"]
    told = said(faults)
    assert [fault.line for fault in faults.listed] == [2, 3, 4, 5]
    assert "has 18 cells where the first line has 17" in told[0]
    assert "NUL" in told[1]
    assert "quotation mark" in told[2]
    assert "longer than 65,536 bytes" in told[3]


def test_a_quotation_mark_that_is_never_closed_costs_fifty_lines_and_not_the_file(tmp_path: Path) -> None:
    first, *rest = text_of("homes", *many_homes(80, address="1 Driftmere Lane")).splitlines()
    rest[4] = rest[4].replace("general needs", '"general needs')
    lines, faults = read(tmp_path, "homes", "\n".join([first, *rest]))
    assert [fault.line for fault in faults.listed] == [6]
    assert "opens here and is not closed" in said(faults)[0]
    assert len(lines) == 80 - 51  # with the line on which it was noticed


def test_empty_lines_say_nothing(tmp_path: Path) -> None:
    text = text_of("homes", {}).strip() + "\r\n\r\n" + "," * 16 + "\r\n"
    lines, faults = read(tmp_path, "homes", text)
    assert (len(lines), faults.count) == (1, 0)


def test_two_lines_for_one_home_are_told_with_the_line_of_the_first(tmp_path: Path) -> None:
    lines, faults = read(tmp_path, "homes", text_of("homes", {}, {"uprn": "999900000002"}, {}))
    assert len(lines) == 2
    assert said(faults) == ["4 uprn: “999900000001” stands on line 2 already. Keep one of the two."]


def test_a_wholly_wrong_file_is_listed_in_part_and_counted_in_full(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "homes", text_of("homes", *many_homes(500, postcode="nowhere")))
    assert (len(faults.listed), faults.count, faults.unlisted) == (LISTED_AT_MOST, 500, 300)


def test_the_digest_is_of_the_whole_file(tmp_path: Path) -> None:
    ours = table(tmp_path, "homes", text_of("homes", {}))
    list(ours.lines(Faults()))
    first = ours.digest
    list(ours.lines(Faults()))
    assert ours.digest == first
    other = table(tmp_path, "homes", text_of("homes", {"tenure": "sheltered"}))
    list(other.lines(Faults()))
    assert other.digest != first


@pytest.mark.parametrize("kind", ["homes", "people", "tenancies", "staff"])
def test_the_sample_reads_without_a_fault(kind: str) -> None:
    faults = Faults()
    sample = Table(SAMPLE / f"{kind}.csv", LAYOUTS[ImportKind(kind)], today=TODAY)
    assert sum(1 for _ in sample.lines(faults)) >= 17
    assert faults == Faults()


def test_the_plain_rows_of_these_tests_are_right(tmp_path: Path) -> None:
    assert HOME in PLAIN.values()
    for kind in PLAIN:
        assert read(tmp_path, kind, text_of(kind, {}))[1] == Faults(), kind
