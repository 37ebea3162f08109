"""Teams and areas: added, renamed, and shown with who looks after what (clause 7 a)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun, locked, row_id
from upstander.policy.places import may_add_place, may_rename_place
from upstander.policy.roles import Deed
from upstander.records.estate import Area
from upstander.records.staff import Team

MOST = 500


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team by its key: how many people belong to it, and which areas it looks after."""

    key: str
    name: str
    people: int
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaShown:
    """An area by its key: in which borough it lies, how many homes it has, and which teams look after it."""

    key: str
    name: str
    borough: str
    homes: int
    teams: tuple[str, ...]


def add_team(who: Actor, *, name: str) -> str:
    """Add a team that looks after no area yet; return its key. Raises Refused."""
    with begun(who, Deed.ADD_TEAM) as work:
        plain = name.strip()
        ruling = may_add_place(named=bool(plain), taken=Team.objects.filter(name__iexact=plain).exists())
        team = Team(name=plain)
        team.entry = work.enter(ruling, team=str(team.pk), name=plain)
        team.save(force_insert=True)
        return str(team.pk)


def rename_team(who: Actor, *, team: str, name: str) -> str:
    """Call a team otherwise; return its name. Raises NotFound, Refused."""
    with begun(who, Deed.RENAME_TEAM) as work:
        held = locked(Team.objects.filter(pk=row_id(team))).first()
        if held is None:
            raise NotFound("There is no such team.")
        plain, was = name.strip(), held.name
        taken = Team.objects.filter(name__iexact=plain).exclude(pk=held.pk).exists()
        ruling = may_rename_place(named=bool(plain), taken=taken, changed=plain != was)
        work.enter(ruling, team=str(held.pk), was=was, now=plain)
        held.name = plain
        held.save(update_fields=["name"])
        return plain


def add_area(who: Actor, *, name: str, borough: str) -> str:
    """Add an area that no team looks after yet; return its key. Raises Refused."""
    with begun(who, Deed.ADD_AREA) as work:
        plain, where = name.strip(), borough.strip()
        taken = Area.objects.filter(name__iexact=plain).exists()
        ruling = may_add_place(named=bool(plain), taken=taken, borough=bool(where))
        area = Area(name=plain, borough=where)
        work.enter(ruling, area=str(area.pk), name=plain, borough=where)
        area.save(force_insert=True)
        return str(area.pk)


def rename_area(who: Actor, *, area: str, name: str) -> str:
    """Call an area otherwise; its homes and teams stay with it. Return its name. Raises NotFound, Refused."""
    with begun(who, Deed.RENAME_AREA) as work:
        held = locked(Area.objects.filter(pk=row_id(area))).first()
        if held is None:
            raise NotFound("There is no such area.")
        plain, was = name.strip(), held.name
        taken = Area.objects.filter(name__iexact=plain).exclude(pk=held.pk).exists()
        ruling = may_rename_place(named=bool(plain), taken=taken, changed=plain != was)
        work.enter(ruling, area=str(held.pk), was=was, now=plain)
        held.name = plain
        held.save(update_fields=["name"])
        return plain


def teams_shown(*, after: str = "", key: str = "", at_most: int = MOST) -> tuple[TeamShown, ...]:
    """Return teams by name, those after a name; or the one of a key."""
    rows = Team.objects.filter(pk=row_id(key)) if key else Team.objects.filter(name__gt=after)
    rows = rows.annotate(people=Count("members")).prefetch_related("areas").order_by("name")[:at_most]
    return tuple(
        TeamShown(str(row.pk), row.name, row.people, tuple(sorted(area.name for area in row.areas.all())))
        for row in rows
    )


def areas_shown(*, after: str = "", key: str = "", at_most: int = MOST) -> tuple[AreaShown, ...]:
    """Return areas by name, those after a name; or the one of a key."""
    rows = Area.objects.filter(pk=row_id(key)) if key else Area.objects.filter(name__gt=after)
    rows = rows.annotate(how_many=Count("homes")).prefetch_related("teams").order_by("name")[:at_most]
    return tuple(
        AreaShown(
            str(row.pk), row.name, row.borough, row.how_many, tuple(sorted(team.name for team in row.teams.all()))
        )
        for row in rows
    )


def boroughs() -> tuple[str, ...]:
    """Return every borough in which we have an area."""
    return tuple(Area.objects.order_by("borough").values_list("borough", flat=True).distinct())
