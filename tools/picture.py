"""Take the README's picture of a case, while `make demo` runs: `.venv/bin/python tools/picture.py --port 8000`.

It starts no server. It goes in by the demo's own sign-in page as one of its invented people, opens the first case on
their list of work, and keeps what a screen of 1280 pixels shows of it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Playwright, ViewportSize, sync_playwright

from ground import ROOT

KEPT = ROOT / "docs" / "pictures" / "case.png"
WIDTH = 1280
A_CASE = re.compile(r"/case/[A-Z]+-\d{4}-\d+$")


def main() -> None:
    """Take it, and say where it is."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    asked.add_argument("--person", default="Joy Okonedo", help="whose work is looked at, by the name the demo prints")
    asked.add_argument("--height", type=int, default=1200, help="how much of the page is shown, in pixels")
    asked.add_argument("--out", type=Path, default=KEPT)
    chosen = asked.parse_args()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        try:
            page = signed_in(browser, f"http://127.0.0.1:{chosen.port}", chosen.person, height=chosen.height)
            number = first_case(page)
            page.screenshot(path=chosen.out, animations="disabled", caret="hide")
        except Error as trouble:
            sys.exit(f"✗ no picture: {trouble.message.splitlines()[0]}\n  Is the demo running there? make demo PORT=…")
        finally:
            browser.close()
    print(f"{number} as {chosen.person} sees it → {chosen.out}")


def chromium(playwright: Playwright) -> Browser:
    """Start Debian's browser, as the browser tests do."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        sys.exit("✗ Chromium is missing. One command: apt-get install -y chromium fonts-noto-core")
    return playwright.chromium.launch(
        executable_path=found,
        ignore_default_args=["--disable-back-forward-cache"],
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
    )


def signed_in(browser: Browser, address: str, person: str, *, height: int) -> Page:
    """Sign in as a person of the demo, as a visitor would: by the button beside their name."""
    size = ViewportSize(width=WIDTH, height=height)
    context = browser.new_context(base_url=address, viewport=size, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name=f"Sign in as {person}").click()
    page.wait_for_url("**/work**")
    return page


def first_case(page: Page) -> str:
    """Open the first case on the list of work; return its number."""
    links = page.locator("main a").evaluate_all("all => all.map(a => new URL(a.href).pathname)")
    address = next((path for path in links if A_CASE.search(path)), None)
    if address is None:
        sys.exit("✗ there is no case on this person's list. Choose another: --person NAME")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return str(address.rsplit("/", 1)[-1])


if __name__ == "__main__":
    main()
