"""Which agencies were considered for a case, and what was answered for each: every answer is kept (clause 3.1)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from upstander.policy.considering import KnownAgency, still_to_answer
from upstander.policy.duty import DutyKind
from upstander.policy.terms import RiskLevel
from upstander.records.agencies import Agency, AgencyBorough
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Fact
from upstander.records.sealing import SealedText


class AgencyAnswer(Fact):
    """One answer for one agency; a later one takes its place, and it stays on the record."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agency_answers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)
    reason = SealedText()

    def __str__(self) -> str:
        return self.answer


def answers_of(case: Case) -> QuerySet[AgencyAnswer]:
    """Return every answer of a case, the latest first, each with the moment (`at`) and whoever gave it (`actor`)."""
    rows = AgencyAnswer.objects.filter(case=case).order_by("-entry__seq")
    return rows.annotate(at=F("entry__at"), actor=F("entry__actor"))


def register_for(case: Case, *, on: date) -> QuerySet[Agency]:
    """Return the agencies of a case by name: those of its borough that have not ended, and those it has answers for."""
    lasting = Q(end=None) | Q(end__gte=on)
    here = Q(everywhere=True) | Q(named=True)
    answered = Q(pk__in=AgencyAnswer.objects.filter(case=case).values("agency"))
    return marked_for(case).filter((lasting & here) | answered).order_by("name")


def marked_for(case: Case) -> QuerySet[Agency]:
    """Return all agencies; `named` says of each whether it is named for the borough of this case."""
    borough = case.area.borough if case.area else ""
    return Agency.objects.annotate(named=Exists(AgencyBorough.objects.filter(agency=OuterRef("pk"), borough=borough)))


def known(row: Agency) -> KnownAgency:
    """Return an agency as the rules ask for it; of a row that was marked."""
    here = row.everywhere or bool(row.named)  # type: ignore[attr-defined]  # said by the query that marks
    return KnownAgency(str(row.pk), row.name, row.kind, here=here, start=row.start, end=row.end)


def unanswered_in(case: Case, *, on: date) -> tuple[KnownAgency, ...]:
    """Return the agencies that help in the borough of a case, and have no answer there."""
    answered = {str(key) for key in AgencyAnswer.objects.filter(case=case).values_list("agency", flat=True)}
    return still_to_answer([known(row) for row in register_for(case, on=on)], answered=answered, on=on)


def to_recheck(*, on: date) -> QuerySet[Case]:
    """Return the open cases for which the register has changed, by key.

    Of high risk, where somebody helps and no answer is owed; and those where one is owed, and nobody is left to answer.
    """
    here = AgencyBorough.objects.filter(agency=OuterRef("pk"), borough=OuterRef(OuterRef("area__borough")))
    given = AgencyAnswer.objects.filter(agency=OuterRef("pk"), case=OuterRef(OuterRef("pk")))
    helping = Agency.objects.filter(Q(everywhere=True) | Exists(here), Q(end=None) | Q(end__gte=on), start__lte=on)
    left = Exists(helping.filter(~Exists(given)))
    owed = Exists(OwedDuty.objects.filter(case=OuterRef("pk"), kind=DutyKind.CONSIDER_AGENCIES, done=None))
    return Case.objects.filter((Q(risk=RiskLevel.HIGH) & ~owed & left) | (owed & ~left), closed_at=None).order_by("pk")
