"""What the demo shows of sight: a restricted case, an emergency that was looked at, one that waits, and cover (7 a)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from upstander.casework import breakglass, covering, interests, levels
from upstander.casework.watching import emergencies
from upstander.demo.days import Story
from upstander.demo.landlord import Landlord
from upstander.demo.working import Worked
from upstander.policy.roles import Level, Role
from upstander.policy.sight import Ground
from upstander.policy.workingdays import london_day

RELATED = "The officer of the next patch is a neighbour of the person complained of."
FOUND_OUT = "She rang the duty line at night. Her officer was away, and the door had been kicked in."
RIGHT = "I have read why, and spoken with both officers. It could not have waited until the morning."
AWAY = "On annual leave from today; nothing of hers may wait for her return."


def guarded(landlord: Landlord, works: Sequence[Worked], now: datetime) -> Story:
    """Tell it in the last days of the half-year, in cases that are being worked then."""
    yield now - timedelta(days=3, hours=2)
    held, other = [work for work in works if work.number and not work.queued][-2:]
    at = now - timedelta(days=3, hours=2)
    levels.set_level(held.manager(at), held.number, level=Level.RESTRICTED, because=RELATED)
    officer = next(one for one in landlord.people if _is_of_none(one.roles, {held.team, other.team}))
    at = now - timedelta(days=3)
    yield at
    for number, ground in ((held.number, Ground.DANGER), (other.number, Ground.VISIT)):
        asks = replace(landlord.actor(officer, at), proved_at=at)
        breakglass.break_glass(asks, number, ground=ground, because=FOUND_OUT)
    at = now - timedelta(days=2, hours=20)
    yield at
    guard = next(one for one in landlord.people if (Role.DATA_PROTECTION_OFFICER, "Data protection") in one.roles)
    looks = landlord.actor(guard, at)
    breakglass.review_break_glass(looks, glass=emergencies(looks).waiting[0].key, justified=True, words=RIGHT)
    at = now - timedelta(days=1)
    yield at
    interests.declare_interests(held.own(at), address="7 Orchard Way, Croydon, CR0 9ZZ", nothing=True)
    colleague = next(one for one in landlord.officers(held.team) if one.key != held.officer.key)
    today = london_day(at)
    covering.grant_cover(
        held.manager(at),
        covered=held.officer.key,
        staff=colleague.key,
        first_day=today,
        last_day=today + timedelta(days=9),
        because=AWAY,
    )


def _is_of_none(roles: tuple[tuple[str, str], ...], teams: Collection[str]) -> bool:
    """Whether somebody is an officer, and in none of these teams."""
    return all(role == Role.HOUSING_OFFICER and team not in teams for role, team in roles)
