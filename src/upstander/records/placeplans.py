"""Plans for places: an area, an estate or a block, with everything that was ever said of each (clauses 2 b, 3.4).

What was said is sealed, in case somebody is named in it after all; where a plan is, and when it is due, stays clear.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.policy.considering import KnownAgency
from upstander.policy.placeplans import READERS
from upstander.policy.roles import SUPERVISORS, Role
from upstander.records.agencies import Agency, AgencyBorough
from upstander.records.estate import Area, Block
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.sealing import SealedText
from upstander.records.sight import Seer
from upstander.records.staff import Appointment, Staff


class PlacePlan(Fact):
    """A plan for an area, for an estate in it (by name), or for a block. `version`: the event it reads as now."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    estate = models.CharField(max_length=120, blank=True)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    review_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    latest = models.PositiveIntegerField(default=1)
    result = models.CharField(max_length=10, blank=True)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            where_set("ended", name="place_plan_ended"),
            models.Index(fields=["area", "review_on", "id"], name="place_plan_by_area"),
            models.Index(fields=["owner", "review_on"], name="place_plan_by_owner"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PlaceEvent(Fact):
    """One thing done to a plan: made, changed, reviewed or ended. `why`: why the place has it; `words`: why this."""

    plan = models.ForeignKey(PlacePlan, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField(null=True)
    result = models.CharField(max_length=10, blank=True)
    why = SealedText()
    words = SealedText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="a_place_event_is_numbered_once")]

    def __str__(self) -> str:
        return self.what


class PlaceResource(Fact):
    """What a version of a plan puts into its place, from a day."""

    event = models.ForeignKey(PlaceEvent, on_delete=models.PROTECT, related_name="resources")
    line = models.PositiveSmallIntegerField()
    what = SealedText()
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=10)
    start = models.DateField()

    def __str__(self) -> str:
        return self.unit


class PlaceGroup(Fact):
    """A group or activity of the register that a version of a plan draws on."""

    event = models.ForeignKey(PlaceEvent, on_delete=models.PROTECT, related_name="groups")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "agency"], name="a_version_draws_on_a_group_once")]

    def __str__(self) -> str:
        return str(self.agency_id)


def plans_in_sight(seer: Seer) -> QuerySet[PlacePlan]:
    """Return the plans that somebody sees: `policy.placeplans.may_see_place_plan`, as a query; a test holds them."""
    areas = Q(pk__in=())
    if seer.roles & SUPERVISORS:
        areas |= Q(pk__in=seer.scope_areas)
    if Role.HOUSING_OFFICER in seer.roles:
        areas |= Q(teams__in=seer.teams)
    return PlacePlan.objects.filter(area__in=Area.objects.filter(areas).values("pk"))


def owners_in(area: Area, *, at: datetime) -> QuerySet[Staff]:
    """Return the colleagues who work in an area, or look after it, at this moment, by name."""
    held = Q(start__lte=at) & (Q(end=None) | Q(end__gt=at))
    there = Appointment.objects.filter(held, role__in=READERS, team__areas=area)
    return Staff.objects.filter(pk__in=there.values("staff"), is_active=True).order_by("name", "pk")


def groups_for(borough: str, *, kinds: Iterable[str], on: date) -> QuerySet[Agency]:
    """Return the agencies of these kinds that have not ended, by name; `named` says whether each is for a borough."""
    lasting = Q(end=None) | Q(end__gte=on)
    named = Exists(AgencyBorough.objects.filter(agency=OuterRef("pk"), borough=borough))
    return Agency.objects.annotate(named=named).filter(lasting, kind__in=sorted(kinds)).order_by("name")


def known_group(row: Agency) -> KnownAgency:
    """Return a group as the rules ask for it; of a row that says whether it is named for the borough."""
    here = row.everywhere or bool(row.named)  # type: ignore[attr-defined]  # said by the query of groups
    return KnownAgency(str(row.pk), row.name, row.kind, here=here, start=row.start, end=row.end)
