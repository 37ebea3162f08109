"""The second step of signing in: who must have one, who may take one away, and which roles a claim may give (7 a)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from upstander.policy.roles import MAY, STAFF_ROLES, Deed, Role
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

NEVER_BY_CLAIM = frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER})
ALWAYS = frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER})


class Change(StrEnum):
    """What somebody changes about how they sign in."""

    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    APP_ADDED = "app_added"
    APP_REMOVED = "app_removed"
    CODES_MADE = "codes_made"
    SIGNED_OUT = "signed_out"


ADDS = frozenset({Change.PASSKEY_ADDED, Change.APP_ADDED})
REMOVES = frozenset({Change.PASSKEY_REMOVED, Change.APP_REMOVED})


@enforces("7 a")
def needs_second_step(roles: Iterable[str]) -> bool:
    """Whether one of these roles reads what people told us, or says who may: a password alone is too little."""
    held = [role for role in Role if role in set(roles)]
    return any(role in ALWAYS or Deed.OPEN_CASE_FILE in MAY[role] for role in held if role in STAFF_ROLES)


@enforces("7 a")
def may_change_sign_in(change: Change, *, roles: Iterable[str], left: int) -> Ruling:
    """Say whether somebody may change how they sign in. `left`: their second steps afterwards, without the codes."""
    if change in REMOVES and left < 1 and needs_second_step(roles):
        return refuse(
            "7 a",
            "Your role needs a second step, and this is your last one.",
            "Add another passkey or app first, then remove this one.",
        )
    if change is not Change.CODES_MADE or left > 0:
        return allow("7 a", "It is theirs to change, and they are told that it was.")
    return refuse("7 a", "Recovery codes stand in for a second step.", "Add a passkey or an app first.")


@enforces("7 a")
def may_reset_second_factor(*, oneself: bool, steps: int, reason: str) -> Ruling:
    """Say whether an administrator may take somebody's second steps away. `reason`: how they know who asks."""
    if oneself:
        return refuse("7 a", "Nobody resets their own.", "Ask another administrator.")
    if steps < 1:
        return refuse("7 a", "They have no second step.", "There is nothing to do.")
    if is_reason(reason):
        return allow("7 a", "Who asked was checked. They are told, and signed out everywhere.")
    return refuse(
        "7 a",
        "Nobody could tell later how you knew who was asking.",
        "Write in a sentence how you made sure, for example that you met them.",
    )


@enforces("7 a")
def may_take_from_claims(roles: Collection[str], *, teams_known: bool = True) -> Ruling:
    """Say whether these roles may be held because the landlord's own sign-in says so."""
    if not set(roles) <= STAFF_ROLES:
        return refuse("7 a", "One of these is no role that staff can hold.", "Mend the file of roles.")
    if set(roles) & NEVER_BY_CLAIM:
        return refuse(
            "7 a",
            "Administrators and the data protection officer are appointed by two people, not by another system.",
            "Take that line out of the file of roles.",
        )
    if teams_known:
        return allow("7 a", "The installation's own file says which claim gives which role.")
    return refuse("7 a", "One of these teams is not here.", "Mend the file of roles, or add the team.")
