"""Teams and areas: named once, and renamed without losing what hangs on them (clause 7 a)."""

from __future__ import annotations

from upstander.policy.ruling import Ruling, allow, enforces, refuse


@enforces("7 a")
def may_add_place(*, named: bool, taken: bool, borough: bool = True) -> Ruling:
    """Say whether a team or an area may be added. `borough`: an area lies in one, by name; a team needs none."""
    if not named:
        return refuse("7 a", "The name is missing.", "Give it a name.")
    if not borough:
        return refuse("7 a", "An area lies in one borough, and none is named.", "Name the borough.")
    if not taken:
        return allow("7 a", "It stands in the lists from now on. It gives nobody any sight yet.")
    return refuse("7 a", "There is one of this name already.", "Give another name, or use the one there is.")


@enforces("7 a")
def may_rename_place(*, named: bool, taken: bool, changed: bool) -> Ruling:
    """Say whether a team or an area may be called otherwise; what belongs to it stays with it."""
    if not named:
        return refuse("7 a", "The name is missing.", "Give it a name.")
    if taken:
        return refuse("7 a", "There is one of this name already.", "Give another name.")
    if changed:
        return allow("7 a", "It has the new name everywhere, also on what is older.")
    return refuse("7 a", "This is its name already.", "There is nothing to do.")
