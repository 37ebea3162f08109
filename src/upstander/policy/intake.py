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
    AGENCIES = "agencies"


SAY = "Say homes, people, tenancies, staff, cases or agencies."
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
    return refuse("9", "We do not know this kind of file.", SAY)


MOST_BYTES = 20_000_000
MOST_LINES = 100_000


@enforces("9")
def may_hand_in_file(kind: ImportKind | str, *, size: int) -> Ruling:
    """Whether a file may be handed in by page, to be looked through before anything is taken in."""
    if kind not in set(ImportKind):
        return refuse("9", "We do not know this kind of file.", SAY)
    if size < 1:
        return refuse("9", "The file is empty.", "Export it again, with the names of the columns in the first line.")
    if size <= MOST_BYTES:
        return allow("9", "It is looked through first; nothing is taken in before somebody says so.")
    most = f"{MOST_BYTES // 1_000_000} MB"
    return refuse("9", f"The file is larger than {most}.", "Divide it, or have the operator import it by command.")


@enforces("9")
def may_start_import(*, state: str, faults: int, leave_out_wrong: bool, does_something: bool) -> Ruling:
    """Whether a file that was looked through may now be taken in. `state`: looked, or stopped half-way."""
    if state not in {"looked", "stopped"}:
        return refuse("9", "This file is not waiting to be taken in.", "Look at how far it is.")
    if not does_something:
        return refuse("9", "Everything in this file is as we have it.", "There is nothing to do.")
    if not faults or leave_out_wrong:
        return allow("9", "It is taken in batch by batch, each whole.")
    return refuse(
        "9", "Some lines of the file are wrong.", "Mend the file and hand it in again, or leave those lines out."
    )


@enforces("9")
def may_drop_file(*, state: str) -> Ruling:
    """Whether a file that was handed in may be deleted. What was taken in from it stays."""
    if state not in {"looking", "running"}:
        return allow("9", "The file is deleted; what was taken in from it stays.")
    return refuse("9", "Somebody is at work on this file.", "Wait until it is done or has stopped.")
