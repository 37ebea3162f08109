"""Every page of the resident's door in a real browser: nothing axe finds, no sideways scroll, the exit in sight."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import WIDTHS, faults_of, is_too_wide, keep_picture
from tests.cast import Landlord, landlord
from tests.web.report.walking import ANSWERS


@pytest.fixture
def house() -> Landlord:
    """The landlord, for homes to pick."""
    return landlord()


MORE: dict[str, dict[str, Any]] = {
    "where": {"where": "home"},
    "postcode": {"postcode": "SE1 1AB"},
    "home": {"home_uprn": "990000000101"},
    "contact": {"way": "phone"},
    "police": {"police": "told"},
    "reference": {"police_reference": "CAD 1234"},
    "now": {"safe_now": "no"},
    "also": {"dangers": ["weapon"]},
}


def answer(page: Page, given: dict[str, Any]) -> None:
    """Fill in the page in front of us, and go on."""
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            box = page.locator(f"[name={name}]")
            if box.first.get_attribute("type") in {"radio", "checkbox"}:
                page.locator(f"[name={name}][value='{one}']").check()
            elif one:
                box.fill(str(one))
    page.get_by_role("button", name="Continue").click()


def look_at(page: Page, name: str) -> None:
    """Hold one page to what every page owes."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert not is_too_wide(page), f"{name} is too wide at {width}"
    assert faults_of(page) == [], name
    assert page.title() == "Northgate Homes"
    assert page.locator("h1").count() == 1, name
    assert page.locator("#leave-now").is_visible()
    keep_picture(page, name)


def test_every_page_can_be_seen_heard_and_left(page: Page, house: Landlord) -> None:
    page.goto("/form")
    look_at(page, "00-start")
    page.get_by_role("button", name="Start").click()
    look_at(page, "01-leaving")
    page.get_by_role("button", name="Continue").click()
    for at in range(2, 40):
        slug = page.url.rsplit("/", 1)[-1]
        look_at(page, f"{at:02}-{slug}")
        if slug == "check":
            break
        if slug == "help-now":
            page.get_by_role("button", name="I can go on now").click()
            continue
        answer(page, {**ANSWERS, **MORE}[slug])
    page.get_by_role("button", name="Send to us").click()
    look_at(page, "40-done")
    assert page.locator(".up-code").inner_text().count("-") == 4


def test_an_error_link_leads_into_the_field_and_clear_of_the_exit(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 640})
    page.goto("/form/about")
    page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    look_wrong = page.get_by_role("alert")
    look_wrong.wait_for()
    keep_picture(page, "50-error")
    page.set_viewport_size({"width": 390, "height": 640})
    page.get_by_role("link", name="Choose who you are telling us about").click()
    focused = page.evaluate("document.activeElement.name")
    assert focused == "on_behalf"
    assert not covered(page)


def covered(page: Page) -> bool:
    """Say whether what has the focus lies under the exit button's bar."""
    return bool(
        page.evaluate(
            """() => {
              const bar = document.querySelector(".up-exit").getBoundingClientRect();
              const here = document.activeElement.getBoundingClientRect();
              return document.activeElement !== document.body
                && document.activeElement.closest(".up-exit") === null
                && here.height > 0 && here.top < bar.bottom && here.bottom > bar.top;
            }"""
        )
    )


@pytest.mark.parametrize("size", [(390, 640), (1280, 720), (320, 256)])
def test_the_exit_never_covers_what_has_the_focus(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/form/about")
    answer(page, ANSWERS["about"])
    answer(page, ANSWERS["now"])
    answer(page, {})
    answer(page, ANSWERS["words"])
    order = [page.evaluate("document.activeElement.id + document.activeElement.textContent.slice(0, 20)")]
    for key in ["Tab"] * 30 + ["Shift+Tab"] * 30:
        page.keyboard.press(key)
        page.wait_for_timeout(30)
        assert not covered(page), f"{key} after {order[-1]}"
        order.append(page.evaluate("document.activeElement.id + document.activeElement.textContent.slice(0, 20)"))
    assert len(set(order)) > 15
