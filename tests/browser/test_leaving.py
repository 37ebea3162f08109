"""Leaving quickly in a real browser: whichever way, Back shows no page of ours and no word that was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from upstander.records.drafts import Draft

SECRET = "He spat at my door and shouted at my children."
BACKS = 10


def tell(page: Page) -> None:
    """Walk some pages, and type without sending."""
    page.goto("/form")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Me, or the people I live with").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Yes, for now").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("In your own words").fill(SECRET)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="What kind of thing was it?").wait_for()
    page.go_back()
    page.get_by_label("In your own words").fill(SECRET + " Again.")


def press(page: Page) -> None:
    page.get_by_role("link", name="Exit this page").click()


def shift_three_times(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def shows_nothing(page: Page) -> None:
    words = page.locator("body").inner_text() + page.title()
    for ours in (SECRET[:12], "What happened", "Tell us", "Who are you telling", "danger", "999"):
        assert ours not in words, page.url
    assert page.locator("form").count() == 0


@pytest.mark.parametrize("way", [press, shift_three_times])
def test_after_leaving_back_shows_nothing(page: Page, elsewhere: str, way: Callable[[Page], None]) -> None:
    tell(page)
    way(page)
    page.wait_for_url(elsewhere)
    for _ in range(BACKS):
        page.go_back()
        page.wait_for_load_state()
        shows_nothing(page)
    assert Draft.objects.count() == 0


def test_without_javascript_the_button_is_a_link_that_does_the_same(
    browser: Browser, live_server: object, elsewhere: str
) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    tell(page)
    press(page)
    page.wait_for_url(elsewhere)
    for _ in range(BACKS):
        page.go_back()
        page.wait_for_load_state()
        shows_nothing(page)
    context.close()
    assert Draft.objects.count() == 0


def test_capital_letters_and_walking_backwards_do_not_leave(page: Page, elsewhere: str) -> None:
    page.goto("/form/about")
    page.get_by_label("Me, or the people I live with").focus()
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    page.goto("/form/about")
    page.keyboard.press("Shift+A")
    page.keyboard.press("Shift+B")
    page.keyboard.press("Shift+C")
    page.wait_for_timeout(200)
    assert page.url.endswith("/form/about")


def test_somebody_who_left_can_come_back_by_their_own_wish(page: Page, elsewhere: str) -> None:
    page.goto("/form/about")
    press(page)
    page.wait_for_url(elsewhere)
    page.goto("/form")
    shows_nothing(page)
    page.get_by_role("link", name="Go to our website").click()
    page.goto("/form")
    assert page.get_by_role("button", name="Start").is_visible()


def test_a_slow_server_holds_nobody(page: Page, elsewhere: str) -> None:
    page.goto("/form/about")
    page.route("**/leave", lambda route: None)  # never answered
    press(page)
    page.wait_for_url(elsewhere, timeout=5_000)
