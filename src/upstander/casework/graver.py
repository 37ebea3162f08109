"""What is said later may make a case graver, and never lighter: its kind, clocks and risk (clauses 3 b, 2 a, 2 e)."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.casework.opened import Work
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole, Priority
from upstander.policy.incidents import must_look_at_risk_again
from upstander.policy.motives import brought_forward, graver
from upstander.policy.reporting import priority
from upstander.records.case import Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry


def make_graver(
    work: Work, *, kind: str, forms: Iterable[str] = (), grounds: Iterable[str] = (), hate: bool = False
) -> bool:
    """Add what was said to the case; return whether it is of a graver kind now.

    When it becomes a high priority, its clocks run from this moment as such a case's do, where that is sooner.
    """
    case, was = work.case, (work.case.kind, work.case.priority)
    case.kind = graver(case.kind, kind)
    case.priority = Priority.HIGH if case.priority == Priority.HIGH else priority(case.kind, risk=case.risk)
    case.hate = case.hate or hate
    case.grounds = sorted({*case.grounds, *grounds})
    case.forms = sorted({*case.forms, *forms})
    case.save(update_fields=["kind", "priority", "hate", "grounds", "forms"])
    if case.priority != was[1]:
        _bring_forward(work)
    return case.kind != was[0]


def look_at_risk_again(work: Work, entry: Entry) -> None:
    """Owe a new look at the risk to each person heard; one that is due sooner, or overdue, stands as it is."""
    case = work.case
    heard = Party.objects.filter(case=case, part=PartyRole.RESIDENT_HEARD, ended=None).values_list("pk", flat=True)
    duties = must_look_at_risk_again(work.terms, heard=heard, at=work.at, assessed=bool(case.risk))
    if not duties:
        return
    planned = OwedDuty.objects.filter(case=case, kind=DutyKind.REVIEW_RISK, done=None)
    planned.filter(due_at__gt=duties[0].due_at).update(done=entry, done_at=work.at, paused_at=None)
    standing = set(planned.values_list("party", flat=True))
    work.owe([duty for duty in duties if duty.person not in standing], entry=entry)


def _bring_forward(work: Work) -> None:
    """Let the shorter clock win; what was agreed with somebody about their updates stands."""
    for kind, due in brought_forward(work.terms, at=work.at).items():
        later = OwedDuty.objects.filter(case=work.case, kind=kind, done=None, due_at__gt=due)
        if kind is DutyKind.KEEP_INFORMED:
            later = later.filter(party__update_days=None)
        later.update(due_at=due)
