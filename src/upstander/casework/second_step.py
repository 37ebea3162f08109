"""How somebody on the staff signs in: passkeys, an app's codes and recovery codes, changed and reset (clause 7 a).

Whether a code or a passkey is right is asked at the door, by allauth; what is kept, and that it was, is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db.models import F

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun, row_id
from upstander.policy.proving import may_go_on
from upstander.policy.roles import Deed
from upstander.policy.second_step import ADDS, REMOVES, Change, may_change_sign_in, may_reset_second_factor
from upstander.records.outbox import put_out
from upstander.records.staff import Staff

Kind = Authenticator.Type


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner named it."""

    key: str
    name: str
    added: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True)
class Steps:
    """What somebody can prove themselves by, besides a password."""

    app: bool = False
    passkeys: tuple[Passkey, ...] = ()
    codes_left: int = 0

    @property
    def many(self) -> int:
        """How many second steps these are; recovery codes only stand in for one."""
        return int(self.app) + len(self.passkeys)

    def holds(self, change: Change, passkey: str = "") -> bool:
        """Whether there is what this change takes away."""
        if change is Change.PASSKEY_REMOVED:
            return passkey in {one.key for one in self.passkeys}
        return change is not Change.APP_REMOVED or self.app


@dataclass(frozen=True, slots=True)
class _Given:
    staff: Staff
    secret: str = ""
    name: str = ""
    passkey: str = ""
    credential: Mapping[str, Any] = field(default_factory=dict)


def steps_of(who: Actor) -> Steps:
    """Return what the asker has set up."""
    rows = list(Authenticator.objects.filter(user_id=who.staff).order_by("created_at", "pk"))
    codes = [row.wrap() for row in rows if row.type == Kind.RECOVERY_CODES]
    return Steps(
        app=any(row.type == Kind.TOTP for row in rows),
        passkeys=tuple(
            Passkey(str(row.pk), row.wrap().name, row.created_at, row.last_used_at)
            for row in rows
            if row.type == Kind.WEBAUTHN
        ),
        codes_left=sum(len(one.get_unused_codes()) for one in codes),
    )


def codes_of(who: Actor) -> tuple[str, ...]:
    """Return the asker's recovery codes that are still good; a page shows them only just after they were made."""
    row = Authenticator.objects.filter(user_id=who.staff, type=Kind.RECOVERY_CODES).first()
    return tuple(row.wrap().get_unused_codes()) if row else ()


def change_sign_in(
    who: Actor,
    *,
    change: str,
    secret: str = "",
    name: str = "",
    passkey: str = "",
    credential: Mapping[str, Any] | None = None,
) -> None:
    """Change how the asker signs in; they are told by mail. Raises NotFound, Refused."""
    with begun(who, Deed.CHANGE_SIGN_IN) as work:
        what = Change(change)
        if what is not Change.SIGNED_OUT:
            work.require(may_go_on(who.proved_at, at=work.at))
        assert who.staff is not None  # nobody else's role includes this
        staff = Staff.objects.select_for_update().get(pk=who.staff)
        steps = steps_of(who)
        if not steps.holds(what, passkey):
            raise NotFound("There is nothing of the kind.")
        left = steps.many - int(what in REMOVES)
        entry = work.enter(may_change_sign_in(what, roles=who.roles, left=left), change=what)
        _CHANGES[what](_Given(staff, secret, name, passkey, credential or {}))
        if what in REMOVES and not left:
            Authenticator.objects.filter(user=staff).delete()
        if what in ADDS and not steps.many:
            _sign_out(_Given(staff))  # of every browser that came in by the password alone
        put_out(entry, notice="sign_in_changed", reference="", staff=staff.pk)


def reset_second_factor(who: Actor, *, staff: str, reason: str) -> str:
    """Take somebody's second steps away and sign them out everywhere; return their name. Raises NotFound, Refused."""
    with begun(who, Deed.RESET_SECOND_FACTOR) as work:
        work.require(may_go_on(who.proved_at, at=work.at))
        member = Staff.objects.select_for_update().filter(pk=row_id(staff)).first()
        if member is None:
            raise NotFound("There is no such person.")
        held = Authenticator.objects.filter(user=member)
        steps = held.exclude(type=Kind.RECOVERY_CODES).count()
        ruling = may_reset_second_factor(oneself=member.pk == who.staff, steps=steps, reason=reason)
        entry = work.enter(ruling, staff=str(member.pk), steps=steps, reason=reason)
        held.delete()
        _sign_out(_Given(member))
        put_out(entry, notice="second_step_reset", reference="", staff=member.pk)
        return member.name


def _add_passkey(given: _Given) -> None:
    WebAuthn.add(given.staff, given.name, dict(given.credential))
    RecoveryCodes.activate(given.staff)


def _remove_passkey(given: _Given) -> None:
    Authenticator.objects.filter(user=given.staff, type=Kind.WEBAUTHN, pk=int(given.passkey)).delete()


def _add_app(given: _Given) -> None:
    Authenticator.objects.filter(user=given.staff, type=Kind.TOTP).delete()
    TOTP.activate(given.staff, given.secret)
    RecoveryCodes.activate(given.staff)


def _remove_app(given: _Given) -> None:
    Authenticator.objects.filter(user=given.staff, type=Kind.TOTP).delete()


def _make_codes(given: _Given) -> None:
    Authenticator.objects.filter(user=given.staff, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(given.staff)


def _sign_out(given: _Given) -> None:
    Staff.objects.filter(pk=given.staff.pk).update(session_round=F("session_round") + 1)


_CHANGES: Mapping[Change, Callable[[_Given], None]] = {
    Change.PASSKEY_ADDED: _add_passkey,
    Change.PASSKEY_REMOVED: _remove_passkey,
    Change.APP_ADDED: _add_app,
    Change.APP_REMOVED: _remove_app,
    Change.CODES_MADE: _make_codes,
    Change.SIGNED_OUT: _sign_out,
}
