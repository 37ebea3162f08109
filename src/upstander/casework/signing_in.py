"""That somebody signed in, for themselves to see, and the roles that the landlord's own sign-in gives (clause 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import begun
from upstander.policy.roles import Deed
from upstander.policy.second_step import may_take_from_claims
from upstander.records.signins import SignIn
from upstander.records.staff import Appointment, Staff, Team

KEPT_FOR = timedelta(days=90)
SHOWN = 10

Roles = frozenset[tuple[str, str]]
"""Roles, each with the name of the team it is held in."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """One sign-in: about when, and how."""

    at: datetime
    how: str


def note_sign_in(staff: UUID, *, at: datetime, how: str) -> None:
    """Keep that somebody signed in, to the quarter of an hour, and forget what is older than ninety days."""
    SignIn.objects.filter(staff=staff, at__lt=at - KEPT_FOR).delete()
    rounded = at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
    SignIn.objects.create(staff_id=staff, at=rounded, how=how)


def last_sign_ins(who: Actor) -> tuple[CameIn, ...]:
    """Return the asker's own last sign-ins, the newest first."""
    rows = SignIn.objects.filter(staff=who.staff).order_by("-at", "-pk")[:SHOWN]
    return tuple(CameIn(row.at, row.how) for row in rows)


def known_by_email(email: str) -> UUID | None:
    """Return who works here under this address, if anybody does."""
    return Staff.objects.filter(email=email.strip().lower(), is_active=True).values_list("pk", flat=True).first()


def take_roles_from_claims(who: Actor, *, staff: str, given: Roles) -> bool:
    """Give the roles that somebody's claims say, and end those that claims gave and say no more. Raises Refused.

    Roles that two people gave are left alone. Returns whether anything changed.
    """
    if _as_given(UUID(staff), who.at, given):
        return False
    with begun(who, Deed.TAKE_ROLES_FROM_CLAIMS) as work:
        teams = {team.name: team for team in Team.objects.filter(name__in={team for _, team in given})}
        known = all(team in teams for _, team in given)
        ruling = may_take_from_claims({role for role, _ in given}, teams_known=known)
        held = _held(UUID(staff), work.at)
        over = [row for row in held.filter(from_claims=True) if _named(row) not in given]
        new = given - {_named(row) for row in held}
        entry = work.enter(
            ruling, on_behalf_of=f"staff:{staff}", made=sorted(new), ended=sorted(_named(row) for row in over)
        )
        Appointment.objects.filter(pk__in=[row.pk for row in over]).update(end=work.at, ended=entry)
        Appointment.objects.bulk_create(
            Appointment(staff_id=staff, role=role, team=teams[team], start=work.at, entry=entry, from_claims=True)
            for role, team in sorted(new)
        )
        return True


def _held(staff: UUID, at: datetime) -> QuerySet[Appointment]:
    live = Q(start__lte=at) & (Q(end=None) | Q(end__gt=at))
    return Appointment.objects.filter(live, staff=staff).select_related("team")


def _named(row: Appointment) -> tuple[str, str]:
    return row.role, row.team.name if row.team else ""


def _as_given(staff: UUID, at: datetime, given: Roles) -> bool:
    rows = list(_held(staff, at))
    return given <= {_named(row) for row in rows} and {_named(row) for row in rows if row.from_claims} <= given
