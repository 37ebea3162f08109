"""What may be taken over from other systems: facts, and never a power (clauses 9 and 7 a, decision 27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from upstander.policy.ruling import Ruling, allow, enforces, refuse


class ImportKind(StrEnum):
    """What one file holds."""

    HOMES = "homes"
    PEOPLE = "people"
    TENANCIES = "tenancies"
    STAFF = "staff"
    CASES = "cases"


POWERS: Mapping[str, str] = {
    "role": "An import never grants a role.",
    "roles": "An import never grants a role.",
    "permission": "An import never grants a permission.",
    "permissions": "An import never grants a permission.",
    "password": "An import never sets a password.",
    "is_superuser": "Nobody sees everything here, and an import grants nothing.",
    "is_staff": "An import never grants a role.",
    "admin": "An import never grants a role.",
}


@enforces("9", "7 a")
def may_import(kind: ImportKind | str, *, columns: Iterable[str]) -> Ruling:
    """Whether a file of this kind with these columns may be taken in at all."""
    named = set(columns)
    for column, why in POWERS.items():
        # In a tenancy, a role is that of a tenant or a leaseholder, and gives no power here.
        if column in named and (kind, column) != (ImportKind.TENANCIES, "role"):
            return refuse(
                "7 a",
                f"The file has a column “{column}”. {why}",
                f"Take the column “{column}” out of the file. Roles are given one person at a time, on the record.",
            )
    if kind == ImportKind.CASES and "closed_on" in named:
        return refuse(
            "9",
            "Only open cases are taken over; the file has a column “closed_on”.",
            "Leave closed cases in the old system for as long as they are kept there, and take that column out.",
        )
    if kind in set(ImportKind):
        return allow("9", "What is known elsewhere is recorded here once, with where it came from.")
    return refuse("9", "We do not know this kind of file.", "Say homes, people, tenancies, staff or cases.")
