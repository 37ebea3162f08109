"""Support for everybody involved alike: people harmed, witnesses, and people complained of (clauses 2 i, 3.3).

Offered to a person, never about them: what one of them needs is nobody else's to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse


class SupportOutcome(StrEnum):
    """What came of considering somebody's support needs."""

    NEEDS_NONE = "needs_none"
    OFFERED = "offered"
    REFUSED = "refused"
    TO_BE_REFERRED = "to_be_referred"


SUPPORT_LABELS: Mapping[SupportOutcome, str] = {
    SupportOutcome.NEEDS_NONE: "They need nothing further now",
    SupportOutcome.OFFERED: "Support was offered to them",
    SupportOutcome.REFUSED: "They do not want support",
    SupportOutcome.TO_BE_REFERRED: "They want support, and will be referred",
}


@enforces("2 i", "3.3")
def may_consider_support(outcome: SupportOutcome | str, *, words: str, asked: bool) -> Ruling:
    """Say whether somebody's support needs were considered. `asked`: they were spoken to about it."""
    if outcome not in set(SupportOutcome):
        return refuse("2 i", "We do not know what came of it.", "Choose one of the answers listed.")
    if not words.strip():
        return refuse(
            "2 i", "It does not say what was considered.", "Write what they need, or why nothing is needed now."
        )
    if asked or outcome in {SupportOutcome.NEEDS_NONE, SupportOutcome.OFFERED}:
        return allow("2 i", "Their support needs were considered.")
    return refuse("2 i", "Only they can say whether they want support.", "Ask them first, each for themselves.")
