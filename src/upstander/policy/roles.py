"""Who may do which deed (clauses 2 d, 7). What is not listed is not allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from upstander.policy.deeds import Deed
from upstander.policy.remits import (
    ADMINISTERING,
    APPROVING,
    CASEWORK,
    CONSENT,
    COVER,
    LETTER_WORDS,
    OUTSIDE_THE_LINE,
    OWN,
    PARTNERS,
    PLACE_PLANS,
    READING,
    STUCK_NOTICES,
    SUPERVISING,
    TAKING_REPORTS,
    VERSIONS,
)
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.titles import DEEDS, DeedFacts

__all__ = [
    "CASE_ROLES",
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
    "is_administrator",
    "is_supervisor",
    "may_do",
]


class Role(StrEnum):
    """Who a person is to the landlord. Nobody holds all of them, and none of them sees everything."""

    PUBLIC = "public"
    RESIDENT = "resident"
    PARTNER = "partner"
    CALL_HANDLER = "call_handler"
    HOUSING_OFFICER = "housing_officer"
    HOUSING_MANAGER = "housing_manager"
    REGIONAL_MANAGER = "regional_manager"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    PERFORMANCE_ANALYST = "performance_analyst"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    WORKER = "worker"


ROLE_LABELS: Mapping[Role, str] = {
    Role.PUBLIC: "Member of the public",
    Role.RESIDENT: "Resident with a code",
    Role.PARTNER: "Partner agency",
    Role.CALL_HANDLER: "Call handler",
    Role.HOUSING_OFFICER: "Housing officer",
    Role.HOUSING_MANAGER: "Housing manager",
    Role.REGIONAL_MANAGER: "Regional housing manager",
    Role.SAFEGUARDING_LEAD: "Safeguarding lead",
    Role.PERFORMANCE_ANALYST: "Performance analyst",
    Role.DATA_PROTECTION_OFFICER: "Data protection officer",
    Role.ADMINISTRATOR: "Administrator",
    Role.OPERATOR: "Operator",
    Role.WORKER: "Worker",
}

STAFF_ROLES = frozenset(Role) - {Role.PUBLIC, Role.RESIDENT, Role.PARTNER, Role.OPERATOR, Role.WORKER}

MAY: Mapping[Role, frozenset[Deed]] = {
    Role.PUBLIC: frozenset({Deed.RECEIVE_REPORT}),
    Role.RESIDENT: READING
    | CONSENT
    | frozenset({Deed.KEEP_FILE, Deed.ANSWER_PLAN, Deed.RECORD_INCIDENT, Deed.RECORD_MOTIVE, Deed.SET_SAFE_CONTACT}),
    Role.PARTNER: PARTNERS,
    Role.CALL_HANDLER: OWN | TAKING_REPORTS | frozenset({Deed.DECLARE_INTERESTS}),
    Role.HOUSING_OFFICER: OWN | TAKING_REPORTS | APPROVING | CASEWORK,
    Role.HOUSING_MANAGER: OWN | TAKING_REPORTS | APPROVING | SUPERVISING | COVER | LETTER_WORDS | PLACE_PLANS,
    Role.REGIONAL_MANAGER: frozenset({Deed.ADOPT_VERSION})
    | OWN
    | TAKING_REPORTS
    | APPROVING
    | SUPERVISING
    | COVER
    | LETTER_WORDS
    | PLACE_PLANS,
    Role.SAFEGUARDING_LEAD: OWN | TAKING_REPORTS | APPROVING | SUPERVISING,
    Role.PERFORMANCE_ANALYST: OWN,
    Role.DATA_PROTECTION_OFFICER: OWN | OUTSIDE_THE_LINE,
    Role.ADMINISTRATOR: VERSIONS
    | OWN
    | APPROVING
    | ADMINISTERING
    | STUCK_NOTICES
    | LETTER_WORDS
    | frozenset({Deed.ISSUE_KEY, Deed.COLLECT_KEY, Deed.END_KEY}),
    Role.OPERATOR: frozenset(
        {
            Deed.RECEIVE_REPORT,
            Deed.IMPORT_BATCH,
            Deed.KEEP_FILE,
            Deed.APPOINT_STAFF,
            Deed.INVITE_STAFF,
            Deed.LOOK_AFTER_AREAS,
            Deed.PUT_ON_CALL,
            Deed.TAKE_ROLES_FROM_CLAIMS,
            Deed.FIRST_ADMINISTRATORS,
        }
    ),
    Role.WORKER: frozenset(
        {
            Deed.DROP_FILE,
            Deed.READY_FILE,
            Deed.LAPSE_APPROVAL,
            Deed.RAISE_ALERT,
            Deed.RESTART_CLOCK,
            Deed.RECHECK_AGENCIES,
            Deed.ASK_CONSENT_AGAIN,
            Deed.LAPSE_CONSENTS,
        }
    ),
}


@enforces("7 a", "2 d")
def may_do(roles: Iterable[str], deed: str, *, only: frozenset[str] | None = None) -> Ruling:
    """Whether any of these roles may do this deed at all; which rows it may be done to is for sight.

    `only`: the deeds that somebody's key was given for, where they act by a key and not by signing in.
    """
    held = [role for role in Role if role in set(roles)]
    clause = DEEDS[Deed(deed)].clause if deed in set(Deed) else "7 a"
    if only is not None and deed not in only:
        return refuse(clause, "Your key was not given for this.", "Ask an administrator for a key that was.")
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


@enforces("7 a")
def is_administrator(roles: Iterable[str]) -> bool:
    """Whether one of these roles keeps the house in order; it shows no case, ever."""
    return Role.ADMINISTRATOR in set(roles)


CASE_ROLES = SUPERVISORS | {Role.HOUSING_OFFICER, Role.SAFEGUARDING_LEAD}
