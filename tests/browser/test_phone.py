"""Taking a report for somebody, and what everybody may read, as a browser shows them, at every width."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import WIDTHS, faults_of, is_too_wide, keep_picture
from tests.cast import Landlord, landlord
from upstander.records.reports import Report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house() -> Landlord:
    """The landlord of every test."""
    return landlord()


def come_in(page: Page, house: Landlord, name: str, address: str) -> None:
    """Give the browser the session of somebody on the staff."""
    browser = Client()
    browser.force_login(house.staff[name])
    page.context.add_cookies([{"name": "s", "value": browser.cookies["s"].value, "url": address}])


def is_sound(page: Page, name: str) -> None:
    """Look at the page at every width."""
    keep_picture(page, name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert not is_too_wide(page), width
    assert faults_of(page) == []


def test_a_call_is_taken_and_every_page_of_it_is_sound(page: Page, house: Landlord, live_server: object) -> None:
    come_in(page, house, "reid", str(live_server))
    page.goto("/phone")
    is_sound(page, "phone-empty")
    page.get_by_label("Yes, for now").check()
    page.get_by_label("What is the postcode of the home?").fill("SE1 1AB")
    page.get_by_label("In your own words").fill("He shouted on the stairs and spat at my door.\nTwice.")
    page.get_by_label("When did it happen?").fill("31 February 2026")
    page.get_by_role("button", name="Find the home").click()
    assert "February 2026 has 28 days" in page.locator("main").inner_text()
    is_sound(page, "phone-wrong")
    page.get_by_label("When did it happen?").fill("yesterday")
    page.get_by_role("button", name="Find the home").click()
    page.get_by_label("2 Ferry Court").check()
    page.locator("input[value=verbal_abuse]").check()
    page.locator("input[value=race]").check()
    is_sound(page, "phone-home")
    page.get_by_role("button", name="Save and read back").click()
    assert "Read this back to the caller" in page.locator("main").inner_text()
    is_sound(page, "phone-read-back")
    page.get_by_role("button", name="Send the report").click()
    assert Report.objects.get().number in page.locator("main").inner_text()
    is_sound(page, "phone-done")


@pytest.mark.parametrize("name", ["services", "what-happens", "privacy", "accessibility"])
def test_what_everybody_may_read_is_sound(page: Page, name: str) -> None:
    page.goto(f"/about/{name}")
    is_sound(page, f"about-{name}")
