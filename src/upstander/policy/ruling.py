"""What a rule answers: the clause, yes or no, why, and what would make it pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

ENFORCED: dict[str, list[str]] = defaultdict(list)
"""Clause number to the dotted names of the rules that keep it; filled by `enforces`."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """An answer of the policy: `how` tells the person what would make a refused act pass."""

    clause: str
    allowed: bool
    why: str
    how: str = ""


class Refused(Exception):
    """The policy does not allow this; `ruling` says which clause, why, and the way out."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(f"Clause {ruling.clause}: {ruling.why}")
        self.ruling = ruling


def allow(clause: str, why: str) -> Ruling:
    """Say yes, and under which clause."""
    return Ruling(clause, True, why)


def refuse(clause: str, why: str, how: str) -> Ruling:
    """Say no, why, and what would make it pass."""
    return Ruling(clause, False, why, how)


def enforces(*clauses: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a rule as keeping these clauses, so that the policy map can name it."""

    def mark(rule: Callable[P, R]) -> Callable[P, R]:
        for clause in clauses:
            ENFORCED[clause].append(f"{rule.__module__}.{rule.__qualname__}")
        return rule

    return mark
