"""Proving once more who one is: what leads there, what is a proof, and where it leads back to."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from tests.cast import NOW, PASSWORD, Landlord
from tests.web.desk import at_the_desk, words_of
from upstander.web.sign_in.again import local_path, proved_again


@pytest.fixture(autouse=True)
def nobody_tried() -> None:
    cache.clear()


def grave(request: HttpRequest) -> HttpResponse:
    return HttpResponse("It is done.")


def asked(browser: Client, *, post: dict[str, str] | None = None) -> HttpResponse:
    """Ask for a grave page in somebody's session."""
    make = RequestFactory()
    request = make.get("/grave?x=1") if post is None else make.post("/grave", post)
    request.session = browser.session
    return proved_again(grave)(request)  # type: ignore[return-value]  # a view answers


def test_a_fresh_sign_in_is_a_proof_and_five_minutes_later_it_is_asked_for_again(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "reid")
    assert asked(browser).content == b"It is done."
    with time_machine.travel(NOW + timedelta(minutes=5, seconds=1), tick=False):
        assert asked(browser)["Location"] == "/sign-in/again?next=%2Fgrave%3Fx%3D1"
        back = browser.post("/sign-in/again", {"password": PASSWORD, "next": "/grave?x=1"})
        assert back["Location"] == "/grave?x=1"
        assert asked(browser).content == b"It is done."


def test_what_was_typed_meanwhile_is_given_back_and_nothing_is_done(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "reid")
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        answer = asked(browser, post={"reason": "She is at the hospital now.", "password": "secret words"})
    assert answer.status_code == 403
    assert "She is at the hospital now." in words_of(answer)
    assert "secret words" not in words_of(answer)
    assert "done" not in words_of(answer)


def test_a_wrong_password_is_no_proof_and_tries_are_counted(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "reid")
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        for _ in range(5):
            answer = browser.post("/sign-in/again", {"password": "wrong"})
            assert "This is not your password" in words_of(answer)
        assert "Too many tries" in words_of(browser.post("/sign-in/again", {"password": PASSWORD}))
        assert asked(browser).status_code == 302


def test_one_click_is_a_proof_in_the_demo_and_nowhere_else(desk_house: Landlord, settings: Settings) -> None:
    browser = at_the_desk(desk_house, "reid")
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert browser.post("/sign-in/again", {"next": "/team"}).status_code == 200
        settings.DEMO = True
        assert "It is me" in words_of(browser.get("/sign-in/again?next=/team"))
        assert browser.post("/sign-in/again", {"next": "/team"})["Location"] == "/team"
        assert asked(browser).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    ["", "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "work", "x:1"],
)
def test_it_leads_back_to_pages_of_ours_only(elsewhere: str) -> None:
    assert local_path(elsewhere) == "/work"
    assert local_path("/case/HC-2026-0001/add-note?x=1") == "/case/HC-2026-0001/add-note?x=1"
