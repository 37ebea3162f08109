"""Linking cases: one matter, each other's answer, or an earlier case; both in sight of who links them (2 b, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, locked, opened, row_id
from upstander.policy.matters import DIFFERENT_OFFICER, LinkKind, may_link, may_unlink
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.records import sight
from upstander.records.case import Case, CaseLink, Matter
from upstander.records.journal import Entry
from upstander.records.numbers import MATTER, next_number


@dataclass(frozen=True, slots=True)
class Linked:
    """The link that was made, the matter it belongs to, and what a manager should weigh now."""

    link: str
    matter: str
    advice: str


def link_cases(who: Actor, number: str, *, other: str, kind: str, because: str) -> Linked:
    """Link two cases in sight. The same matter counts once; nothing else of either case changes.

    Raises NotFound, Refused.
    """
    with opened(who, number, Deed.LINK_CASES) as work:
        case, second = work.case, _in_sight(work, other)
        ruling = may_link(
            kind,
            because=because,
            same_case=case.pk == second.pk,
            linked=_links(case, second).exists(),
            any_open=case.closed_at is None or second.closed_at is None,
            both_open=case.closed_at is None and second.closed_at is None,
            same_matter=case.matter_id == second.matter_id,
        )
        entry = _enter_both(work, second, ruling, kind=kind, because=because)
        link = _made(work, second, entry, kind=kind, because=because)
        if kind == LinkKind.SAME_MATTER:
            Case.objects.filter(matter=second.matter_id).update(matter=case.matter)
        advice = DIFFERENT_OFFICER if kind == LinkKind.COUNTER_ALLEGATION else ""
        return Linked(str(link.pk), case.matter.number, advice)


def unlink_cases(who: Actor, number: str, *, link: str, because: str) -> Linked:
    """End a link. Cases of one matter stand apart again, each in the matter it came from or one of its own."""
    with opened(who, number, Deed.UNLINK_CASES) as work:
        held = _link(work, link)
        ruling, other = may_unlink(because=because), held.second if held.first_id == work.case.pk else held.first
        entry = _enter_both(work, other, ruling, kind=held.kind, because=because)
        CaseLink.objects.filter(pk=held.pk).update(ended=entry)
        if held.kind == LinkKind.SAME_MATTER:
            _stand_apart(work, held, entry)
        return Linked(link, work.case.matter.number, "")


def _enter_both(work: Work, other: Case, ruling: Ruling, *, kind: str, because: str) -> Entry:
    """Enter the deed in the record of each of the two cases; the timeline shows it to whoever sees both."""
    work.enter_also(other, ruling, other=work.case.number, kind=kind, because=because)
    return work.enter(ruling, other=other.number, kind=kind, because=because)


def _in_sight(work: Work, number: str) -> Case:
    """Return the other case. Two people who link the same two cases crosswise take the locks one after the other."""
    found = sight.cases(work.who).filter(number=number).select_related("matter").first()
    if found is None:
        raise NotFound("There is no such case.")
    list(locked(Matter.objects.filter(pk__in={found.matter_id, work.case.matter_id}).order_by("pk")))
    return found


def _link(work: Work, link: str) -> CaseLink:
    either = Q(first=work.case) | Q(second=work.case)
    held = CaseLink.objects.filter(either, pk=row_id(link), ended=None).select_related("first", "second").first()
    if held is None:
        raise NotFound("There is no such link.")
    other = held.second if held.first_id == work.case.pk else held.first
    if not sight.cases(work.who).filter(pk=other.pk).exists():
        raise NotFound("There is no such link.")
    return held


def _made(work: Work, second: Case, entry: Entry, *, kind: str, because: str) -> CaseLink:
    return CaseLink.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        first=work.case,
        second=second,
        kind=kind,
        reason=because,
        matter_before=second.matter,
    )


def _links(first: Case, second: Case) -> QuerySet[CaseLink]:
    return CaseLink.objects.filter(Q(first=first, second=second) | Q(first=second, second=first), ended=None)


def _stand_apart(work: Work, held: CaseLink, entry: Entry) -> None:
    """Give the second case its own matter back; where others have joined that one since, a new one."""
    before = held.matter_before
    if before is None or before.pk == held.first.matter_id or before.cases.exclude(pk=held.second_id).exists():
        before = Matter.objects.create(number=next_number(MATTER, year=work.today.year), opened_at=work.at)
    Case.objects.filter(pk=held.second_id).update(matter=before)
