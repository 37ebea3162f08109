"""Somebody's own page in a real browser: nothing axe finds, no sideways scroll, and nothing to see after closing it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import WIDTHS, faults_of, is_too_wide, keep_picture
from tests.cast import Landlord, landlord, told
from upstander.casework import codes, messages, reporting, triage
from upstander.casework.actor import public
from upstander.casework.contacts import record_interview
from upstander.casework.plans import StepGiven, record_plan
from upstander.records.case import Case
from upstander.web import who

ROOMS = ("", "/messages", "/plan", "/more", "/why", "/contact", "/looked")
SECRET = "He spat at my door and shouted at my children."


@pytest.fixture
def house() -> Landlord:
    return landlord()


def a_report() -> tuple[str, str]:
    kept = reporting.receive_report(public(at=who.now()), told(story=SECRET))
    return kept.number, kept.code


def a_case(house: Landlord, number: str) -> tuple[str, str]:
    """Open the case, talk with them, write to them, and put a plan to them."""
    at = who.now()
    okafor = house.actor("okafor", at)
    case = triage.open_case(
        house.actor("reid", at), number, team=str(house.north.pk), owner=str(house.staff["okafor"].pk)
    ).number
    person = str(Case.objects.get(number=case).parties.get(part="resident_heard").pk)
    record_interview(okafor, case, party=person, way="in_person", words="She told us all of it.")
    messages.send_message(
        okafor, case, party=person, text="Thank you for telling me everything.\nI call you on Friday."
    )
    soon = at.date() + timedelta(days=5)
    steps = [
        StepGiven(tool="graffiti_removal", what="Clean your door", who_does_it="Our caretaker", due_on=soon),
        StepGiven(tool="locks_lighting", what="Put a stronger lock on it", who_does_it="Our repairs team", due_on=soon),
    ]
    record_plan(okafor, case, aim="You can go in and out without fear.", steps=steps)
    return case, person


def come(page: Page, code: str) -> None:
    page.goto("/your-page")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("heading", name="Your page").wait_for()


def is_fine(page: Page, name: str) -> None:
    """Hold a page to every width, and keep its picture where asked."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert not is_too_wide(page), (name, width)
        assert faults_of(page) == [], (name, width)
    keep_picture(page, name)


def test_every_room_is_fine_at_every_width(page: Page, house: Landlord) -> None:
    number, code = a_report()
    page.goto("/your-page")
    is_fine(page, "own-door")
    page.get_by_role("button", name="Open").click()
    is_fine(page, "own-door-error")
    come(page, code)
    is_fine(page, "own-waiting")
    a_case(house, number)
    for room in ROOMS:
        page.goto(f"/your-page{room}")
        is_fine(page, f"own{room.replace('/', '-') or '-page'}")


def test_what_was_not_taken_leads_back_to_the_question(page: Page, house: Landlord) -> None:
    number, code = a_report()
    a_case(house, number)
    come(page, code)
    for room, button, link in (("plan", "Send my answer", "Choose what you say"), ("more", "Send to us", "Choose yes")):
        page.goto(f"/your-page/{room}")
        page.get_by_role("button", name=button).click()
        is_fine(page, f"own-{room}-error")
        page.get_by_role("link", name=link).click()
        assert page.evaluate("document.activeElement.type") == "radio"


def test_a_slip_shows_the_new_code_once_and_large(page: Page, house: Landlord) -> None:
    number, _ = a_report()
    case, person = a_case(house, number)
    slip = codes.issue_code(
        house.actor("okafor", who.now()), case, party=person, way="handed_over", identity="document_seen",
        how_checked="Her passport.", to_the_person=True,
    ).slip  # fmt: skip
    page.goto("/your-page")
    page.get_by_label("Your code").fill(slip)
    page.get_by_role("button", name="Open").click()
    shown = page.locator(".up-code").inner_text()
    is_fine(page, "own-new-code")
    page.get_by_role("button", name="Go to your page").click()
    assert shown not in page.content()
    page.go_back()
    assert shown not in page.content()


@pytest.mark.parametrize("with_javascript", [True, False])
def test_after_closing_back_shows_nothing(browser: Browser, live_server: object, with_javascript: bool) -> None:
    house = landlord()
    number, code = a_report()
    a_case(house, number)
    context = browser.new_context(base_url=str(live_server), java_script_enabled=with_javascript)
    page = context.new_page()
    come(page, code)
    page.get_by_role("link", name="Tell us if something more happened").click()
    page.get_by_text("202", exact=False).first.wait_for()
    page.goto("/your-page/messages")
    page.get_by_label("Write to us").fill(SECRET)
    page.get_by_role("link", name="Back").click()
    page.get_by_role("button", name="Close your page").click()
    page.get_by_role("heading", name="Your page is closed").wait_for()
    assert page.locator("form").count() == 0
    for _ in range(5):
        page.go_back()
        page.wait_for_load_state()
        words = page.locator("body").inner_text()
        assert SECRET[:12] not in words, page.url
        assert "Joy" not in words, page.url
    context.close()


def test_all_of_it_can_be_done_with_the_keyboard(page: Page, house: Landlord) -> None:
    number, code = a_report()
    a_case(house, number)
    page.goto("/your-page")
    page.get_by_label("Your code").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Read your plan").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("I agree").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Thank you.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("We have your answer").first.wait_for()
