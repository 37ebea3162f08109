"""Files handed in by page: looked through, every fault shown, taken in by the worker, and gone afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Landlord
from tests.intake.files import many_homes, text_of
from tests.jobs import run_jobs
from tests.web.desk import at_the_desk, few_statements, mark_of, words_of
from upstander.records.estate import Home
from upstander.records.imports import HandedInFile
from upstander.records.staff import Appointment, Staff

HAND_IN = "/administration/imports/hand-in"


@pytest.fixture
def moss(desk_house: Landlord) -> Client:
    """An administrator's browser."""
    return at_the_desk(desk_house, "moss")


def handed(browser: Client, kind: str, text: str | bytes, *, encoding: str = "utf-8") -> Any:
    """Hand in a file; return the answer."""
    content = text if isinstance(text, bytes) else text.encode()
    given = SimpleUploadedFile(f"{kind}.csv", content, "text/csv")
    said = {"mark": mark_of(browser.get(HAND_IN)), "kind": kind, "encoding": encoding, "file": given}
    return browser.post(HAND_IN, said)


def looked(browser: Client, kind: str, text: str) -> str:
    """Hand in a file and have it looked through; return its page."""
    address = str(handed(browser, kind, text)["Location"])
    run_jobs()
    return address


def test_a_file_is_looked_through_before_anything_is_taken_in(moss: Client) -> None:
    homes = text_of("homes", *many_homes(1_200))
    address = handed(moss, "homes", homes)["Location"]
    assert "Being looked through" in words_of(moss.get(address))
    run_jobs()
    before = Home.objects.count()
    with few_statements():
        words = words_of(moss.get(address))
    assert "1200 new 0 changed 0 as they are 0 wrong" in words
    mark = mark_of(moss.get(address))
    assert moss.post(f"{address}/start", {"mark": mark}).status_code == 302
    assert "Being taken in" in words_of(moss.get(address))
    run_jobs()
    assert Home.objects.count() == before + 1_200
    assert "Done" in words_of(moss.get(address))
    assert HandedInFile.objects.get().content is None
    moss.post(f"{address}/start", {"mark": mark})
    assert Home.objects.count() == before + 1_200


def test_every_fault_is_shown_by_line_and_column_and_downloaded(moss: Client) -> None:
    rows = [{"email": f"x{n}", "name": "=HYPERLINK(1)"} for n in range(70)] + [{}]
    address = looked(moss, "staff", text_of("staff", *rows))
    first = moss.get(address)
    assert "1 new 0 changed 0 as they are 70 wrong" in words_of(first)
    assert "“x0”, which is no e-mail address" in words_of(first)
    assert "“x49”" in words_of(first)
    assert "“x50”" not in words_of(first)
    assert "“x69”" in words_of(moss.get(first.context["older"]))
    download = moss.get(f"{address}/faults.csv")
    assert download["Content-Disposition"] == 'attachment; filename="faults.csv"'
    lines = download.content.decode().splitlines()
    assert len(lines) == 71
    assert lines[1].startswith("2,email,is “x0”") or lines[1].startswith('2,email,"is “x0”')


def test_wrong_lines_are_left_out_only_when_somebody_says_so(moss: Client) -> None:
    address = looked(moss, "staff", text_of("staff", {}, {"email": "nobody"}))
    refused = moss.post(f"{address}/start", {"mark": mark_of(moss.get(address))})
    assert refused.status_code == 422
    assert "Some lines of the file are wrong." in words_of(refused)
    moss.post(f"{address}/start", {"mark": mark_of(moss.get(address)), "leave_out_wrong": "yes"})
    run_jobs()
    assert Staff.objects.filter(email="joy.okonedo@northgate.example").exists()
    assert "What it did" in words_of(moss.get(address))


def test_whoever_is_missing_from_a_file_of_staff_is_shown_and_not_removed(moss: Client) -> None:
    words = words_of(moss.get(looked(moss, "staff", text_of("staff", {"email": "okafor@landlord.example"}))))
    assert "On our staff, and not in this file" in words
    assert "Sam Lewis , lewis@landlord.example" in words
    assert "Joy Okafor , okafor@" not in words
    assert Staff.objects.filter(is_active=True).count() == 13


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("homes", b"", "The file is empty."),
        ("homes", b"PK\x03\x04zip", "an Excel workbook or a zip file"),
        ("staff", b"email,name,team,role\na@b.example,A,North,administrator\n", "An import never grants a role."),
        ("staff", b"mail,nome\n", "does not name the columns"),
        ("people", b"person_ref,name\nP1,Ren\xe9\n", "saved by Excel"),
    ],
)
def test_what_cannot_be_read_is_said(moss: Client, kind: str, content: bytes, says: str) -> None:
    answer = handed(moss, kind, content)
    if answer.status_code == 302:
        run_jobs()
        answer = moss.get(answer["Location"])
        assert "Cannot be read" in words_of(answer)
    assert says in words_of(answer)
    assert not Appointment.objects.filter(staff__email="a@b.example").exists()


def test_too_large_a_file_is_refused_with_the_limit(moss: Client) -> None:
    answer = handed(moss, "homes", b"x" * 20_000_001)
    assert answer.status_code == 422
    assert "larger than 20 MB" in words_of(answer)
    assert not HandedInFile.objects.exists()


def test_a_file_is_deleted_with_its_key(moss: Client) -> None:
    address = looked(moss, "staff", text_of("staff", {}))
    answer = moss.post(f"{address}/delete", {"mark": mark_of(moss.get(f"{address}/delete"))})
    assert answer.status_code == 302
    assert moss.get(address).status_code == 404
    assert "No file was handed in." in words_of(moss.get("/administration/imports"))
    assert moss.get("/administration/imports?before=nonsense").status_code == 200


def test_whoever_is_no_administrator_any_more_takes_nothing_in(desk_house: Landlord, moss: Client) -> None:
    address = looked(moss, "staff", text_of("staff", {}))
    moss.post(f"{address}/start", {"mark": mark_of(moss.get(address))})
    Appointment.objects.filter(staff=desk_house.staff["moss"]).update(end="2026-11-18T09:00Z")
    run_jobs()
    assert not Staff.objects.filter(email="joy.okonedo@northgate.example").exists()
    other = at_the_desk(desk_house, "vane")
    words = words_of(other.get(address))
    assert "Your role does not include this." in words
    other.post(f"{address}/start", {"mark": mark_of(other.get(address))})
    run_jobs()
    assert Staff.objects.filter(email="joy.okonedo@northgate.example").exists()
