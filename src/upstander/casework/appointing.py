"""Giving somebody a role, in a team, from a day until a day (clause 7 a). Nobody gives one to themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, begun
from upstander.casework.twopeople import Asked, Plain, Shown, ask_a_second, done_by_two
from upstander.policy.appointing import may_appoint, may_appoint_by_command, may_hold_together, may_look_after_areas
from upstander.policy.roles import Deed, Role
from upstander.policy.ruling import Ruling
from upstander.records.estate import Area
from upstander.records.staff import Appointment, Membership, Staff, Team, administrators


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
        others = Appointment.objects.filter(live, staff=staff).values_list("role", flat=True)
        work.require(_by_command(work, role), may_hold_together(role, others=others))
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


def look_after_areas(who: Actor, *, team: str, areas: tuple[str, ...]) -> tuple[str, ...] | Asked:
    """Let a team look after these areas and no others, all by name. It gives sight: staff ask a second person.

    For the operator of a new installation it is done at once, and a new name makes a new team. Raises Refused.
    """
    with begun(who, Deed.LOOK_AFTER_AREAS) as work:
        if who.staff is None:
            work.require(_by_command(work, ""))
            return _now(work, team, areas)
        if not Team.objects.filter(name=team.strip()).exists():
            raise NotFound("There is no such team.")
        ruling, _ = _areas(team, areas)
        return ask_a_second(work, ruling, team=team.strip(), areas=sorted(set(areas)))


def _see_areas(work: Work, asked: Plain) -> Shown:
    held = Team.objects.filter(name=asked["team"]).first()
    now = sorted(area.name for area in held.areas.all()) if held else []
    rows = (("Team", asked["team"]), ("Looks after now", ", ".join(now) or "No area"))
    return Shown("A team looks after areas", (*rows, ("Will look after", ", ".join(asked["areas"]))))


@done_by_two(Deed.LOOK_AFTER_AREAS, see=_see_areas)
def _look_after(work: Work, asked: Plain) -> tuple[str, ...]:
    return _now(work, asked["team"], asked["areas"])


def _now(work: Work, team: str, areas: Iterable[str]) -> tuple[str, ...]:
    ruling, found = _areas(team, areas)
    entry = work.enter(ruling, team=team, areas=[area.name for area in found])
    made, _ = Team.objects.get_or_create(name=team.strip(), defaults={"entry": entry})
    made.areas.set(found)
    return tuple(area.name for area in found)


def _areas(team: str, areas: Iterable[str]) -> tuple[Ruling, list[Area]]:
    asked = set(areas)
    found = list(Area.objects.filter(name__in=asked).order_by("name"))
    return may_look_after_areas(known=len(found) == len(asked), any_named=bool(asked and team.strip())), found


def _by_command(work: Work, role: str) -> Ruling:
    """Whether the operator may still do this, and pages do not do it yet."""
    begun_once = Appointment.objects.filter(role=Role.ADMINISTRATOR).exists()
    return may_appoint_by_command(
        role, real=settings.REAL, begun=begun_once, administrators=len(administrators(work.at))
    )


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
