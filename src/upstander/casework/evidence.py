"""Hearing and seeing what people recorded: every recording and photo that was mentioned (clause 3 a)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened, row_id
from upstander.policy.duty import DutyKind
from upstander.policy.evidence import may_hear_evidence, unheard
from upstander.policy.roles import Deed
from upstander.records.case import Case
from upstander.records.worked import EvidenceHeard, Incident


@dataclass(frozen=True, slots=True)
class Heard:
    """How many of all that was mentioned in this case nobody has heard or seen yet."""

    still_unheard: int


def hear_evidence(who: Actor, number: str, *, incident: str, how_many: int, words: str, gone: int = 0) -> Heard:
    """Record what was heard or seen of one incident; `gone` can no longer be had. Raises NotFound, Refused."""
    with opened(who, number, Deed.HEAR_EVIDENCE) as work:
        of = _incident(work, incident)
        ruling = may_hear_evidence(how_many=how_many, gone=gone, words=words)
        entry = work.enter(ruling, incident=incident, how_many=how_many, gone=gone)
        EvidenceHeard.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            case=work.case,
            incident=of,
            how_many=how_many,
            gone=gone,
            words=words,
        )
        left = unheard_of(evidence_of(work.case))
        if not left:
            work.fulfil(DutyKind.HEAR_EVIDENCE, entry=entry)
        return Heard(left)


def _incident(work: Work, incident: str) -> Incident:
    found = Incident.objects.filter(case=work.case, pk=row_id(incident)).first()
    if found is None:
        raise NotFound("There is no such incident in this case.")
    return found


def evidence_of(case: Case) -> QuerySet[Incident]:
    """Return the incidents for which recordings or photos were mentioned, with how many were heard or are lost."""
    mentioned = Incident.objects.filter(case=case, evidence_mentioned__gt=0).only("evidence_mentioned")
    return mentioned.annotate(
        heard=Sum("evidence_heard__how_many", default=0), lost=Sum("evidence_heard__gone", default=0)
    )


def unheard_of(incidents: Iterable[Any]) -> int:
    """Return how many recordings and photos of these incidents nobody has heard or seen yet."""
    return sum(unheard(mentioned=one.evidence_mentioned, heard=one.heard, gone=one.lost) for one in incidents)
