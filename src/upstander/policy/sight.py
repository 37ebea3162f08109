"""Who may see which case (clauses 2 d, 7 a). The query in `records/sight.py` says the same; a test holds them equal."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.policy.roles import CASE_ROLES, SUPERVISORS, Level, Role, Route
from upstander.policy.ruling import Ruling, allow, enforces, refuse


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the sight rule weighs for one person and one case, each fact on the day."""

    roles: frozenset[str]
    assigned: bool = False
    alerted: bool = False
    conflicted: bool = False
    supervises_team: bool = False
    supervises_area: bool = False
    in_queue_of_own_team: bool = False
    own_case: bool = False
    level: str = Level.ORDINARY
    route: str = Route.ORDINARY


@enforces("7 a")
def may_see_case(sighting: Sighting) -> Ruling:
    """Whether a person may see a case; the query in `records/sight.py` says the same, and a test holds them equal."""
    if sighting.conflicted:
        return refuse("7 a", "A conflict of interest was declared or found.", "Somebody without a conflict can act.")
    if Role.RESIDENT in sighting.roles:
        if sighting.own_case:
            return allow("7 a", "This is your own case.")
        return refuse("7 a", "There is no such case.", "Check your code.")
    for seen, why in _ways_of_seeing(sighting):
        if seen:
            return allow("7 a", why)
    return refuse("7 a", "There is no such case in your sight.", "Ask the case's owner or your manager.")


def _ways_of_seeing(sighting: Sighting) -> tuple[tuple[bool, str], ...]:
    ordinary_route = sighting.route == Route.ORDINARY
    near = sighting.supervises_team or (sighting.supervises_area and sighting.level == Level.ORDINARY)
    open_to_line = sighting.level != Level.NAMED_ONLY and ordinary_route
    return (
        (sighting.assigned and bool(sighting.roles & CASE_ROLES), "The case is assigned to you."),
        (sighting.alerted and bool(sighting.roles & CASE_ROLES), "An alert about it waits for you."),
        (open_to_line and near and bool(sighting.roles & SUPERVISORS), "You supervise this team or area."),
        (
            open_to_line and sighting.in_queue_of_own_team and Role.HOUSING_OFFICER in sighting.roles,
            "The case stands in your team's queue.",
        ),
        (
            sighting.level != Level.NAMED_ONLY and not ordinary_route and Role.SAFEGUARDING_LEAD in sighting.roles,
            "The case is on the safeguarding route.",
        ),
    )
