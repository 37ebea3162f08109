"""A consent that is about to run out is asked for again; with one that ran out, what left under it is over (7 b 1)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.workingdays import close_of


@enforces("7 b 1")
def may_ask_consent_again(*, is_open: bool, people: int) -> Ruling:
    """Say whether somebody is to be asked again. `people`: how many have a consent that is about to run out."""
    if not is_open:
        return refuse("7 b 1", "The case is closed.", "There is nothing to do: nothing new is agreed in it.")
    if people > 0:
        return allow("7 b 1", "What somebody agreed to is about to run out, so they are asked again.")
    return refuse("7 b 1", "Nothing is about to run out here, or they are being asked.", "There is nothing to do.")


@enforces("7 b 1")
def must_ask_consent_again(*, person: UUID, until: date) -> tuple[Duty, ...]:
    """Return that somebody is asked again by the last day of what they agreed to."""
    why = "What they agreed to runs out on that day. They say yes again, or it ends; both are theirs to choose."
    return (Duty(DutyKind.ASK_CONSENT_AGAIN, close_of(until), "7 b 1", why, person),)


@enforces("7 b 1")
def may_lapse_consents(*, shared: int, asked: int) -> Ruling:
    """Say whether something ends with a consent that ran out.

    `shared`: what left with it, and is not called back. `asked`: who were to be asked again before it did.
    """
    if shared > 0:
        return allow("7 b 1", "A consent ran out: what left with it is called back.")
    if asked > 0:
        return allow("7 b 1", "It ran out before they said yes again: nothing is shared under it any more.")
    return refuse("7 b 1", "Nothing here rests on a consent that ran out.", "There is nothing to do.")
