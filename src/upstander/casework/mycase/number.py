"""What a resident's own deeds are done to: their case, or their report while it waits (clause 7 a)."""

from __future__ import annotations

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound
from upstander.records.case import ResidentCode


def my_number(who: Actor) -> str:
    """Return the number for whoever holds a code; it is not theirs to remember. Raises NotFound."""
    codes = ResidentCode.objects.filter(pk=who.code, ended=None) if who.code else ResidentCode.objects.none()
    for of_case, of_report in codes.values_list("party__case__number", "report__number"):
        return str(of_case or of_report)
    raise NotFound("There is no such case.")
