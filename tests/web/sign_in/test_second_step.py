"""A second step set up, used at the door and before what is grave, stood in for by codes, and demanded by role."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from tests.cast import NOW, PASSWORD, Landlord
from tests.web.desk import at_the_desk, words_of

OKAFOR = {"login": "okafor@landlord.example", "password": PASSWORD}


@pytest.fixture(autouse=True)
def nobody_tried() -> None:
    cache.clear()


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(browser: Client) -> str:
    """Set up an app in somebody's browser; return its secret."""
    page = browser.get("/account/app")
    secret = "".join(re.findall(r"type this into the app: ((?:[A-Z2-7]{4} ?)+)", words_of(page))[0].split())
    assert browser.get("/account/app/picture")["Content-Type"] == "image/svg+xml"
    assert browser.post("/account/app", {"code": code_of(secret)})["Location"] == "/account/codes"
    return secret


def test_an_app_is_set_up_and_asked_for_at_the_door(desk_house: Landlord) -> None:
    secret = set_up(at_the_desk(desk_house, "okafor"))
    cache.clear()  # the same half minute
    browser = Client()
    assert browser.post("/sign-in", OKAFOR)["Location"] == "/sign-in/second"
    assert browser.get("/work").status_code == 302
    assert "no match" not in words_of(browser.get("/sign-in/second"))
    assert browser.post("/sign-in/second", {"code": "000000"}).status_code == 200
    assert SESSION_KEY not in browser.session
    assert browser.post("/sign-in/second", {"code": code_of(secret)})["Location"] == "/work"
    assert "Password and a code" in words_of(browser.get("/account"))


def test_a_code_works_once(desk_house: Landlord) -> None:
    secret = set_up(at_the_desk(desk_house, "okafor"))
    for came in (True, False):
        browser = Client()
        browser.post("/sign-in", OKAFOR)
        browser.post("/sign-in/second", {"code": code_of(secret)})
        assert (SESSION_KEY in browser.session) is came


def test_wrong_codes_are_counted(desk_house: Landlord) -> None:
    secret = set_up(at_the_desk(desk_house, "okafor"))
    browser = Client()
    browser.post("/sign-in", OKAFOR)
    for _ in range(5):
        browser.post("/sign-in/second", {"code": "000000"})
    answer = browser.post("/sign-in/second", {"code": code_of(secret)})
    assert "Too many" in words_of(answer)


def test_codes_are_shown_once_and_stand_in_once(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "okafor")
    set_up(browser)
    shown = re.findall(r"\b\d{10}\b", words_of(browser.get("/account/codes")))
    assert len(shown) == 10
    text = browser.get("/account/codes/download")
    assert text["Content-Disposition"].startswith("attachment")
    assert text.content.decode().split() == shown
    with time_machine.travel(NOW + timedelta(minutes=5, seconds=1), tick=False):
        again = browser.post("/sign-in/again", {"code": shown[0], "next": "/account/codes"})
        assert again["Location"] == "/account/codes"
        page = words_of(browser.get("/account/codes"))
        assert "You have 9 left" in page
        assert shown[1] not in page
        assert browser.get("/account/codes/download").status_code == 404
        assert "proved" in browser.session
        assert browser.post("/sign-in/again", {"code": shown[0]}).status_code == 200


def test_new_codes_end_the_old_ones(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "okafor")
    set_up(browser)
    before = re.findall(r"\b\d{10}\b", words_of(browser.get("/account/codes")))
    assert browser.post("/account/codes")["Location"] == "/account/codes"
    after = re.findall(r"\b\d{10}\b", words_of(browser.get("/account/codes")))
    assert len(after) == 10
    assert not set(before) & set(after)


def test_nothing_that_makes_a_code_stands_in_clear_in_the_database(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "okafor")
    browser.get("/account/app")
    waiting = browser.session["app"]
    secret = set_up(browser)
    held = ""
    with connection.cursor() as cursor:
        for table, column in (("mfa_authenticator", "data"), ("rate_limits", "value"), ("rate_limits", "cache_key")):
            cursor.execute(f"SELECT {column} FROM {table}")
            held += repr(cursor.fetchall())
    assert secret not in held
    assert not re.fullmatch(r"[A-Z2-7]{32}", waiting)
    assert "app" not in browser.session
    assert decrypt(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_whoever_needs_one_sets_it_up_first(desk_house: Landlord, settings: Settings) -> None:
    settings.SECOND_STEP_FORCED = True
    for member in ("okafor", "reid", "silva", "hale", "moss"):
        is_led(at_the_desk(desk_house, member), forced=True)
    for member in ("quinn", "ford", "nobody"):
        is_led(at_the_desk(desk_house, member), forced=False)


def is_led(browser: Client, *, forced: bool) -> None:
    """Hold somebody's way through the pages to whether their role needs a second step."""
    answer = browser.get("/work")
    assert (answer.get("Location") == "/account/second-step") is forced
    assert browser.get("/account/second-step").status_code == 200
    assert browser.get("/account").status_code == 200
    assert browser.get("/policy").status_code == 200
    if forced:
        sent = browser.post("/work/message", {"text": "He rang about the stairs."})
        assert sent.status_code == 403
        assert "He rang about the stairs." in words_of(sent)
        set_up(browser)
        assert browser.get("/work").status_code == 200
    assert browser.post("/sign-out").status_code == 302


def test_it_cannot_be_gone_round_by_removing_it_afterwards(desk_house: Landlord, settings: Settings) -> None:
    settings.SECOND_STEP_FORCED = True
    browser = at_the_desk(desk_house, "okafor")
    set_up(browser)
    assert "your last one" in words_of(browser.post("/account/app/remove"))
    assert browser.get("/work").status_code == 200
    free = at_the_desk(desk_house, "quinn")
    set_up(free)
    assert free.post("/account/app/remove")["Location"] == "/account"
    assert not Authenticator.objects.filter(user=desk_house.staff["quinn"]).exists()


def test_signing_out_everywhere_ends_every_browser(desk_house: Landlord) -> None:
    here, there = at_the_desk(desk_house, "okafor"), at_the_desk(desk_house, "okafor")
    other = at_the_desk(desk_house, "lewis")
    assert here.post("/account/sign-out-everywhere")["Location"] == "/sign-in"
    assert here.get("/work").status_code == 302
    assert there.get("/work")["Location"].startswith("/sign-in")
    assert other.get("/work").status_code == 200


def test_the_first_second_step_signs_out_who_came_by_the_password_alone(desk_house: Landlord) -> None:
    here, there = at_the_desk(desk_house, "okafor"), at_the_desk(desk_house, "okafor")
    set_up(here)
    assert there.get("/work")["Location"].startswith("/sign-in")
    assert here.get("/work").status_code == 200


def test_grave_pages_of_the_account_ask_for_a_proof(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "okafor")
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        for page in ("app", "app/remove", "passkey", "passkey/1/remove", "codes", "codes/download", "app/picture"):
            answer = browser.get(f"/account/{page}")
            assert answer["Location"].startswith("/sign-in/again"), page
        assert browser.post("/account/codes").status_code == 403


def test_an_account_says_when_and_how_and_not_from_where(desk_house: Landlord) -> None:
    browser = Client(REMOTE_ADDR="192.0.2.44")
    browser.post("/sign-in", OKAFOR)
    page = words_of(browser.get("/account"))
    assert "Joy Okafor" in page
    assert "Housing officer" in page
    assert "18 November 2026, 10am: Password" in page
    assert "192.0.2.44" not in page
    assert "None yet" in page
