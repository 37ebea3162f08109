"""Finding a name that is spelt another way: names in sight are opened in memory, compared, and kept nowhere (7 a).

Letters may be swapped, left out or written for another; accents and capitals do not count.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.caseload.leading import NOT_KEPT_APART
from upstander.policy.telling import Confidence
from upstander.records import sight
from upstander.records.case import Party
from upstander.records.people import Person
from upstander.records.reports import Report
from upstander.records.sealing import texts_of

LATEST = 10_000
WORDS = 6
ALIKE = 0.74  # one letter of four, two of eight


def spelt_like(who: Actor, *, words: str) -> set[UUID]:
    """Return the people in sight each word of whose name, as it is asked for, is spelt like one of theirs."""
    asked = _plain(words).split()[:WORDS]
    if not asked or not all(word.replace("-", "").replace("'", "").isalpha() and len(word) > 2 for word in asked):
        return set()
    from rapidfuzz import process  # slow to import, and seldom needed
    from rapidfuzz.distance import OSA

    carriers = defaultdict[str, set[str]](set)
    for person, name in texts_of((_people(who), ("name",), "pk")):
        for word in _plain(name).split():
            carriers[word].add(person)
    found: list[set[str]] = []
    for word in asked:
        alike = process.extract(word, list(carriers), scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=50)
        found.append({person for like, *_ in alike for person in carriers[like]})
    return {UUID(person) for person in set.intersection(*found)}


def _people(who: Actor) -> QuerySet[Person]:
    cases = sight.cases(who).order_by("-opened_at", "pk").values("pk")[:LATEST]
    named = Party.objects.filter(NOT_KEPT_APART, ended=None, case__in=cases).values("person")
    waiting = sight.reports(who, waiting=True).filter(state=Report.WAITING).exclude(confidence=Confidence.NAME_WITHHELD)
    return Person.objects.filter(pk__in=named.union(waiting.values("person")))


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
