"""The rules are tested as they stand: no database, no clock, no Django."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from upstander.policy.terms import Terms, terms_from


def shipped() -> dict[str, Any]:
    """Read the procedure as it is shipped; a fresh copy each time, so that a test may spoil it."""
    return tomllib.loads((files("upstander.policy") / "procedure.toml").read_text(encoding="utf-8"))


@pytest.fixture
def procedure() -> dict[str, Any]:
    return shipped()


@pytest.fixture(scope="session")
def terms() -> Terms:
    return terms_from(shipped())
