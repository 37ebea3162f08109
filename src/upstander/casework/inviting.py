"""Letting somebody on the staff choose a password, by a link that works once (clause 7 a; decision 27)."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun
from upstander.policy.appointing import may_invite
from upstander.policy.roles import Deed
from upstander.records.outbox import put_out
from upstander.records.staff import Staff


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited, and the two parts of their link. Nothing of it is kept: whoever loses it is invited again."""

    name: str
    uidb36: str
    key: str


def invite_staff(who: Actor, *, email: str, lost: bool = False) -> Invitation:
    """Give somebody the means to choose a password, once. `lost`: they had one. Raises NotFound, Refused."""
    with begun(who, Deed.INVITE_STAFF) as work:
        staff = _staff(email)
        ruling = may_invite(works_here=staff.is_active, can_sign_in=staff.has_usable_password(), lost=lost)
        entry = work.enter(ruling, staff=str(staff.pk), lost=lost)
        if who.staff is not None:  # an administrator, who could use the link: the person is told that there is one
            put_out(entry, notice="invited", reference="", staff=staff.pk)
        return Invitation(staff.name, user_pk_to_url_str(staff), default_token_generator.make_token(staff))


def can_sign_in(*, email: str) -> bool:
    """Return whether somebody on the staff has chosen a password. Raises NotFound."""
    return _staff(email).has_usable_password()


def _staff(email: str) -> Staff:
    found = Staff.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise NotFound("There is no such person.")
    return found
