"""Somebody on the staff before a page: their browser, what the page says, and how much it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Landlord

MOST_STATEMENTS = 12
MARK = re.compile(r'name="mark" value="([0-9a-f]{32})"')


def at_the_desk(house: Landlord, name: str) -> Client:
    """A browser in which somebody has signed in, and has been seen this minute: a page does not note it again."""
    browser = Client()
    browser.force_login(house.staff[name])
    browser.get("/alive")
    return browser


def words_of(answer: Any) -> str:
    """What the page says in its main part, without its markup."""
    page = answer.content.decode()
    inside = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def mark_of(answer: Any) -> str:
    """The mark that makes this page count once."""
    found = MARK.search(answer.content.decode())
    assert found, "the page has no mark"
    return found[1]


def done(browser: Client, address: str, **said: Any) -> str:
    """Open a page, send it with these answers, and return what the next page says. It has to be saved."""
    mark = mark_of(browser.get(address))
    sent = browser.post(address, {"mark": mark, **said})
    assert sent.status_code == 302, words_of(sent)
    return words_of(browser.get(sent["Location"]))


@contextmanager
def few_statements(at_most: int = MOST_STATEMENTS) -> Iterator[None]:
    """Hold a page to its number of statements, on both databases together."""
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        yield
    asked = [query["sql"][:120] for query in (*data.captured_queries, *keys.captured_queries)]
    assert len(asked) <= at_most, "\n".join(asked)


def today(name: str = "on") -> dict[str, str]:
    """The boxes of a day, filled in with the day of these tests."""
    return {f"{name}_day": "18", f"{name}_month": "11", f"{name}_year": "2026"}


def first(answer: HttpResponse, name: str) -> str:
    """The value of the first choice of a question."""
    found = re.search(rf'name="{name}" type="\w+" value="([^"]+)"', answer.content.decode())
    assert found, f"nothing to choose for {name}"
    return found[1]
