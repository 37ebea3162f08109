"""Finding a case: by number, name, phone, home, or a word that was said; never a word on what is out of sight (7 a).

Names and homes are found by keyed tokens, exactly. Stories and notes are opened and read through, within sight,
and the page says how far that went.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.caseload.rows import PAGE, named, of_residents
from upstander.casework.caseload.scanning import LATEST, SHORTEST, SHOWN, scanned
from upstander.casework.caseload.shape import Found, FoundRow
from upstander.casework.opened import NotFound
from upstander.policy.naming import UNKNOWN
from upstander.policy.stages import Stage
from upstander.records import keyring, sight
from upstander.records.case import Case, Party
from upstander.records.estate import Home
from upstander.records.keyring import token
from upstander.records.people import Token, search_words
from upstander.records.reports import Report
from upstander.records.together import together

LONGEST = 200
HOMES = 50
HITS = 500
REFERENCE = re.compile(r"\s*(HC|R|M)[\s-]*(\d{4})[\s-]*(\d{1,8})\s*", re.IGNORECASE)
BY_NUMBER, BY_PERSON, BY_HOME, BY_WORDS = "Number", "Somebody in it", "Home", "Words in the file"
SCANNED = f"Stories and notes of the latest {LATEST:,} cases that you may see were read through."
NOTHING = "Nothing was found that you may see. A name is found by its whole words, as they are spelt."
STRENGTH = (BY_NUMBER, BY_PERSON, BY_HOME, BY_WORDS)

_Hit = tuple[Case, set[str]]


@dataclass(slots=True)
class _Hits:
    """What tokens lead to: the ids that a case or report is found by."""

    people: set[UUID] = field(default_factory=set)
    reports: set[UUID] = field(default_factory=set)
    cases: set[UUID] = field(default_factory=set)
    homes: list[bytes] = field(default_factory=list)


def find(who: Actor, *, words: str) -> Found:
    """Return the cases and reports in sight that these words lead to, the surest first. Raises NotFound."""
    if who.staff is None:
        raise NotFound("There is no such page.")
    asked = " ".join("".join(c for c in words[:LONGEST] if c.isprintable() or c.isspace()).split())
    if not asked:
        return Found(words="", rows=(), more=False, said=("Write a number, a name, an address or a phone number.",))
    number = _number(asked)
    if number:
        cases = {case.pk: (case, {BY_NUMBER}) for case in _numbered(who, number)}
        return _answer(asked, cases, sight.reports(who).filter(number=number), said=())
    hits = _hits(asked)
    cases = _led_to(who, hits)
    for case in scanned(who, words=asked):
        cases.setdefault(case.pk, (case, set()))[1].add(BY_WORDS)
    reports = sight.reports(who).filter(Q(pk__in=hits.reports) | Q(person__in=hits.people), state=Report.WAITING)
    return _answer(asked, cases, reports, said=(SCANNED,))


def _number(words: str) -> str:
    match = REFERENCE.fullmatch(words)
    return f"{match[1].upper()}-{match[2]}-{int(match[3]):04d}" if match else ""


def _numbered(who: Actor, number: str) -> list[Case]:
    seen = sight.cases(who).filter(Q(number=number) | Q(matter__number=number))
    return list(seen.only(*SHOWN).order_by("-opened_at")[:HITS])


def _hits(words: str) -> _Hits:
    """Look the words up by their tokens: each word of a name, all of a phone number, the home they name."""
    names = [token("name", word) for word in search_words("name", words)]
    whole = {kind: [token(kind, word) for word in search_words(kind, words)] for kind in ("phone", "email", "address")}
    homes = _homes(words)
    asked = Q(kind="name", digest__in=names) | Q(kind="home", digest__in=homes)
    for kind, digests in whole.items():
        asked |= Q(kind=kind, digest__in=digests)
    hits, named = _Hits(homes=homes), Counter[UUID]()
    for row in Token.objects.filter(asked)[: HITS * 4]:
        if row.person_id and row.kind == "name":
            named[row.person_id] += 1
        elif row.person_id:
            hits.people.add(row.person_id)
        hits.reports.update([row.report_id] if row.report_id else [])
        hits.cases.update([row.case_id] if row.case_id else [])
    hits.people |= {person for person, count in named.items() if count == len(names)}
    return hits


def _homes(words: str) -> list[bytes]:
    """Return the tokens of the homes at this address or postcode."""
    if len(words) < SHORTEST:
        return []
    plain = words.replace(" ", "").upper()
    postcodes = {plain, f"{plain[:-3]} {plain[-3:]}"}
    homes = Home.objects.filter(Q(postcode__in=postcodes) | Q(address__icontains=words) | Q(pk=words[:12]))
    return [token("home", uprn) for uprn in homes.order_by("pk").values_list("pk", flat=True)[:HOMES]]


def _led_to(who: Actor, hits: _Hits) -> dict[UUID, _Hit]:
    """Return the cases in sight that the tokens lead to, the newest first, and by what."""
    people = Exists(Party.objects.filter(case=OuterRef("pk"), ended=None, person__in=hits.people))
    reports = Exists(Report.objects.filter(case=OuterRef("pk"), pk__in=hits.reports))
    led = Q(pk__in=hits.cases) | Q(home_token__in=hits.homes) | people | reports
    rows = sight.cases(who).filter(led).annotate(by_person=people).only(*SHOWN).order_by("-opened_at")[:HITS]
    return {case.pk: (case, {BY_PERSON if case.by_person else BY_HOME}) for case in rows}


def _answer(words: str, found: dict[UUID, _Hit], reports: QuerySet[Report], *, said: tuple[str, ...]) -> Found:
    surest = sorted(found.values(), key=lambda hit: min(STRENGTH.index(why) for why in hit[1]))
    waiting = list(reports.only("number").order_by("number")[: PAGE + 1])
    rows = [*(_report_row(report) for report in waiting), *_case_rows(surest[: PAGE + 1])]
    return Found(words=words, rows=tuple(rows[:PAGE]), more=len(rows) > PAGE, said=said if rows else (NOTHING, *said))


def _case_rows(hits: list[_Hit]) -> list[FoundRow]:
    keyring.warm(case.sealed_by for case, _ in hits)
    homes = Home.objects.filter(pk__in={case.home for case, _ in hits}).only("address")
    also = together({"homes": homes, **of_residents(case.pk for case, _ in hits)})
    keyring.warm(person.sealed_by for person in also["people"])
    names, addresses = named(also), {home.pk: home.address for home in also["homes"]}
    return [
        FoundRow(
            number=case.number,
            kind_of="case",
            who=names.get(case.pk, UNKNOWN),
            home=addresses.get(case.home, ""),
            state="Closed" if case.stage == Stage.CLOSED else "Open",
            why=tuple(reason for reason in STRENGTH if reason in why),
        )
        for case, why in hits
    ]


def _report_row(report: Report) -> FoundRow:
    return FoundRow(number=report.number, kind_of="report", who="", home="", state="Waiting for triage", why=())
