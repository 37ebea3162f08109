"""Who works here: added by name, corrected, moved to another team, and gone at once when they leave (clause 7 a)."""

from __future__ import annotations

from upstander.policy.ruling import Ruling, allow, enforces, refuse

GONE = ("They no longer work here.", "There is nothing to do.")


@enforces("7 a")
def may_add_staff(*, named: bool, known: bool) -> Ruling:
    """Say whether somebody may be added. `known`: somebody signs in with this e-mail address already."""
    if not named:
        return refuse("7 a", "Their name or their e-mail address is missing.", "Give both.")
    if not known:
        return allow("7 a", "They work here. They hold no role, and see nothing, until two people give them one.")
    return refuse("7 a", "Somebody signs in with this e-mail address already.", "Look for them in the list of staff.")


@enforces("7 a")
def may_correct_staff(*, works_here: bool, named: bool, taken: bool, changed: bool) -> Ruling:
    """Say whether a name or an e-mail address may be corrected. `taken`: a colleague signs in with that address."""
    if not works_here:
        return refuse("7 a", *GONE)
    if not named:
        return refuse("7 a", "Their name or their e-mail address is missing.", "Give both.")
    if taken:
        return refuse("7 a", "A colleague signs in with this e-mail address.", "Give each person their own.")
    if changed:
        return allow("7 a", "From now on they are shown, and sign in, like this.")
    return refuse("7 a", "This is what is on record already.", "There is nothing to do.")


@enforces("7 a")
def may_move_staff(*, works_here: bool, same: bool) -> Ruling:
    """Say whether somebody may belong to another team; their roles stay where they were given."""
    if not works_here:
        return refuse("7 a", *GONE)
    if not same:
        return allow("7 a", "They belong to that team. What they see follows from their roles, which did not change.")
    return refuse("7 a", "They belong to this team already.", "There is nothing to do.")


@enforces("7 a")
def may_end_staff(*, works_here: bool, oneself: bool, last_administrator: bool) -> Ruling:
    """Say whether somebody is signed out for good because they leave."""
    if not works_here:
        return refuse("7 a", *GONE)
    if oneself:
        return refuse("7 a", "Nobody ends their own account.", "Ask another administrator to do it.")
    if not last_administrator:
        return allow("7 a", "They cannot sign in any more, and see nothing from their next page on.")
    return refuse(
        "7 a",
        "They are the last administrator; nobody could give a role any more.",
        "Give somebody else the role of administrator first.",
    )
