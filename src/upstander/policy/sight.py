"""Who may see which case, which report, and which part inside a case (clauses 2 d, 7 a).

The queries in `records/sight.py` say the same; a test holds them equal over a grid of people and cases.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from upstander.policy.roles import CASE_ROLES, SUPERVISORS, Level, Role, Route
from upstander.policy.ruling import Ruling, allow, enforces, refuse


class Part(StrEnum):
    """A part inside a case that not everybody who may open the case may see."""

    SAFE_CONTACT = "safe_contact"
    IDENTITY = "identity"
    HEALTH = "health"
    PERPETRATORS_SUPPORT = "perpetrators_support"
    VISIT_SAFETY = "visit_safety"
    LEGAL_ADVICE = "legal_advice"


class Ground(StrEnum):
    """Why somebody opens a case that is not in their sight, in an emergency: a fixed list."""

    DANGER = "danger"
    SAFEGUARDING = "safeguarding"
    VISIT = "visit"
    NOBODY_ELSE = "nobody_else"


GROUND_LABELS: Mapping[Ground, str] = {
    Ground.DANGER: "Somebody may be in danger now",
    Ground.SAFEGUARDING: "A child, or an adult at risk, may be harmed",
    Ground.VISIT: "Somebody is about to go to this home",
    Ground.NOBODY_ELSE: "It cannot wait, and nobody who has the case can be reached",
}
NEEDED: Mapping[Ground, frozenset[Part]] = {
    Ground.DANGER: frozenset({Part.SAFE_CONTACT, Part.HEALTH, Part.VISIT_SAFETY}),
    Ground.SAFEGUARDING: frozenset({Part.SAFE_CONTACT, Part.HEALTH, Part.VISIT_SAFETY}),
    Ground.VISIT: frozenset({Part.VISIT_SAFETY}),
    Ground.NOBODY_ELSE: frozenset({Part.SAFE_CONTACT}),
}
"""What each ground needs, and no more. Who told us, and who saw it, are needed by none."""
FOR_AN_ALERT = frozenset({Part.SAFE_CONTACT, Part.HEALTH, Part.VISIT_SAFETY})
KEPT = "Kept from you: clause 7 a"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the sight rules weigh for one person and one case, each fact on the day.

    `covering`: they cover today for somebody to whom the case is assigned. `own_team`: they work in the case's team.
    `glass`: the ground on which they opened it in an emergency, while that holds.
    """

    roles: frozenset[str]
    assigned: bool = False
    alerted: bool = False
    conflicted: bool = False
    supervises_team: bool = False
    supervises_area: bool = False
    in_queue_of_own_team: bool = False
    covering: bool = False
    own_team: bool = False
    own_case: bool = False
    glass: str = ""
    level: str = Level.ORDINARY
    route: str = Route.ORDINARY


@dataclass(frozen=True, slots=True)
class ReportSighting:
    """The same for a report. `sees_case`: whether they see the case it became; None while it is no case's yet."""

    roles: frozenset[str]
    alerted: bool = False
    conflicted: bool = False
    supervises_area: bool = False
    without_area: bool = False
    own_report: bool = False
    sees_case: bool | None = None
    route: str = Route.ORDINARY


@enforces("7 a")
def may_see_case(sighting: Sighting) -> Ruling:
    """Whether a person may see a case and act in it."""
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


@enforces("7 a")
def may_read_case(sighting: Sighting) -> Ruling:
    """Whether a person may read a case: also one that they opened in an emergency, and can do nothing in."""
    if sighting.glass and not sighting.conflicted and sighting.roles & CASE_ROLES:
        return allow("7 a", "You opened it in an emergency, and somebody outside the line looks at that.")
    return may_see_case(sighting)


@enforces("7 a")
def may_see_report(sighting: ReportSighting) -> Ruling:
    """Whether a person may see a report: whoever decides on it, whoever it alerts; and of a case's, who sees that."""
    if sighting.conflicted:
        return refuse("7 a", "A conflict of interest was declared or found.", "Somebody without a conflict can act.")
    if Role.RESIDENT in sighting.roles:
        if sighting.own_report:
            return allow("7 a", "This is your own report.")
        return refuse("7 a", "There is no such report.", "Check your code.")
    if sighting.sees_case is not False:
        for seen, why in _ways_to_a_report(sighting):
            if seen:
                return allow("7 a", why)
    return refuse("7 a", "There is no such report in your sight.", "Ask your manager.")


@enforces("2 d", "3.2 b", "7 a")
def may_see_part(part: Part | str, sighting: Sighting) -> Ruling:
    """Whether a person who reads a case may see this part of it: who has it, who looks after it, and who needs it."""
    if may_read_case(sighting).allowed and Role.RESIDENT not in sighting.roles and part in set(Part):
        if any(has for has, _ in _ways_of_having(sighting)):
            return allow("7 a", "You have this case, or look after whoever has it.")
        if sighting.alerted and part in FOR_AN_ALERT:
            return allow("7 a", "An alert about it waits for you, and you need this to answer it.")
        if sighting.glass in set(Ground) and part in NEEDED[Ground(sighting.glass)]:
            return allow("7 a", "The ground on which you opened the case needs this.")
    return refuse("7 a", "This part of the case is kept from you.", "Ask whoever has the case, or their manager.")


@enforces("2 d", "3.2 b", "7 a")
def may_see_part_of_report(part: Part | str, sighting: ReportSighting) -> Ruling:
    """Whether a person who reads a report may see this part of it: who decides on it, and who needs it for an alert."""
    if may_see_report(sighting).allowed and part in set(Part) and Role.RESIDENT not in sighting.roles:
        *deciding, _ = _ways_to_a_report(sighting)
        if any(decides for decides, _ in deciding):
            return allow("7 a", "You decide on this report.")
        if part in FOR_AN_ALERT:
            return allow("7 a", "An alert about it waits for you, and you need this to answer it.")
    return refuse("7 a", "This part of the report is kept from you.", "Ask whoever decides on it.")


@enforces("3.2 b", "7 a")
def may_see_whole_case(seen: Collection[Part]) -> Ruling:
    """Say whether no part of a case is kept from somebody who sees these: what leaves holds parts of every kind."""
    if set(Part) <= set(seen):
        return allow("7 a", "You have this case, or look after whoever has it.")
    return refuse("7 a", "It holds parts of the case that are kept from you.", "Ask whoever has the case.")


def parts_seen(sighting: Sighting) -> frozenset[Part]:
    """Return the parts of a case that a person may see."""
    return frozenset(part for part in Part if may_see_part(part, sighting).allowed)


def _ways_of_seeing(sighting: Sighting) -> tuple[tuple[bool, str], ...]:
    alerted = sighting.alerted and bool(sighting.roles & CASE_ROLES)
    return (
        *_ways_of_having(sighting),
        (alerted, "An alert about it waits for you."),
        (_in_own_queue(sighting), "The case stands in your team's queue."),
    )


def _ways_of_having(sighting: Sighting) -> tuple[tuple[bool, str], ...]:
    works_cases = bool(sighting.roles & CASE_ROLES)
    ordinary_route, named_only = sighting.route == Route.ORDINARY, sighting.level == Level.NAMED_ONLY
    line = ordinary_route and not named_only
    near = sighting.supervises_team or (sighting.supervises_area and sighting.level == Level.ORDINARY)
    covers = sighting.covering and (sighting.own_team or sighting.level == Level.ORDINARY)
    lead = Role.SAFEGUARDING_LEAD in sighting.roles
    return (
        (sighting.assigned and works_cases, "The case is assigned to you."),
        (line and covers and works_cases, "You cover for the colleague who has it."),
        (line and near and bool(sighting.roles & SUPERVISORS), "You supervise this team or area."),
        (lead and not ordinary_route and not named_only, "The case is on the safeguarding route."),
    )


def _in_own_queue(sighting: Sighting) -> bool:
    line = sighting.route == Route.ORDINARY and sighting.level != Level.NAMED_ONLY
    return line and sighting.in_queue_of_own_team and Role.HOUSING_OFFICER in sighting.roles


def _ways_to_a_report(sighting: ReportSighting) -> tuple[tuple[bool, str], ...]:
    ordinary_route = sighting.route == Route.ORDINARY
    near = sighting.supervises_area or sighting.without_area
    return (
        (ordinary_route and near and bool(sighting.roles & SUPERVISORS), "It waits for your triage."),
        (not ordinary_route and Role.SAFEGUARDING_LEAD in sighting.roles, "It is on the safeguarding route."),
        (sighting.alerted and bool(sighting.roles & CASE_ROLES), "An alert about it waits for you."),
    )
