"""Straight after a report, its page with the code leads on to sending photos; the report is safe whatever happens."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.files import made
from tests.web.report.walking import walk
from upstander.records.files import KeptFile
from upstander.records.reports import Report


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


def test_photos_are_sent_on_from_the_page_with_the_code():
    client = Client()
    walk(client)
    client.post("/form/check")
    done = client.get("/form/done").content.decode()
    assert "Send photos or recordings" in done
    assert client.post("/form/add")["Location"] == "/your-page/files"
    bad = {"chosen": SimpleUploadedFile("letter.docx", made.docx())}
    assert client.post("/your-page/files", bad).status_code == 422
    assert client.post("/your-page/files", {"chosen": SimpleUploadedFile("a.wav", made.wav())}).status_code == 302
    assert KeptFile.objects.get().report == Report.objects.get()
    assert client.get("/form/done").status_code == 200  # the code can still be read


def test_without_a_report_just_sent_the_code_is_asked():
    assert Client().post("/form/add")["Location"] == "/your-page"
