"""A session's whole life: another name at sign-in and after it, 15 idle minutes, 10 hours, and none brought back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.cast import NOW, PASSWORD
from upstander.records.staff import Staff

SAID = {"login": "ada@example.org", "password": PASSWORD}


@pytest.fixture(autouse=True)
def ada() -> Staff:
    cache.clear()
    return Staff.objects.create_user("ada@example.org", PASSWORD, name="Ada", joined_at=NOW)


def name_of(browser: Client) -> str:
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def planted() -> tuple[Client, str]:
    """A browser into which somebody else has put a session of their own making."""
    browser = Client()
    held = browser.session
    held["theirs"] = True
    held.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = held.session_key
    return browser, held.session_key


def test_a_planted_session_is_worth_nothing_after_the_sign_in() -> None:
    browser, before = planted()
    assert browser.post("/sign-in", SAID).status_code == 302
    assert name_of(browser) != before
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert thief.get("/work")["Location"].startswith("/sign-in")


def test_a_name_that_we_never_gave_is_not_taken_up() -> None:
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    browser.post("/sign-in", SAID)
    assert name_of(browser) != "x" * 32


def test_signing_out_ends_the_session_itself() -> None:
    browser = Client()
    browser.post("/sign-in", SAID)
    before = name_of(browser)
    assert browser.post("/sign-out").status_code == 302
    assert not Session.objects.filter(session_key=before).exists()
    browser.cookies[settings.SESSION_COOKIE_NAME] = before
    assert SESSION_KEY not in browser.session


def test_a_password_chosen_anew_ends_every_session(ada: Staff) -> None:
    browser = Client()
    browser.post("/sign-in", SAID)
    ada.set_password("another four plain words")
    ada.save()
    assert browser.get("/work").status_code == 302


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (15, True), (15.1, False), (60, False)])
def test_fifteen_idle_minutes(minutes: float, stays: bool) -> None:
    browser = Client()
    with time_machine.travel(NOW, tick=False):
        browser.post("/sign-in", SAID)
        browser.get("/account")
    with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
        assert (browser.get("/account").status_code == 200) is stays


def test_ten_hours_also_for_whoever_proves_themselves_again() -> None:
    browser = Client()
    with time_machine.travel(NOW, tick=False):
        browser.post("/sign-in", SAID)
        browser.get("/account")
    for minutes in range(14, 600, 14):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            cache.clear()
            answer = browser.post(reverse("sign_in_again"), {"password": PASSWORD, "next": "/account"})
            assert answer["Location"] == "/account", minutes
    with time_machine.travel(NOW + timedelta(hours=10, seconds=1), tick=False):
        assert browser.get("/account").status_code == 302


def test_a_key_of_another_system_has_no_session() -> None:
    answer = Client().get("/api/v1/duties", HTTP_AUTHORIZATION="Bearer nothing")
    assert answer.status_code == 401
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_cookies_are_for_this_host_and_no_script() -> None:
    browser = Client()
    browser.post("/sign-in", SAID)
    held = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert (held["samesite"], held["httponly"], held["path"], held["domain"]) == ("Lax", True, "/", "")
