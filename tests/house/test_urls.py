"""Every address, every member of the cast, GET and an empty POST: nothing opens that the table does not list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.db.models import Q
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import NOW
from tests.house.urls_table import STATUS, TABLE
from tests.visitors import ADMINISTERED, MEMBERS, Visitors, quietly, undone, visitors
from upstander.policy.deeds import Deed
from upstander.policy.ruling import allow
from upstander.web.report.journey import BY_SLUG

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

DEEDS = [deed.value.replace("_", "-") for deed in Deed]
NOBODY = "00000000-0000-4000-8000-000000000000"
MISSING = dict.fromkeys(("HC", "QC", "SC"), "HC-2026-9999") | dict.fromkeys(("R", "SR"), "R-2026-9999")
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
SIGN_IN = "/sign-in?next="
STEMS = {"form/": list(BY_SLUG), "case/HC/": DEEDS, "triage/R/": DEEDS}


@pytest.fixture
def door() -> Iterator[Visitors]:
    """Everybody's browser, on a Wednesday morning."""
    with time_machine.travel(NOW, tick=False), quietly():
        yield visitors()


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every pattern of the resolver as one line, with its name."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{before}{one.pattern}")
        else:
            assert isinstance(one, URLPattern)
            yield f"{before}{one.pattern}", str(one.name)


def rows() -> dict[str, tuple[str, str]]:
    """The table: what GET and POST answer, by address."""
    split = [line.split() for line in TABLE.strip().splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 3 and {len(row[1]), len(row[2])} == {len(MEMBERS)} for row in split), "a row is broken"
    found = {address: (get, post) for address, get, post in split}
    assert len(found) == len(split), "an address has two rows"
    return found


def filled(address: str, places: Mapping[str, str]) -> str:
    """The address with these in place of HC, R, PARTY and the others."""
    return "/" + re.sub(r"\b[A-Z]{1,7}\b", lambda word: places.get(word[0], word[0]), address.lstrip("/"))


def spread(address: str) -> list[str]:
    """The addresses that a row stands for."""
    if not address.endswith("*"):
        return [address]
    stem = address.removesuffix("*")
    return [f"{stem}{word}" for word in STEMS[stem] if f"{stem}{word}" not in rows()]


def asking() -> Iterator[tuple[str, str, str]]:
    """Every address with each method and what is expected."""
    for row, expected in rows().items():
        for one in spread(row):
            yield from ((one, method, letters) for method, letters in zip(("get", "post"), expected, strict=True))


def answer(door: Visitors, member: str, method: str, address: str) -> HttpResponse:
    """What this member is answered; nothing of it is left."""
    browser = door.client(member)
    with undone():
        return getattr(browser, method)(address)


def letter_of(response: HttpResponse) -> str:
    """The answer as the table writes it."""
    if response.status_code == 302:
        return "s" if response["Location"].startswith(SIGN_IN) else ">"
    if response.status_code == 403:
        return "e" if b"This page has expired" in response.content else "x"
    return next((letter for letter, is_it in STATUS.items() if is_it == response.status_code), "!")


def seen(response: HttpResponse) -> tuple[Any, ...]:
    """Everything that a browser is told, without the token that is another for each page."""
    page = TOKEN.sub(rb"\1", response.content)
    return response.status_code, page, sorted(response.items()), sorted(response.cookies)


def test_every_pattern_has_a_row_and_a_name_of_its_own() -> None:
    places = MISSING | dict.fromkeys(
        (
            "PARTY",
            "OTHER",
            "STAFF",
            "OFFICER",
            "FILE",
            "LETTER",
            "PACK",
            "CONSENT",
            "RECIP",
            "ITEM",
            "REFER",
            "WORDS",
            "ASK",
            "NOTICE",
            "FLAG",
            "BLOCK",
            "GLASS",
            "COVER",
            "PLACE",
            *ADMINISTERED,
        ),
        NOBODY,
    )
    asked = [filled(one, places).partition("?")[0] for row in rows() for one in spread(row)]
    served = {str(get_resolver().resolve(address).route) for address in asked}
    found = dict(patterns())
    assert sorted(set(found) - served) == []
    assert [name for name, times in Counter(found.values()).items() if times > 1] == []


def test_a_deed_without_a_row_of_its_own_is_found_by_nobody() -> None:
    stars = {address: row for address, row in rows().items() if address.endswith("*")}
    assert {"case/HC/*", "triage/R/*"} <= set(stars)
    for address in ("case/HC/*", "triage/R/*"):
        assert stars[address] == ("ss" + "." * 12 + "s", "ee" + "." * 12 + "e")


@pytest.mark.slow
def test_everybody_is_answered_as_the_table_says(door: Visitors) -> None:
    """Out of sight and not there at all are the same page, to the last byte and header."""
    places, unexpected, told_apart, asked = door.places(), [], [], 0
    nowhere = {
        (who, method, room): seen(answer(door, who, method, f"/{room}/{MISSING[kind]}/{deed}"))
        for who, method in product(MEMBERS, ("get", "post"))
        for room, kind, deed in (("case", "HC", "add-note"), ("triage", "R", "open-case"))
    }
    for one, method, letters in asking():
        pages = {who: answer(door, who, method, filled(one, places)) for who in MEMBERS}
        found = "".join(letter_of(page) for page in pages.values())
        asked += len(pages)
        if found != letters:
            unexpected.append(f"{method} {one}: {found} and not {letters}")
        for who, page in pages.items():
            missing = nowhere.get((who, method, one.partition("/")[0]))
            if page.status_code == 404 and missing and missing != seen(page):
                told_apart.append(f"{who} {method} {one}")
    assert (unexpected, told_apart) == ([], [])
    assert asked > 3000


def test_whoever_is_not_signed_in_learns_nothing_of_what_exists(door: Visitors) -> None:
    for row in ("case/HC", "case/HC/add-note", "case/HC/people/PARTY", "triage/R", "triage/R/open-case"):
        for method in ("get", "post"):
            there, nowhere = filled(row, door.places()), filled(row, door.places() | MISSING)
            one, other = answer(door, "anonymous", method, there), answer(door, "anonymous", method, nowhere)
            if method == "get":
                assert unquote(one["Location"]) == f"/sign-in?next={there}"
                assert unquote(other["Location"]) == f"/sign-in?next={nowhere}"
                del one["Location"], other["Location"]
            alike = [(*seen(page)[:1], page.content.replace(to.encode(), b""), *seen(page)[2:]) for page, to in
                     ((one, there), (other, nowhere))]  # fmt: skip
            assert alike[0] == alike[1]


def test_a_method_that_no_page_knows_opens_nothing(door: Visitors) -> None:
    for row in ("case/HC", "case/HC/add-note", "triage/R", "work"):
        for method in ("put", "patch", "delete", "trace"):
            for who in ("anonymous", "patel", "okafor", "reid"):
                assert answer(door, who, method, filled(row, door.places())).status_code in {302, 403, 404, 405}


def test_these_tests_can_fail(door: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take one check away, and the table notices."""
    note, case = filled("case/HC/add-note", door.places()), filled("case/HC", door.places())
    review = filled("case/HC/review-case", door.places())
    assert [letter_of(answer(door, "patel", "get", one)) for one in (case, note)] == [".", "."]
    assert letter_of(answer(door, "okafor", "get", review)) == "x"
    with monkeypatch.context() as without:
        without.setattr("upstander.records.sight._granted", lambda seer: Q(pk__isnull=False))
        assert [letter_of(answer(door, "patel", "get", one)) for one in (case, note)] == ["o", "o"]
    with monkeypatch.context() as without:
        without.setattr("upstander.web.deed.answer.may_do", lambda roles, deed: allow("7 a", "Everybody may."))
        assert letter_of(answer(door, "okafor", "get", review)) == "o"
    with monkeypatch.context() as without:
        without.setattr("upstander.web.answers.SignedIn.process_view", lambda *_: None)
        assert letter_of(answer(door, "anonymous", "get", case)) not in "s"
