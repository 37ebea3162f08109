"""Whatever a browser sends as a passkey's answer, a code or a way back: nobody comes in, and nothing breaks."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD, Landlord
from tests.web.desk import at_the_desk
from tests.web.sign_in.test_second_step import set_up

PLAIN = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {}}
RESPONSE = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "AAAA"}
ODD = [
    "", "x", "5", "null", "true", "[]", "{}", '"text"', "[" * 500, '{"response": 5}', '{"response": null}',
    json.dumps(PLAIN), json.dumps(PLAIN | {"response": RESPONSE}),
    json.dumps(PLAIN | {"response": RESPONSE | {"userHandle": "bm9uZQ"}}),
    json.dumps(PLAIN | {"response": RESPONSE | {"userHandle": 5}}),
    json.dumps(PLAIN | {"response": RESPONSE | {"userHandle": "!"}, "rawId": "é"}),
    json.dumps(PLAIN | {"response": {"clientDataJSON": "e30", "attestationObject": "AAAA"}}),
    json.dumps(PLAIN | {"response": {"clientDataJSON": 5, "attestationObject": []}}),
    json.dumps(PLAIN | {"response": {"clientDataJSON": "e30", "attestationObject": "oA"}}),
]  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_tried() -> None:
    cache.clear()


def test_an_odd_answer_of_a_passkey_opens_nothing(desk_house: Landlord) -> None:
    browser = Client()
    for odd in ODD:
        cache.clear()
        browser.get("/sign-in/passkey", HTTP_ACCEPT="application/json")
        assert browser.post("/sign-in/passkey", {"credential": odd})["Location"] == "/sign-in?passkey=unknown", odd
        assert SESSION_KEY not in browser.session


def test_an_odd_answer_is_no_new_passkey(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "okafor")
    for odd in ODD:
        browser.get("/account/passkey")
        assert browser.post("/account/passkey", {"credential": odd, "name": "x"}).status_code == 200, odd
        assert not Authenticator.objects.exists()


def test_an_odd_code_is_no_second_step(desk_house: Landlord) -> None:
    browser, came = at_the_desk(desk_house, "okafor"), Client()
    set_up(browser)
    came.post("/sign-in", {"login": "okafor@landlord.example", "password": PASSWORD})
    for odd in ("", "x", "0", "１２３４５６", "\x00", "9" * 5000, "<b>1</b>", "-1"):
        cache.clear()
        assert browser.post("/sign-in/again", {"code": odd}).status_code == 200, odd
        assert came.post("/sign-in/second", {"code": odd}).status_code == 200, odd
        assert came.post("/sign-in/second", {"credential": odd}).status_code == 200, odd
        assert came.post("/sign-in/second").status_code == 200
        assert SESSION_KEY not in came.session


def test_a_passkey_of_somebody_else_is_no_proof(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "okafor")
    set_up(browser)
    for odd in ODD:
        cache.clear()
        assert browser.post("/sign-in/again", {"credential": odd}).status_code == 200
