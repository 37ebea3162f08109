"""Staff and the teams they work in. No role, no password and no area comes from a file (decision 27; clause 7 a)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from upstander.casework.importing.rows import Line, StaffRow
from upstander.casework.importing.sorting import Importer, Pass, Sorted
from upstander.casework.opened import Work
from upstander.records.journal import Entry
from upstander.records.staff import Membership, Staff, Team


def sort(lines: Sequence[Line[StaffRow]], here: Pass) -> Sorted:
    """Compare these people with the staff we have, by the address they sign in with."""
    wanted = [line.row.email for line in lines]
    held = {staff.email: staff for staff in Staff.objects.filter(email__in=wanted).select_related("membership__team")}
    found = Sorted()
    for line in lines:
        staff = held.get(line.row.email)
        if staff is None:
            found.added.append((line.row, None))
        elif (staff.name, _team(staff)) != (line.row.name, line.row.team):
            found.changed.append((line.row, staff))
        else:
            found.same += 1
    return found


def keep(work: Work, entry: Entry, batch: Sorted, keys: list[UUID]) -> None:
    """Make accounts that cannot sign in yet and hold no role; change names and teams."""
    teams = {team.name: team for team in Team.objects.filter(name__in={row.team for row, _ in _all(batch)})}
    members = []
    for row, staff in _all(batch):
        if row.team not in teams:
            teams[row.team] = Team.objects.create(name=row.team)
        members.append(Membership(staff=staff or _new(row), team=teams[row.team]))
    for row, staff in batch.changed:
        staff.name = row.name
    Staff.objects.bulk_create(member.staff for member in members if member.staff._state.adding)
    Staff.objects.bulk_update([staff for _, staff in batch.changed], ["name"])
    Membership.objects.bulk_create(members, update_conflicts=True, unique_fields=["staff"], update_fields=["team"])


def _all(batch: Sorted) -> list[tuple[StaffRow, Staff | None]]:
    return [*batch.added, *batch.changed]


def _new(row: StaffRow) -> Staff:
    staff = Staff(email=row.email, name=row.name)
    staff.set_unusable_password()
    return staff


def _team(staff: Staff) -> str:
    return staff.membership.team.name if hasattr(staff, "membership") else ""


STAFF = Importer(sort, keep)
