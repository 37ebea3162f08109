"""What must I do now: overdue, today, this week, waiting, unassigned, each line with its why (clauses 2 e, 3 a)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count as Aggregated
from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.caseload.rows import lines, owed_in_sight, page_of, unassigned
from upstander.casework.caseload.shape import AT_MOST, Count, MyWork, in_words
from upstander.casework.opened import NotFound, row_id
from upstander.policy.due import Due, window
from upstander.policy.roles import is_supervisor
from upstander.records import sight
from upstander.records.duties import OwedDuty
from upstander.records.together import counted

ALL, UNASSIGNED = "all", "unassigned"
VIEWS: Mapping[str, str] = {
    Due.OVERDUE: "overdue",
    Due.TODAY: "due today",
    Due.WEEK: "due in the next 7 days",
    Due.WAITING: "waiting for someone else",
    UNASSIGNED: "new, unassigned",
}
"""The views that are counted at the top of the page."""


def my_work(who: Actor, *, view: str = ALL, after: str = "") -> MyWork:
    """Return a page of what this person owes, and how much stands in each view. Raises NotFound."""
    _staff_only(who)
    mine = owed_in_sight(who).filter(staff__in=sight.acts_for(who))
    return _page(who, mine, unassigned(who), view=view, after=after)


def team_work(
    who: Actor, *, officer: str = "", view: str = ALL, team: str = "", area: str = "", after: str = ""
) -> MyWork:
    """Return a page of what is owed in a supervisor's sight: the list behind each figure of the board."""
    if not is_supervisor(who.roles):
        raise NotFound("There is no such page.")
    near = narrowed(team=team, area=area)
    owed = owed_in_sight(who).filter(near)
    if officer:
        owed = owed.filter(staff=row_id(officer))
    return _page(who, owed, unassigned(who).filter(near), view=view, after=after)


def narrowed(*, team: str, area: str) -> Q:
    """Return the condition that a duty is about a case of this team, and of this area."""
    near = Q()
    if team:
        near &= Q(case__team=row_id(team))
    if area:
        near &= Q(case__area=row_id(area)) | Q(case=None, report__area=row_id(area))
    return near


def _page(who: Actor, owed: QuerySet[OwedDuty], waiting: QuerySet[OwedDuty], *, view: str, after: str) -> MyWork:
    groups = {name: _group(name, at=who.at) for name in (ALL, *Due)}
    views = {name: owed.filter(group) for name, group in groups.items()} | {UNASSIGNED: waiting}
    if view not in views:
        raise NotFound("There is no such view.")
    held, more = page_of(views[view], after=after)
    counts = _counts(owed, groups, views)
    return MyWork(
        view=view,
        counts=tuple(
            Count(view=name, label=label, number=counts[name], words=in_words(counts[name]))
            for name, label in VIEWS.items()
        ),
        rows=lines(who, duties=held),
        after=more,
    )


def _group(view: str, *, at: datetime) -> Q:
    """Return the condition that an open duty stands in this view."""
    if view == Due.WAITING:
        return Q(paused_at__isnull=False)
    first, last = window(view, at=at) if view != ALL else (None, None)
    since = Q(due_at__gte=first) if first is not None else Q()
    return Q(paused_at=None) & since & (Q(due_at__lt=last) if last is not None else Q())


def _counts(
    owed: QuerySet[OwedDuty], groups: Mapping[str, Q], views: Mapping[str, QuerySet[OwedDuty]]
) -> dict[str, int]:
    """Count all groups in one pass where little is owed; else each by itself, and no further than it must be."""
    each = {str(name): Aggregated("pk", filter=group) for name, group in groups.items() if name in VIEWS}
    found: dict[str, int] = owed[: AT_MOST + 1].aggregate(every=Aggregated("pk"), **each)
    if found.pop("every") > AT_MOST:
        found = {}
    return found | counted({name: views[name] for name in VIEWS if name not in found}, up_to=AT_MOST)


def _staff_only(who: Actor) -> None:
    if who.staff is None:
        raise NotFound("There is no such page.")
