"""What is kept while somebody tells us, for whom, and what happens when it cannot be kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from tests.web.report.walking import page_of, text_of, walk
from upstander.records.drafts import Draft
from upstander.records.reports import Report

STORY = "He shouted on the stairs"


def broken(*args: object, **kwargs: object) -> None:
    raise OperationalError("disk full")


def test_answers_are_sealed_and_only_the_cookie_opens_them(client: Client) -> None:
    walk(client)
    row = Draft.objects.get()
    assert STORY.encode() not in bytes(row.sealed)
    assert STORY in text_of(client.get("/form/words"))
    assert STORY not in text_of(Client().get("/form/words", follow=True))


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    cookie = client.post("/form/about", {"on_behalf": "me"}).cookies[settings.RESIDENT_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]


def test_a_draft_of_yesterday_is_gone_and_what_was_just_typed_is_kept() -> None:
    client = Client()
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=25)):
        walk(client, until="when")
    response = client.post("/form/when", {"when": "yesterday"})
    assert page_of(response) == "where"
    assert "We kept what you just wrote" in text_of(client.get(response["Location"]))
    assert "yesterday" in client.get("/form/when").content.decode()
    assert page_of(client.get("/form/check")) == "about"


def test_sending_an_expired_report_says_that_nothing_was_sent() -> None:
    client = Client()
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=25)):
        walk(client)
    assert "Nothing was sent just now" in text_of(client.post("/form/check"))
    assert Report.objects.count() == 0


def test_the_code_is_not_shown_after_an_hour() -> None:
    client = Client()
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=61)):
        walk(client)
        client.post("/form/check")
        assert "Your code" in text_of(client.get("/form/done"))
    assert page_of(client.get("/form/done")) == "form"


def test_an_answer_that_cannot_be_kept_says_so_and_gives_the_phone_number(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(client, until="words")
    monkeypatch.setattr("upstander.casework.drafts.save_draft", broken)
    response = client.post("/form/words", {"story": "My words"})
    assert response.status_code == 503
    page = text_of(response)
    assert "We could not save this page" in page
    assert settings.LANDLORD.phone in page
    assert "My words" in page


def test_a_report_that_cannot_be_kept_is_never_thanked_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(client)
    with monkeypatch.context() as patch:
        patch.setattr("upstander.web.report.sending.receive_report", broken)
        response = client.post("/form/check")
        assert response.status_code == 503
        page = text_of(response)
        assert "It was not sent" in page
        assert settings.LANDLORD.phone in page
        assert "We have your report" not in page
    assert page_of(client.post("/form/check")) == "done"
    assert Report.objects.count() == 1


def test_a_report_is_thanked_for_even_when_its_last_page_cannot_be_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(client)
    client.get("/form/check")
    monkeypatch.setattr("upstander.casework.drafts.save_draft", broken)
    response = client.post("/form/check")
    assert "We have your report" in text_of(response)
    assert Report.objects.count() == 1


def test_the_same_form_with_other_words_leaves_the_first_report_as_it_was(client: Client) -> None:
    walk(client)
    jar = client.cookies[settings.RESIDENT_COOKIE_NAME].value
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("upstander.web.report.draft.keep_sent", lambda *args: None)
        client.post("/form/check")
    client.cookies[settings.RESIDENT_COOKIE_NAME] = jar
    client.post("/form/words", {"story": "Something else"})
    response = client.post("/form/check")
    assert response.status_code == 422
    assert "You sent this report before" in text_of(response)
    assert STORY in Report.objects.get().story


def test_an_expired_form_shows_what_was_written() -> None:
    client = Client(enforce_csrf_checks=True)
    story = "A long story that nobody should have to write a second time."
    response = client.post("/form/words", {"story": story})
    assert response.status_code == 403
    page = text_of(response)
    assert "This page has expired" in page
    assert story in page


def test_no_page_of_the_door_is_stored(client: Client) -> None:
    walk(client, until="words")
    for path in ("/form", "/form/leaving", "/form/help-now", "/form/words", "/form/check"):
        assert "no-store" in client.get(path)["Cache-Control"], path


def test_a_long_story_in_any_script_is_kept(client: Client) -> None:
    story = "ভ" * 50_000
    walk(client, words={"story": story})
    client.post("/form/check")
    assert Report.objects.get().story == story
    assert json.dumps(story)
