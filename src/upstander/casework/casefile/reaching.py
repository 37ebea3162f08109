"""How somebody in a case may be reached, as they said it last, for whoever may see that (clauses 3.2 a, 7 a)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from upstander.casework.casefile.page import SafeWarning
from upstander.casework.casefile.sheaf import Sheaf
from upstander.policy.informing import WAY_LABELS, Way
from upstander.policy.safe_contact import CHANNELS, WISHES, Wish, safety_of
from upstander.policy.sight import KEPT, Part
from upstander.policy.terms import ClockKey
from upstander.policy.workingdays import london_day
from upstander.records.case import Party

NOT_ASKED = (
    "Nobody has asked how it is safe to reach them.",
    "Do not contact them. A message can wait behind their code.",
)


KEPT_APART = (f"{KEPT}.", "Do not contact them: ask whoever has the case.")


def warning(sheaf: Sheaf, party: Party | None) -> SafeWarning:
    """How somebody may be reached, in the words they used; unknown means that nobody reaches out (clause 3.2 a)."""
    if Part.SAFE_CONTACT not in sheaf.work.parts:
        return SafeWarning(lines=KEPT_APART, known=False)
    person = sheaf.person_of(party)
    held = next((row for row in sheaf.rows["safe"] if person and row.person_id == person.pk), None)
    if held is None:
        return SafeWarning(lines=NOT_ASKED, known=False)
    known = any(safety_of(held.wishes, way) != "unknown" for way in CHANNELS)
    last = held.checked_at + timedelta(days=sheaf.work.terms.clock(ClockKey.SAFE_CONTACT_CHECK).amount)
    return SafeWarning(
        lines=(*(() if known else NOT_ASKED), *_wishes(held.wishes)),
        known=known,
        checked_on=london_day(held.checked_at),
        stale=last < sheaf.work.at,
    )


def wishes_by_party(sheaf: Sheaf) -> dict[str, dict[str, Any]]:
    """Return how each party said last that they may be reached, where somebody has asked."""
    if Part.SAFE_CONTACT not in sheaf.work.parts:
        return {}
    said = {row.person_id: row.wishes for row in sheaf.rows["safe"]}
    return {str(one.pk): said[one.person_id] for one in sheaf.rows["parties"] if one.person_id in said}


def _wishes(wishes: dict[str, object]) -> list[str]:
    lines = []
    for safety, start in (("safe", "Safe"), ("unsafe", "Not safe"), ("never", "Never")):
        ways = [WAY_LABELS[Way(way)].lower() for way in CHANNELS if safety_of(wishes, way) == safety]
        lines += [f"{start}: {', '.join(ways)}."] if ways else []
    told = [(WISHES[wish], str(wishes.get(wish) or "").strip()) for wish in Wish if wish != Wish.CHANNELS]
    return [*lines, *(f"{name}: {words.rstrip('.')}." for name, words in told if words)]
