"""Who is asking, and when: the only clock that deeds see (decision 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from upstander.policy.roles import SUPERVISORS, Role
from upstander.records.staff import Appointment


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or a part of the system, that asks for a deed. `at` is aware UTC; `form` makes a form count once.

    `proved_at`: when they last proved who they are in this session. `only`: the deeds that a key was given for.
    `by_key`: the key by which another system acts as this account.
    """

    at: datetime
    roles: frozenset[str]
    staff: UUID | None = None
    code: UUID | None = None
    recipient: UUID | None = None
    teams: frozenset[UUID] = frozenset()
    scope_teams: frozenset[UUID] = frozenset()
    scope_areas: frozenset[UUID] = frozenset()
    name: str = ""
    form: str = ""
    proved_at: datetime | None = None
    only: frozenset[str] | None = None
    by_key: UUID | None = None

    @property
    def key(self) -> str:
        """How the journal names this actor: an id, never a name."""
        if self.staff:
            return f"staff:{self.staff}"
        if self.recipient:
            return f"recipient:{self.recipient}"
        return f"code:{self.code}" if self.code else self.role

    @property
    def by(self) -> str:
        """How the journal names the key that the actor came by; empty for somebody who signed in."""
        return f"key:{self.by_key}" if self.by_key else ""

    @property
    def role(self) -> str:
        """The role the journal shows; the first held, in the order of the roles."""
        return next((role.value for role in Role if role in self.roles), "")


def public(*, at: datetime) -> Actor:
    """Somebody without an account."""
    return Actor(at=at, roles=frozenset({Role.PUBLIC}))


def operator(*, at: datetime) -> Actor:
    """Somebody at the command line of the installation."""
    return Actor(at=at, roles=frozenset({Role.OPERATOR}))


def worker(*, at: datetime) -> Actor:
    """The one background worker."""
    return Actor(at=at, roles=frozenset({Role.WORKER}))


def resident(code: UUID, *, at: datetime) -> Actor:
    """Somebody who came back with their code."""
    return Actor(at=at, roles=frozenset({Role.RESIDENT}), code=code)


def partner(recipient: UUID | None, *, at: datetime, name: str = "") -> Actor:
    """Somebody at an agency, with whom something was shared; None while it is not proven who they are."""
    return Actor(at=at, roles=frozenset({Role.PARTNER}), recipient=recipient, name=name)


def member(staff: UUID, *, at: datetime, name: str = "") -> Actor:
    """A member of staff with the roles, teams and areas they hold at this moment (one query)."""
    held = Q(start__lte=at) & (Q(end=None) | Q(end__gt=at))
    rows: list[tuple[str, UUID | None, UUID | None]] = list(
        Appointment.objects.filter(held, staff=staff, staff__is_active=True).values_list("role", "team", "team__areas")
    )
    return Actor(
        at=at,
        roles=frozenset(role for role, _, _ in rows),
        staff=staff,
        teams=frozenset(team for role, team, _ in rows if team is not None and role == Role.HOUSING_OFFICER),
        scope_teams=frozenset(team for role, team, _ in rows if team is not None and role in SUPERVISORS),
        scope_areas=frozenset(area for role, _, area in rows if area is not None and role in SUPERVISORS),
        name=name,
    )
