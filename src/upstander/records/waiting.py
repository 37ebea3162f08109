"""What waits for a second person, in sight: one query for the inbox, its count and each page of it (clause 7 a)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.policy.approvals import Ending
from upstander.policy.roles import MAY, Deed, Role
from upstander.records import sight
from upstander.records.approvals import Approval
from upstander.records.case import Case
from upstander.records.settled import settled


@settled
def in_sight(seer: sight.Seer) -> QuerySet[Approval]:
    """Return what this person asked for, or whose deed their roles include, where the case is in their sight."""
    if seer.staff is None:
        return Approval.objects.none()
    deeds: set[Deed] = set().union(*(MAY[role] for role in Role if role in seer.roles))
    cases = sight.cases(seer).filter(pk=OuterRef("case"))
    theirs = Q(asked_by=seer.staff) | Q(deed__in=deeds)
    return Approval.objects.filter(theirs, Q(case=None) | Exists(cases))


def to_give(seer: sight.Seer) -> QuerySet[Approval]:
    """Return what this person may say yes or no to: never what they asked for themselves."""
    waiting = in_sight(seer).filter(ended_as="", lapses_at__gt=seer.at)
    return waiting.exclude(asked_by=seer.staff)


def asked_by(seer: sight.Seer) -> QuerySet[Approval]:
    """Return what this person asked for, however it stands."""
    return in_sight(seer).filter(asked_by=seer.staff)


def co_signers(case: Case) -> set[UUID]:
    """Return who said yes in this case to what another asked for: they decided with them (decision 20)."""
    given = Approval.objects.filter(case=case, ended_as=Ending.GIVEN, ended_by__isnull=False)
    return set(given.values_list("ended_by", flat=True))
