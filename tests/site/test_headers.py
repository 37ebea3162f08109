"""What every kind of answer carries: pages, refusals, redirects, files, faults, the API, for everybody."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.test_urls import filled, rows, spread
from tests.visitors import Visitors, quietly, undone, visitors

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HARDER = {"Referrer-Policy": {"no-referrer"}}  # a page may be stricter than the house
OFF = ("camera=()", "microphone=()", "geolocation=()", "browsing-topics=()")
CLOSED = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")


def faults(answer: HttpResponse) -> list[str]:
    """What is missing from an answer, or too weak."""
    said = answer.headers
    found = [
        f"{name}: {said.get(name)}"
        for name, value in ALWAYS.items()
        if said.get(name) != value and said.get(name) not in HARDER.get(name, set())
    ]
    policy = said.get("Content-Security-Policy", "")
    found += [f"no {part}" for part in CLOSED if part not in policy and "sandbox" not in policy]
    found += [f"allows {word}" for word in ("unsafe-", "http:", "https:", "data:", "*") if word in policy]
    found += [f"does not switch off {one}" for one in OFF if one not in said.get("Permissions-Policy", "")]
    if "no-store" not in said.get("Cache-Control", "") and not answer.wsgi_request.path.startswith("/static/"):  # type: ignore[attr-defined]  # said by the test client
        found.append(f"may be kept: {said.get('Cache-Control')}")
    return found


@pytest.fixture
def door() -> Visitors:
    with quietly():
        return visitors()


def test_every_address(door: Visitors) -> None:
    """By whoever it opens for, as a page; and by nobody who is signed in, as a form."""
    places = door.places()
    found = []
    with undone(), quietly():
        for address in (filled(one, places) for row in rows() for one in spread(row) if not row.endswith("*")):
            opened = door.client("okafor").get(address)
            answers = [opened if opened.status_code != 404 else door.client("moss").get(address)]
            answers.append(door.client("anonymous").post(address))
            found += [f"{answer.status_code} {address}: {fault}" for answer in answers for fault in faults(answer)]
            for answer in answers:
                answer.close()
    assert found == []


def test_what_is_not_there_is_broken_or_fails(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Client(raise_request_exception=False)
    with quietly():
        answers = {
            "404": browser.get("/no-such-page"),
            "404 of the API": browser.get("/api/v1/no-such"),
            "401 of the API": browser.get("/api/v1/duties"),
            "the API's own description": browser.get("/api/v1/openapi.json"),
            "400": browser.get("/alive", HTTP_HOST="elsewhere.example"),
            "403 expired": Client(enforce_csrf_checks=True).post("/sign-in"),
            "static": browser.get("/static/look/passkey.js"),
            "no such static": browser.get("/static/none.js"),
        }
        monkeypatch.setattr("upstander.web.sign_in.views.who.is_staff", lambda request: 1 / 0)
        answers["500"] = browser.get("/")
    assert answers["500"].status_code == 500
    assert answers["static"].status_code == 200
    for answer in answers.values():
        answer.close()
    assert {name: faults(answer) for name, answer in answers.items() if faults(answer)} == {}


def test_the_demo_turned_away_carries_them_too(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    answer = client.get("/alive", REMOTE_ADDR="192.0.2.1")
    assert answer.status_code == 403
    assert faults(answer) == []


def test_nothing_of_allauth_is_mounted_that_is_not_ours() -> None:
    def theirs(resolver: URLResolver) -> set[str]:
        found: set[str] = set()
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                found |= theirs(one)
            elif isinstance(one, URLPattern) and one.callback.__module__.startswith("allauth"):
                found.add(str(one.name))
        return found

    assert theirs(get_resolver()) == {
        "account_inactive",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
