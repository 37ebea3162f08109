"""Plans for places: made, changed, looked at again and ended, each with why and by whom (clauses 2 b, 3.4).

They are read in `reads.py`. Nothing of a case goes into one, and nothing of one into a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, begun, locked, row_id
from upstander.policy.placeplans import (
    GROUP_KINDS,
    PlanAsked,
    Resource,
    may_change_place_plan,
    may_draw_on,
    may_end_place_plan,
    may_make_place_plan,
    may_review_place_plan,
    may_set_place_plan,
    points_at,
)
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.records import keyring
from upstander.records.agencies import Agency
from upstander.records.estate import Area, Block, Home
from upstander.records.journal import Entry
from upstander.records.placeplans import (
    PlaceEvent,
    PlaceGroup,
    PlacePlan,
    PlaceResource,
    groups_for,
    known_group,
    owners_in,
    plans_in_sight,
)
from upstander.records.staff import Staff

NO_PLAN = "There is no such plan."


@dataclass(frozen=True, slots=True)
class PlacePlanned:
    """Which plan, the number of what was done to it, and when it is looked at again; None once it has ended."""

    plan: str
    event: int
    review_on: date | None


def make_place_plan(
    who: Actor,
    *,
    area: str,
    why: str,
    resources: Sequence[Resource],
    owner: str,
    review_on: date,
    estate: str = "",
    block: str = "",
    groups: Sequence[str] = (),
) -> PlacePlanned:
    """Make a plan for an area, or for an estate or a block in it. Raises NotFound, Refused."""
    with begun(who, Deed.MAKE_PLACE_PLAN, sealed_by=keyring.standing("places")) as work:
        place = _place(work, area, estate=estate, block=block)
        standing = PlacePlan.objects.filter(**place, ended=None).exists()
        work.require(may_make_place_plan(standing=standing))
        asked, staff, drawn = _set(work, place["area"], why, resources, groups, owner, review_on)
        plan = PlacePlan(sealed_by=work.sealed_by, **place, owner=staff, made_at=work.at, review_on=review_on)
        entry = work.enter(asked, plan=str(plan.pk), area=str(place["area"].pk), review_on=review_on.isoformat())
        plan.entry = entry
        plan.save(force_insert=True)
        _keep(_event(work, plan, entry, what="made", why=why, review_on=review_on), resources, drawn)
        return PlacePlanned(str(plan.pk), 1, review_on)


def change_place_plan(
    who: Actor,
    *,
    plan: str,
    because: str,
    why: str,
    resources: Sequence[Resource],
    owner: str,
    review_on: date,
    groups: Sequence[str] = (),
) -> PlacePlanned:
    """Let a plan read otherwise from now on; what it said before stays. Raises NotFound, Refused."""
    with begun(who, Deed.CHANGE_PLACE_PLAN, sealed_by=keyring.standing("places")) as work:
        held = _held(work, plan)
        points = _points(held.area, (because,))
        work.require(may_change_place_plan(ended=held.ended_id is not None, because=because))
        asked, staff, drawn = _set(work, held.area, why, resources, groups, owner, review_on, points=points)
        held.owner, held.review_on = staff, review_on
        held.latest += 1
        held.version = held.latest
        entry = work.enter(asked, plan=plan, event=held.latest, review_on=review_on.isoformat())
        held.save(update_fields=["owner", "review_on", "latest", "version"])
        event = _event(work, held, entry, what="changed", why=why, words=because, review_on=review_on)
        _keep(event, resources, drawn)
        return PlacePlanned(plan, held.latest, review_on)


def review_place_plan(who: Actor, *, plan: str, result: str, words: str, review_on: date) -> PlacePlanned:
    """Say what became of a place so far, and when it is looked at again. Raises NotFound, Refused."""
    with begun(who, Deed.REVIEW_PLACE_PLAN, sealed_by=keyring.standing("places")) as work:
        held = _held(work, plan)
        ruling = may_review_place_plan(
            work.terms,
            ended=held.ended_id is not None,
            result=result,
            words=words,
            review_on=review_on,
            points=_points(held.area, (words,)),
            at=work.at,
        )
        held.latest, held.review_on, held.result = held.latest + 1, review_on, result
        entry = work.enter(ruling, plan=plan, event=held.latest, result=result, review_on=review_on.isoformat())
        held.save(update_fields=["latest", "review_on", "result"])
        _event(work, held, entry, what="reviewed", words=words, result=result, review_on=review_on)
        return PlacePlanned(plan, held.latest, review_on)


def end_place_plan(who: Actor, *, plan: str, result: str, words: str) -> PlacePlanned:
    """End a plan by saying what became of the place. Raises NotFound, Refused."""
    with begun(who, Deed.END_PLACE_PLAN, sealed_by=keyring.standing("places")) as work:
        held = _held(work, plan)
        points = _points(held.area, (words,))
        ruling = may_end_place_plan(ended=held.ended_id is not None, result=result, words=words, points=points)
        held.latest, held.result = held.latest + 1, result
        held.ended = entry = work.enter(ruling, plan=plan, event=held.latest, result=result)
        held.save(update_fields=["latest", "result", "ended"])
        _event(work, held, entry, what="ended", words=words, result=result)
        return PlacePlanned(plan, held.latest, None)


def _held(work: Work, plan: str) -> PlacePlan:
    """Return a plan of an area they look after, locked: out of sight is not found."""
    seen = plans_in_sight(work.who).filter(pk=row_id(plan), area__in=work.who.scope_areas)
    held = locked(PlacePlan.objects.filter(pk__in=seen.values("pk")).select_related("area")).first()
    if not isinstance(held, PlacePlan):
        raise NotFound(NO_PLAN)
    return held


def _place(work: Work, area: str, *, estate: str, block: str) -> dict[str, Any]:
    """Return the place as a plan keeps it. The area is locked, so that two people make no two plans for one place."""
    held = locked(Area.objects.filter(pk=row_id(area), pk__in=work.who.scope_areas)).first()
    if held is None:
        raise NotFound("There is no such area.")
    found = Block.objects.filter(area=held)
    part = found.filter(pk=row_id(block)).first() if block else None
    if (block and part is None) or (estate and not found.filter(estate=estate).exists()):
        raise NotFound("There is no such place in this area.")
    return {"area": held, "estate": "" if part else estate, "block": part}


def _set(
    work: Work,
    area: Area,
    why: str,
    resources: Sequence[Resource],
    groups: Sequence[str],
    owner: str,
    review_on: date,
    *,
    points: str = "",
) -> tuple[Ruling, Staff, list[Agency]]:
    """Ask whether a plan may read like this; return the ruling, its owner, and the groups it draws on."""
    staff = owners_in(area, at=work.at).filter(pk=row_id(owner)).first() if owner else None
    asked = PlanAsked(
        why=why,
        resources=resources,
        groups=len(set(groups)),
        owner=staff is not None,
        review_on=review_on,
        points=points or _points(area, (why, *(one.what for one in resources))),
    )
    ruling = may_set_place_plan(work.terms, asked, at=work.at)
    work.require(ruling)
    assert staff is not None  # the ruling refuses a plan without an owner
    return ruling, staff, _drawn(work, area, groups)


def _drawn(work: Work, area: Area, groups: Sequence[str]) -> list[Agency]:
    wanted = {row_id(key) for key in groups}
    if not wanted:
        return []
    rows = list(groups_for(area.borough, kinds=GROUP_KINDS, on=work.today))
    by_key, others = {row.pk: row for row in rows}, [known_group(row) for row in rows]
    late = _ended(wanted - by_key.keys(), area)
    for key in sorted(wanted):
        row = by_key.get(key) or late.get(key)
        work.require(may_draw_on(known_group(row) if row else None, on=work.today, others=others))
    return [by_key[key] for key in sorted(wanted)]


def _ended(keys: Iterable[UUID], area: Area) -> dict[UUID, Agency]:
    """Return those that have left the register, so that the refusal can name them."""
    rows = groups_for(area.borough, kinds=GROUP_KINDS, on=date.min).filter(pk__in=list(keys))
    return {row.pk: row for row in rows}


def _points(area: Area, texts: Iterable[str]) -> str:
    """Return what in these texts points at somebody, or at one of the area's homes."""
    addresses = tuple(Home.objects.filter(area=area).values_list("address", flat=True))
    return next(filter(None, (points_at(text, addresses=addresses) for text in texts)), "")


def _event(work: Work, plan: PlacePlan, entry: Entry, *, what: str, **said: Any) -> PlaceEvent:
    assert work.who.staff is not None  # nobody else's roles include these deeds
    return PlaceEvent.objects.create(
        sealed_by=plan.sealed_by,
        entry=entry,
        plan=plan,
        number=plan.latest,
        what=what,
        at=work.at,
        by_id=work.who.staff,
        owner=plan.owner,
        **{"why": "", "words": ""} | said,
    )


def _keep(event: PlaceEvent, resources: Sequence[Resource], groups: Iterable[Agency]) -> None:
    hangs = {"sealed_by": event.sealed_by, "entry": event.entry, "event": event}
    PlaceResource.objects.bulk_create(
        PlaceResource(**hangs, line=line, what=one.what, amount=one.amount, unit=one.unit, start=one.start)
        for line, one in enumerate(resources, 1)
    )
    PlaceGroup.objects.bulk_create(PlaceGroup(**hangs, agency=agency) for agency in groups)
