"""Cases that belong together: one matter, or the answer of the person complained of (decisions 6 and 10; 2 b, 7 a)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason


class LinkKind(StrEnum):
    """Why two cases are linked."""

    SAME_MATTER = "same_matter"
    COUNTER_ALLEGATION = "counter_allegation"
    EARLIER_CASE = "earlier_case"


LINK_LABELS: Mapping[LinkKind, str] = {
    LinkKind.SAME_MATTER: "The same person is complained of",
    LinkKind.COUNTER_ALLEGATION: "Each complains of the other",
    LinkKind.EARLIER_CASE: "An earlier case of the same household",
}

DIFFERENT_OFFICER = (
    "Each of them is heard in a case of their own, and nothing of one reaches the other. "
    "Consider a different officer for the second case."
)


@enforces("2 b", "7 a")
def may_link(
    kind: LinkKind | str,
    *,
    because: str,
    same_case: bool,
    linked: bool,
    any_open: bool,
    both_open: bool,
    same_matter: bool,
) -> Ruling:
    """Say whether two cases may be linked. Whoever links them sees both; the link is shown to nobody else."""
    if kind not in set(LinkKind):
        return refuse("2 b", "We do not know this kind of link.", "Choose one of the kinds listed.")
    if same_case:
        return refuse("2 b", "A case is not linked to itself.", "Give the number of the other case.")
    if linked:
        return refuse("2 b", "These two cases are linked already.", "Unlink them first, where the link is wrong.")
    if kind == LinkKind.SAME_MATTER and not any_open:
        return refuse("2 b", "Both cases are closed, and their matter is over.", "Link them as earlier events.")
    if kind == LinkKind.EARLIER_CASE and both_open:
        return refuse("2 b", "Both are open, so neither is the earlier one.", "Choose another kind of link.")
    if kind == LinkKind.COUNTER_ALLEGATION and same_matter:
        return refuse(
            "2 b",
            "These cases are in one matter, so they are about the same person.",
            "Unlink them there first: a counter-allegation is about somebody else.",
        )
    return _reasoned(because, LINK_LABELS[LinkKind(kind)] + ".")


@enforces("2 b")
def may_unlink(*, because: str) -> Ruling:
    """Say whether a link may be ended. That it stood is kept."""
    return _reasoned(because, "The cases stand apart again; what was linked stays on the record.")


def _reasoned(because: str, why: str) -> Ruling:
    if is_reason(because):
        return allow("2 b", why)
    return refuse("2 b", "Nobody could tell later why.", "Say why in a sentence: 20 letters or more.")
