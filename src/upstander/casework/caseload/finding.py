"""Finding a case: by number, name, phone, home, or a word that was said; never a word on what is out of sight (7 a).

First what the words lead to exactly; where that is nothing, names spelt like them; where that is nothing either, or it
is asked for, stories, notes and messages. Each step asks only of what is in sight, and the page says how far it went.
"""

from __future__ import annotations

import re

from django.db.models import Case as Chosen
from django.db.models import QuerySet, Value, When

from upstander.casework.actor import Actor
from upstander.casework.caseload.leading import Led, led_by_cases, led_by_number, led_by_people, led_to
from upstander.casework.caseload.near import spelt_like
from upstander.casework.caseload.rows import PAGE, named, of_residents
from upstander.casework.caseload.scanning import LATEST, scanned
from upstander.casework.caseload.shape import Found, FoundRow
from upstander.casework.opened import NotFound
from upstander.policy.naming import UNKNOWN
from upstander.policy.stages import Stage
from upstander.records import keyring, sight
from upstander.records.case import Case
from upstander.records.estate import Home
from upstander.records.reports import Report
from upstander.records.together import together

LONGEST = 200
SHOWN = ("number", "stage", "home", "sealed_by")
REFERENCE = re.compile(r"\s*(HC|R|M)[\s-]*(\d{4})[\s-]*(\d{1,8})\s*", re.IGNORECASE)
BY_NUMBER, BY_PERSON, BY_HOME = "Number", "Somebody in it", "Home"
BY_SPELLING, BY_WORDS = "A name spelt like it", "Words in the file"
SCANNED = f"Stories, notes and messages of the latest {LATEST:,} cases that you may see were read through."
NOTHING = "Nothing was found that you may see."
NOT_EXACT = "No name is spelt exactly so. These are spelt like it."
WRITE = "Write a number, a name, an address or a phone number."


def find(who: Actor, *, words: str, thorough: bool = False) -> Found:
    """Return the cases and reports in sight that these words lead to, the surest first. Raises NotFound.

    `thorough`: read through what was said and noted too, though something was found already.
    """
    if who.staff is None:
        raise NotFound("There is no such page.")
    asked = " ".join("".join(c for c in words[:LONGEST] if c.isprintable() or c.isspace()).split())
    if not asked:
        return Found(words="", rows=(), more=False, said=(WRITE,))
    if number := _number(asked):
        held = _found(who, asked, led_by_number(number), because=BY_NUMBER)
        return held or Found(words=asked, rows=(), more=False, said=(NOTHING,))
    if not thorough:
        if exact := _found(who, asked, led_to(asked), because=BY_PERSON):
            return exact
        if like := _found(who, asked, led_by_people(spelt_like(who, words=asked)), because=BY_SPELLING, said=NOT_EXACT):
            return like
    read = _found(who, asked, led_by_cases(scanned(who, words=asked)), because=BY_WORDS, said=SCANNED)
    return read or Found(words=asked, rows=(), more=False, said=(NOTHING, SCANNED), read_through=True)


def _number(words: str) -> str:
    match = REFERENCE.fullmatch(words)
    return f"{match[1].upper()}-{match[2]}-{int(match[3]):04d}" if match else ""


def _found(who: Actor, words: str, led: Led, *, because: str, said: str = "") -> Found | None:
    """Return what is in sight of all that is led to, the newest first; None where that is nothing."""
    because_of = Chosen(When(led.only_by_home, then=Value(BY_HOME)), default=Value(because))
    seen = sight.cases(who).filter(led.cases).only(*SHOWN).order_by("-opened_at", "-number")
    waiting = sight.reports(who, waiting=True).filter(led.reports, state=Report.WAITING)
    waiting = waiting.only("number").order_by("number")
    rows = [*map(_report_row, waiting[: PAGE + 1]), *_case_rows(seen.annotate(because=because_of)[: PAGE + 1])]
    if not rows:
        return None
    read = because == BY_WORDS
    return Found(
        words=words, rows=tuple(rows[:PAGE]), more=len(rows) > PAGE, said=(said,) if said else (), read_through=read
    )


def _case_rows(cases: QuerySet[Case]) -> list[FoundRow]:
    held = list(cases)
    keyring.warm(case.sealed_by for case in held)
    homes = Home.objects.filter(pk__in={case.home for case in held}).only("address")
    also = together({"homes": homes, **of_residents(case.pk for case in held)}) if held else {"homes": [], "people": []}
    keyring.warm(person.sealed_by for person in also["people"])
    names = named(also) if held else {}
    addresses = {home.pk: home.address for home in also["homes"]}
    return [
        FoundRow(
            number=case.number,
            kind_of="case",
            who=names.get(case.pk, UNKNOWN),
            home=addresses.get(case.home, ""),
            state="Closed" if case.stage == Stage.CLOSED else "Open",
            why=(getattr(case, "because", BY_NUMBER),),
        )
        for case in held
    ]


def _report_row(report: Report) -> FoundRow:
    return FoundRow(number=report.number, kind_of="report", who="", home="", state="Waiting for triage", why=())
