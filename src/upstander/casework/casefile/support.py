"""What each person in a case needs, what makes them vulnerable, and what they let us share for it (2 i, 3.3, 7 a, 8).

Asked for by their parts in the case: whatever somebody may not read is left in the database, and not only off the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from upstander.casework.casefile.page import CasePage, PartyRow
from upstander.casework.casefile.said import label
from upstander.casework.casefile.sheaf import Sheaf
from upstander.casework.work import Work
from upstander.policy.consent import CONSENTS, Purpose, belongs_to
from upstander.policy.grounds import PartyRole
from upstander.policy.support import (
    NEED_LABELS,
    NEED_STATE_LABELS,
    SUPPORT_LABELS,
    Need,
    NeedState,
    SupportOutcome,
)
from upstander.policy.telling import WHO_SAID_LABELS, WhoSaid
from upstander.policy.vulnerability import VULNERABILITY_LABELS, known_vulnerabilities
from upstander.policy.workingdays import london_day
from upstander.records import keyring
from upstander.records.case import Party
from upstander.records.consents import ConsentGiven
from upstander.records.support import SupportNeed
from upstander.records.vulnerability import VulnerabilityRecorded, latest_in, said_in
from upstander.records.worked import SupportConsidered

AT_MOST = 100
READ = ("needs", "vulnerable", "last_considered", "agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """One need as it was said. `stands`: nothing newer was said of it. `open`: they need it still."""

    need: str
    label: str
    state: str
    words: str
    who_said: str
    said_on: date
    stands: bool
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VulnerabilityRow:
    """What was said of somebody on a day."""

    labels: tuple[str, ...]
    words: str
    who_said: str
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsideredRow:
    """What came of considering their support, the last time."""

    label: str
    words: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedRow:
    """With which agency something may be shared to give support, and until when."""

    agency: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySupport:
    """What is one person's own. `kept`: from whoever reads. `more`: older rows than these stand in the record.

    `stale`: something was said since their support was considered. `agrees`: in their own name.
    """

    party: str
    part: str
    name: str
    kept: bool
    agrees: bool
    needs: tuple[NeedRow, ...] = ()
    earlier: tuple[NeedRow, ...] = ()
    vulnerability: tuple[VulnerabilityRow, ...] = ()
    considered: ConsideredRow | None = None
    stale: bool = False
    agreed: tuple[AgreedRow, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(CasePage):
    """The people of a case, each with what is their own; no other system is given this."""

    people: tuple[tuple[PartyRow, PartySupport], ...]


def support_rows(work: Work, *, party: UUID | None = None) -> dict[str, QuerySet[Any]]:
    """Ask for what everybody in a case needs now; or for all that was ever said of one of them."""
    seen = [part for part in PartyRole if belongs_to(part) in work.parts]
    here = Party.objects.filter(case=work.case, ended=None)
    theirs = here.filter(part__in=seen) if party is None else here.filter(part__in=seen, pk=party)
    # Somebody who stands in two parts is read of only by whoever may see both.
    hidden = here.exclude(part__in=seen).filter(person__isnull=False).values("person")
    needs = SupportNeed.objects.filter(party__in=theirs.values("pk")).order_by("-said_on", "-entry__seq")
    vulnerable = latest_in(work.case) if party is None else said_in(work.case)
    last = SupportConsidered.objects.filter(party=OuterRef("party")).order_by("-entry__seq").values("pk")[:1]
    considered = SupportConsidered.objects.filter(party__in=theirs.values("pk"), pk=Subquery(last))
    agreed = ConsentGiven.objects.filter(
        party__in=theirs.values("pk"), purpose=Purpose.SUPPORT, withdrawn=None, until__gte=work.today
    )
    return {
        "needs": (needs.filter(followed=None) if party is None else needs).annotate(seq=F("entry__seq"))[: AT_MOST + 1],
        "vulnerable": vulnerable.filter(person__in=theirs.values("person")).exclude(person__in=hidden)[: AT_MOST + 1],
        "last_considered": considered.annotate(seq=F("entry__seq"), at=F("entry__at"))[:AT_MOST],
        "agreed": agreed.annotate(helper=F("agency__name")).order_by("-until", "pk")[:AT_MOST],
    }


def support_of(sheaf: Sheaf, people: Iterable[PartyRow]) -> list[PartySupport]:
    """Return what is each person's own, in the order of the people, from what was asked for beside the case."""
    keyring.warm(row.sealed_by for name in READ for row in sheaf.rows[name])
    persons = {str(one.pk): one.person_id for one in sheaf.rows["parties"]}
    return [_of(sheaf, one, persons.get(one.party)) for one in people]


def _of(sheaf: Sheaf, one: PartyRow, person: UUID | None) -> PartySupport:
    rows = sheaf.rows
    needs = [row for row in rows["needs"][:AT_MOST] if str(row.party_id) == one.party]
    said = [row for row in rows["vulnerable"][:AT_MOST] if row.person_id == person]
    last = next((row for row in rows["last_considered"] if str(row.party_id) == one.party), None)
    return PartySupport(
        party=one.party,
        part=one.part,
        name=one.name,
        kept=belongs_to(one.part) not in sheaf.work.parts,
        agrees=one.part in CONSENTS,
        needs=tuple(_need(row) for row in needs if row.followed_id is None),
        earlier=tuple(_need(row) for row in needs if row.followed_id is not None),
        vulnerability=tuple(_vulnerability(row) for row in said),
        considered=_considered(last) if last else None,
        stale=any(_is_open(row) and (last is None or row.seq > last.seq) for row in needs),
        agreed=tuple(AgreedRow(agency=a.helper, until=a.until) for a in rows["agreed"] if str(a.party_id) == one.party),
        more=any(len(rows[name]) > AT_MOST for name in ("needs", "vulnerable")),
    )


def _is_open(row: SupportNeed) -> bool:
    return row.followed_id is None and row.state == NeedState.OPEN


def _need(row: SupportNeed) -> NeedRow:
    return NeedRow(
        need=row.need,
        label=label(NEED_LABELS, Need, row.need),
        state=label(NEED_STATE_LABELS, NeedState, row.state),
        words=row.words,
        who_said=label(WHO_SAID_LABELS, WhoSaid, row.said_by),
        said_on=row.said_on,
        stands=row.followed_id is None,
        open=_is_open(row),
    )


def _vulnerability(row: VulnerabilityRecorded) -> VulnerabilityRow:
    return VulnerabilityRow(
        labels=tuple(VULNERABILITY_LABELS[one] for one in known_vulnerabilities(row.answers)),
        words=row.words,
        who_said=label(WHO_SAID_LABELS, WhoSaid, row.said_by),
        said_on=row.said_on,
    )


def _considered(row: Any) -> ConsideredRow:
    return ConsideredRow(
        label=label(SUPPORT_LABELS, SupportOutcome, row.outcome), words=row.words, on=london_day(row.at)
    )
