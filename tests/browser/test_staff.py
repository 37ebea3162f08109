"""The staff's pages in a real browser: sound at every width, errors and refusals that take the focus, clean paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import WIDTHS, faults_of, is_too_wide, keep_picture
from tests.cast import PASSWORD, Landlord, a_case, a_report, landlord
from upstander.casework.told import Danger
from upstander.records.worked import Note
from upstander.web.case.deeds.table import PAGES
from upstander.web.triage import deeds as triage

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "I rang at four and she said that she feels safer now than before."
LISTS = ("/work", "/work/find?q=Begum", "/work/team", "/work/team/list", "/work/message", "/triage")
PARTS = ("", "/people", "/plan", "/risk", "/do", "/record", "/print")
OPEN_TO_ALL = ("/policy", "/policy/3.2-c", "/policy/procedure", "/policy/documents/asb-policy", "/sign-in")


@pytest.fixture
def house() -> Iterator[Landlord]:
    """The landlord of every test, before whom nobody has tried a password."""
    cache.clear()
    yield landlord()
    cache.clear()


@pytest.fixture
def reid(page: Page, house: Landlord, live_server: object) -> Page:
    """The manager's browser."""
    came = Client()
    came.force_login(house.staff["reid"])
    page.context.add_cookies([{"name": "s", "value": came.cookies["s"].value, "url": str(live_server)}])
    return page


def is_sound(page: Page, address: str) -> None:
    """Look at a page at every width."""
    page.goto(address)
    keep_picture(page, "staff" + address.split("?")[0].replace("/", "-"))
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 844})
        assert not is_too_wide(page), (address, width)
    assert faults_of(page) == [], address


@pytest.mark.slow
def test_every_page_of_the_staff_is_sound(reid: Page, house: Landlord) -> None:
    number, report = a_case(house), a_report(danger=Danger(weapon=True)).number
    okafor = house.staff["okafor"].pk
    for address in (*LISTS, f"/work/team/hand-over?officer={okafor}", *OPEN_TO_ALL[:-1]):
        is_sound(reid, address)
    for part in (*PARTS, *(f"/{deed.replace('_', '-')}" for deed in PAGES)):
        is_sound(reid, f"/case/{number}{part}")
    for part in ("", *(f"/{deed.replace('_', '-')}" for deed in triage.PAGES)):
        is_sound(reid, f"/triage/{report}{part}")


def test_the_pages_before_signing_in_are_sound(page: Page, house: Landlord) -> None:
    for address in OPEN_TO_ALL:
        is_sound(page, address)


def test_signing_in_by_hand_and_out_again(page: Page, house: Landlord) -> None:
    page.goto("/work")
    page.get_by_label("Work email address").fill("okafor@landlord.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert faults_of(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="My work").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in for staff").wait_for()


def test_an_error_link_leads_to_the_first_thing_to_mend(reid: Page, house: Landlord) -> None:
    reid.goto(f"/case/{a_case(house)}/record-first-contact")
    reid.get_by_label("What was said, or what did you try?").fill(LONG)
    reid.get_by_role("button", name="Save").click()
    assert reid.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert reid.title().startswith("Error: ")
    assert faults_of(reid) == []
    reid.get_by_role("link", name="Choose who it was with").click()
    assert reid.evaluate("document.activeElement.name") == "party"
    assert reid.get_by_label("What was said, or what did you try?").input_value() == LONG


def test_a_refusal_takes_the_focus_and_keeps_what_was_written(reid: Page, house: Landlord) -> None:
    reid.goto(f"/case/{a_case(house)}/record-contact")
    reid.get_by_label("Dean Marsh").check()
    reid.get_by_label("Phone call").check()
    reid.get_by_label("Yes, I spoke to them").check()
    reid.get_by_label("What was said, or what did you try?").fill(LONG)
    reid.get_by_role("button", name="Save").click()
    assert "This cannot be done yet" in reid.evaluate("document.activeElement.innerText")
    assert reid.get_by_label("What was said, or what did you try?").input_value() == LONG
    assert reid.get_by_label("Dean Marsh").is_checked()
    assert faults_of(reid) == []


def test_a_button_pressed_twice_in_haste_saves_once(reid: Page, house: Landlord) -> None:
    number = a_case(house)
    reid.goto(f"/case/{number}/add-note")
    reid.get_by_label("Your note").fill(LONG)
    reid.evaluate("() => { const form = document.querySelector('main form'); form.submit(); form.submit(); }")
    reid.get_by_role("heading", name=f"Case {number}").wait_for()
    assert Note.objects.count() == 1


def test_paper_carries_no_menus(reid: Page, house: Landlord) -> None:
    reid.goto(f"/case/{a_case(house)}/print")
    reid.emulate_media(media="print")
    for hidden in (".govuk-service-navigation", ".up-header__who", ".up-footer", ".govuk-back-link"):
        assert not reid.locator(hidden).first.is_visible(), hidden
    assert reid.get_by_text("What you must do next, and why").is_visible()


def test_a_slip_on_paper_tells_nobody_what_it_is_about(reid: Page, house: Landlord) -> None:
    number = a_case(house)
    reid.goto(f"/case/{number}/issue-code")
    for answer in (
        "Rehana Begum",
        "I saw a document with their name",
        "I hand it to them",
        "It goes to this person alone",
    ):
        reid.get_by_label(answer).check()
    reid.get_by_label("What exactly did you check?").fill("Her passport.")
    reid.get_by_role("button", name="Make the slip").click()
    reid.emulate_media(media="print")
    seen = "\n".join(reid.locator("body").all_inner_texts())
    shown = [line for line in seen.splitlines() if line.strip()]
    assert not any(word in seen for word in ("Begum", number, "Ferry", "rime", "arass", "Reid")), shown
    assert "Harassment" not in reid.title()
