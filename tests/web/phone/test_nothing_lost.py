"""Whatever goes wrong while a call is written down, what was typed is there; and nobody else reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client

from tests.cast import NOW, Landlord
from tests.web.hostile import strings
from tests.web.phone.calls import CALL, begin, save, send, text_of
from tests.web.phone.conftest import signed_in
from upstander.records.drafts import Draft
from upstander.records.reports import Report

STORY = "He shouted on the stairs"


def broken(*args: object, **kwargs: object) -> None:
    raise OperationalError("disk full")


def test_a_mistake_keeps_everything_in_the_page_and_in_the_draft(quinn: Client) -> None:
    reference = begin(quinn)
    wrong = {**CALL, "when": "31 February 2026", "phone": "call me", "evidence": "many", "postcode": "London"}
    del wrong["home_uprn"]
    response = save(quinn, reference, go="read-back", **wrong)
    assert response.status_code == 422
    for page in (response, quinn.get(f"/phone?report={reference}")):
        body = page.content.decode()
        for typed in (STORY, "31 February 2026", "call me", "many", "London"):
            assert typed in body
        assert "February 2026 has 28 days" in body
    assert quinn.get(f"/phone/read-back?report={reference}")["Location"] == f"/phone?report={reference}"


def test_more_than_a_draft_holds_is_shown_again(quinn: Client) -> None:
    reference = begin(quinn)
    response = save(quinn, reference, story="x" * 50_001, place="y" * 600_000)
    assert response.status_code == 422
    assert "y" * 600_000 in response.content.decode()
    assert "more than one report can hold" in text_of(response)


def test_a_draft_that_cannot_be_kept_is_shown_again(quinn: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = begin(quinn)
    monkeypatch.setattr("upstander.casework.drafts.save_draft", broken)
    response = save(quinn, reference, **CALL)
    assert response.status_code == 503
    assert "could not be saved just now" in text_of(response)
    assert STORY in response.content.decode()


def test_a_report_that_cannot_be_kept_is_not_called_sent(quinn: Client) -> None:
    reference = begin(quinn)
    save(quinn, reference, **CALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("upstander.web.phone.views.receive_report", broken)
        response = send(quinn, reference)
        assert response.status_code == 503
        assert "was not sent" in text_of(response)
        assert STORY in text_of(response)
    assert send(quinn, reference).status_code == 302
    assert Report.objects.count() == 1


def test_a_report_is_answered_even_when_its_last_page_cannot_be_kept(
    quinn: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = begin(quinn)
    save(quinn, reference, **CALL)
    monkeypatch.setattr("upstander.casework.drafts.save_draft", broken)
    assert Report.objects.count() == 0
    assert "The report is taken" in text_of(send(quinn, reference))
    assert Report.objects.count() == 1


def test_the_same_form_with_other_words_leaves_the_first_as_it_was(
    quinn: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = begin(quinn)
    save(quinn, reference, **CALL)
    monkeypatch.setattr("upstander.casework.drafts.save_draft", broken)
    send(quinn, reference)
    monkeypatch.undo()
    save(quinn, reference, **{**CALL, "story": "Something else"})
    response = send(quinn, reference)
    assert response.status_code == 409
    words = text_of(response)
    assert f"with other answers, as {Report.objects.get().number}" in words
    assert "Something else" in words
    assert STORY in Report.objects.get().story


def test_two_calls_at_once_do_not_mix_and_the_last_is_offered_again(quinn: Client) -> None:
    first, second = begin(quinn), begin(quinn)
    save(quinn, first, story="The first call")
    save(quinn, second, story="The second call")
    page = quinn.get(f"/phone?report={first}").content.decode()
    assert "The first call" in page
    assert "The second call" not in page
    assert f"?report={second}" in quinn.get("/phone").content.decode()
    assert "have not sent it" in text_of(quinn.get("/phone"))


def test_a_colleague_at_the_same_machine_cannot_open_it(quinn: Client, house: Landlord) -> None:
    reference = begin(quinn)
    save(quinn, reference, **CALL)
    assert STORY.encode() not in bytes(Draft.objects.get().sealed)
    okafor = signed_in(house, "okafor")
    okafor.cookies["p"] = quinn.cookies["p"].value
    assert STORY not in okafor.get(f"/phone?report={reference}").content.decode()
    assert "have not sent it" not in text_of(okafor.get("/phone"))
    assert STORY in quinn.get(f"/phone?report={reference}").content.decode()


def test_after_a_day_the_draft_is_gone_and_what_was_just_typed_is_kept(quinn: Client, house: Landlord) -> None:
    reference = begin(quinn)
    save(quinn, reference, **CALL)
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        later = signed_in(house, "quinn")
        later.cookies["p"] = quinn.cookies["p"].value
        assert STORY not in later.get(f"/phone?report={reference}").content.decode()
        save(later, reference, story="Typed just now")
        assert "Typed just now" in later.get(f"/phone?report={reference}").content.decode()


@pytest.mark.parametrize("name", ["ford", "nobody"])
def test_who_may_not_take_reports_is_told_why(house: Landlord, name: str) -> None:
    browser = signed_in(house, name)
    for path in ("/phone", "/phone/read-back", "/phone/done"):
        response = browser.get(path)
        assert response.status_code == 403
        assert "Your role does not include this" in text_of(response)
    typed = browser.post("/phone", CALL)
    assert typed.status_code == 403
    assert STORY in typed.content.decode()
    assert Report.objects.count() == 0


def test_nobody_signed_in_is_shown_what_they_typed(house: Landlord) -> None:
    assert Client().get("/phone")["Location"].startswith("/sign-in")
    expired = Client().post("/phone", CALL)
    assert expired.status_code == 403
    assert STORY in expired.content.decode()


@pytest.mark.parametrize("at", range(0, len(strings()), 25))
def test_hostile_text_is_kept_or_refused_with_a_sentence(quinn: Client, at: int) -> None:
    reference = begin(quinn)
    given: dict[str, Any] = dict.fromkeys(CALL, strings()[at]) | {"others": strings()[at], "address": strings()[at]}
    response = save(quinn, reference, go=strings()[at], **given)
    assert response.status_code in (302, 422)
    assert "<script>alert(1)" not in quinn.get(f"/phone?report={reference}").content.decode()
    words = {"story": strings()[at], "place": strings()[at], "motive_words": strings()[at]}
    save(quinn, reference, go="read-back", **words, forms_of_it="graffiti")
    read = quinn.get(f"/phone/read-back?report={reference}")
    assert read.status_code in (200, 302)
    assert "<script>alert(1)" not in read.content.decode()
    assert send(quinn, reference).status_code in (302, 422)
