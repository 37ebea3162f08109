"""Staff, the roles they hold and for how long, the teams they belong to, and who is on call (clauses 2 d, 7 a)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.utils.crypto import salted_hmac

from upstander.policy.roles import STAFF_ROLES, SUPERVISORS, Role, Route
from upstander.records.estate import Area
from upstander.records.journal import Entry


class StaffManager(BaseUserManager["Staff"]):
    """Makes staff accounts; there is no superuser to make."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> Staff:
        """Make an account that holds no role yet."""
        staff = self.model(email=self.normalize_email(email).lower(), **facts)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Team(models.Model):
    """A team, and the areas it looks after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    areas = models.ManyToManyField(Area, related_name="teams")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class Staff(AbstractBaseUser):
    """Somebody who works for the landlord and can sign in. Holds no power but by a dated appointment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)
    session_round = models.PositiveIntegerField(default=0)  # a higher number ends every session made before
    left_at = models.DateTimeField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[StaffManager] = StaffManager()

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        told = f"{self.session_round}|{self.password}"
        return salted_hmac("upstander.staff.session", told, secret=secret, algorithm="sha256").hexdigest()


class Appointment(models.Model):
    """A role held in a team from a day, until a day. An import never makes one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="appointments")
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    from_claims = models.BooleanField(default=False)  # held because the landlord's own sign-in says so

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="an_appointment_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role}"


class Membership(models.Model):
    """Which team somebody belongs to; it says where they work, and gives no right by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="membership")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.staff_id} in {self.team_id}"


class OnCall(models.Model):
    """Who answers alerts between two moments, first and second."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=1)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    taken_off = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["start", "end"], name="on_call_by_time")]

    def __str__(self) -> str:
        return f"{self.staff_id} on call"


def on_call(at: datetime) -> list[uuid.UUID]:
    """Return who answers an alert at this moment, in the order in which they are asked."""
    rota = OnCall.objects.filter(start__lte=at, end__gt=at, staff__is_active=True, taken_off=None)
    rota = rota.order_by("order", "start")
    return list(rota.values_list("staff_id", flat=True))


def alerted(*, at: datetime, route: str, area: uuid.UUID | None) -> list[uuid.UUID]:
    """Return who is to answer an alert, in order: never nobody while anybody supervises at all.

    What is kept from the usual line (clause 7 a) goes to the safeguarding leads and not to the rota.
    """
    held = appointed(at)
    if route != Route.ORDINARY:
        return _in_order(held.filter(role=Role.SAFEGUARDING_LEAD))
    lines = held.filter(role__in=SUPERVISORS)
    return on_call(at) or _in_order(lines.filter(team__areas=area)) or _in_order(lines)


def managing(*, at: datetime, route: str, team: uuid.UUID | None) -> list[uuid.UUID]:
    """Return who looks after the work of a team, the nearest first; outside the line, the safeguarding leads."""
    held = appointed(at)
    if route != Route.ORDINARY:
        return _in_order(held.filter(role=Role.SAFEGUARDING_LEAD))
    in_team = held.filter(team=team)
    nearest = [*_in_order(in_team.filter(role=Role.HOUSING_MANAGER)), *_in_order(in_team.filter(role__in=SUPERVISORS))]
    return list(dict.fromkeys(nearest))


def appointed(at: datetime) -> models.QuerySet[Appointment]:
    """Return the appointments held at this moment by people who still work here."""
    held = Appointment.objects.filter(start__lte=at, staff__is_active=True)
    return held.filter(models.Q(end=None) | models.Q(end__gt=at))


def outside_the_line_of(staff: uuid.UUID, *, at: datetime, other_than: Collection[uuid.UUID] = ()) -> uuid.UUID | None:
    """Return a manager of none of somebody's teams; else a safeguarding lead; else the data protection officer."""
    held = appointed(at).exclude(staff=staff).exclude(staff__in=other_than)
    near = held.filter(team__in=appointed(at).filter(staff=staff).values("team"))
    elsewhere = held.filter(role__in=SUPERVISORS).exclude(staff__in=near.values("staff"))
    others = (held.filter(role=role) for role in (Role.SAFEGUARDING_LEAD, Role.DATA_PROTECTION_OFFICER))
    return next((found[0] for rows in (elsewhere, *others) if (found := _in_order(rows))), None)


def administrators(at: datetime) -> set[uuid.UUID]:
    """Return who keeps the house in order, locked to the end of the deed: two cannot take the last away at once."""
    held = appointed(at).filter(role=Role.ADMINISTRATOR, ended=None).order_by("pk")
    if connection.features.has_select_for_update_of:
        held = held.select_for_update(of=("self",))
    return set(held.values_list("staff_id", flat=True))


def who_works_cases(at: datetime) -> dict[str, models.QuerySet[Any]]:
    """Return the posts that work cases at this moment, with their people and teams by name, to be read together."""
    works_cases = STAFF_ROLES - {Role.PERFORMANCE_ANALYST, Role.CALL_HANDLER}
    posts = appointed(at).filter(role__in=works_cases, team__isnull=False)
    return {
        "posts": posts.only("staff", "team"),
        "staff": Staff.objects.filter(pk__in=posts.values("staff")).only("name"),
        "teams": Team.objects.only("name"),
    }


def _in_order(appointments: models.QuerySet[Appointment]) -> list[uuid.UUID]:
    return list(dict.fromkeys(appointments.order_by("start", "staff_id").values_list("staff_id", flat=True)))
