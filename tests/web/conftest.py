"""What the tests of the staff's pages ask for; a room with a Wednesday of its own keeps it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import NOW, Landlord, landlord


@pytest.fixture
def on_wednesday() -> Iterator[None]:
    """It is NOW, and stays so."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk_house(on_wednesday: None) -> Landlord:
    """The landlord, on that Wednesday."""
    return landlord()
