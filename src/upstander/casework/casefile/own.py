"""What is somebody's own, as the timeline tells it: what they need, what makes them vulnerable (2 i, 7 a, 8).

Each of them stands in a part of the case by their own part in it; from whom that is kept reads that it was done, only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from upstander.casework.casefile.said import Lines, called, label, said, short
from upstander.casework.casefile.sheaf import Sheaf
from upstander.policy.consent import belongs_to
from upstander.policy.due import day_words
from upstander.policy.sight import KEPT
from upstander.policy.support import NEED_LABELS, NEED_STATE_LABELS, Need, NeedState
from upstander.policy.telling import WHO_SAID_LABELS, WhoSaid
from upstander.policy.vulnerability import VULNERABILITY_LABELS, known_vulnerabilities
from upstander.records.journal import Fact
from upstander.records.support import SupportNeed
from upstander.records.vulnerability import VulnerabilityRecorded


def told(sheaf: Sheaf, fact: Fact) -> Lines:
    """Return a fact as lines of plain words, none of them empty; what is somebody's own among them."""
    own = OWN.get(type(fact))
    return [line for line in own(sheaf, fact) if line.strip()] if own else said(sheaf, fact)


def said_when(row: SupportNeed | VulnerabilityRecorded) -> str:
    """Return who said something, and on which day."""
    return f"{label(WHO_SAID_LABELS, WhoSaid, row.said_by)}, {day_words(row.said_on)}."


def _need(sheaf: Sheaf, fact: Any) -> Lines:
    theirs = next((one.part for one in sheaf.rows["parties"] if one.pk == fact.party_id), "")
    if belongs_to(theirs) not in sheaf.work.parts:
        return [KEPT]
    what = f"{label(NEED_LABELS, Need, fact.need)}. {label(NEED_STATE_LABELS, NeedState, fact.state)}."
    return [f"{called(sheaf, fact.party_id)}: {what}", short(fact.words), said_when(fact)]


def _vulnerability(sheaf: Sheaf, fact: Any) -> Lines:
    theirs = [one for one in sheaf.rows["parties"] if one.person_id == fact.person_id]
    if not {belongs_to(one.part) for one in theirs} | ({belongs_to("")} if not theirs else set()) <= sheaf.work.parts:
        return [KEPT]
    who = called(sheaf, theirs[0].pk if theirs else None)
    what = "; ".join(VULNERABILITY_LABELS[one] for one in known_vulnerabilities(fact.answers))
    return [f"{who}: {what}.", short(fact.words), said_when(fact)]


OWN: Mapping[type[Fact], Callable[[Sheaf, Any], Lines]] = {
    SupportNeed: _need,
    VulnerabilityRecorded: _vulnerability,
}
