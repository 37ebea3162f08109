"""Reading through stories and notes for a word: opened in memory, within sight, and kept nowhere (trust: sealing)."""

from __future__ import annotations

from upstander.casework.actor import Actor
from upstander.records import keyring, sight
from upstander.records.case import Case
from upstander.records.together import together
from upstander.records.worked import Incident, Note

LATEST = 2000
SHORTEST = 3
SHOWN = ("number", "stage", "home", "sealed_by")
HANGING = {"incidents": ("case_id", "cases"), "notes": ("case_id", "cases")}


def scanned(who: Actor, *, words: str) -> list[Case]:
    """Return the cases, of the latest in sight, in whose stories or notes these words stand, the newest first."""
    if len(words) < SHORTEST:
        return []
    held = together(
        {
            "cases": sight.cases(who).only(*SHOWN).order_by("-opened_at", "pk")[:LATEST],
            "incidents": Incident.objects.only("case", "sealed_by", "story", "place"),
            "notes": Note.objects.filter(moved=None).only("case", "sealed_by", "text"),
        },
        hanging=HANGING,
    )
    keyring.warm(row.sealed_by for rows in held.values() for row in rows)
    asked = words.casefold()
    said = {one.case_id for one in held["incidents"] if asked in f"{one.story}\n{one.place}".casefold()}
    said |= {one.case_id for one in held["notes"] if asked in one.text.casefold()}
    return [case for case in held["cases"] if case.pk in said]
