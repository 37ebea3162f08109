"""Assessing risk: the answers suggest, an officer decides, and a red flag asks somebody at once (clause 2 a)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.oncall import ask_on_call, manager_of
from upstander.casework.opened import NotFound, Work, opened
from upstander.policy.alerting import must_answer_alert
from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import Priority
from upstander.policy.investigating import must_review_case
from upstander.policy.reporting import priority
from upstander.policy.risk import Assessment, assess, may_set_level, must_review_risk
from upstander.policy.roles import SUPERVISORS, Deed
from upstander.policy.stages import may_work_on
from upstander.policy.terms import RiskLevel
from upstander.records import sight
from upstander.records.case import Case, Party, now_as
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.risk import RiskAssessment
from upstander.records.versions import terms_of


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was decided, and when somebody looks again. `alerted`: somebody on call was asked at once."""

    level: str
    score: int
    band: str
    review_by: datetime
    red_flags: tuple[str, ...]
    alerted: bool


def suggested_risk(who: Actor, number: str, *, answers: Mapping[str, str]) -> Assessment:
    """What these answers come to, before anything is recorded. Raises NotFound, Refused."""
    case = sight.cases(who).filter(number=number).only("version").first()
    if case is None:
        raise NotFound("There is no such case.")
    return assess(terms_of(case.version_id), answers=answers, at=who.at)


def assess_risk(
    who: Actor, number: str, *, party: str, answers: Mapping[str, str], level: str = "", because: str = ""
) -> Assessed:
    """Record an assessment of the risk to one person. `level` is the officer's own, where it differs.

    Raises NotFound, Refused.
    """
    with opened(who, number, Deed.ASSESS_RISK) as work:
        person = work.party(party)
        work.require(may_work_on(work.case.stage))
        found = assess(work.terms, answers=answers, at=work.at)
        decided = level or found.level
        ruling = may_set_level(found, level=decided, because=because, is_manager=bool(who.roles & SUPERVISORS))
        entry = work.enter(ruling, party=str(person.pk), level=decided, suggested=found.level)
        before = _latest(work.case)
        again = must_review_risk(work.terms, person=person.pk, level=decided, at=work.at)
        _keep(work, entry, person, answers=answers, found=found, level=decided, because=because, again=again)
        work.fulfil(DutyKind.ASSESS_RISK, DutyKind.REVIEW_RISK, entry=entry, person=person.pk)
        work.owe(again, entry=entry)
        _set_case_risk(work, {**{party: held.level for party, held in before.items()}, person.pk: decided}, entry)
        asked = ask_on_call(work, _alert(work, found, before.get(person.pk)), entry=entry)
        return Assessed(decided, found.score, found.band, again[0].due_at, found.red_flags, asked is not None)


def _keep(
    work: Work,
    entry: Entry,
    person: Party,
    *,
    answers: Mapping[str, str],
    found: Assessment,
    level: str,
    because: str,
    again: tuple[Duty, ...],
) -> None:
    RiskAssessment.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        case=work.case,
        party=person,
        answers=dict(answers),
        score=found.score,
        band=found.band,
        red_flags=list(found.red_flags),
        level=level,
        why_overridden=because if level != found.level else "",
        review_by=again[0].due_at,
    )


def _latest(case: Case) -> dict[UUID, RiskAssessment]:
    """Return the latest assessment of each person now in the case, also one made before their row was corrected."""
    rows = RiskAssessment.objects.filter(case=case).order_by("entry__seq").only("party", "level", "red_flags")
    standing = now_as(case)
    return {standing[row.party_id]: row for row in rows if row.party_id in standing}


def _alert(work: Work, found: Assessment, before: RiskAssessment | None) -> tuple[Duty, ...]:
    """Alert for what is new: a flag that their last assessment raised too was answered then."""
    known = before.red_flags if before else []
    return must_answer_alert(work.terms, flags=[flag for flag in found.red_flags if flag not in known], at=work.at)


def _set_case_risk(work: Work, levels: Mapping[UUID, str], entry: Entry) -> None:
    """The case is as much at risk as whoever in it is most at risk; a manager looks at it too while that is high."""
    case, rising = work.case, list(RiskLevel)
    case.risk = max(levels.values(), key=lambda level: rising.index(RiskLevel(level)))
    case.priority = Priority.HIGH if case.priority == Priority.HIGH else priority(case.kind, risk=case.risk)
    case.save(update_fields=["risk", "priority"])
    if case.risk != RiskLevel.HIGH:
        work.fulfil(DutyKind.REVIEW_CASE, entry=entry)
    elif not OwedDuty.objects.filter(case=case, kind=DutyKind.REVIEW_CASE, done=None).exists():
        manager = manager_of(work, other_than=[case.owner_id])
        work.owe(must_review_case(work.terms, risk=case.risk, at=work.at, reviewed=False), entry=entry, staff=manager)
