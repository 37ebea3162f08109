"""Who else helps, borough by borough: agencies we know, how to reach them, and from when until when (clause 2 i)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse


class AgencyKind(StrEnum):
    """What an agency is."""

    POLICE = "police"
    SOCIAL_SERVICES = "social_services"
    LOCAL_AUTHORITY = "local_authority"
    IN_HOUSE_SUPPORT = "in_house_support"
    FLOATING_SUPPORT = "floating_support"
    YOUTH_SERVICE = "youth_service"
    RESIDENTS_GROUP = "residents_group"
    VICTIM_SUPPORT = "victim_support"
    LEGAL_ADVICE = "legal_advice"
    HEALTH = "health"
    OTHER = "other"


AGENCY_KIND_LABELS: Mapping[AgencyKind, str] = {
    AgencyKind.POLICE: "Police",
    AgencyKind.SOCIAL_SERVICES: "Social services",
    AgencyKind.LOCAL_AUTHORITY: "Local authority",
    AgencyKind.IN_HOUSE_SUPPORT: "Our own support service",
    AgencyKind.FLOATING_SUPPORT: "Floating support",
    AgencyKind.YOUTH_SERVICE: "Youth service",
    AgencyKind.RESIDENTS_GROUP: "Residents' group",
    AgencyKind.VICTIM_SUPPORT: "Support after a crime",
    AgencyKind.LEGAL_ADVICE: "Legal advice",
    AgencyKind.HEALTH: "Health",
    AgencyKind.OTHER: "Other",
}


IN_PUBLIC = frozenset({AgencyKind.RESIDENTS_GROUP, AgencyKind.YOUTH_SERVICE})
"""What everybody may read of, borough by borough, with the day from which it runs (clauses 2 g, 3.4)."""


@enforces("2 i")
def may_keep_agency(*, kind: str, named: bool, boroughs: int, reachable: bool, taken: bool) -> Ruling:
    """Say whether an agency may stand in the register. `taken`: one of this name stands there already."""
    if kind not in set(AgencyKind):
        return refuse("2 i", "We do not know this kind of agency.", "Choose one of the list; there is “Other”.")
    if not named:
        return refuse("2 i", "Nobody could find an agency without a name.", "Give its name.")
    if boroughs < 1:
        return refuse("2 i", "It is not said where it helps.", "Choose at least one borough, or all of them.")
    if not reachable:
        return refuse("2 i", "Nobody could reach it.", "Give a phone number or an e-mail address of the agency.")
    if not taken:
        return allow("2 i", "It stands in the register of its boroughs.")
    return refuse("2 i", "An agency of this name is in the register.", "Correct that one, or give another name.")


@enforces("2 i")
def may_end_agency(*, ended: bool, start: date, end: date) -> Ruling:
    """Say whether an agency leaves the register from a day on; what was recorded with it stays."""
    if ended:
        return refuse("2 i", "It has left the register already.", "There is nothing to do.")
    if end >= start:
        return allow("2 i", "From that day on nobody is sent there; what was recorded with it stays.")
    return refuse("2 i", "It would end before it began.", "Give a day after its first.")
