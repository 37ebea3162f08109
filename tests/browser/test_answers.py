"""The smallest thing a browser can show: the house answers, on each database, and loads nothing from elsewhere."""

import pytest
from playwright.sync_api import Page


@pytest.mark.smoke
def test_the_house_answers_a_browser(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto("/alive")
    assert answer
    assert answer.status == 200
    assert page.locator("body").inner_text() == "alive"
    assert {address.split("/")[2].split(":")[0] for address in asked} == {"localhost"}
