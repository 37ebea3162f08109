"""What two people do in the demo: the next version adopted from a month on, and one thing that waits for an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from upstander.casework import caseload
from upstander.casework.approvals import give_approval
from upstander.casework.inbox import one_approval
from upstander.casework.levels import set_level
from upstander.casework.versions.adopting import adopt_version
from upstander.casework.versions.drafting import draft_version
from upstander.demo.landlord import Landlord
from upstander.policy.roles import Level
from upstander.policy.workingdays import london_day

NEXT = {
    "clocks.witness.amount": 3,
    "clocks.support.amount": 5,
    "risk.bands.high.review_days": 5,
    "policy.number": 2,
    "policy.review_by": "2029-11",
}
WHY_NEXT = "Witnesses told us that five days is too long to wait."
TEAM = "Southwark team"
RAISED = "Somebody in the household works in this building."
LOWERED = "They have moved to another building, and the team can see the case again."


def by_two(landlord: Landlord, *, now: datetime) -> None:
    """Adopt the next version by the two administrators, and let a manager wait for a second person."""
    first, second = (landlord.actor(one, now) for one in landlord.administrators()[:2])
    draft_version(first, revision=0, given=NEXT)
    asked = adopt_version(first, effective_from=_in_a_month(now), because=WHY_NEXT).approval
    shown = one_approval(second, approval=asked)
    give_approval(replace(second, proved_at=now), approval=asked, saw=shown.saw)
    _let_wait(landlord, now)


def _let_wait(landlord: Landlord, now: datetime) -> None:
    manager = landlord.actor(landlord.manager(TEAM), now)
    numbers = [row.number for row in caseload.team_work(manager).rows if row.number.startswith("HC-")]
    for number in numbers[:1]:
        set_level(manager, number, level=Level.RESTRICTED, because=RAISED)
        set_level(manager, number, level=Level.ORDINARY, because=LOWERED)


def _in_a_month(now: datetime) -> date:
    """The first day of the month after the next weeks."""
    return (london_day(now).replace(day=1) + timedelta(days=62)).replace(day=1)
