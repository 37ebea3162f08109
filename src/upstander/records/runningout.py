"""Consents that are about to run out, and what still rests on one that did (clause 7 b 1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.policy.duty import DutyKind
from upstander.policy.sharing import Ground
from upstander.records.case import Case
from upstander.records.consents import ConsentGiven
from upstander.records.disclosures import Disclosure
from upstander.records.duties import OwedDuty


def running_out(*, on: date, within: int) -> QuerySet[ConsentGiven]:
    """Return what is about to run out in these days, and was not agreed to again for longer."""
    again = ConsentGiven.objects.filter(
        party=OuterRef("party"),
        agency=OuterRef("agency"),
        purpose=OuterRef("purpose"),
        withdrawn=None,
        until__gt=OuterRef("until"),
    )
    days = (on, on + timedelta(days=within))
    return ConsentGiven.objects.filter(~Exists(again), withdrawn=None, until__range=days, party__ended=None)


def last_days(case: Case, *, on: date, within: int) -> dict[UUID, date]:
    """Return whose consents in a case are about to run out, each with the first of their last days."""
    rows: Iterable[tuple[UUID, date]] = (
        running_out(on=on, within=within).filter(case=case).order_by("-until").values_list("party", "until")
    )
    return dict(rows)


def being_asked(case: Case) -> QuerySet[OwedDuty]:
    """Return the open duties to ask somebody in this case again."""
    return OwedDuty.objects.filter(case=case, kind=DutyKind.ASK_CONSENT_AGAIN, done=None)


def to_ask_again(*, on: date, within: int) -> QuerySet[Case]:
    """Return the open cases in which somebody is to be asked again, and is not being asked, by key."""
    asked = OwedDuty.objects.filter(party=OuterRef("party"), kind=DutyKind.ASK_CONSENT_AGAIN, done=None)
    people = running_out(on=on, within=within).filter(~Exists(asked))
    return Case.objects.filter(pk__in=people.values("case"), closed_at=None).order_by("pk")


def with_one_that_ran_out(*, on: date) -> QuerySet[Case]:
    """Return the cases in which a consent has run out, and something may rest on it still, by key."""
    over = ConsentGiven.objects.filter(case=OuterRef("pk"), withdrawn=None, until__lt=on)
    left = Disclosure.objects.filter(case=OuterRef("pk"), ground=Ground.CONSENT, recalled=None)
    asked = OwedDuty.objects.filter(case=OuterRef("pk"), kind=DutyKind.ASK_CONSENT_AGAIN, done=None)
    return Case.objects.filter(Exists(over), Q(Exists(left)) | Q(Exists(asked))).order_by("pk")
