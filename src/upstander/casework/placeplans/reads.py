"""Reading plans for places: the list, the overdue first, and one plan with everything that was done to it (2 b, 3.4).

A plan shows no case. How many cases an area had is said for whole months, and never where they are few (clause 7 a).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import LONDON, NotFound, row_id
from upstander.casework.placeplans.counts import cases_in, whole_months
from upstander.casework.placeplans.shapes import (
    GroupShown,
    PlaceChoices,
    PlaceEventShown,
    PlaceList,
    PlacePage,
    PlaceRow,
    PlanNow,
)
from upstander.policy.agencies import AGENCY_KIND_LABELS, AgencyKind
from upstander.policy.considering import helps
from upstander.policy.placeplans import (
    GROUP_KINDS,
    RESULT_LABELS,
    UNIT_LABELS,
    PlaceResult,
    Resource,
    ResourceUnit,
    latest_review,
    may_read_place_plans,
)
from upstander.records.agencies import Agency
from upstander.records.estate import Area, Block
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
from upstander.records.versions import terms_of, version_in_force

AT_ONCE, EVENTS, MOST_BLOCKS = 50, 30, 1_000
STATES = ("open", "ended", "all")
WHAT = {"made": "Made", "changed": "Changed", "reviewed": "Looked at again", "ended": "Ended"}


def place_plans(who: Actor, *, area: str = "", state: str = "open", after: str = "") -> PlaceList:
    """Return the plans in sight, of one area where asked. Raises NotFound."""
    _readers_only(who)
    if state not in STATES:
        raise NotFound("There is no such list.")
    rows = plans_in_sight(who)
    if state != "all":
        rows = rows.filter(ended__isnull=state == "open")
    if area:
        rows = rows.filter(area=row_id(area))
    if after:
        day, key = _mark(after)
        rows = rows.filter(Q(review_on__gt=day) | Q(review_on=day, pk__gt=key))
    found = list(rows.select_related("area", "block", "owner").order_by("review_on", "pk")[: AT_ONCE + 1])
    shown = tuple(_row(plan, on=_today(who)) for plan in found[:AT_ONCE])
    last = shown[-1] if len(found) > AT_ONCE else None
    return PlaceList(shown, f"{last.review_on.isoformat()} {last.plan}" if last else "")


def place_plan(who: Actor, *, plan: str, before: int | None = None) -> PlacePage:
    """Return one plan in sight, with what was done to it, the latest first. Raises NotFound."""
    _readers_only(who)
    held = plans_in_sight(who).filter(pk=row_id(plan)).select_related("area", "block", "owner").first()
    if held is None:
        raise NotFound("There is no such plan.")
    today, (events, older) = _today(who), _events(held, before)
    resources = _resources(held, {held.version, *(event.number for event in events)})
    first, until = whole_months(today)
    groups = _groups(held.area.borough, today, plan=held)
    return PlacePage(
        row=_row(held, on=today),
        area_key=str(held.area_id),
        why=_why(held, events),
        made_at=held.made_at,
        resources=resources[held.version],
        groups=tuple(one for one in groups if one.drawn),
        later=tuple(one for one in groups if one.starts and not one.drawn),
        events=tuple(_event(event, resources[event.number]) for event in events),
        before=older,
        cases=cases_in(held.area, first, until),
        cases_from=first,
        cases_until=until - timedelta(days=1),
        may_change=held.area_id in who.scope_areas and held.ended_id is None,
    )


def plan_to_change(who: Actor, *, plan: str) -> tuple[PlaceChoices, PlanNow]:
    """Return a plan of an area that somebody looks after, and what there is to choose from. Raises NotFound."""
    _readers_only(who)
    seen = plans_in_sight(who).filter(pk=row_id(plan), area__in=who.scope_areas)
    held = seen.select_related("area", "block", "owner").first()
    if held is None:
        raise NotFound("There is no such plan.")
    groups, row = _groups(held.area.borough, _today(who), plan=held), _row(held, on=_today(who))
    now = PlanNow(
        place=row.place,
        area=row.area,
        why=_why(held, []),
        owner_key=str(held.owner_id),
        resources=_resources(held, {held.version})[held.version],
        groups=tuple(one.key for one in groups if one.drawn),
    )
    return _choices(who, held.area, groups, []), now


def areas_for_plans(who: Actor, *, to_make: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the areas whose plans somebody reads, by key and name; or those for which they can make one."""
    near = Q(pk__in=who.scope_areas)
    if not to_make:
        near |= Q(teams__in=who.teams)
    rows = Area.objects.filter(near).order_by("name").distinct()
    return tuple((str(key), name) for key, name in rows.values_list("pk", "name"))


def place_choices(who: Actor, *, area: str) -> PlaceChoices:
    """Return what there is to choose from in an area that somebody looks after. Raises NotFound."""
    held = Area.objects.filter(pk=row_id(area), pk__in=who.scope_areas).first()
    if held is None:
        raise NotFound("There is no such area.")
    blocks = list(Block.objects.filter(area=held).order_by("estate", "name")[:MOST_BLOCKS])
    return _choices(who, held, _groups(held.borough, _today(who)), blocks)


def _choices(who: Actor, area: Area, groups: list[GroupShown], blocks: list[Block]) -> PlaceChoices:
    today = _today(who)
    return PlaceChoices(
        area=area.name,
        area_key=str(area.pk),
        estates=tuple(dict.fromkeys(block.estate for block in blocks if block.estate)),
        blocks=tuple((str(block.pk), f"{block.name}, {block.estate}".removesuffix(", ")) for block in blocks),
        owners=tuple((str(one.pk), one.name) for one in owners_in(area, at=who.at)),
        groups=tuple(one for one in groups if one.runs or one.starts),
        today=today,
        last=latest_review(terms_of(version_in_force(today).pk), at=who.at),
    )


def _readers_only(who: Actor) -> None:
    if not may_read_place_plans(who.roles).allowed:
        raise NotFound("There is no such page.")


def _today(who: Actor) -> date:
    return who.at.astimezone(LONDON).date()


def _mark(after: str) -> tuple[date, UUID]:
    day, _, key = after.partition(" ")
    try:
        return date.fromisoformat(day), row_id(key)
    except ValueError as bad:
        raise NotFound("There is no such page.") from bad


def _row(plan: PlacePlan, *, on: date) -> PlaceRow:
    ended = plan.ended_id is not None
    return PlaceRow(
        plan=str(plan.pk),
        place=plan.block.name if plan.block else plan.estate or f"The whole of {plan.area.name}",
        area=plan.area.name,
        borough=plan.area.borough,
        owner=plan.owner.name if plan.owner.is_active else f"{plan.owner.name} (has left)",
        review_on=plan.review_on,
        overdue=not ended and plan.review_on < on,
        result=RESULT_LABELS[PlaceResult(plan.result)] if plan.result else "",
        ended=ended,
    )


def _events(plan: PlacePlan, before: int | None) -> tuple[list[PlaceEvent], int]:
    rows: QuerySet[PlaceEvent] = PlaceEvent.objects.filter(plan=plan)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.select_related("by").order_by("-number")[: EVENTS + 1])
    return found[:EVENTS], found[EVENTS - 1].number if len(found) > EVENTS else 0


def _why(plan: PlacePlan, events: Iterable[PlaceEvent]) -> str:
    """Return why a place has its plan, as the version in force says it; of these events, where it is among them."""
    found = next((event for event in events if event.number == plan.version), None)
    why: str = (found or PlaceEvent.objects.get(plan=plan, number=plan.version)).why
    return why


def _resources(plan: PlacePlan, numbers: set[int]) -> dict[int, tuple[Resource, ...]]:
    held: dict[int, list[Resource]] = defaultdict(list)
    rows = PlaceResource.objects.filter(event__plan=plan, event__number__in=numbers).select_related("event")
    for row in rows.order_by("line"):
        unit = UNIT_LABELS[ResourceUnit(row.unit)].lower()
        held[row.event.number].append(Resource(row.what, row.amount, unit, row.start))
    return defaultdict(tuple, {number: tuple(lines) for number, lines in held.items()})


def _groups(borough: str, today: date, *, plan: PlacePlan | None = None) -> list[GroupShown]:
    """Return the groups and activities of a borough: those that run, that start later, and those a plan draws on."""
    drawn = PlaceGroup.objects.filter(
        agency=OuterRef("pk"), event__plan=plan, event__number=plan.version if plan else 0
    )
    rows = groups_for(borough, kinds=GROUP_KINDS, on=date.min).annotate(drawn=Exists(drawn))
    lasting = Q(end=None) | Q(end__gte=today)
    here = Q(everywhere=True) | Q(named=True)
    return [_group(row, today) for row in rows.filter((lasting & here) | Q(drawn=True))]


def _group(row: Agency, today: date) -> GroupShown:
    one = known_group(row)
    return GroupShown(
        key=one.key,
        name=row.name,
        kind=AGENCY_KIND_LABELS[AgencyKind(row.kind)],
        for_whom=row.for_whom,
        runs=helps(one, on=today),
        starts=row.start if row.start > today else None,
        drawn=bool(row.drawn),  # type: ignore[attr-defined]  # said by the query of groups
    )


def _event(event: PlaceEvent, resources: tuple[Resource, ...]) -> PlaceEventShown:
    return PlaceEventShown(
        number=event.number,
        what=WHAT[event.what],
        at=event.at,
        by=event.by.name,
        words=event.words,
        why=event.why,
        result=RESULT_LABELS[PlaceResult(event.result)] if event.result else "",
        review_on=event.review_on,
        resources=resources,
    )
