"""Every page that asks something, each as somebody who may answer it sees it: found by the table of addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.house.test_urls import filled, rows, spread
from tests.visitors import MEMBERS, Visitors
from tests.web.report.walking import walk
from upstander.web.report.journey import PAGES

FIRST = ("reid", "okafor", "quinn", "achebe", "resident", "anonymous")
LEADS_TO: dict[str, dict[str, dict[str, Any]]] = {
    "they-know": {"about": {"on_behalf": "someone_else"}},
    "postcode": {"where": {"where": "home"}},
    "home": {"where": {"where": "home"}, "postcode": {"postcode": "SE1 1AB"}},
    "address": {"where": {"where": "home"}, "postcode": {"postcode": "ZZ1 1ZZ"}},
    "meant": {"why": {"grounds": ["unknown"]}},
    "reference": {"police": {"police": "told"}},
    "friend": {"you": {"confidence": "through_someone"}},
    "email": {"contact": {"way": "email"}},
    "letters": {"contact": {"way": "letter"}},
    "voicemail": {"contact": {"way": "phone"}},
}
CLOSED = {"reopen-case", "check-after-closing"}


@dataclass(frozen=True)
class Reached:
    """A page, and the browser of somebody who stands before it."""

    address: str
    member: str
    client: Client


def reached(door: Visitors, *, closed: str) -> Iterator[Reached]:
    """Every page of the table that opens for somebody, and every page of a report on its way."""
    members = list(MEMBERS)
    for row, (get, _) in rows().items():
        open_to = [who for who in FIRST if get[members.index(who)] == "o"]
        for one in spread(row) if open_to and not row.startswith("form/") else ():
            places = door.places() | ({"HC": closed} if one.split("/")[-1] in CLOSED else {})
            yield Reached(filled(one, places), open_to[0], door.client(open_to[0]))
    for page in PAGES:
        yield Reached(f"/form/{page.slug}", "anonymous", on_the_way(page.slug))
    yield Reached("/form/check", "anonymous", on_the_way("check"))


def on_the_way(slug: str) -> Client:
    """A browser whose report has come as far as this page."""
    browser = Client()
    walk(browser, until=slug, **LEADS_TO.get(slug, {}))
    return browser
