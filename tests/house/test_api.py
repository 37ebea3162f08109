"""Every deed is done by a page and by the API alike; and no route opens for a key that the table does not list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.cast import NOW
from tests.house.api_table import KEYS, STATUS, TABLE
from tests.house.test_deeds import NO_PAGE
from tests.keyed import a_key, end
from tests.visitors import Visitors, quietly, undone, visitors
from upstander.api.served import api
from upstander.api.table import READ_BY_GET
from upstander.api.table import TABLE as SERVED
from upstander.policy.apikeys import NOT_BY_KEY, Read
from upstander.policy.deeds import Deed
from upstander.policy.ruling import allow
from upstander.records.apikeys import ApiKey
from upstander.records.case import Case

MISSING = dict.fromkeys(("HC", "QC", "SC"), "HC-2026-9999") | dict.fromkeys(("R", "SR"), "R-2026-9999")
NOBODY = "00000000-0000-4000-8000-000000000000"
KEY_OF = {"PLACE": "{plan}"}
MESSAGE = {"number": "HC-2026-9999", "words": "Please call back.", "from_whom": "A neighbour"}
_once = count(1)


class Door:
    """Everybody's key, and what the addresses of the table speak of."""

    def __init__(self) -> None:
        self.came: Visitors = visitors()
        self.places = self.came.places()
        self.browser = Client(raise_request_exception=False)
        special = {
            "ended": a_key(self.came.house, "reid"),
            "expired": a_key(self.came.house, "reid", days=-1),
            "too little": a_key(self.came.house, "reid", deeds=(), reads=(Read.DUTIES,)),
        }
        end(special["ended"])
        self.keys = {
            kind: special.get(kind) or (a_key(self.came.house, name) if name else "") for kind, name in KEYS.items()
        }

    def answer(self, kind: str, method: str, address: str, body: Any = None, *, once: str = "") -> HttpResponse:
        """What this kind of key is answered; nothing of it is left."""
        more = {"HTTP_AUTHORIZATION": f"Bearer {self.keys[kind]}"} if self.keys[kind] else {}
        if method == "POST":
            more["HTTP_IDEMPOTENCY_KEY"] = once or f"house-test-{next(_once):08}"
        sent = json.dumps(body) if body is not None else ""
        with undone():
            return self.browser.generic(method, f"/api/v1/{address}", sent, content_type="application/json", **more)


@pytest.fixture
def door(request: pytest.FixtureRequest) -> Iterator[Door]:
    """A Wednesday morning."""
    request.getfixturevalue("db")
    with time_machine.travel(NOW, tick=False), quietly():
        yield Door()


def rows() -> list[tuple[str, str, str]]:
    """The table: method, address, and a letter for each kind of key."""
    split = [line.split() for line in TABLE.strip().splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 3 and len(row[2]) == len(KEYS) for row in split), "a row is broken"
    assert len({(row[0], row[1]) for row in split}) == len(split), "a route has two rows"
    return [(row[0], row[1], row[2]) for row in split]


def filled(address: str, places: Mapping[str, str]) -> str:
    """The address with a number in place of HC, R and the others."""
    return "/".join(places.get(part, part) for part in address.split("/"))


def letter_of(response: HttpResponse) -> str:
    """The answer as the table writes it."""
    return next((letter for letter, is_it in STATUS.items() if is_it == response.status_code), "!")


def seen(response: HttpResponse) -> tuple[Any, ...]:
    """Everything that another system is told."""
    return response.status_code, response.content, sorted(response.items())


def test_every_deed_is_done_by_page_and_by_key_or_there_is_a_reason() -> None:
    by_key = {row.deed for row in SERVED} | READ_BY_GET
    assert len(SERVED) == len({row.deed for row in SERVED})
    assert by_key & set(NOT_BY_KEY) == set()
    assert sorted(set(Deed) - by_key - set(NOT_BY_KEY)) == [], "a row in api/table.py, or a reason in NOT_BY_KEY"
    assert sorted(by_key & set(NO_PAGE)) == [], "by a key, but by no page"


@pytest.mark.parametrize("row", SERVED, ids=lambda row: row.deed.value)
def test_a_row_names_the_one_function_of_its_deed(row: Any) -> None:
    assert row.do.__name__ == row.deed.value
    assert row.do.__module__.startswith("upstander.casework.")


def test_every_route_has_a_row() -> None:
    """Each route of the API, also by a method of its own."""
    numbers = ("HC", "QC", "SC", "R", "SR")
    listed = {
        (method, "/".join("{number}" if part in numbers else KEY_OF.get(part, part) for part in address.split("/")))
        for method, address, _ in rows()
    }
    served = {
        (method, path)
        for bound in api()._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
    assert (sorted(served - listed), sorted(listed - served)) == ([], [])


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.slow
def test_every_key_is_answered_as_the_table_says(door: Door) -> None:
    """Out of sight and not there at all are the same answer, to the last byte and header."""
    unexpected, told_apart, asked = [], [], 0
    nowhere = {
        (kind, method, room): seen(door.answer(kind, method, filled(f"{room}/{place}", MISSING), body))
        for kind in KEYS
        for room, place in (("cases", "HC"), ("reports", "R"))
        for method, place, body in (("GET", place, None), ("POST", f"{place}/send-message", {}))
    }
    nowhere |= {(kind, "GET", "places"): seen(door.answer(kind, "GET", f"places/{NOBODY}", None)) for kind in KEYS}
    for method, address, letters in rows():
        body = {} if method == "POST" else None
        answers = {kind: door.answer(kind, method, filled(address, door.places), body) for kind in KEYS}
        found = "".join(letter_of(one) for one in answers.values())
        asked += len(answers)
        if found != letters:
            unexpected.append(f"{method} {address}: {found} and not {letters}")
        for kind, one in answers.items():
            missing = nowhere.get((kind, method, address.partition("/")[0]))
            if one.status_code == 404 and missing != seen(one):
                told_apart.append(f"{kind} {method} {address}")
    assert (unexpected, told_apart) == ([], [])
    assert asked > 900


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_is_right_is_done_for_nobody_else_either(door: Door) -> None:
    """The same with a body that is right, so that it gets as far as the deed; refused and not found look alike."""
    right = {"HC/add-note": {"text": "The lock was changed."}, "HC/review-case": {"findings": "All done as planned."}}
    right |= {"QC/take-case": {}, "SC/add-note": {"text": "They called."}}
    for address, body in right.items():
        expected = next(row[2] for row in rows() if row[:2] == ("POST", f"cases/{address}"))
        asked = {kind: door.answer(kind, "POST", filled(f"cases/{address}", door.places), body) for kind in KEYS}
        assert "".join(letter_of(one) for one in asked.values()).replace("o", "?") == expected.replace("o", "?"), (
            address
        )
        for kind, one in asked.items():
            if one.status_code == 404:
                assert seen(one) == seen(door.answer(kind, "POST", filled(f"cases/{address}", MISSING), body))


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_method_that_no_route_knows_opens_nothing(door: Door) -> None:
    for address in {filled(row[1], door.places) for row in rows()}:
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "HEAD", "OPTIONS"):
            answer = door.answer("reid", method, address)
            assert (answer.status_code, bool(answer["Allow"])) == (405, True), (method, address)


@pytest.mark.django_db(databases=["default", "keys"])
def test_no_cookie_opens_the_api(door: Door) -> None:
    """Somebody who is signed in asks without a key; and a form of another site cannot ask at all."""
    browser = door.came.client("reid")
    assert browser.get("/work").status_code == 200
    for method, address, _ in rows():
        asked = browser.generic(
            method, f"/api/v1/{filled(address, door.places)}", "{}", content_type="application/json"
        )
        assert asked.status_code == 401, address


@pytest.mark.django_db(databases=["default", "keys"])
def test_these_tests_can_fail(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take one check away, and the table notices."""
    case, lists = filled("cases/HC", door.places), ("patel", "expired", "too little")
    assert [letter_of(door.answer(kind, "GET", case)) for kind in lists] == [".", "k", "x"]
    with monkeypatch.context() as without:
        without.setattr("upstander.records.sight.cases", lambda who: Case.objects.all())
        note = filled("cases/SC/add-note", door.places)
        assert letter_of(door.answer("patel", "POST", note, {"text": "They called."})) == "o"
    with monkeypatch.context() as without:
        without.setattr("upstander.api.who.may_read", lambda reads, read: allow("7 a", "Everybody may."))
        assert letter_of(door.answer("too little", "GET", "cases")) == "o"
    with monkeypatch.context() as without:
        without.setattr("upstander.casework.opened.may_do", lambda roles, deed, only: allow("7 a", "Everybody may."))
        assert letter_of(door.answer("ford", "POST", "take-message", MESSAGE)) == "o"
    ApiKey.objects.update(ended=None, ended_at=None)
    assert letter_of(door.answer("ended", "GET", "cases")) == "o"
