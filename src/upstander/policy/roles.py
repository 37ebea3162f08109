"""Who may do which deed, and who may see which case (clauses 2 d, 7). What is not listed is not allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from upstander.policy.deeds import DEEDS, Deed, DeedFacts
from upstander.policy.ruling import Ruling, allow, enforces, refuse

__all__ = [
    "DEEDS",
    "MAY",
    "ROLE_LABELS",
    "STAFF_ROLES",
    "SUPERVISORS",
    "Deed",
    "DeedFacts",
    "Level",
    "Role",
    "Route",
    "Sighting",
    "is_supervisor",
    "may_do",
    "may_see_case",
]


class Role(StrEnum):
    """Who a person is to the landlord. Nobody holds all of them, and none of them sees everything."""

    PUBLIC = "public"
    RESIDENT = "resident"
    CALL_HANDLER = "call_handler"
    HOUSING_OFFICER = "housing_officer"
    HOUSING_MANAGER = "housing_manager"
    REGIONAL_MANAGER = "regional_manager"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    PERFORMANCE_ANALYST = "performance_analyst"
    OPERATOR = "operator"
    WORKER = "worker"


ROLE_LABELS: Mapping[Role, str] = {
    Role.PUBLIC: "Member of the public",
    Role.RESIDENT: "Resident with a code",
    Role.CALL_HANDLER: "Call handler",
    Role.HOUSING_OFFICER: "Housing officer",
    Role.HOUSING_MANAGER: "Housing manager",
    Role.REGIONAL_MANAGER: "Regional housing manager",
    Role.SAFEGUARDING_LEAD: "Safeguarding lead",
    Role.PERFORMANCE_ANALYST: "Performance analyst",
    Role.OPERATOR: "Operator",
    Role.WORKER: "Worker",
}

STAFF_ROLES = frozenset(Role) - {Role.PUBLIC, Role.RESIDENT, Role.OPERATOR, Role.WORKER}


_READING = frozenset({Deed.OPEN_CASE_FILE, Deed.SEND_MESSAGE})
_TAKING_REPORTS = frozenset({Deed.RECEIVE_REPORT, Deed.TAKE_MESSAGE})
_TRIAGE = frozenset({Deed.OPEN_REPORT, Deed.OPEN_CASE, Deed.JOIN_CASE, Deed.CLOSE_REPORT, Deed.ANSWER_ALERT})
_CASEWORK = _READING | frozenset(
    {
        Deed.TAKE_CASE,
        Deed.RECORD_FIRST_CONTACT,
        Deed.RECORD_INTERVIEW,
        Deed.ASSESS_RISK,
        Deed.RECORD_PLAN,
        Deed.ANSWER_PLAN,
        Deed.RECORD_STEP,
        Deed.RECORD_CONTACT,
        Deed.AGREE_UPDATES,
        Deed.RECORD_INCIDENT,
        Deed.RECORD_MOTIVE,
        Deed.ADD_NOTE,
        Deed.MOVE_NOTE,
        Deed.NAME_PARTY,
        Deed.CORRECT_PARTY,
        Deed.SET_SAFE_CONTACT,
        Deed.CONSIDER_SUPPORT,
        Deed.LINK_CASES,
        Deed.UNLINK_CASES,
        Deed.PAUSE_CLOCK,
        Deed.RESTART_CLOCK,
        Deed.RECORD_INVESTIGATION,
        Deed.HEAR_EVIDENCE,
        Deed.ANSWER_ALERT,
        Deed.OPEN_REPORT,
        Deed.DECLARE_CONFLICT,
        Deed.ISSUE_CODE,
        Deed.CLOSE_CASE,
        Deed.CHECK_AFTER_CLOSING,
    }
)
_SUPERVISING = _CASEWORK | _TRIAGE | frozenset({Deed.ASSIGN_CASE, Deed.REVIEW_CASE, Deed.REOPEN_CASE})

MAY: Mapping[Role, frozenset[Deed]] = {
    Role.PUBLIC: frozenset({Deed.RECEIVE_REPORT}),
    Role.RESIDENT: _READING
    | frozenset({Deed.ANSWER_PLAN, Deed.RECORD_INCIDENT, Deed.RECORD_MOTIVE, Deed.SET_SAFE_CONTACT}),
    Role.CALL_HANDLER: _TAKING_REPORTS,
    Role.HOUSING_OFFICER: _TAKING_REPORTS | _CASEWORK,
    Role.HOUSING_MANAGER: _TAKING_REPORTS | _SUPERVISING,
    Role.REGIONAL_MANAGER: _TAKING_REPORTS | _SUPERVISING,
    Role.SAFEGUARDING_LEAD: _TAKING_REPORTS | _SUPERVISING,
    Role.PERFORMANCE_ANALYST: frozenset(),
    Role.OPERATOR: frozenset(
        {
            Deed.RECEIVE_REPORT,
            Deed.IMPORT_BATCH,
            Deed.APPOINT_STAFF,
            Deed.INVITE_STAFF,
            Deed.LOOK_AFTER_AREAS,
            Deed.PUT_ON_CALL,
        }
    ),
    Role.WORKER: frozenset({Deed.RAISE_ALERT, Deed.RESTART_CLOCK}),
}


@enforces("7 a", "2 d")
def may_do(roles: Iterable[str], deed: str) -> Ruling:
    """Whether any of these roles may do this deed at all; which rows it may be done to is for sight."""
    held = [role for role in Role if role in set(roles)]
    clause = DEEDS[Deed(deed)].clause if deed in set(Deed) else "7 a"
    for role in held:
        if deed in MAY[role]:
            return allow(clause, f"The role {ROLE_LABELS[role].lower()} includes this.")
    return refuse(clause, "Your role does not include this.", "Ask your manager, whose role may include it.")


class Route(StrEnum):
    """Which triage a report goes through; all but the ordinary one are kept from the usual line of command."""

    ORDINARY = "ordinary"
    OUTSIDE_THE_LINE = "outside_the_line"
    DOMESTIC_ABUSE = "domestic_abuse"
    UNDER_16 = "under_16"


class Level(StrEnum):
    """How closely a case is held."""

    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    NAMED_ONLY = "named_only"


SUPERVISORS = frozenset({Role.HOUSING_MANAGER, Role.REGIONAL_MANAGER})


@enforces("7 a")
def is_supervisor(roles: Iterable[str]) -> bool:
    """Whether one of these roles looks after the work of others: those see the board of what is in their sight."""
    return bool(set(roles) & (SUPERVISORS | {Role.SAFEGUARDING_LEAD}))


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
        (sighting.assigned and bool(sighting.roles & _CASE_ROLES), "The case is assigned to you."),
        (sighting.alerted and bool(sighting.roles & _CASE_ROLES), "An alert about it waits for you."),
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


_CASE_ROLES = SUPERVISORS | {Role.HOUSING_OFFICER, Role.SAFEGUARDING_LEAD}
