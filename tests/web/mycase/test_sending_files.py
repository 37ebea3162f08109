"""Sending photos and recordings from one's own page, and straight after a report: nothing else is lost by it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Landlord, a_report
from tests.files import made
from tests.web.mycase.coming import a_case_with_code, come, text_of
from upstander.records.files import KeptFile
from upstander.records.journal import Entry


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


def send(client, *named: tuple[str, bytes], **said: str):
    given = {"chosen": [SimpleUploadedFile(*one) for one in named], "mark": "m"} | said
    return client.post("/your-page/files", given)


def test_they_are_kept_and_listed_by_name_and_day(house: Landlord) -> None:
    _number, code = a_case_with_code(house)
    client = come(code)
    assert "up to 20 MB" in text_of(client.get("/your-page/files"))
    response = send(client, ("stairs.wav", made.wav()), ("door.jpg", made.jpeg()), shows="Him.", made="Yesterday")
    assert response["Location"] == "/your-page/files?saved=yes"
    assert {(row.name, row.shows, row.from_resident) for row in KeptFile.objects.all()} == {
        ("stairs.wav", "Him.", True),
        ("door.jpg", "Him.", True),
    }
    page = text_of(client.get("/your-page/files?saved=yes"))
    assert "We have what you sent" in page
    assert "door.jpg We have it since Wednesday 18 November 2026" in page or "door.jpg" in page
    assert (
        send(client, ("stairs.wav", made.wav()), ("door.jpg", made.jpeg()), shows="Him.", made="Yesterday").status_code
        == 302
    )
    assert KeptFile.objects.count() == 2


def test_what_is_wrong_with_one_is_said_and_the_rest_is_kept(house: Landlord) -> None:
    client = come(a_report().code)
    response = send(client, ("stairs.wav", made.wav()), ("letter.docx", made.docx()), shows="Him.")
    assert response.status_code == 422
    page = text_of(response)
    assert "We have: stairs.wav" in page
    assert "The file letter.docx is of a kind we cannot keep. You can send photos (JPEG, PNG, HEIC" in page
    assert "Him." in response.content.decode()
    assert KeptFile.objects.get().name == "stairs.wav"
    assert Entry.objects.filter(deed="keep_file", allowed=False).count() == 1


def test_nobody_sees_what_another_sent(house: Landlord) -> None:
    client, other = come(a_report().code), come(a_report(home_uprn="990000000105").code)
    send(client, ("stairs.wav", made.wav()))
    assert "stairs.wav" in text_of(client.get("/your-page/files"))
    assert "stairs.wav" not in text_of(other.get("/your-page/files"))
    file = KeptFile.objects.get().pk
    assert client.get(f"/file/{file}").status_code == 302  # to the staff's sign-in, as for anybody


def test_without_a_visit_the_code_is_asked_and_no_file_kept(house: Landlord) -> None:
    client = come(a_report().code)
    client.post("/your-page/close")
    assert send(client, ("stairs.wav", made.wav()), shows="He shouted at me.").status_code == 403
    assert KeptFile.objects.count() == 0


def test_nothing_chosen_is_said(house: Landlord) -> None:
    response = send(come(a_report().code), shows="He shouted at me.")
    assert (response.status_code, "Choose one file or more" in text_of(response)) == (422, True)
    assert "He shouted at me." in text_of(response)
