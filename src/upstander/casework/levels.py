"""How closely a case is held: raised at once by whoever has it, or their manager; lowered by two (clauses 2 d, 7 a)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.oncall import manager_of
from upstander.casework.opened import Work, opened, row_id
from upstander.casework.twopeople import Asked, Plain, Shown, ask_a_second, done_by_two
from upstander.policy.levels import LEVEL_LABELS, Change, is_raised, may_set_level
from upstander.policy.roles import CASE_ROLES, SUPERVISORS, Deed, Level, Role
from upstander.policy.ruling import Ruling
from upstander.records.case import Assignment, Conflict
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.staff import appointed

REVIEWS = SUPERVISORS | {Role.SAFEGUARDING_LEAD}


@dataclass(frozen=True, slots=True)
class Held:
    """How closely the case is held from now on."""

    level: str


def set_level(who: Actor, number: str, *, level: str, because: str, named: Sequence[str] = ()) -> Held | Asked:
    """Hold a case more closely, or ask a second person to hold it less so. Raises NotFound, Refused.

    `named`: who sees it beside whoever has it, where only named people do.
    """
    with opened(who, number, Deed.SET_LEVEL) as work:
        people = {row_id(one) for one in named}
        ruling = _ruling(work, level, because, people)
        if ruling.allowed and not is_raised(work.case.level, level):
            return ask_a_second(work, ruling, level=level, because=because, asker=str(who.staff))
        entry = work.enter(ruling, level=level, because=because, before=work.case.level)
        _hold(work, entry, level, because, people)
        return Held(level)


def _see(work: Work, plain: Plain) -> Shown:
    before, after = (LEVEL_LABELS[Level(level)] for level in (work.case.level, str(plain["level"])))
    rows = (("Case", work.case.number), ("Held now", before), ("Held then", after), ("Why", str(plain["because"])))
    return Shown(f"Let more people see {work.case.number}", rows)


@done_by_two(Deed.SET_LEVEL, see=_see)
def _lower(work: Work, plain: Plain) -> Held:
    """Lower the level, once a second person has said yes."""
    level, because = str(plain["level"]), str(plain["because"])
    ruling = may_set_level(Change(before=work.case.level, after=level, has_it=True, supervises=False), because=because)
    entry = work.enter(ruling, level=level, because=because, before=work.case.level)
    _hold(work, entry, level, because, set())
    return Held(level)


def _ruling(work: Work, level: str, because: str, people: Collection[UUID]) -> Ruling:
    case, who = work.case, work.who
    seen_by = {*people, *([case.owner_id] if case.owner_id else [])}
    fits = _working(work, people, CASE_ROLES) >= set(people)
    blocked = Conflict.objects.filter(case=case, staff__in=people, ended=None).exists()
    return may_set_level(
        Change(
            before=case.level,
            after=level,
            has_it=case.owner_id == who.staff,
            supervises=bool(who.roles & REVIEWS),
            has_owner=case.owner_id is not None,
            named=len(seen_by),
            reviewer=bool(_working(work, seen_by - {case.owner_id}, REVIEWS)),
            all_fit=fits and not blocked,
        ),
        because=because,
    )


def _working(work: Work, people: Collection[Any], roles: Collection[str]) -> set[UUID]:
    held = appointed(work.at).filter(staff__in=[one for one in people if one], role__in=roles)
    return set(held.values_list("staff", flat=True))


def _hold(work: Work, entry: Entry, level: str, because: str, people: set[UUID]) -> None:
    case = work.case
    case.level = level
    case.save(update_fields=["level"])
    others = Assignment.objects.filter(case=case, end=None).exclude(staff=case.owner_id)
    others.exclude(staff__in=people).update(end=work.at)
    have = set(others.filter(end=None).values_list("staff", flat=True))
    if level != Level.NAMED_ONLY:
        return
    for staff in sorted(people - have - {case.owner_id}):
        Assignment.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=case, staff_id=staff, start=work.at, reason=because
        )
    _pass_on_what_others_owe(work, people)


def _pass_on_what_others_owe(work: Work, people: set[UUID]) -> None:
    """Let nobody owe what they can no longer see."""
    case = work.case
    left = OwedDuty.objects.filter(case=case, done=None).exclude(staff__in={*people, case.owner_id})
    left.update(staff=manager_of(work, other_than=[case.owner_id]) or case.owner_id, team=None)
