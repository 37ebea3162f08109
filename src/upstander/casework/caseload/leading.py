"""What exact words lead to: by keyed tokens, and only ever as a part of the question who may see what (clause 7 a).

Words and sight stand in one statement: what is out of sight can neither push a row out of the answer nor show itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from upstander.policy.grounds import PartyRole
from upstander.policy.telling import Confidence
from upstander.records.case import Party
from upstander.records.estate import Home
from upstander.records.keyring import token
from upstander.records.people import Person, Token, search_words
from upstander.records.reports import Report

HOMES = 50
NOBODY = Q(pk__in=())
SHORTEST = 3
# policy.naming.may_be_found_by_name, as a condition; tests/casework/test_finding.py holds the two equal.
NOT_KEPT_APART = ~Q(part=PartyRole.WITNESS) & ~Q(confidence=Confidence.NAME_WITHHELD)


@dataclass(frozen=True, slots=True)
class Led:
    """Which cases and reports the words lead to, seen or not: to be narrowed by sight, never shown as they are."""

    by_person: Q
    by_home: Q
    reports: Q

    @property
    def cases(self) -> Q:
        """The cases, by whichever way."""
        return self.by_person | self.by_home


def led_to(words: str) -> Led:
    """Return what these words lead to, exactly: each word of a name, all of a phone number, the home they name."""
    names = [token("name", word) for word in search_words("name", words)]
    whole = NOBODY
    for kind in ("phone", "email", "address"):
        whole |= Q(kind=kind, digest__in=[token(kind, word) for word in search_words(kind, words)])
    return _led(_by_words(names), whole, _homes(words))


def led_by_people(people: set[UUID]) -> Led:
    """Return what these people lead to."""
    return _people(Person.objects.filter(pk__in=people).values("pk"), others=NOBODY)


def _led(named: QuerySet[Token], whole: Q, homes: list[bytes]) -> Led:
    tokens = Token.objects.filter(whole)
    people = named.filter(person_id__isnull=False).values("person_id")
    people = people.union(tokens.filter(person_id__isnull=False).values("person_id"))
    imported = named.filter(case_id__isnull=False).values("case_id")
    imported = imported.union(tokens.filter(case_id__isnull=False).values("case_id"))
    led = _people(people, others=Q(pk__in=imported))
    at_home = Token.objects.filter(kind="home", digest__in=homes, report_id__isnull=False).values("report_id")
    return Led(led.by_person, Q(home_token__in=homes), led.reports | Q(pk__in=at_home))


def _people(people: QuerySet[Any, Any], *, others: Q) -> Led:
    parts = Party.objects.filter(NOT_KEPT_APART, ended=None, person__in=people).values("case")
    told = Report.objects.filter(person__in=people).exclude(confidence=Confidence.NAME_WITHHELD)
    heard = told.filter(case__isnull=False).values("case")
    return Led(Q(pk__in=parts) | Q(pk__in=heard) | others, NOBODY, Q(pk__in=told.values("pk")))


def _by_words(digests: list[bytes]) -> QuerySet[Token]:
    """Return the tokens of whoever carries every one of these words in their name."""
    if not digests:
        return Token.objects.none()
    first, *more = digests

    def both(found: QuerySet[Token], digest: bytes) -> QuerySet[Token]:
        also = Token.objects.filter(kind="name", digest=digest)
        of_person = Q(person_id__in=also.filter(person_id__isnull=False).values("person_id"))
        return found.filter(of_person | Q(case_id__in=also.filter(case_id__isnull=False).values("case_id")))

    return reduce(both, more, Token.objects.filter(kind="name", digest=first))


def _homes(words: str) -> list[bytes]:
    """Return the tokens of the homes at this address or postcode."""
    if len(words) < SHORTEST:
        return []
    plain = words.replace(" ", "").upper()
    postcodes = {plain, f"{plain[:-3]} {plain[-3:]}"}
    homes = Home.objects.filter(Q(postcode__in=postcodes) | Q(address__icontains=words) | Q(pk=words[:12]))
    return [token("home", uprn) for uprn in homes.order_by("pk").values_list("pk", flat=True)[:HOMES]]
