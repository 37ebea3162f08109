"""The policy's own contents page: each clause in our words, and what keeps it, or that nothing does yet.

The policy itself is the landlord's document. This is what the system makes of it, and a test holds every
clause to the rules that name it.
"""

from __future__ import annotations

from upstander.policy.aims import AIMS
from upstander.policy.promise import KEPT_LABELS, Clause, Kept
from upstander.policy.safeguards import SAFEGUARDS
from upstander.policy.undertakings import UNDERTAKINGS

__all__ = ["CLAUSES", "KEPT_LABELS", "Clause", "Kept", "clause", "clauses_under"]

CLAUSES: tuple[Clause, ...] = (*AIMS, *UNDERTAKINGS, *SAFEGUARDS)


def clause(number: str) -> Clause | None:
    """Return the clause with exactly this number."""
    return next((one for one in CLAUSES if one.number == number.strip().lower()), None)


def clauses_under(number: str) -> tuple[Clause, ...]:
    """Return a clause and those below it: "7" gives 7 a, 7 b and the rows of 7 b; "3.2" gives 3.2 a to 3.2 e."""
    asked = number.strip().lower()
    return tuple(one for one in CLAUSES if asked and (one.number + " ").startswith((asked + " ", asked + ".")))
