"""Open cases from another system: what they name is looked up, and the rules for opening are asked (decision 28).

A case that is here already stays as it is: it has been worked here since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from upstander.casework.importing.opening import NewCase, open_cases
from upstander.casework.importing.rows import CaseRow, Line
from upstander.casework.importing.sorting import Importer, Pass, Sorted
from upstander.casework.opened import Work
from upstander.policy.grounds import Kind
from upstander.policy.reporting import classify
from upstander.policy.roles import Deed, may_do
from upstander.policy.triage import may_open_case
from upstander.records.case import Case
from upstander.records.estate import Area, Home
from upstander.records.journal import Entry
from upstander.records.people import Person
from upstander.records.staff import Appointment, Staff, Team


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything these lines may name, looked up once."""

    here: set[str | None]
    homes: dict[str, Home]
    people: dict[str | None, Person]
    owners: dict[str, Staff]
    teams: dict[str, Team]
    areas: dict[str, Area]
    team_of_area: dict[UUID, Team]
    teams_of: dict[UUID, list[Team]]


def sort(lines: Sequence[Line[CaseRow]], here: Pass) -> Sorted:
    """Find which of these cases are new, and what stands in the way of those that cannot be opened."""
    known, found = _known([line.row for line in lines], here.at), Sorted()
    for line in lines:
        if line.row.number in known.here:
            found.same += 1
            continue
        wrong = len(found.faults)
        case = _resolved(line, known, found)
        if case is not None and len(found.faults) == wrong:
            found.added.append(case)
    return found


def keep(work: Work, entry: Entry, batch: Sorted, keys: list[UUID]) -> None:
    """Open the new cases, each under a key of its own."""
    open_cases(work, batch.added, keys)


def kind_of(row: CaseRow) -> Kind:
    """Return the kind the file says, or a graver one where what else it says is graver; never a lighter one."""
    said = Kind(row.kind)
    harm = said != Kind.ASB
    heard = classify(bool(row.grounds), forms=row.forms, grounds=row.grounds, deliberate_harm=harm)
    return max(said, heard, key=list(Kind).index)


def _resolved(line: Line[CaseRow], known: _Known, found: Sorted) -> NewCase | None:
    row, kind = line.row, kind_of(line.row)
    ruling = may_open_case(kind, waiting=True, category=row.category)
    if not ruling.allowed:
        found.wrong(line, "category", f"— {ruling.why} {ruling.how}")
    _all_known(line, known, found)
    home = known.homes.get(row.uprn)
    area = known.areas.get(row.area) or (home.area if home else None)
    owner = _owner(line, known, found)
    team = known.teams.get(row.team) or _team(owner, area, known)
    if team is None:
        found.wrong(line, "team", "is empty, and no owner and no area says which team it is. Name one.")
        return None
    return NewCase(
        row=row,
        kind=kind,
        team=team,
        owner=owner,
        area=area,
        home=home,
        resident=known.people.get(row.resident),
        alleged=known.people.get(row.alleged),
    )


def _all_known(line: Line[CaseRow], known: _Known, found: Sorted) -> None:
    row = line.row
    for column, name, named in (
        ("uprn", row.uprn, known.homes),
        ("resident_ref", row.resident, known.people),
        ("alleged_ref", row.alleged, known.people),
        ("area", row.area, known.areas),
        ("team", row.team, known.teams),
    ):
        if name and name not in named:
            found.wrong(line, column, f"is {name}, which we do not have. Import or make it first.")


def _owner(line: Line[CaseRow], known: _Known, found: Sorted) -> Staff | None:
    email = line.row.owner
    owner = known.owners.get(email)
    if email and owner is None:
        found.wrong(line, "owner_email", f"is {email}, who is not on our staff. Import staff first, or leave it empty.")
    elif owner is not None and not known.teams_of.get(owner.pk):
        found.wrong(
            line,
            "owner_email",
            f"is {email}, who holds no role that works cases. Appoint them first, or leave it empty.",
        )
    return owner


def _team(owner: Staff | None, area: Area | None, known: _Known) -> Team | None:
    if owner is not None:
        return next(iter(known.teams_of.get(owner.pk, ())), None)
    return known.team_of_area.get(area.pk) if area else None


def _known(rows: Sequence[CaseRow], at: datetime) -> _Known:
    emails = {row.owner for row in rows if row.owner}
    owners = {staff.email: staff for staff in Staff.objects.filter(email__in=emails, is_active=True)}
    people = {name for row in rows for name in (row.resident, row.alleged) if name}
    homes = Home.objects.select_related("area").in_bulk({row.uprn for row in rows if row.uprn})
    areas = {area.name: area for area in Area.objects.filter(name__in={row.area for row in rows})}
    near = {area.pk for area in areas.values()} | {home.area_id for home in homes.values()}
    through = Team.areas.through.objects.filter(area__in=near).select_related("team").order_by("-team__name")
    here = Case.objects.filter(imported_as__in=[row.number for row in rows])
    return _Known(
        here=set(here.values_list("imported_as", flat=True)),
        homes=homes,
        people={person.reference: person for person in Person.objects.filter(reference__in=people)},
        owners=owners,
        teams={team.name: team for team in Team.objects.filter(name__in={row.team for row in rows})},
        areas=areas,
        team_of_area={row.area_id: row.team for row in through},
        teams_of=_teams_of(owners, at),
    )


def _teams_of(owners: dict[str, Staff], at: datetime) -> dict[UUID, list[Team]]:
    """Say in which teams each of these people works cases at this moment."""
    held = Appointment.objects.filter(Q(end=None) | Q(end__gt=at), start__lte=at, staff__in=owners.values())
    teams: dict[UUID, list[Team]] = {}
    for appointment in held.select_related("team").order_by("start"):
        if appointment.team is not None and may_do({appointment.role}, Deed.RECORD_INTERVIEW).allowed:
            teams.setdefault(appointment.staff_id, []).append(appointment.team)
    return teams


CASES = Importer(sort, keep, at_once=100, key="case")
