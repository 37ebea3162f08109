"""Who may be given which role (clause 7 a; decisions 26 and 27): dated, in a team, and never by oneself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from upstander.policy.roles import CASE_ROLES, STAFF_ROLES, Role
from upstander.policy.ruling import Ruling, allow, enforces, refuse

NO_ROLE = ("This is no role that staff can hold.", "Choose one of the staff roles.")
NOT_HERE = ("They no longer work here.", "Choose somebody else.")


@enforces("7 a")
def may_appoint(
    role: Role | str,
    *,
    oneself: bool,
    in_team: bool,
    start: datetime,
    end: datetime | None,
    held: bool,
    works_here: bool = True,
) -> Ruling:
    """Say whether somebody may be given this role. `held`: they hold it in this team already."""
    if role not in STAFF_ROLES or not works_here:
        return refuse("7 a", *(NO_ROLE if role not in STAFF_ROLES else NOT_HERE))
    if oneself:
        return refuse("7 a", "Nobody gives a role to themselves.", "Ask somebody else to do it.")
    if not in_team:
        return refuse("7 a", "A role is held in a team, which says whose cases are seen.", "Choose the team.")
    if end is not None and end <= start:
        return refuse("7 a", "The role would end before it begins.", "Give a later day for its end.")
    if not held:
        return allow("7 a", "The role is held from that day.")
    return refuse("7 a", "They hold this role in this team already.", "There is nothing to do.")


APART = frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER})
"""Who keeps the house in order or looks at how it is used sees no case: nobody holds these beside a role that does."""
FEWEST_ADMINISTRATORS = 2


@enforces("7 a")
def may_hold_together(role: Role | str, *, others: Iterable[str]) -> Ruling:
    """Say whether this role may be held beside the others that the same person holds."""
    held = set(others)
    not_beside = CASE_ROLES | APART - {role} if role in APART else APART if role in CASE_ROLES else frozenset()
    if not held & not_beside:
        return allow("7 a", "These roles may be held by one person.")
    return refuse(
        "7 a",
        "Who gives roles, or reviews how they were used, does not also see cases.",
        "Withdraw the other role first, or choose somebody else.",
    )


@enforces("7 a")
def may_withdraw_role(*, held: bool, last_administrator: bool) -> Ruling:
    """Say whether a role ends now. One person is enough: what takes sight away is done at once."""
    if not held:
        return refuse("7 a", "This role has ended already.", "There is nothing to do.")
    if not last_administrator:
        return allow("7 a", "The role ends now, and what it showed is out of sight on the next page.")
    return refuse(
        "7 a",
        "They are the last administrator; nobody could give a role any more.",
        "Give somebody else the role of administrator first.",
    )


@enforces("7 a")
def may_begin_administration(*, begun: bool, people: int) -> Ruling:
    """Say whether the first administrators may be named. `begun`: somebody was an administrator once."""
    if begun:
        return refuse(
            "7 a",
            "There have been administrators already.",
            "They give roles by page, two people for each. The command is for a new installation alone.",
        )
    if people == FEWEST_ADMINISTRATORS:
        return allow("7 a", "Two people keep the house in order; neither can give a role alone.")
    return refuse("7 a", "The first administrators are two people.", "Give two e-mail addresses and two names.")


@enforces("7 a")
def may_appoint_by_command(role: Role | str, *, real: bool, begun: bool, administrators: int) -> Ruling:
    """Say whether the operator of the installation may still give a role, or areas to a team (an empty role)."""
    if not real or not begun:
        return allow("7 a", "There are no administrators yet who could do it by page.")
    if role == Role.ADMINISTRATOR and administrators < FEWEST_ADMINISTRATORS:
        return allow("7 a", "There are fewer than two administrators, so nobody can give a role by page.")
    return refuse("7 a", "Roles and areas are given by page, by two people.", "Ask an administrator.")


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
