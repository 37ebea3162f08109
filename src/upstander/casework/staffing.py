"""Who works here: added, corrected, moved to another team, and signed out for good when they leave (clause 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, begun, locked, row_id
from upstander.policy.roles import Deed
from upstander.policy.staffing import may_add_staff, may_correct_staff, may_end_staff, may_move_staff
from upstander.records.case import Case
from upstander.records.journal import Entry
from upstander.records.outbox import put_out
from upstander.records.staff import Appointment, Membership, OnCall, Staff, Team, administrators, managing


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody who works here now, by their key."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who has left, how many roles and sessions ended, and how many open cases wait to be handed over."""

    name: str
    roles: int
    sessions: int
    cases: int


def add_staff(who: Actor, *, name: str, email: str, team: str) -> Added:
    """Add a person who holds no role and cannot sign in yet, to a team by its key. Raises NotFound, Refused."""
    with begun(who, Deed.ADD_STAFF) as work:
        where, address = _team(team), email.strip().lower()
        known = Staff.objects.filter(email=address).exists()
        ruling = may_add_staff(named=bool(name.strip() and address), known=known)
        staff = Staff(email=address, name=name.strip(), joined_at=work.at)
        entry = work.enter(ruling, staff=str(staff.pk), team=str(where.pk))
        staff.entry = entry
        staff.set_unusable_password()
        staff.save(force_insert=True)
        Membership.objects.create(staff=staff, team=where, entry=entry)
        return Added(str(staff.pk), staff.name)


def correct_staff(who: Actor, *, staff: str, name: str, email: str) -> str:
    """Correct how somebody is named, or the e-mail address they sign in with. Raises NotFound, Refused."""
    with begun(who, Deed.CORRECT_STAFF) as work:
        held, address = _locked(staff), email.strip().lower()
        ruling = may_correct_staff(
            works_here=held.is_active,
            named=bool(name.strip() and address),
            taken=Staff.objects.filter(email=address).exclude(pk=held.pk).exists(),
            changed=(held.name, held.email) != (name.strip(), address),
        )
        was = {"name": held.name, "email": held.email}
        work.enter(ruling, staff=str(held.pk), was=was, now={"name": name.strip(), "email": address})
        held.name, held.email = name.strip(), address
        held.save(update_fields=["name", "email"])
        return held.name


def move_staff(who: Actor, *, staff: str, team: str) -> str:
    """Let somebody belong to another team, by its key; their roles stay. Raises NotFound, Refused."""
    with begun(who, Deed.MOVE_STAFF) as work:
        held, where = _locked(staff), _team(team)
        now = Membership.objects.filter(staff=held).first()
        ruling = may_move_staff(works_here=held.is_active, same=now is not None and now.team_id == where.pk)
        entry = work.enter(ruling, staff=str(held.pk), team=str(where.pk))
        Membership.objects.update_or_create(staff=held, defaults={"team": where, "entry": entry})
        return where.name


def end_staff(who: Actor, *, staff: str) -> Left:
    """Sign somebody out for good: no sign-in, no session, no role and no time on call from now on. Raises Refused."""
    with begun(who, Deed.END_STAFF) as work:
        held = _locked(staff)
        ruling = may_end_staff(
            works_here=held.is_active,
            oneself=who.staff == held.pk,
            last_administrator=administrators(work.at) == {held.pk},
        )
        entry = work.enter(ruling, staff=str(held.pk))
        held.is_active, held.left_at = False, work.at
        held.set_unusable_password()
        held.save(update_fields=["is_active", "left_at", "password"])
        roles = _end_roles(work, held, entry)
        OnCall.objects.filter(staff=held, end__gt=work.at, taken_off=None).update(taken_off=entry)
        return Left(held.name, roles, _end_sessions(work, held.pk), _left_open(work, held, entry))


def _end_roles(work: Work, held: Staff, entry: Entry) -> int:
    """End every role; one that has not begun goes altogether, and the journal alone tells of it."""
    theirs = Appointment.objects.filter(staff=held)
    not_begun, _ = theirs.filter(start__gte=work.at).delete()
    return not_begun + theirs.filter(Q(end=None) | Q(end__gt=work.at)).update(end=work.at, ended=entry)


def _end_sessions(work: Work, staff: UUID) -> int:
    """End every session of this person; which is whose is known only by opening each."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    live = Session.objects.filter(expire_date__gt=work.at).iterator(chunk_size=500)
    theirs = [row.pk for row in live if store.decode(row.session_data).get(SESSION_KEY) == str(staff)]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def _left_open(work: Work, held: Staff, entry: Entry) -> int:
    """Tell whoever looks after their open cases that these wait to be handed over; return how many there are."""
    theirs = Case.objects.filter(owner=held, closed_at=None)
    of = theirs.order_by().values_list("route", "team").distinct()
    for staff in {one for route, team in of for one in managing(at=work.at, route=route, team=team)[:1]}:
        put_out(entry, notice="leaver", reference="", staff=staff)
    return theirs.count()


def _locked(staff: str) -> Staff:
    found = locked(Staff.objects.filter(pk=row_id(staff))).first()
    if not isinstance(found, Staff):
        raise NotFound("There is no such person.")
    return found


def _team(team: str) -> Team:
    found = Team.objects.filter(pk=row_id(team)).first()
    if found is None:
        raise NotFound("There is no such team.")
    return found
