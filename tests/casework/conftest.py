"""What every deed's tests ask for: the landlord, a fault at the last moment, and the whole record before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.apps import apps

from tests.cast import Landlord, landlord

Snapshot = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def house() -> Landlord:
    """The landlord, with two teams and everybody who works there."""
    return landlord()


def snapshot() -> Snapshot:
    """Return every row of the record as it stands."""
    models = apps.get_app_config("records").get_models()
    return {
        model.__name__: [_plain(row) for row in model._base_manager.order_by("pk").values_list()] for model in models
    }


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


@pytest.fixture
def half_way(monkeypatch: pytest.MonkeyPatch) -> Callable[[], AbstractContextManager[None]]:
    """Let a deed fail at its very last step, and hold that not one row is other than before."""

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    @contextmanager
    def failing() -> Iterator[None]:
        before = snapshot()
        with monkeypatch.context() as patch:
            patch.setattr("upstander.casework.opened.chain", fail)
            with pytest.raises(RuntimeError, match="the disk is full"):
                yield
        assert snapshot() == before

    return failing
