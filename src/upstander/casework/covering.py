"""Cover: a manager lets one colleague act for another, from a day until a day; it ends by itself (clauses 2 e, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.oncall import tell
from upstander.casework.opened import LONDON, NotFound, Work, begun, locked, row_id
from upstander.policy.covering import may_end_cover, may_grant_cover
from upstander.policy.roles import CASE_ROLES, Deed, may_do
from upstander.policy.workingdays import london_day
from upstander.records.grants import Cover
from upstander.records.sealing import warmed
from upstander.records.staff import Staff, appointed

PAGE = 25


@dataclass(frozen=True, slots=True)
class Covered:
    """Who covers for whom, and until which day."""

    staff: str
    covered: str
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRow:
    """Who covers for whom, from which day until which."""

    key: str
    staff: str
    covered: str
    first_day: date
    last_day: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """The cover in a manager's teams that is not over, and who may be away, and who may cover."""

    rows: tuple[CoverRow, ...]
    colleagues: tuple[tuple[str, str], ...]
    more: bool


def grant_cover(who: Actor, *, covered: str, staff: str, first_day: date, last_day: date, because: str) -> Covered:
    """Let a colleague see and work the cases of another, until the end of the last day. Raises NotFound, Refused."""
    with begun(who, Deed.GRANT_COVER) as work:
        away, to = _colleague(work, covered), _colleague(work, staff)
        start = max(work.at, _midnight(first_day)) if first_day <= work.today else _midnight(first_day)
        end = _midnight(last_day + timedelta(days=1))
        ruling = may_grant_cover(
            oneself=to.pk == who.staff,
            same_person=to.pk == away.pk,
            own_team=_supervises(work, away.pk),
            works_cases=appointed(work.at).filter(staff=to, role__in=CASE_ROLES).exists(),
            start=start,
            end=end,
            at=work.at,
            because=because,
        )
        entry = work.enter(ruling, staff=str(to.pk), covered=str(away.pk), until=end.isoformat())
        Cover.objects.create(
            sealed_by=work.sealed_by, entry=entry, staff=to, covered=away, start=start, end=end, reason=because
        )
        tell(work, to.pk, notice="cover", entry=entry)
        return Covered(to.name, away.name, last_day)


def end_cover(who: Actor, *, cover: str) -> Covered:
    """End cover now. Raises NotFound, Refused."""
    with begun(who, Deed.END_COVER) as work:
        held = locked(Cover.objects.filter(pk=row_id(cover)).select_related("staff", "covered")).first()
        if held is None:
            raise NotFound("There is no such cover.")
        work.enter(may_end_cover(over=held.end <= work.at, own_team=_supervises(work, held.covered_id)))
        held.start, held.end = min(held.start, work.at), work.at
        held.save(update_fields=["start", "end"])
        return Covered(held.staff.name, held.covered.name, work.today)


def covers(who: Actor) -> Covers:
    """Return the cover in this manager's teams, and whom it may be for. Raises NotFound."""
    if who.staff is None or not may_do(who.roles, Deed.GRANT_COVER).allowed:
        raise NotFound("There is no such page.")
    held = appointed(who.at).filter(team__in=who.scope_teams, role__in=CASE_ROLES)
    here = Cover.objects.filter(end__gt=who.at, covered__in=held.values("staff"))
    rows: list[Cover] = warmed(here.select_related("staff", "covered").order_by("end", "pk")[: PAGE + 1])
    people = held.order_by("staff__name").values_list("staff", "staff__name").distinct()
    return Covers(
        rows=tuple(_cover(row) for row in rows[:PAGE]),
        colleagues=tuple((str(key), name) for key, name in people),
        more=len(rows) > PAGE,
    )


def _colleague(work: Work, key: str) -> Staff:
    found = Staff.objects.filter(pk=row_id(key), is_active=True).first()
    if found is None:
        raise NotFound("There is no such colleague.")
    return found


def _supervises(work: Work, staff: UUID) -> bool:
    """Whether whoever asks supervises a team in which this colleague works cases."""
    return appointed(work.at).filter(staff=staff, team__in=work.who.scope_teams, role__in=CASE_ROLES).exists()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _cover(row: Cover) -> CoverRow:
    return CoverRow(
        key=str(row.pk),
        staff=row.staff.name,
        covered=row.covered.name,
        first_day=london_day(row.start),
        last_day=row.end,
        reason=row.reason,
    )
