"""What stands on somebody's first page: their work on cases, where they have any, and what else waits (2 e, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.caseload.shape import AT_MOST, MyWork, in_words
from upstander.casework.caseload.work import ALL, my_work
from upstander.casework.opened import LONDON, NotFound
from upstander.policy.roles import Deed, may_do
from upstander.records.grants import BreakGlass
from upstander.records.placeplans import plans_in_sight

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A first page. `work`: None for those who work no cases. `emergencies`: how many wait for this person's review.

    `places`: how many plans for places are theirs to look at again within a week.
    """

    work: MyWork | None
    emergencies: int
    emergencies_words: str
    places: int = 0


def my_desk(who: Actor, *, view: str = ALL, after: str = "") -> Desk:
    """Return what is somebody's own. Raises NotFound."""
    if who.staff is None:
        raise NotFound("There is no such page.")
    opens = may_do(who.roles, Deed.OPEN_CASE_FILE).allowed
    waiting = _to_review(who)
    return Desk(
        work=my_work(who, view=view, after=after) if opens else None,
        emergencies=waiting,
        emergencies_words=in_words(waiting),
        places=_places_due(who) if opens else 0,
    )


def _to_review(who: Actor) -> int:
    """How many emergencies wait for this person's review: none of their own, and no further than is counted."""
    if not may_do(who.roles, Deed.REVIEW_BREAK_GLASS).allowed:
        return 0
    others = BreakGlass.objects.filter(reviewed=None).exclude(staff=who.staff)
    return others[: AT_MOST + 1].count()


def _places_due(who: Actor) -> int:
    """How many plans they own are to be looked at again within a week; for managers, also those of who has left."""
    mine = Q(owner=who.staff)
    if who.scope_areas:
        mine |= Q(owner__is_active=False, area__in=who.scope_areas)
    soon = who.at.astimezone(LONDON).date() + WEEK
    return plans_in_sight(who).filter(mine, ended=None, review_on__lte=soon)[: AT_MOST + 1].count()
