"""Each kind of cell: what is read, what is refused, and in which words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.files import TODAY, faults_of, read, text_of
from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.letters import shown
from upstander.casework.importing.files.times import moment_of
from upstander.casework.importing.rows import Faults


def row(folder: Path, of: str, **cells: str) -> Any:
    lines, faults = read(folder, of, text_of(of, cells))
    assert not faults.count, faults
    return lines[0].row


def test_a_short_uprn_is_filled_up_and_a_rounded_one_is_refused(tmp_path: Path) -> None:
    assert row(tmp_path, "homes", uprn="10012345").uprn == "000010012345"
    assert "Excel rounded it" in faults_of(tmp_path, "homes", uprn="1.00012E+11")[0]
    for wrong in ("99990000000123", "9999-0000", '="999900000001"', "９９９９", "-1"):
        assert "1 to 12 digits" in faults_of(tmp_path, "homes", uprn=wrong)[0], wrong


@pytest.mark.parametrize(
    ("written", "read_as"), [("se162jb", "SE16 2JB"), (" E2  7AA ", "E2 7AA"), ("ec1v9lt", "EC1V 9LT")]
)
def test_a_postcode_is_written_one_way(tmp_path: Path, written: str, read_as: str) -> None:
    assert row(tmp_path, "homes", postcode=written).postcode == read_as


def test_what_is_no_postcode_is_refused(tmp_path: Path) -> None:
    assert "which is no postcode" in faults_of(tmp_path, "homes", postcode="Southwark")[0]


@pytest.mark.parametrize("written", ["2008-04-01", "01/04/2008", "1/4/2008", "2008-04-01 00:00:00"])
def test_a_day_is_read_as_it_is_written_here(tmp_path: Path, written: str) -> None:
    assert row(tmp_path, "homes", **{"from": written}).held_from == date(2008, 4, 1)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "2026-02-30", "13/13/2026", "1/4/08", "39904", "April", "0000-00-00"]
)
def test_a_day_that_does_not_exist_is_refused(tmp_path: Path, written: str) -> None:
    assert "which is no date" in faults_of(tmp_path, "homes", **{"from": written})[0]


def test_what_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "tenancies", **{"from": "2020-01-02", "to": "2020-01-01"}) == [
        "2 to: (01/01/2020) is before from (02/01/2020). Check both."
    ]


def test_every_fault_of_a_line_is_told_at_once(tmp_path: Path) -> None:
    told = faults_of(tmp_path, "homes", address="", postcode="x", stock_class="council", easting="near", block="")
    assert [line.split(":")[0] for line in told] == [
        "2 address", "2 postcode", "2 stock_class", "2 easting", "2 easting", "2 block"
    ]  # fmt: skip
    assert "low_cost_rental, low_cost_home_ownership, other" in told[2]


def test_a_code_may_be_written_in_words(tmp_path: Path) -> None:
    assert row(tmp_path, "homes", stock_class="Low-cost rental").stock_class == "low_cost_rental"
    assert row(tmp_path, "tenancies", role="Joint Tenant").role == "joint_tenant"
    case = row(tmp_path, "cases", grounds="Race; national origin;race", forms="graffiti ;", kind="Hate Crime")
    assert (case.grounds, case.forms, case.kind) == (("race", "national_origin"), ("graffiti",), "hate_crime")


def test_letters_of_any_script_are_kept_and_composed(tmp_path: Path) -> None:
    for name in ("Şükran Yılmaz", "أحمد", "শিরিন", "O'Driscoll", "می‌خواهم"):
        assert row(tmp_path, "people", name=name).name == name
    assert row(tmp_path, "people", name="Jose\u0301").name == "José"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann\u202ehtimS", "turns the reading direction (U+202E)"),
        ("Ann\u2066Smith", "turns the reading direction (U+2066)"),
        ("Ann\u200bSmith", "cannot be seen or shown (U+200B)"),
        ("Ann\x07Smith", "cannot be seen or shown (U+0007)"),
        ("Ann\nSmith", "cannot be seen or shown (U+000A)"),
        ("Ann\ue000Smith", "cannot be seen or shown (U+E000)"),
        ("Ann Sm\ufffdth", "letters were lost"),
    ],
)
def test_hidden_characters_are_refused_and_named(tmp_path: Path, text: str, words: str) -> None:
    told = faults_of(tmp_path, "people", name=text)
    assert any(words in line for line in told), told


def test_a_summary_may_have_lines(tmp_path: Path) -> None:
    assert row(tmp_path, "cases", summary="First.\nThen, again.").summary == "First.\nThen, again."


def test_a_cell_that_looks_like_a_formula_is_plain_text(tmp_path: Path) -> None:
    for text in ("=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2", '=HYPERLINK("http://x")'):
        assert row(tmp_path, "people", name=text).name == text


def test_the_limits_are_told(tmp_path: Path) -> None:
    assert "has 201 characters; at most 200 are kept" in faults_of(tmp_path, "homes", address="x" * 201)[0]
    assert row(tmp_path, "homes", address="x" * 200).address == "x" * 200


def test_phones_and_addresses_are_looked_at(tmp_path: Path) -> None:
    for right in ("020 7946 0018", "+44 (0)20 7946-0018", "7700900123", "020 7946 0018 ext 4"):
        assert row(tmp_path, "people", phone=right).phone == right
    for wrong in ("ring the bell", "12", "020 7946 OO18"):
        assert "no telephone number" in faults_of(tmp_path, "people", phone=wrong)[0]
    for wrong in ("ann@", "ann smith@example.org", "a@b", "a@b.org, c@d.org"):
        assert "no e-mail address" in faults_of(tmp_path, "people", email=wrong)[0]


def test_a_time_is_londons_on_both_sides_of_the_clock_changes() -> None:
    assert moment_of("2026-03-29 00:30") == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert moment_of("29/03/2026 2:30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert moment_of("2026-07-01") == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert moment_of("2026-10-25T01:30:00Z") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with pytest.raises(ValueError):
        moment_of("2026-03-29 01:30")  # the clocks went forward over this hour


def test_a_case_has_dates_in_their_order_and_none_to_come(tmp_path: Path) -> None:
    assert "has not come yet" in faults_of(tmp_path, "cases", received_at="2027-01-01", opened_on="2027-01-02")[0]
    assert "before received_at" in faults_of(tmp_path, "cases", opened_on="2026-09-01")[0]
    assert "before happened_on" in faults_of(tmp_path, "cases", happened_on="2026-10-05")[0]
    assert "before received_at" in faults_of(tmp_path, "cases", first_contact_on="2026-09-30")[0]
    assert "counter-allegation" in faults_of(tmp_path, "cases", alleged_ref="P1")[0]


def test_what_is_shown_on_a_terminal_is_short_and_safe() -> None:
    assert shown("\x1b[31mred\x1b[0m\u202e") == "�[31mred�[0m�"
    assert len(shown("x" * 100)) == 40


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_is_too_strange_for_a_cell(text: str) -> None:
    columns = {"x": Column("x", 50, "Anything.")}
    for read_as in ("text", "postcode", "email", "phone", "day", "moment"):
        cells = Cells(2, {"x": text}, columns, TODAY)
        getattr(cells, read_as)("x")
        cells.digits("x", most=12)
        cells.number("x", most=9)
        assert isinstance(cells.faults, Faults)
