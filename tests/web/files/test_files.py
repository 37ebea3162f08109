"""The pages of files: kept by form with what else was typed, listed, handed out so that nothing runs."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.files import made
from tests.visitors import visitors
from upstander.casework import files
from upstander.casework.actor import worker
from upstander.records import keyring
from upstander.records.files import KeptFile
from upstander.records.journal import Entry

WHY = "The police have asked for it in writing."


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def come():
    return visitors()


def text_of(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def sent(*named: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content) for name, content in named]


def keep(come, *named, by="okafor", **said):
    given = {"chosen": sent(*named), "shows": "Shouting.", "made": "Yesterday", "incident": "none", "mark": "m1"} | said
    return come.client(by).post(f"/case/{come.number}/keep-file", given)


def kept(come, name="stairs.jpg", content=None) -> str:
    assert keep(come, (name, content or made.jpeg_with_place())).status_code == 302
    files.ready_waiting(worker(at=come.at))
    return str(KeptFile.objects.get().pk)


def test_several_files_are_kept_at_once_and_what_is_wrong_with_one_is_said(come):
    response = keep(come, ("a.wav", made.wav()), ("b.docx", made.docx()), ("c.wav", made.wav() + b"c"))
    assert response.status_code == 302
    page = text_of(come.client("okafor").get(response["Location"]))
    assert "Kept: a.wav, c.wav." in page
    assert "Not kept: The file b.docx is of a kind we cannot keep. You can send photos" in page
    assert {row.name for row in KeptFile.objects.all()} == {"a.wav", "c.wav"}
    assert keep(come, ("a.wav", made.wav()), ("b.docx", made.docx()), ("c.wav", made.wav() + b"c")).status_code in (
        302,
        422,
    )
    assert KeptFile.objects.count() == 2


def test_what_was_typed_stays_when_no_file_can_be_kept(come):
    response = keep(come, ("a.docx", made.docx()), shows="He is on the stairs.")
    assert response.status_code == 422
    page = text_of(response)
    assert "The file a.docx is of a kind we cannot keep." in page
    assert "He is on the stairs." in page
    assert keep(come).status_code == 422
    assert KeptFile.objects.count() == 0


def test_a_file_that_is_too_large_is_dropped_and_the_rest_of_the_form_is_read(come, monkeypatch):
    monkeypatch.setattr("upstander.web.files.arriving.LARGEST", 2_000)
    monkeypatch.setattr("upstander.policy.files.LARGEST", 2_000)
    response = keep(come, ("long.wav", made.wav() * 9), shows="He is on the stairs.")
    assert "The file long.wav is too large." in text_of(response)
    assert "What you can do: A photo or document can have up to 20 MB" in text_of(response)
    assert "He is on the stairs." in text_of(response)
    assert keep(come, ("long.wav", made.wav() * 9), ("short.wav", made.wav())).status_code == 302
    assert KeptFile.objects.get().name == "short.wav"


def test_a_file_is_handed_out_so_that_nothing_in_it_runs(come):
    file = kept(come, name='a";filename="evil.html')
    response = come.client("okafor").get(f"/file/{file}/copy")
    assert response.status_code == 200
    body = b"".join(response.streaming_content)
    assert response["Content-Length"] == str(len(body))
    assert made.SECRET not in body
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="{come.number}-{file[:8]}.jpg"'
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_the_original_needs_a_manager_and_a_reason(come):
    file = kept(come)
    refused = come.client("okafor").post(f"/file/{file}/original", {"why": WHY})
    assert (refused.status_code, "manager" in text_of(refused)) == (422, True)
    refused = come.client("reid").post(f"/file/{file}/original", {"why": "Oh"})
    assert (refused.status_code, "Say in a sentence" in text_of(refused)) == (422, True)
    given = come.client("reid").post(f"/file/{file}/original", {"why": WHY})
    assert b"".join(given.streaming_content) == made.jpeg_with_place()
    assert Entry.objects.filter(deed="open_file", allowed=True).get().detail["because"] == WHY


def test_out_of_sight_is_answered_as_if_there_were_none(come):
    file = kept(come)
    for by in ("patel", "haddad", "ford", "moss"):
        client = come.client(by)
        for page in ("", "/copy"):
            there, none = client.get(f"/file/{file}{page}"), client.get(f"/file/{come.party()}{page}")
            assert (there.status_code, there.content) == (404, none.content)
            assert there.headers.items() == none.headers.items() or dict(there.headers) == dict(none.headers)
        assert client.get(f"/case/{come.number}/files").status_code == 404


def test_the_list_says_what_there_is_and_how_far_it_is(come):
    keep(come, ("<b>stairs\u202egpj.wav", made.wav()))
    client = come.client("okafor")
    page = client.get(f"/case/{come.number}/files")
    assert "&lt;b&gt;stairsgpj.wav" in page.content.decode()
    assert "Being made ready" in text_of(page)
    assert "Shouting." in text_of(page)
    files.ready_waiting(worker(at=come.at))
    assert "Open it" in text_of(client.get(f"/case/{come.number}/files"))
    assert "stairsgpj.wav" in text_of(client.get(f"/case/{come.number}"))
    assert "File kept" in text_of(client.get(f"/case/{come.number}/record"))


def test_a_file_is_moved_by_its_page(come):
    file = kept(come)
    other = come.places()["QC"]
    page = come.client("reid").get(f"/case/{come.number}/correct-file")
    assert "stairs.jpg" in text_of(page)
    given = {"file": file, "to": other, "because": "It shows the door of the other family."}
    assert come.client("reid").post(f"/case/{come.number}/correct-file", given).status_code == 302
    assert "stairs.jpg" in text_of(come.client("reid").get(f"/case/{other}/files"))


def test_what_was_erased_is_no_longer_kept(come):
    file = kept(come)
    keyring.destroy(KeptFile.objects.get().sealed_by, at=come.at)
    for page in ("", "/copy"):
        response = come.client("okafor").get(f"/file/{file}{page}")
        assert (response.status_code, "no longer kept" in text_of(response)) == (410, True)
    assert come.client("patel").get(f"/file/{file}").status_code == 404
