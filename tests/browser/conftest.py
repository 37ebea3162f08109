"""A real Chromium, as Debian packs it, with the back/forward cache on: a test of leaving is worthless without it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
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
            args=[*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
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


@pytest.fixture
def elsewhere(settings: Any) -> Iterator[str]:
    """Where somebody who leaves quickly lands in a test: a page of another origin, on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Weather) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        settings.LANDLORD = replace(settings.LANDLORD, elsewhere=address)
        yield address
        server.shutdown()


class Weather(BaseHTTPRequestHandler):
    """A page about the weather."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Weather</title><h1>Sunny spells</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


WIDTHS = (320, 390, 768, 1280)


def faults_of(page: Page) -> list[str]:
    """What axe finds wrong with a page, by rule and by the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


def is_too_wide(page: Page) -> bool:
    """Say whether somebody has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def keep_picture(page: Page, name: str) -> None:
    """Keep pictures of this page on a phone and on a desk, in the folder that UPSTANDER_SHOTS names, if any."""
    folder = os.environ.get("UPSTANDER_SHOTS")
    for width in (390, 1280) if folder else ():
        page.set_viewport_size({"width": width, "height": 844})
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
