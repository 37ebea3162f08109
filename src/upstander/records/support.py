"""What people in a case need, as it was said on a day: a list that is never overwritten (clauses 2 i, 3.2 e, 3.3).

Which need it is, is sealed as its words are: it says something of their health. How it stands is in clear, for closing.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef

from upstander.policy.support import NeedState
from upstander.records.case import Case, Party
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.sealing import SealedText, warmed
from upstander.records.worked import SupportConsidered


class SupportNeed(Fact):
    """One need of one person, as it was said. `followed`: the entry by which something newer stands for it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="needs")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="needs")
    need = SealedText()
    state = models.CharField(max_length=8)
    words = SealedText()
    said_by = models.CharField(max_length=12)
    said_on = models.DateField()
    followed = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [where_set("followed", name="support_need_followed")]

    def __str__(self) -> str:
        return self.state


def standing(party: Party) -> list[SupportNeed]:
    """Return what stands of each need of somebody, the latest day first: one row for each need that was ever said."""
    return warmed(SupportNeed.objects.filter(party=party, followed=None).order_by("-said_on", "-entry__seq"))


def open_needs(party: Party) -> int:
    """Return how many needs of somebody stand open."""
    return SupportNeed.objects.filter(party=party, followed=None, state=NeedState.OPEN).count()


def not_considered(case: Case) -> models.QuerySet[Party]:
    """Return whose support was not considered: never, or not since they said something that they need."""
    ever = SupportConsidered.objects.filter(party=OuterRef("pk"))
    since = SupportConsidered.objects.filter(party=OuterRef("party"), entry__seq__gt=OuterRef("entry__seq"))
    unheard = SupportNeed.objects.filter(party=OuterRef("pk"), followed=None, state=NeedState.OPEN)
    return case.parties.filter(~Exists(ever) | Exists(unheard.filter(~Exists(since))), ended=None)
