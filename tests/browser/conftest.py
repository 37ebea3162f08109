"""A real Chromium, as Debian packs it, with the back/forward cache on: a test of leaving is worthless without it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

MISSING = "Chromium is missing. One command: apt-get install -y chromium fonts-noto-core"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.fail(MISSING)
    # Playwright keeps an event loop in this thread, and Django would take every query for one from async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium,
            ignore_default_args=["--disable-back-forward-cache"],
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    """A fresh visitor on the tests' own server; addresses such as "/sign-in" are enough."""
    context = browser.new_context(base_url=str(live_server), locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
