"""A released pack as it is handed to its agency: a PDF marked for them, or data; each time is entered (clause 7 b 5).

It names no case and no number of one: an agency does not learn that there is more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings

from upstander.casework.actor import Actor
from upstander.casework.gate import Weighed, require_whole_case, still_holds, weighed
from upstander.casework.opened import NotFound, opened, opened_to_read, row_id
from upstander.casework.paper import Drawn, drawn_pack
from upstander.casework.work import Work
from upstander.policy.consent import PURPOSE_LABELS, Purpose
from upstander.policy.deeds import Deed
from upstander.policy.due import day_words
from upstander.policy.roles import may_do
from upstander.policy.ruling import Ruling
from upstander.policy.sharing import may_hand_out
from upstander.policy.sight import may_see_whole_case
from upstander.policy.workingdays import london_day
from upstander.records import sight
from upstander.records.disclosures import Disclosure

PAPER, DATA = "pdf", "json"
TITLE = "Information shared in confidence"
MISSING = "Nothing of this kind was shared."


@dataclass(frozen=True, slots=True)
class Line:
    """One part about one person: what it is called, and what it says."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackShown:
    """A pack exactly as it left. `people`: who each is, and their parts. `open`: it can be handed out today."""

    disclosure: str
    agency: str
    about: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, tuple[Line, ...]], ...]
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
        ruling = _may_hand_out(work, held, known) if ruling.allowed else ruling
        return PackShown(
            disclosure=str(held.pk),
            agency=held.agency.name,
            about=_about(held, known.terms.ground_label(held.ground)),
            people=_people(held.pack),
            sha256=held.sha256,
            open=ruling.allowed,
            why_not="" if ruling.allowed else f"{ruling.why} {ruling.how}",
        )


def hand_out_pack(who: Actor, number: str, *, disclosure: str, form: str = PAPER) -> Drawn:
    """Hand a pack to its agency, as a PDF or as data; who did, and the hash, are entered. Raises NotFound, Refused."""
    paper = _drawn(who, number, disclosure, form)
    with opened(who, number, Deed.HAND_OUT_PACK) as work:
        require_whole_case(work)
        held = _held(work.case.disclosures.all(), disclosure)
        told = {"to": held.agency.name, "form": form, "sha256": paper.sha256}
        work.enter(_may_hand_out(work, held, weighed(work)), disclosure=disclosure, **told)
        return paper


def _may_hand_out(work: Work, held: Disclosure, known: Weighed) -> Ruling:
    still = still_holds(work, held, known=known)
    return may_hand_out(recalled=held.recalled_id is not None, open_until=held.open_until, on=work.today, still=still)


def _drawn(who: Actor, number: str, disclosure: str, form: str) -> Drawn:
    """Draw a pack in sight before anything is locked: slow work does not belong inside a deed."""
    held = _held(Disclosure.objects.filter(case__in=sight.cases(who).filter(number=number)), disclosure)
    name, about = f"shared-{str(held.pk)[:8]}", _about(held, "")
    people = [
        {"about": who_it_is, "parts": [{"part": one.label, "says": list(one.words)} for one in lines]}
        for who_it_is, lines in _people(held.pack)
    ]
    said = {"for": held.agency.name, "from": settings.LANDLORD.name, "about": dict(about), "people": people}
    if form == DATA:
        text = json.dumps({**said, "sha256": held.sha256}, ensure_ascii=False, indent=2)
        return Drawn(f"{name}.json", text.encode())
    data = {**said, "title": TITLE, "about": [list(one) for one in about], "mark": held.sha256[:16]}
    return drawn_pack(data, name=f"{name}.pdf", made_at=held.released_at)


def _held(rows: Any, disclosure: str) -> Disclosure:
    found: Disclosure | None = rows.filter(pk=row_id(disclosure)).select_related("agency").first()
    if found is None:
        raise NotFound(MISSING)
    return found


def _about(held: Disclosure, ground: str) -> tuple[tuple[str, str], ...]:
    """What stands above a pack. On which ground it was released is between the people and us, but on our own page."""
    rows = (
        ("For", held.agency.name),
        ("What for", PURPOSE_LABELS[Purpose(held.purpose)]),
        ("Released", day_words(london_day(held.released_at))),
        ("Reference", str(held.pk)[:8]),
    )
    return (*rows, ("Ground", ground)) if ground else rows


def _people(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return the lines of a pack by person, and those of one part together."""
    people: list[tuple[str, list[Line]]] = []
    for label, some in groupby(rows, key=lambda row: row[0]):
        words = tuple(words for _, words in some)
        if label == "About" or label.startswith("Person "):
            people.append((words[0], []))
        else:
            people[-1][1].append(Line(label, words))
    return tuple((who_it_is, tuple(lines)) for who_it_is, lines in people)
