"""Somebody comes back with their code, in the tests of their own page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import time_machine
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, Landlord, a_case, a_report
from upstander.casework import codes, triage
from upstander.casework.contacts import record_interview
from upstander.casework.plans import StepGiven, record_plan
from upstander.records.case import Case

STEP = StepGiven(
    tool="graffiti_removal", what="Clean your door", who_does_it="Our caretaker", due_on=date(2026, 11, 20)
)


def come(code: str) -> Client:
    """A browser that came back with this code."""
    client = Client()
    assert client.post("/your-page", {"code": code}).status_code == 302
    return client


def opened(house: Landlord, number: str, *, owner: str = "okafor") -> str:
    """Open the case of a report that waits; return the case's number."""
    made = triage.open_case(house.actor("reid"), number, team=str(house.north.pk), owner=str(house.staff[owner].pk))
    return made.number


def with_plan(house: Landlord, number: str, *steps: StepGiven, aim: str = "You are safe at your own door.") -> None:
    """Talk with them, and put a plan to them."""
    okafor = house.actor("okafor")
    record_interview(okafor, number, party=party(number), way="in_person", words="All of it.")
    record_plan(okafor, number, aim=aim, steps=steps or [STEP])


def party(number: str, part: str = "resident_heard") -> str:
    """The id of somebody in a case."""
    return str(Case.objects.get(number=number).parties.get(part=part, ended=None).pk)


def a_case_with_code(house: Landlord, **changed: Any) -> tuple[str, str]:
    """Report, open the case; return its number and the reporter's code."""
    received = a_report(**changed)
    return opened(house, received.number), received.code


def text_of(response: HttpResponse) -> str:
    """The words of a page, without its tags."""
    page = re.sub(r"</?(?:strong|a|span)\b[^>]*>", "", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@contextmanager
def later(by: timedelta, since: datetime = NOW) -> Iterator[datetime]:
    """Let some time pass."""
    with time_machine.travel(since + by, tick=False):
        yield since + by


def statements(ask: Callable[[], HttpResponse]) -> int:
    """How many statements a page costs, on both databases, with nothing warm."""
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        assert ask().status_code == 200
    mere = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
    return sum(not query["sql"].startswith(mere) for query in [*data, *keys])


__all__ = ["NOW", "STEP", "a_case", "codes", "come", "later", "opened", "party", "statements", "text_of", "with_plan"]
