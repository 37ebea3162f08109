"""What one row of the policy's contents looks like: the promise in our words, and honestly what keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kept(StrEnum):
    """What keeps a promise today."""

    BY_RULES = "by_rules"
    BY_PAGES = "by_pages"
    BY_PEOPLE = "by_people"
    NOT_YET = "not_yet"


KEPT_LABELS: Mapping[Kept, str] = {
    Kept.BY_RULES: "kept by rules",
    Kept.BY_PAGES: "kept by pages",
    Kept.BY_PEOPLE: "kept by people",
    Kept.NOT_YET: "not yet",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `keeps`: what keeps it today. `missing`: what a reader might expect and would not find."""

    number: str
    title: str
    promise: str
    state: Kept
    keeps: str
    missing: str = ""
