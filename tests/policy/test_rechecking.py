"""The register changed: what is asked of a case again."""

from __future__ import annotations

import pytest

from upstander.policy.rechecking import may_recheck_agencies


@pytest.mark.parametrize(
    ("is_open", "risk", "unanswered", "owed", "allowed", "says"),
    [
        (True, "high", 1, False, True, "An agency helps"),
        (True, "high", 3, False, True, "3 agencies help"),
        (True, "high", 0, True, True, "now has its answer"),
        (True, "", 0, True, True, "now has its answer"),
        (True, "high", 1, True, False, "owed already"),
        (True, "medium", 4, False, False, "no agency to ask"),
        (True, "", 4, False, False, "no agency to ask"),
        (True, "nonsense", 4, False, False, "no agency to ask"),
        (True, "high", 0, False, False, "no agency to ask"),
        (False, "high", 1, False, False, "closed"),
        (False, "high", 0, True, False, "closed"),
    ],
)
def test_only_open_cases_of_high_risk_are_asked_anew(
    is_open: bool, risk: str, unanswered: int, owed: bool, allowed: bool, says: str
) -> None:
    ruling = may_recheck_agencies(is_open=is_open, risk=risk, unanswered=unanswered, owed=owed)
    assert (ruling.clause, ruling.allowed) == ("3.1", allowed)
    assert says in ruling.why
