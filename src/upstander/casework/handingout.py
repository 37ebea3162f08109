"""A released pack as it is handed to its agency: a PDF marked for them, or data; each time is entered (clause 7 b 5).

It names no case and no number of one: an agency does not learn that there is more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.asreleased import People, Rows, about, people, reference
from upstander.casework.gate import may_go_out, require_whole_case, weighed
from upstander.casework.opened import NotFound, is_partner, opened_for, opened_to_read, row_id
from upstander.casework.paper import Drawn, drawn_pack
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.sight import may_see_whole_case
from upstander.records import sight
from upstander.records.disclosures import Disclosure

PAPER, DATA = "pdf", "json"
TITLE = "Information shared in confidence"
MISSING = "Nothing of this kind was shared."


@dataclass(frozen=True, slots=True)
class PackShown:
    """A pack exactly as it left. `people`: who each is, and their parts. `open`: it can be handed out today."""

    disclosure: str
    agency: str
    about: Rows
    people: People
    sha256: str
    open: bool
    why_not: str


def pack_page(who: Actor, number: str, *, disclosure: str) -> PackShown:
    """Return a pack of a case as its page shows it. Raises NotFound."""
    with opened_to_read(who, number, page="pack") as work:
        if not may_see_whole_case(work.parts).allowed:
            raise NotFound(MISSING)
        held = _held(work.case.disclosures.all(), disclosure)
        known = weighed(work)
        ruling = may_do(who.roles, Deed.HAND_OUT_PACK, only=who.only)
        ruling = may_go_out(work, held, known=known) if ruling.allowed else ruling
        return PackShown(
            disclosure=str(held.pk),
            agency=held.agency.name,
            about=about(held, ground=known.terms.ground_label(held.ground)),
            people=people(held.pack),
            sha256=held.sha256,
            open=ruling.allowed,
            why_not="" if ruling.allowed else f"{ruling.why} {ruling.how}",
        )


def hand_out_pack(who: Actor, number: str, *, disclosure: str, form: str = PAPER) -> Drawn:
    """Hand a pack to its agency, as a PDF or as data; who did, and the hash, are entered. Raises NotFound, Refused.

    `number`: of the case. Somebody at the agency takes it themselves, by the key of what was sent to them: it is marked
    with their name.
    """
    # Drawn before anything is locked: slow work does not belong inside a deed.
    paper = _drawn(_held(_in_sight(who, number), disclosure), form, to=who.name if is_partner(who) else "")
    with opened_for(who, number, Deed.HAND_OUT_PACK) as work:
        held = _held(_in_sight(who, number), disclosure)
        if not is_partner(who):
            require_whole_case(work)
        told = {"to": held.agency.name, "form": form, "sha256": paper.sha256}
        entry = work.enter(may_go_out(work, held), disclosure=disclosure, **told)
        Disclosure.objects.filter(pk=held.pk, handed_out=None).update(handed_out=entry)
        return paper


def _in_sight(who: Actor, number: str) -> QuerySet[Disclosure]:
    if is_partner(who):
        sent = sight.deliveries(who).filter(pk=row_id(number))
        return Disclosure.objects.filter(pk__in=sent.values("disclosure"))
    return Disclosure.objects.filter(case__in=sight.cases(who).filter(number=number))


def _drawn(held: Disclosure, form: str, *, to: str = "") -> Drawn:
    name, above = f"shared-{reference(held)}", [*about(held), *([("Sent to", to)] if to else [])]
    every = [
        {"about": who_it_is, "parts": [{"part": one.label, "says": list(one.words)} for one in lines]}
        for who_it_is, lines in people(held.pack)
    ]
    said = {"for": held.agency.name, "from": settings.LANDLORD.name, "about": dict(above), "people": every}
    if form == DATA:
        text = json.dumps({**said, "sha256": held.sha256}, ensure_ascii=False, indent=2)
        return Drawn(f"{name}.json", text.encode())
    data = {**said, "title": TITLE, "about": [list(one) for one in above], "mark": held.sha256[:16]}
    return drawn_pack(data, name=f"{name}.pdf", made_at=held.released_at)


def _held(rows: QuerySet[Disclosure], disclosure: str) -> Disclosure:
    found = rows.filter(pk=row_id(disclosure)).select_related("agency").first()
    if found is None:
        raise NotFound(MISSING)
    return found
