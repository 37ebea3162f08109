"""Passkeys in a real browser with an authenticator of its own: made, used at the door and again, and taken away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import WIDTHS, faults_of, is_too_wide, keep_picture
from tests.cast import PASSWORD, Landlord, landlord
from upstander.web import who

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
PAGES = ("", "/second-step", "/app", "/app/remove", "/passkey", "/codes")


@pytest.fixture
def house() -> Iterator[Landlord]:
    """The landlord, before whom nobody has tried anything."""
    cache.clear()
    yield landlord()
    cache.clear()


@pytest.fixture
def phone(page: Page) -> Any:
    """An authenticator that says yes; returns what changes what it says."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    more = {"isUserVerified": True, "automaticPresenceSimulation": True}
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | more})
    return lambda yes: session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": yes}
    )


@pytest.fixture
def okafor(page: Page, house: Landlord, live_server: object) -> Page:
    """An officer's browser."""
    came = Client()
    came.force_login(house.staff["okafor"])
    came.get("/alive")
    page.context.add_cookies([{"name": "s", "value": came.cookies["s"].value, "url": str(live_server)}])
    return page


def make(page: Page) -> None:
    """Make a passkey on the page for it."""
    page.goto("/account/passkey")
    page.get_by_label("What do you want to call it?").fill("Work phone")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/account/codes")


def an_hour_ago(page: Page) -> None:
    """Let the last proof of this session be an hour old."""
    for row in Session.objects.all():
        held = row.get_decoded()
        if who.PROVED in held:
            row.session_data = Session.objects.encode(held | {who.PROVED: held[who.PROVED] - 3600})
            row.save()


def test_a_passkey_is_made_used_asked_for_again_and_removed(okafor: Page, phone: Any, settings: Any) -> None:
    page = okafor
    settings.SECOND_STEP_FORCED = True
    page.goto("/work")
    assert page.get_by_role("heading", level=1).inner_text() == "Set up your second step"
    make(page)
    assert page.locator("main code").count() == 10
    page.goto("/account")
    assert "Work phone" in page.locator("main").inner_text()

    an_hour_ago(page)
    page.goto("/account/codes")
    assert "/sign-in/again" in page.url
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/account/codes")

    page.goto("/sign-out")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/work")
    page.goto("/account")
    assert ": Passkey" in page.locator("main").inner_text()

    settings.SECOND_STEP_FORCED = False
    page.get_by_role("link", name="Remove the passkey Work phone").click()
    page.get_by_role("button", name="Remove").click()
    assert "your last one" in page.locator("main").inner_text()
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_after_the_password_the_passkey_is_the_second_step(okafor: Page, phone: Any) -> None:
    page = okafor
    make(page)
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("Work email address").fill("okafor@landlord.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/sign-in/second")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/work")


def test_a_phone_that_does_not_know_who_holds_it_opens_nothing(okafor: Page, phone: Any) -> None:
    page = okafor
    make(page)
    page.context.clear_cookies()
    phone(False)
    page.goto("/sign-in")
    assert not page.get_by_text("Your browser could not use a passkey").is_visible()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Your browser could not use a passkey").wait_for()
    assert page.url.endswith("/sign-in")


def test_without_javascript_the_page_says_so_and_the_other_ways_stand(
    browser: Any, house: Landlord, live_server: object
) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in")
    assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
    assert "A passkey needs JavaScript" in page.locator("main").inner_text()
    context.close()


def test_the_pages_of_an_account_are_sound(okafor: Page, phone: Any, settings: Any) -> None:
    page = okafor
    make(page)
    page.goto("/account/app")
    for part in PAGES:
        page.goto(f"/account{part}")
        is_sound(page, f"account{part.replace('/', '-')}")
    an_hour_ago(page)
    page.goto("/sign-in/again?next=/account")
    is_sound(page, "sign-in-again")
    page.context.clear_cookies()
    page.goto("/sign-in")
    is_sound(page, "sign-in-passkey")


def is_sound(page: Page, name: str) -> None:
    """Look at a page at every width."""
    keep_picture(page, name)
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 844})
        assert not is_too_wide(page), (name, width)
    assert faults_of(page) == [], name
