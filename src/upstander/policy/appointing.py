"""Who may be given which role (clause 7 a; decisions 26 and 27): dated, in a team, and never by oneself."""

from __future__ import annotations

from datetime import datetime

from upstander.policy.roles import STAFF_ROLES, Role
from upstander.policy.ruling import Ruling, allow, enforces, refuse


@enforces("7 a")
def may_appoint(
    role: Role | str, *, oneself: bool, in_team: bool, start: datetime, end: datetime | None, held: bool
) -> Ruling:
    """Say whether somebody may be given this role. `held`: they hold it in this team already."""
    if role not in STAFF_ROLES:
        return refuse("7 a", "This is no role that staff can hold.", "Choose one of the staff roles.")
    if oneself:
        return refuse("7 a", "Nobody gives a role to themselves.", "Ask somebody else to do it.")
    if not in_team:
        return refuse("7 a", "A role is held in a team, which says whose cases are seen.", "Choose the team.")
    if end is not None and end <= start:
        return refuse("7 a", "The role would end before it begins.", "Give a later day for its end.")
    if not held:
        return allow("7 a", "The role is held from that day.")
    return refuse("7 a", "They hold this role in this team already.", "There is nothing to do.")


@enforces("7 a")
def may_look_after_areas(*, known: bool, any_named: bool) -> Ruling:
    """Say whether a team may be given areas. `known`: we have a home in each of them."""
    if not any_named:
        return refuse("7 a", "No area is named.", "Name at least one area, as the homes file has it.")
    if known:
        return allow("7 a", "What happens in these areas is theirs to answer, in sight of those who supervise them.")
    return refuse("7 a", "We have no home in one of these areas.", "Check the names; import the homes first.")


@enforces("7 a")
def may_invite(*, works_here: bool, can_sign_in: bool, lost: bool) -> Ruling:
    """Say whether somebody may be given a link to choose a password. `lost`: theirs is, and it is surely them."""
    if not works_here:
        return refuse("7 a", "They no longer work here.", "There is nothing to do.")
    if lost or not can_sign_in:
        return allow("7 a", "The link works once, and for three days.")
    return refuse(
        "7 a",
        "They can sign in already.",
        "If they lost their password, make sure who is asking, and say that it is lost.",
    )
