"""Giving a role by two people, and taking one away by one, at once (clause 7 a). Nobody gives one to themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import LONDON, NotFound, Work, begun, locked, row_id
from upstander.casework.twopeople import Asked, Plain, Shown, ask_a_second, done_by_two
from upstander.policy.appointing import may_appoint, may_hold_together, may_withdraw_role
from upstander.policy.roles import ROLE_LABELS, STAFF_ROLES, Deed, Role
from upstander.policy.ruling import Ruling
from upstander.records.staff import Appointment, Membership, Staff, Team, administrators


@dataclass(frozen=True, slots=True)
class Granted:
    """Who holds which role, and where."""

    name: str
    role: str
    team: str


def grant_role(
    who: Actor,
    *,
    staff: str,
    role: str,
    team: str,
    because: str,
    start: date | None = None,
    end: date | None = None,
) -> Asked:
    """Ask that somebody holds a role in a team, from a day (now) until the end of a day. Raises NotFound, Refused."""
    with begun(who, Deed.GRANT_ROLE) as work:
        asked = {
            "staff": str(row_id(staff)),
            "role": role,
            "team": str(row_id(team)),
            "start": start.isoformat() if start else "",
            "end": end.isoformat() if end else "",
            "because": because.strip(),
        }
        return ask_a_second(work, _ruling(work, asked, locks=False), **asked)


def _see(work: Work, asked: Plain) -> Shown:
    staff, team = _named(asked)
    rows = (
        ("Who", f"{staff.name}, {staff.email}"),
        ("Role", ROLE_LABELS[Role(asked["role"])]),
        ("Team", team.name),
        ("From", asked["start"] or "At once"),
        ("Until", asked["end"] or "No end"),
        ("Why", asked["because"]),
    )
    return Shown("A role is given", rows)


@done_by_two(Deed.GRANT_ROLE, see=_see)
def _grant(work: Work, asked: Plain) -> Granted:
    ruling = _ruling(work, asked, locks=True)
    staff, team = _named(asked)
    detail = {name: asked[name] for name in ("staff", "role", "team", "start", "end")}
    entry = work.enter(ruling, **detail)
    start, end = _days(work.at, asked)
    Appointment.objects.create(staff=staff, role=asked["role"], team=team, start=start, end=end, entry=entry)
    Membership.objects.get_or_create(staff=staff, defaults={"team": team, "entry": entry})
    return Granted(staff.name, asked["role"], team.name)


def withdraw_role(who: Actor, *, appointment: str) -> Granted:
    """End a role now, or one that has not begun before it does. Raises NotFound, Refused."""
    with begun(who, Deed.WITHDRAW_ROLE) as work:
        held = locked(Appointment.objects.filter(pk=row_id(appointment)).select_related("staff")).first()
        if held is None:
            raise NotFound("There is no such role.")
        left = administrators(work.at)
        same = Appointment.objects.filter(_still(work.at), staff=held.staff, role=held.role).exclude(pk=held.pk)
        is_last = held.role == Role.ADMINISTRATOR and left == {held.staff_id} and not same.exists()
        ruling = may_withdraw_role(held=held.end is None or held.end > work.at, last_administrator=is_last)
        entry = work.enter(ruling, staff=str(held.staff_id), role=held.role, team=str(held.team_id or ""))
        team = held.team.name if held.team else ""
        if held.start >= work.at:
            held.delete()
        else:
            held.end, held.ended = work.at, entry
            held.save(update_fields=["end", "ended"])
        return Granted(held.staff.name, held.role, team)


def _ruling(work: Work, asked: Plain, *, locks: bool) -> Ruling:
    """Ask every rule, for what is asked for now and again when it is given; the first refusal counts."""
    staff, team = _named(asked, locks=locks)
    start, end = _days(work.at, asked)
    meanwhile = Appointment.objects.filter(Q(end=None) | Q(end__gt=start), staff=staff)
    meanwhile = meanwhile.filter(start__lt=end) if end else meanwhile
    held = list(meanwhile.values_list("role", "team"))
    rulings = (
        may_appoint(
            asked["role"],
            oneself=work.who.staff == staff.pk,
            in_team=True,
            start=start,
            end=end,
            held=(asked["role"], team.pk) in held,
            works_here=staff.is_active,
        ),
        may_hold_together(asked["role"], others=[role for role, _ in held]),
    )
    return next((ruling for ruling in rulings if not ruling.allowed), rulings[0])


def _days(at: datetime, asked: Plain) -> tuple[datetime, datetime | None]:
    """From the beginning of a day in London, or now; until the end of a day."""
    start = _midnight(date.fromisoformat(asked["start"])) if asked["start"] else at
    end = _midnight(date.fromisoformat(asked["end"]) + timedelta(days=1)) if asked["end"] else None
    return max(start, at), end


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _named(asked: Plain, *, locks: bool = False) -> tuple[Staff, Team]:
    people: Any = Staff.objects.filter(pk=asked["staff"])
    staff = (locked(people) if locks else people).first()
    team = Team.objects.filter(pk=asked["team"]).first()
    if staff is None or team is None or asked["role"] not in STAFF_ROLES:
        raise NotFound("There is no such person, team or role.")
    return staff, team


def _still(at: datetime) -> Q:
    return Q(start__lte=at) & (Q(end=None) | Q(end__gt=at))
