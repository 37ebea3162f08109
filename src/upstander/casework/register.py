"""Who works here, as administrators see it: the list of staff, and one person with the roles they hold (clause 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from upstander.casework.opened import LONDON, NotFound, row_id
from upstander.policy.roles import ROLE_LABELS, SUPERVISORS, Role
from upstander.records.case import Case
from upstander.records.journal import Entry
from upstander.records.staff import Appointment, Membership, OnCall, Staff, appointed

AT_ONCE = 50
ROLES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list."""

    key: str
    name: str
    email: str
    team: str
    roles: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list; `after` goes on from its last person, or is empty."""

    rows: tuple[Line, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Held:
    """One role of one person: where, from when until when, and who gave it and ended it."""

    key: str
    role: str
    team: str
    start: datetime
    end: datetime | None
    given_by: str
    ended_by: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One person's page."""

    key: str
    name: str
    email: str
    team: str
    team_key: str
    is_active: bool
    left_on: date | None
    last_sign_in: date | None
    can_sign_in: bool
    held: tuple[Held, ...]
    open_cases: int
    on_call: int
    managers: tuple[str, ...]


def staff_list(*, at: datetime, words: str = "", after: str = "", left: bool = False) -> Listed:
    """Return people by name, those who left too if asked; `words`: part of a name or an e-mail address."""
    rows = Staff.objects.all() if left else Staff.objects.filter(is_active=True)
    if words.strip():
        rows = rows.filter(Q(name__icontains=words.strip()) | Q(email__icontains=words.strip()))
    name, _, email = after.partition("|")
    if after:
        rows = rows.filter(Q(name__gt=name) | Q(name=name, email__gt=email))
    held = list(rows.select_related("membership__team").order_by("name", "email")[: AT_ONCE + 1])
    roles = _roles_now([one.pk for one in held], at)
    shown = tuple(_line(one, roles) for one in held[:AT_ONCE])
    return Listed(shown, f"{shown[-1].name}|{shown[-1].email}" if len(held) > AT_ONCE else "")


def staff_page(*, key: str, at: datetime) -> Person:
    """Return everything an administrator sees of one person; of their cases, how many. Raises NotFound."""
    one = Staff.objects.filter(pk=row_id(key)).select_related("membership__team").first()
    if one is None:
        raise NotFound("There is no such person.")
    member = _member(one)
    rows = Appointment.objects.filter(staff=one).select_related("team", "entry", "ended").order_by("-start")
    given = list(rows[:ROLES_SHOWN])
    names = _names([entry for row in given for entry in (row.entry, row.ended) if entry is not None])
    return Person(
        key=str(one.pk),
        name=one.name,
        email=one.email,
        team=member.team.name if member else "",
        team_key=str(member.team_id) if member else "",
        is_active=one.is_active,
        left_on=_day(one.left_at),
        last_sign_in=_day(one.last_login),
        can_sign_in=one.has_usable_password(),
        held=tuple(_held(row, names, at) for row in given),
        open_cases=Case.objects.filter(owner=one, closed_at=None).count(),
        on_call=OnCall.objects.filter(staff=one, end__gt=at, taken_off=None).count(),
        managers=_managers(one, at),
    )


def _line(one: Staff, roles: dict[UUID, list[str]]) -> Line:
    member = _member(one)
    team = member.team.name if member else ""
    return Line(str(one.pk), one.name, one.email, team, tuple(roles.get(one.pk, ())), one.is_active)


def _roles_now(keys: list[UUID], at: datetime) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    held = appointed(at).filter(staff__in=keys).order_by("role").values_list("staff", "role").distinct()
    for staff, role in held:
        found.setdefault(staff, []).append(ROLE_LABELS[Role(role)])
    return found


def _held(row: Appointment, names: dict[str, str], at: datetime) -> Held:
    return Held(
        key=str(row.pk),
        role=ROLE_LABELS[Role(row.role)],
        team=row.team.name if row.team else "",
        start=row.start,
        end=row.end,
        given_by=_by(row.entry, names),
        ended_by=_by(row.ended, names) if row.ended else "",
        is_over=row.end is not None and row.end <= at,
    )


def _by(entry: Entry, names: dict[str, str]) -> str:
    return names.get(entry.actor, "The operator" if entry.role == Role.OPERATOR else "")


def _names(entries: list[Entry]) -> dict[str, str]:
    keys = {entry.actor.removeprefix("staff:") for entry in entries if entry.actor.startswith("staff:")}
    return {f"staff:{key}": name for key, name in Staff.objects.filter(pk__in=keys).values_list("pk", "name")}


def _managers(one: Staff, at: datetime) -> tuple[str, ...]:
    """Who can hand their cases over: the supervisors of the teams in which they hold, or held, a role."""
    teams = Appointment.objects.filter(staff=one).values("team")
    held = appointed(at).filter(team__in=teams, role__in=SUPERVISORS).exclude(staff=one)
    return tuple(held.order_by("staff__name").values_list("staff__name", flat=True).distinct())


def _member(one: Staff) -> Membership | None:
    return one.membership if hasattr(one, "membership") else None


def _day(at: datetime | None) -> date | None:
    return at.astimezone(LONDON).date() if at else None
