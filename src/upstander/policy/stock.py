"""Which homes count for what: the stock classes that the regulator's measures are taken over (clause 9)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from upstander.policy.ruling import enforces


class StockClass(StrEnum):
    """What a home is to the regulator."""

    LOW_COST_RENTAL = "low_cost_rental"
    LOW_COST_HOME_OWNERSHIP = "low_cost_home_ownership"
    OTHER = "other"


STOCK_CLASS_LABELS: Mapping[StockClass, str] = {
    StockClass.LOW_COST_RENTAL: "Low-cost rental",
    StockClass.LOW_COST_HOME_OWNERSHIP: "Low-cost home ownership",
    StockClass.OTHER: "Other",
}


@enforces("9")
def is_counted_home(stock_class: StockClass | str) -> bool:
    """Whether a home counts in NM01: low-cost rental and low-cost home ownership together, and no other."""
    return stock_class in {StockClass.LOW_COST_RENTAL, StockClass.LOW_COST_HOME_OWNERSHIP}
