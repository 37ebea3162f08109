"""A landlord, a report and a case of a Wednesday morning."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from tests.cast import NOW, Landlord, landlord


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    """It is NOW, and nobody has tried a code yet."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house() -> Landlord:
    """The landlord of every test."""
    return landlord()
