"""What the tests of the API share: a landlord with one case and one report, and somebody who asks by a key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.cast import NOW
from tests.keyed import a_key
from tests.visitors import Visitors, quietly, visitors

_once = count(1)


class Asker:
    """Another system, by one key."""

    def __init__(self, came: Visitors, name: str, **given: Any) -> None:
        self.came, self.key = came, a_key(came.house, name, **given)
        self.browser = Client(raise_request_exception=False)

    def get(self, address: str, **more: str) -> HttpResponse:
        """Read."""
        return self._ask("GET", address, "", more)

    def post(self, address: str, body: Any = None, *, once: str | None = None, **more: str) -> HttpResponse:
        """Do; each time as another thing that is to be done, unless told otherwise."""
        mark = f"test-{next(_once):012}" if once is None else once
        sent = body if isinstance(body, str) else json.dumps(body) if body is not None else ""
        return self._ask("POST", address, sent, {"Idempotency-Key": mark, **more} if mark else more)

    def _ask(self, method: str, address: str, sent: str, more: dict[str, str]) -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.key}", **more}
        kind = headers.pop("Content-Type", "application/json")
        return self.browser.generic(method, f"/api/v1/{address}", sent, content_type=kind, headers=headers)


@pytest.fixture
def came() -> Iterator[Visitors]:
    """A Wednesday morning."""
    with time_machine.travel(NOW, tick=False), quietly():
        yield visitors()


@pytest.fixture
def reid(came: Visitors) -> Asker:
    """A system that acts as the manager, and may do all that he may."""
    return Asker(came, "reid")
