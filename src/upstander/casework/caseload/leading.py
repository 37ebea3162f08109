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
from upstander.records.case import Case, Matter, Party
from upstander.records.estate import Home
from upstander.records.keyring import token
from upstander.records.people import Person, Token, search_words
from upstander.records.reports import Report

HOMES = 50
NOTHING = Q(pk__in=())
SHORTEST = 3
# policy.naming.may_be_found_by_name, as a condition; tests/casework/test_finding.py holds the two equal.
NOT_KEPT_APART = ~Q(part=PartyRole.WITNESS) & ~Q(confidence=Confidence.NAME_WITHHELD)


Ids = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Led:
    """Which cases (as ids) and reports the words lead to, seen or not: to be narrowed by sight, never shown as such.

    Ids are gathered by unions, which both databases walk by their indexes; an "or" of conditions makes one look at
    every case there is.
    """

    by_person: Ids
    by_home: Ids
    reports: Q

    @property
    def cases(self) -> Q:
        """The cases, by whichever way."""
        return Q(pk__in=self.by_person.union(self.by_home))

    @property
    def only_by_home(self) -> Q:
        """Those of them that nothing but their home leads to."""
        return Q(pk__in=self.by_home) & ~Q(pk__in=self.by_person)


def led_to(words: str) -> Led:
    """Return what these words lead to, exactly: each word of a name, all of a phone number, the home they name."""
    names = [token("name", word) for word in search_words("name", words)]
    whole = NOTHING
    for kind in ("phone", "email", "address"):
        whole |= Q(kind=kind, digest__in=[token(kind, word) for word in search_words(kind, words)])
    return _led(_by_words(names), Token.objects.filter(whole), _homes(words))


def led_by_people(people: set[UUID]) -> Led:
    """Return what these people lead to."""
    by_person, reports = _people(Person.objects.filter(pk__in=people).values("pk"))
    return Led(by_person, _cases(NOTHING), reports)


def led_by_number(number: str) -> Led:
    """Return the case or report of this number, or the cases of this matter."""
    in_matter = Q(matter__in=Matter.objects.filter(number=number).values("pk"))
    return Led(_cases(Q(number=number)).union(_cases(in_matter)), _cases(NOTHING), Q(number=number))


def led_by_cases(cases: set[UUID]) -> Led:
    """Return these cases."""
    return Led(_cases(Q(pk__in=cases)), _cases(NOTHING), NOTHING)


def _led(named: QuerySet[Token], tokens: QuerySet[Token], homes: list[bytes]) -> Led:
    people, imported = (
        named.filter(**{f"{about}__isnull": False})
        .values(about)
        .union(tokens.filter(**{f"{about}__isnull": False}).values(about))
        for about in ("person_id", "case_id")
    )
    by_person, reports = _people(people)
    at_home = Token.objects.filter(kind="home", digest__in=homes, report_id__isnull=False).values("report_id")
    return Led(by_person.union(imported), _cases(Q(home_token__in=homes)), reports | Q(pk__in=at_home))


def _people(people: Ids) -> tuple[Ids, Q]:
    """Return the cases and the reports that these people lead to."""
    parts = Party.objects.filter(NOT_KEPT_APART, ended=None, person__in=people).values("case")
    told = Report.objects.filter(person__in=people).exclude(confidence=Confidence.NAME_WITHHELD)
    return parts.union(told.filter(case__isnull=False).values("case")), Q(pk__in=told.values("pk"))


def _cases(condition: Q) -> Ids:
    return Case.objects.filter(condition).values("pk")


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
