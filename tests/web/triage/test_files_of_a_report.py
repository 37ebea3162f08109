"""Files that staff add to a report that waits: kept as with a case, seen as the report is, and moved on with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.casework.working import REASON
from tests.cast import NOW, Landlord, a_case, a_report
from tests.files import made
from tests.web.desk import at_the_desk, done, few_statements, words_of
from upstander.casework import files, opened, triage
from upstander.casework.actor import worker
from upstander.policy.ruling import Refused
from upstander.records.files import KeptFile
from upstander.records.journal import Entry, breaks

SAID = {"shows": "Shouting on the stairs.", "made": "The night before"}


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def reid(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "reid")


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_report().number


def chosen(*named: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(*one) for one in named or (("stairs.wav", made.wav()),)]


def send(by: Client, number: str, *named: tuple[str, bytes], **said: str) -> HttpResponse:
    given: dict[str, Any] = {"chosen": chosen(*named), "mark": "m1", **SAID, **said}
    return by.post(f"/triage/{number}/keep-file", given)


def opens(house: Landlord, number: str, *, joins: str = "") -> str:
    """Let the report become a case of Joy Okafor's, or join one."""
    who = house.actor("reid")
    if joins:
        return triage.join_case(
            who, number, case_number=joins, same_party=True, same_household=True, because=REASON
        ).number
    team, owner = str(house.north.pk), str(house.staff["okafor"].pk)
    return triage.open_case(who, number, team=team, owner=owner).number


def test_they_are_kept_with_the_report_and_what_is_wrong_with_one_is_said(reid: Client, number: str) -> None:
    two = chosen(("stairs.wav", made.wav()), ("letter.docx", made.docx()))
    words = done(reid, f"/triage/{number}/keep-file", chosen=two, **SAID)
    assert "Kept: stairs.wav. Not kept: The file letter.docx is of a kind we cannot keep." in words
    row = KeptFile.objects.get()
    assert (row.case, str(row.report), row.from_resident, row.shows) == (None, number, False, SAID["shows"])
    files.ready_waiting(worker(at=NOW))
    listed = words_of(reid.get(f"/triage/{number}/files"))
    for part in ("stairs.wav", "Given by Morgan Reid", "The night before", "Open it of stairs.wav"):
        assert part in listed
    handed = reid.get(f"/file/{row.pk}/copy")
    assert b"".join(handed.streaming_content) == made.wav()  # type: ignore[attr-defined]  # it streams
    assert Entry.objects.get(deed="keep_file", allowed=True).report_id == row.report_id
    assert list(breaks()) == []


def test_the_report_and_its_list_lead_there(reid: Client, number: str) -> None:
    link = f'href="/triage/{number}/keep-file"'
    for page in (f"/triage/{number}", f"/triage/{number}/files"):
        assert link in reid.get(page).content.decode()
    with few_statements():
        words = words_of(reid.get(f"/triage/{number}/keep-file"))
    assert "A photo or document can have up to 20 MB" in words
    assert "When the report becomes a case, or joins one, its files go along." in words
    assert "Of which incident" not in words


def test_a_refusal_says_why_keeps_what_was_typed_and_is_entered(reid: Client, number: str, monkeypatch: Any) -> None:
    refused = send(reid, number, ("letter.docx", made.docx()))
    assert refused.status_code == 422
    assert "The file letter.docx is of a kind we cannot keep." in words_of(refused)
    assert SAID["shows"] in words_of(refused)
    assert "Choose one file or more" in words_of(reid.post(f"/triage/{number}/keep-file", SAID))
    monkeypatch.setattr("upstander.policy.files.IN_ONE_PLACE", 0)
    assert "There are 0 files here already." in words_of(send(reid, number))
    assert Entry.objects.filter(deed="keep_file", allowed=False).count() == 2
    assert KeptFile.objects.count() == 0


def test_a_form_sent_twice_and_a_file_sent_twice_are_kept_once(reid: Client, number: str) -> None:
    assert [send(reid, number).status_code for _ in range(2)] == [302, 302]
    again = send(reid, number, ("again.wav", made.wav()), mark="m2")
    assert "We have the file again.wav already." in words_of(again)
    assert KeptFile.objects.count() == 1


@pytest.mark.parametrize("by", ["okafor", "patel", "haddad", "quinn", "hale", "moss"])
def test_whoever_does_not_see_the_report_keeps_nothing_with_it(desk_house: Landlord, number: str, by: str) -> None:
    there, none = (send(at_the_desk(desk_house, by), one) for one in (number, "R-2026-9999"))
    assert (there.status_code, none.status_code) == (404, 404)
    assert there.content == none.content
    with pytest.raises((opened.NotFound, Refused)):
        files.keep_file(desk_house.actor(by), number, name="a.wav", content=made.wav())
    assert KeptFile.objects.count() == 0


@pytest.mark.parametrize("joins", [False, True])
def test_they_move_on_with_the_report(desk_house: Landlord, reid: Client, number: str, joins: bool) -> None:
    send(reid, number)
    files.ready_waiting(worker(at=NOW))
    case = opens(desk_house, number, joins=a_case(desk_house) if joins else "")
    file, okafor = KeptFile.objects.get(), at_the_desk(desk_house, "okafor")
    assert str(file.case) == case
    assert "stairs.wav" in words_of(okafor.get(f"/case/{case}/files"))
    assert b"".join(okafor.get(f"/file/{file.pk}/copy").streaming_content) == made.wav()  # type: ignore[attr-defined]  # it streams
    left = reid.get(f"/triage/{number}/files")
    assert f"This report is part of case {case}. Its files are there" in words_of(left)
    for page in (left, reid.get(f"/triage/{number}")):
        assert "keep-file" not in page.content.decode()


def test_what_is_sent_after_it_became_a_case_is_kept_in_the_case(
    desk_house: Landlord, reid: Client, number: str
) -> None:
    case = opens(desk_house, number)
    assert send(reid, number).status_code == 302
    assert str(KeptFile.objects.get().case) == case


def test_what_arrives_as_it_becomes_a_case_is_not_left_behind(
    desk_house: Landlord, reid: Client, number: str, monkeypatch: Any
) -> None:
    before, became = opened.opened_report, []

    def meanwhile(*given: Any, **more: Any) -> Any:
        monkeypatch.undo()
        became.append(opens(desk_house, number))
        return before(*given, **more)

    monkeypatch.setattr(opened, "opened_report", meanwhile)
    files.keep_file(desk_house.actor("reid"), number, name="stairs.wav", content=made.wav())
    kept, entry = KeptFile.objects.get(), Entry.objects.get(deed="keep_file")
    assert (str(kept.case), entry.case_id) == (became[0], kept.case_id)
    assert [row.name for row in files.files_of(desk_house.actor("okafor"), became[0]).rows] == ["stairs.wav"]
