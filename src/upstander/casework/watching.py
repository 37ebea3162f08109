"""What those outside the line look at: possible conflicts, who asked for what is kept from them, emergencies (7 a).

They see who, when and why, and a number; nothing of the case itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, row_id
from upstander.policy.breakglass import LOOKED_BACK, is_alarming
from upstander.policy.interests import is_due
from upstander.policy.roles import MAY, Deed, Role, is_administrator, may_do
from upstander.policy.sight import GROUND_LABELS, Ground
from upstander.policy.workingdays import london_day
from upstander.records import sight
from upstander.records.case import Conflict
from upstander.records.grants import BreakGlass
from upstander.records.interests import BlockedAttempt, ConflictFlag, Declaration
from upstander.records.journal import Entry
from upstander.records.sealing import warmed
from upstander.records.staff import Staff, appointed

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A surname and a street in common, for a person to decide."""

    key: str
    staff: str
    number: str
    words: str
    raised_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody asked for what a conflict of interest keeps from them."""

    staff: str
    number: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A case that is kept from somebody on the staff; `reason` is said of one, and not in a list."""

    key: str
    staff: str
    number: str
    since: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Somebody who has to say again whom they are related to; `since`: when they said it last."""

    staff: str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """What one person looks at. `more`: there is more of one kind or another than is shown; the oldest come first."""

    flags: tuple[Flag, ...]
    attempts: tuple[Attempt, ...]
    kept: tuple[Kept, ...]
    due: tuple[Due, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """A case that was opened in an emergency."""

    key: str
    staff: str
    number: str
    ground: str
    reason: str
    at: datetime
    review_by: datetime
    late: bool
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergencies:
    """What waits to be looked at, what was, and how many of all openings were emergencies in thirty days."""

    waiting: tuple[Glass, ...]
    reviewed: tuple[Glass, ...]
    broken: int
    opened: int
    alarming: bool
    more: str


def conflicts(who: Actor) -> Conflicts:
    """Return what waits for this person's eyes. Raises NotFound."""
    _may(who, Deed.ANSWER_FLAG)
    flags: list[ConflictFlag] = _first(ConflictFlag.objects.filter(to=who.staff, answered=None), "raised_at")
    attempts: list[BlockedAttempt] = _first(BlockedAttempt.objects.filter(to=who.staff), "-at")
    kept, due = list(_kept_in_sight(who)[: PAGE + 1]), _due(who)
    warmed(flags)
    return Conflicts(
        flags=tuple(_flag(row) for row in flags[:PAGE]),
        attempts=tuple(Attempt(staff=row.staff.name, number=_number(row), at=row.at) for row in attempts[:PAGE]),
        kept=tuple(_kept(row) for row in kept[:PAGE]),
        due=due[:PAGE],
        more=max(len(flags), len(attempts), len(kept), len(due)) > PAGE,
    )


def one_flag(who: Actor, *, key: str) -> Flag:
    """Return one of them. Raises NotFound."""
    _may(who, Deed.ANSWER_FLAG)
    rows = ConflictFlag.objects.filter(pk=row_id(key), to=who.staff, answered=None)
    return _flag(_one(rows.select_related("staff", "case", "report")))


def one_kept(who: Actor, *, key: str) -> Kept:
    """Return what is kept from one colleague, with why. Raises NotFound."""
    row = _one(_kept_in_sight(who).filter(pk=row_id(key)))
    return _kept(row, reason=row.reason)


def emergencies(who: Actor, *, after: str = "") -> Emergencies:
    """Return the cases that were opened in an emergency; an administrator sees how many, and nothing else."""
    reviews = may_do(who.roles, Deed.REVIEW_BREAK_GLASS).allowed
    if not (reviews or is_administrator(who.roles)):
        raise NotFound("There is no such page.")
    rows = BreakGlass.objects.select_related("staff", "case") if reviews else BreakGlass.objects.none()
    waiting: list[BreakGlass] = warmed(rows.filter(reviewed=None).order_by("review_by", "pk")[:PAGE])
    seen = rows.filter(reviewed__isnull=False).order_by("-start", "-pk")
    if after:
        seen = seen.filter(start__lt=_moment(after))
    done: list[BreakGlass] = warmed(seen[: PAGE + 1])
    broken, opened = _rate(who)
    return Emergencies(
        waiting=tuple(_glass(who, row) for row in waiting),
        reviewed=tuple(_glass(who, row) for row in done[:PAGE]),
        broken=broken,
        opened=opened,
        alarming=is_alarming(broken=broken, opened=opened),
        more=done[PAGE - 1].start.isoformat() if len(done) > PAGE else "",
    )


def one_emergency(who: Actor, *, key: str) -> Glass:
    """Return one that waits to be looked at. Raises NotFound."""
    _may(who, Deed.REVIEW_BREAK_GLASS)
    rows = BreakGlass.objects.filter(pk=row_id(key), reviewed=None).select_related("staff", "case")
    return _glass(who, _one(rows))


def declared_on(who: Actor) -> date | None:
    """Return when somebody said last whom they are related to."""
    last = Declaration.objects.filter(staff=who.staff).aggregate(last=Max("at"))["last"]
    return london_day(last) if last else None


def _due(who: Actor) -> tuple[Due, ...]:
    """The people in a manager's teams who have to say it again."""
    asked = [role for role in Role if Deed.DECLARE_INTERESTS in MAY[role]]
    held = appointed(who.at).filter(team__in=who.scope_teams, role__in=asked)
    people = Staff.objects.filter(pk__in=held.values("staff")).annotate(last=Max("declarations__at"))
    rows = [one for one in people.order_by("name") if is_due(one.last, at=who.at)]
    return tuple(Due(staff=one.name, since=london_day(one.last) if one.last else None) for one in rows)


def _rate(who: Actor) -> tuple[int, int]:
    recent = Entry.objects.filter(at__gt=who.at - LOOKED_BACK, at__lte=who.at, allowed=True)
    opened = recent.filter(deed=Deed.OPEN_CASE_FILE).exclude(role=Role.RESIDENT)
    return recent.filter(deed=Deed.BREAK_GLASS).count(), opened.count()


def _kept_in_sight(who: Actor) -> QuerySet[Conflict]:
    """What is kept from others in the cases that this person sees, where they may lift it; the newest first."""
    if not may_do(who.roles, Deed.LIFT_CONFLICT).allowed:
        return Conflict.objects.none()
    rows = Conflict.objects.filter(ended=None, case__in=sight.cases(who)).select_related("staff", "case", "entry")
    return rows.order_by("-entry__at", "pk")


def _may(who: Actor, deed: Deed) -> None:
    if who.staff is None or not may_do(who.roles, deed).allowed:
        raise NotFound("There is no such page.")


def _first(rows: QuerySet[Any], by: str, *names: str) -> list[Any]:
    return list(rows.select_related(*(names or ("staff", "case", "report"))).order_by(by, "pk")[: PAGE + 1])


def _one(rows: QuerySet[Any]) -> Any:
    held = rows.first()
    if held is None:
        raise NotFound("There is no such page.")
    return held


def _flag(row: ConflictFlag) -> Flag:
    return Flag(key=str(row.pk), staff=row.staff.name, number=_number(row), words=row.words, raised_at=row.raised_at)


def _kept(row: Conflict, *, reason: str = "") -> Kept:
    return Kept(key=str(row.pk), staff=row.staff.name, number=row.case.number, since=row.entry.at, reason=reason)


def _glass(who: Actor, row: BreakGlass) -> Glass:
    return Glass(
        key=str(row.pk),
        staff=row.staff.name,
        number=row.case.number,
        ground=GROUND_LABELS[Ground(row.ground)],
        reason=row.reason,
        at=row.start,
        review_by=row.review_by,
        late=row.reviewed_id is None and row.review_by < who.at,
        found="" if row.justified is None else ("Justified" if row.justified else "Not justified"),
    )


def _number(row: ConflictFlag | BlockedAttempt) -> str:
    about = row.case or row.report
    return about.number if about else ""


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as bad:
        raise NotFound("There is no such page.") from bad
    if moment.tzinfo is None:
        raise NotFound("There is no such page.")
    return moment
