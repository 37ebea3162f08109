"""A page costs twelve statements at most, whatever is stored: each at a hundred cases, the lists at five thousand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.casework.many import many_cases
from tests.cast import NOW
from tests.visitors import Visitors, quietly, undone, visitors
from tests.web.desk import MOST_STATEMENTS
from tests.web.reached import Reached, reached
from tests.web.worked import closed, worked
from upstander.records import keyring

LISTS = (
    "/work",
    "/work?view=overdue",
    "/work?view=unassigned",
    "/work/team",
    "/work/team/list",
    "/work/find?q=Amina",
    "/work/find?q=eggs",
    "/triage",
)


@pytest.fixture
def door() -> Iterator[Visitors]:
    """Everybody's browser, and a case that was worked."""
    with time_machine.travel(NOW, tick=False), quietly():
        came = visitors()
        worked(came)
        yield came


def statements(one: Reached) -> list[str]:
    """What a page asks of both databases, with no key at hand."""
    with undone(one.client):
        keyring.forget()
        with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
            page = one.client.get(one.address)
        assert page.status_code == 200, one
        return [query["sql"][:160] for query in (*data.captured_queries, *keys.captured_queries)]


def too_many(pages: list[Reached]) -> list[str]:
    """The pages that ask for more than they may, with what they ask."""
    asked = [(one.address, statements(one)) for one in pages]
    return ["\n  ".join((address, *sql)) for address, sql in asked if len(sql) > MOST_STATEMENTS]


def test_every_page_with_a_hundred_cases(door: Visitors) -> None:
    many_cases(door.house, 100)
    pages = list(reached(door, closed=closed(door)))
    assert len(pages) > 100
    found = too_many(pages)
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_the_lists_and_a_case_with_five_thousand(door: Visitors) -> None:
    made = many_cases(door.house, 5_000)
    parts = ("", "/people", "/plan", "/risk", "/record", "/print", "/do", "/link-cases", "/assign-case")
    addresses = [*LISTS, *(f"/case/{number}{part}" for number in (door.number, made[2_500]) for part in parts)]
    addresses += [f"/work/team/hand-over?officer={door.places()['OFFICER']}", f"/triage/{door.report}"]
    pages = [Reached(address, who, door.client(who)) for address in addresses for who in ("reid",)]
    pages += [Reached(address, "okafor", door.client("okafor")) for address in ("/work", "/work/find?q=Amina")]
    found = too_many(pages)
    assert not found, "\n".join(found)
