"""What may be taken over from other systems: facts, and never a power; and which homes count."""

from __future__ import annotations

import pytest

from upstander.policy.intake import POWERS, ImportKind, may_import
from upstander.policy.stock import STOCK_CLASS_LABELS, StockClass, is_counted_home


@pytest.mark.parametrize("kind", [*ImportKind, *(kind.value for kind in ImportKind)])
def test_a_file_of_facts_may_be_taken_in(kind: str) -> None:
    ruling = may_import(kind, columns=("name", "uprn"))
    assert (ruling.allowed, ruling.clause) == (True, "9")


@pytest.mark.parametrize("kind", ImportKind)
@pytest.mark.parametrize("column", POWERS)
def test_no_file_brings_a_power(kind: ImportKind, column: str) -> None:
    ruling = may_import(kind, columns=("email", column))
    if (kind, column) == (ImportKind.TENANCIES, "role"):
        assert ruling.allowed  # the role of a tenant
        return
    assert not ruling.allowed
    assert ruling.clause == "7 a"
    assert f"“{column}”" in ruling.why
    assert ruling.how


def test_closed_cases_stay_where_they_are() -> None:
    ruling = may_import("cases", columns=("number", "closed_on"))
    assert (ruling.allowed, ruling.clause) == (False, "9")
    assert may_import("homes", columns=("closed_on",)).allowed  # it has no such column, and says so elsewhere


@pytest.mark.parametrize("kind", ["", "HOMES", "roles", "agents"])
def test_a_kind_that_is_not_known_is_refused(kind: str) -> None:
    ruling = may_import(kind, columns=())
    assert not ruling.allowed
    assert ruling.how


@pytest.mark.parametrize(
    ("stock_class", "counted"),
    [("low_cost_rental", True), ("low_cost_home_ownership", True), ("other", False), ("", False), ("council", False)],
)
def test_which_homes_count(stock_class: str, counted: bool) -> None:
    assert is_counted_home(stock_class) is counted


def test_every_stock_class_has_its_words() -> None:
    assert set(STOCK_CLASS_LABELS) == set(StockClass)
