"""The first two administrators of a new installation, named once by its operator (clause 7 a; decision 27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from upstander.casework.actor import Actor
from upstander.casework.opened import begun
from upstander.policy.appointing import may_begin_administration
from upstander.policy.roles import Deed, Role
from upstander.records.journal import Entry
from upstander.records.staff import Appointment, Membership, Staff, Team

TEAM = "Administration"


@dataclass(frozen=True, slots=True)
class FirstLink:
    """One of the two, and the two parts of their link, which works once. Nothing of it is kept."""

    name: str
    uidb36: str
    key: str


def first_administrators(who: Actor, *, people: Sequence[tuple[str, str]]) -> tuple[FirstLink, ...]:
    """Name two administrators, each by e-mail and name, while nobody has been one. Raises Refused."""
    with begun(who, Deed.FIRST_ADMINISTRATORS) as work:
        named = {email.strip().lower(): name.strip() for email, name in people if email.strip() and name.strip()}
        team, _ = Team.objects.get_or_create(name=TEAM)
        begun_before = Appointment.objects.filter(role=Role.ADMINISTRATOR).exists()
        ruling = may_begin_administration(begun=begun_before, people=len(named))
        staff = [_somebody(email, name) for email, name in named.items()]
        entry = work.enter(ruling, staff=[str(one.pk) for one in staff])
        for one in staff:
            _made(one, team, entry)
            Appointment.objects.create(staff=one, role=Role.ADMINISTRATOR, team=team, start=work.at, entry=entry)
        return tuple(
            FirstLink(one.name, user_pk_to_url_str(one), default_token_generator.make_token(one)) for one in staff
        )


def _somebody(email: str, name: str) -> Staff:
    """Return who has this address already, imported with the staff, or somebody new."""
    return Staff.objects.filter(email=email, is_active=True).first() or Staff(email=email, name=name)


def _made(one: Staff, team: Team, entry: Entry) -> None:
    if one._state.adding:
        one.joined_at, one.entry = entry.at, entry
        one.set_unusable_password()
        one.save(force_insert=True)
    Membership.objects.get_or_create(staff=one, defaults={"team": team, "entry": entry})
