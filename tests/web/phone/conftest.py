"""A landlord's call handler at her desk, on a Wednesday morning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.cast import NOW, Landlord, landlord


@pytest.fixture
def house() -> Iterator[Landlord]:
    """The landlord of every test."""
    with time_machine.travel(NOW, tick=False):
        yield landlord()


@pytest.fixture
def quinn(house: Landlord) -> Client:
    """The call handler's browser."""
    return signed_in(house, "quinn")


def signed_in(house: Landlord, name: str) -> Client:
    """The browser of somebody on the staff."""
    browser = Client()
    browser.force_login(house.staff[name])
    return browser
