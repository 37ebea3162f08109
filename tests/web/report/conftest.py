"""A landlord with homes, for pages that find them."""

import pytest

from tests.cast import Landlord, landlord


@pytest.fixture
def house() -> Landlord:
    """The landlord of every test."""
    return landlord()
