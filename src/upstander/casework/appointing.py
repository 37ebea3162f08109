"""Giving somebody a role, in a team, from a day until a day (clause 7 a). Nobody gives one to themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun
from upstander.policy.alerting import may_put_on_call
from upstander.policy.appointing import may_appoint, may_look_after_areas
from upstander.policy.roles import Deed
from upstander.records.estate import Area
from upstander.records.staff import Appointment, Membership, OnCall, Staff, Team


@dataclass(frozen=True, slots=True)
class Appointed:
    """Who holds which role, and where."""

    name: str
    role: str
    team: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody on the staff, with the roles they hold today; for the demo's sign-in page."""

    key: str
    name: str
    email: str
    roles: tuple[tuple[str, str], ...]


def appoint_staff(who: Actor, *, email: str, role: str, team: str, end: datetime | None = None) -> Appointed:
    """Give a role in a team, by its name, from now. Raises NotFound, Refused."""
    with begun(who, Deed.APPOINT_STAFF) as work:
        staff = Staff.objects.filter(email=email.strip().lower()).first()
        where = Team.objects.filter(name=team.strip()).first()
        if staff is None or (team.strip() and where is None):
            raise NotFound("There is no such person, or no such team." if staff is None else "There is no such team.")
        live = Q(start__lte=work.at) & (Q(end=None) | Q(end__gt=work.at))
        ruling = may_appoint(
            role,
            oneself=who.staff == staff.pk,
            in_team=where is not None,
            start=work.at,
            end=end,
            held=Appointment.objects.filter(live, staff=staff, role=role, team=where).exists(),
        )
        entry = work.enter(ruling, staff=str(staff.pk), role=role, team=team)
        Appointment.objects.create(staff=staff, role=role, team=where, start=work.at, end=end, entry=entry)
        assert where is not None  # the ruling
        Membership.objects.get_or_create(staff=staff, defaults={"team": where})
        return Appointed(staff.name, role, where.name)


def look_after_areas(who: Actor, *, team: str, areas: tuple[str, ...]) -> tuple[str, ...]:
    """Let a team look after these areas and no others; a new name makes a new team. Raises Refused."""
    with begun(who, Deed.LOOK_AFTER_AREAS) as work:
        found = list(Area.objects.filter(name__in=areas).order_by("name"))
        ruling = may_look_after_areas(known=len(found) == len(set(areas)), any_named=bool(areas and team.strip()))
        work.enter(ruling, team=team, areas=[area.name for area in found])
        made, _ = Team.objects.get_or_create(name=team.strip())
        made.areas.set(found)
        return tuple(area.name for area in found)


def put_on_call(who: Actor, *, email: str, start: datetime, end: datetime, order: int = 1) -> str:
    """Put somebody on the rota of who answers alerts; return their name. Raises NotFound, Refused."""
    with begun(who, Deed.PUT_ON_CALL) as work:
        staff = Staff.objects.filter(email=email.strip().lower(), is_active=True).first()
        if staff is None:
            raise NotFound("There is no such person.")
        live = Q(start__lte=end) & (Q(end=None) | Q(end__gt=work.at))
        roles = list(Appointment.objects.filter(live, staff=staff).values_list("role", flat=True))
        ruling = may_put_on_call(roles, start=start, end=end, now=work.at, order=order)
        work.enter(ruling, staff=str(staff.pk), start=start.isoformat(), end=end.isoformat(), order=order)
        OnCall.objects.create(staff=staff, start=start, end=end, order=order)
        return staff.name


def areas_by_team() -> dict[str, tuple[str, ...]]:
    """Return the areas that each team looks after, by name."""
    teams = Team.objects.prefetch_related("areas").order_by("name")
    return {team.name: tuple(sorted(area.name for area in team.areas.all())) for team in teams}


def team_keys() -> dict[str, str]:
    """Return the key of each team, by its name."""
    return {name: str(key) for key, name in Team.objects.values_list("pk", "name")}


def team_of_staff() -> dict[str, str]:
    """Return the team each member of staff works in, by e-mail; it gives no right by itself."""
    return dict(Membership.objects.values_list("staff__email", "team__name"))


def colleagues(*, at: datetime) -> tuple[Colleague, ...]:
    """Return everybody who can sign in, with role and team of each appointment that holds now."""
    live = Q(start__lte=at) & (Q(end=None) | Q(end__gt=at))
    rows = Appointment.objects.filter(live, staff__is_active=True).select_related("staff", "team")
    found: dict[Staff, list[tuple[str, str]]] = {}
    for row in rows.order_by("staff__name", "role"):
        found.setdefault(row.staff, []).append((row.role, row.team.name if row.team else ""))
    return tuple(Colleague(str(one.pk), one.name, one.email, tuple(roles)) for one, roles in found.items())
