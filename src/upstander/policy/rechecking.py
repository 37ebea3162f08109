"""Asking again which agencies help, where the register changed after a case was opened (clause 3.1)."""

from __future__ import annotations

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import RiskLevel


@enforces("3.1")
def may_recheck_agencies(*, is_open: bool, risk: RiskLevel | str, unanswered: int, owed: bool) -> Ruling:
    """Say whether what is asked of a case changes. `owed`: an answer is owed already.

    One that joins the register is asked about where the risk is high; where none is left to answer, none is owed.
    """
    if not is_open:
        return refuse("3.1", "The case is closed.", "There is nothing to do.")
    if owed and unanswered < 1:
        return allow("3.1", "Every agency that helps in this borough now has its answer.")
    if owed:
        return refuse("3.1", "An answer is owed already.", "There is nothing to do: it stands on the case.")
    if unanswered > 0 and risk == RiskLevel.HIGH:
        words = "An agency helps" if unanswered == 1 else f"{unanswered} agencies help"
        return allow("3.1", f"{words} in this borough, and nobody has said whether they are needed.")
    return refuse("3.1", "There is no agency to ask about now.", "Open cases of high risk are looked at every day.")
