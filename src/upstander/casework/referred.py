"""Referrals, and what agencies wrote, for those of staff from whom no part of a case is kept (7 a, 3.2 e)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from upstander.policy.referrals import ANSWER_LABELS, OPEN, STATE_LABELS, ReferralAnswer, ReferralState
from upstander.records import keyring
from upstander.records.case import Case
from upstander.records.partners import AgencyReply
from upstander.records.referrals import Referral, ReferralSaid
from upstander.records.together import Rows

AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """One referral: who, to whom, what for, where it stands, and every answer; `ask_by`: when we ask."""

    referral: str
    disclosure: str
    agency: str
    person: str
    wish: str
    label: str
    open: bool
    made_at: datetime
    ask_by: datetime
    said: tuple[tuple[datetime, str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """What somebody at an agency wrote about a pack."""

    disclosure: str
    at: datetime
    words: str


def asked(case: Case) -> dict[str, QuerySet[Any]]:
    """Ask for the referrals of a case, their answers, and what agencies wrote, beside what else a page asks."""
    said = ReferralSaid.objects.filter(referral__case=case).order_by("-said_at")
    replies = AgencyReply.objects.filter(case=case).annotate(at=F("entry__at")).order_by("-entry__seq")
    return {
        "referrals": Referral.objects.filter(case=case).order_by("-made_at", "pk")[:AT_ONCE],
        "said": said[:AT_ONCE],
        "replies": replies[:AT_ONCE],
    }


def nothing() -> dict[str, QuerySet[Any]]:
    """Ask for none of them."""
    return {
        "referrals": Referral.objects.none(),
        "said": ReferralSaid.objects.none(),
        "replies": AgencyReply.objects.none(),
    }


def referrals_of(rows: Rows, people: Mapping[str, str], agencies: Mapping[UUID, str]) -> tuple[ReferralRow, ...]:
    """Return the referrals. `people`: by their key in the case. `agencies`: names, by the pack that was released."""
    keyring.warm(row.sealed_by for kind in ("referrals", "said") for row in rows[kind])
    said: dict[UUID, list[ReferralSaid]] = defaultdict(list)
    for one in rows["said"]:
        said[one.referral_id].append(one)
    return tuple(_row(row, said[row.pk], people, agencies) for row in rows["referrals"])


def replies_of(rows: Rows) -> tuple[ReplyRow, ...]:
    """Return what agencies wrote, the latest first."""
    keyring.warm(row.sealed_by for row in rows["replies"])
    return tuple(ReplyRow(disclosure=str(one.disclosure_id), at=one.at, words=one.words) for one in rows["replies"])


def _row(
    row: Referral, said: list[ReferralSaid], people: Mapping[str, str], agencies: Mapping[UUID, str]
) -> ReferralRow:
    return ReferralRow(
        referral=str(row.pk),
        disclosure=str(row.disclosure_id),
        agency=agencies.get(row.disclosure_id, "An agency"),
        person=people.get(str(row.party_id), "Somebody no longer in the case"),
        wish=row.wish,
        label=STATE_LABELS[ReferralState(row.state)],
        open=row.state in OPEN,
        made_at=row.made_at,
        ask_by=row.ask_by,
        said=tuple(
            (one.said_at, ANSWER_LABELS[ReferralAnswer(one.answer)], one.words, one.recipient_id is not None)
            for one in said
        ),
    )
