"""Filling the demo: its homes, people and staff by the importer, and half a year of cases through the deeds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from upstander.casework import appointing, files
from upstander.casework.actor import operator, worker
from upstander.casework.importing.files.layouts import LAYOUTS
from upstander.casework.importing.files.table import Table
from upstander.casework.importing.runs import Tally, look_at, take_in
from upstander.casework.rechecking import recheck_cases
from upstander.casework.told import Told
from upstander.demo import letters
from upstander.demo.around import around
from upstander.demo.bytwo import by_two
from upstander.demo.days import Story, play
from upstander.demo.guarded import guarded
from upstander.demo.landlord import ROLES, SAMPLE, SEED, Household, Landlord, households, tales, teams
from upstander.demo.needs import needed
from upstander.demo.partners import with_partners
from upstander.demo.places import places
from upstander.demo.sharing import shared
from upstander.demo.telling import told
from upstander.demo.working import Worked, story
from upstander.policy.intake import ImportKind
from upstander.policy.roles import Role
from upstander.policy.workingdays import london_day

CASES = 60
DAYS = 182
QUEUED = 3
WAITING = 4
SHOWN_EVERY = 9
MAIL = "northgate.example"
ORDER = (ImportKind.HOMES, ImportKind.PEOPLE, ImportKind.TENANCIES, ImportKind.STAFF)


def is_filled(*, at: datetime) -> bool:
    """Whether the demo has its people already."""
    return bool(appointing.colleagues(at=at))


def fill(*, now: datetime) -> int:
    """Fill an empty demo as of now; return how many deeds were done in its cases."""
    start = now - timedelta(days=DAYS + 14)
    for kind in ORDER:
        table = Table(SAMPLE / f"{kind.value}.csv", LAYOUTS[kind], today=london_day(start))
        look_at(operator(at=start), kind=kind, file=table, at_each=_quietly)
        take_in(operator(at=start), kind=kind, file=table, at_each=_quietly)
    landlord = _appointed(start)
    done = play(_stories(landlord, now), until=now)
    around(landlord, now=now)
    recheck_cases(worker(at=now))
    by_two(landlord, now=now)
    shared(landlord, now=now)
    with_partners(landlord, now=now)
    places(landlord, now=now)
    needed(landlord, now=now)
    files.ready_waiting(worker(at=now))
    return done


def _appointed(start: datetime) -> Landlord:
    who = operator(at=start)
    for team, areas in teams().items():
        appointing.look_after_areas(who, team=team, areas=areas)
    own = appointing.team_of_staff()
    for name, role in ROLES.items():
        email = f"{name}@{MAIL}"
        where = tuple(teams()) if role == Role.REGIONAL_MANAGER else (own[email],)
        for team in where:
            appointing.appoint_staff(who, email=email, role=role, team=team)
    landlord = Landlord(appointing.colleagues(at=start), appointing.team_keys())
    first, second = (landlord.actor(landlord.manager(team), start) for team in list(teams())[:2])
    letters.sign_words(first, second)
    return landlord


def _stories(landlord: Landlord, now: datetime) -> Iterator[Story]:
    chance = random.Random(SEED)  # noqa: S311 - a demo that is the same each time
    told_of, living = tales(), households(chance)
    works: list[Worked] = []
    paces = {one.key: chance.choice((0.8, 1.0, 1.0, 1.3, 2.2)) for one in landlord.people}
    for place in range(CASES + WAITING):
        tale, of = told_of[place % len(told_of)], next(living)
        at = _begins(place, now, chance)
        work = _worked(landlord, told(tale, of, at, chance), of, paces, random.Random(place))  # noqa: S311 - the same
        work.letter = letters.PLACES.get(place)
        work.shows = place % SHOWN_EVERY == 0
        work.queued = CASES - QUEUED <= place < CASES
        works.append(work)
        yield story(work, at)
    yield guarded(landlord, works, now)


def _begins(place: int, now: datetime, chance: random.Random) -> datetime:
    """Spread the cases over the half-year, more of them lately; the last few came in this morning and wait."""
    if place >= CASES:
        return now - timedelta(minutes=20 + 35 * (place - CASES))
    share = (place + chance.random()) / CASES
    return now - timedelta(days=1.2 + (DAYS - 2) * (1 - share**0.7), hours=chance.randint(0, 9))


def _worked(landlord: Landlord, given: Told, of: Household, paces: dict[str, float], chance: random.Random) -> Worked:
    team = f"{of.home.borough} team"
    officer = chance.choice(landlord.officers(team))
    return Worked(landlord, given, team, officer, chance, paces[officer.key])


def _quietly(_: Tally) -> None:
    """Say nothing: these files are small, and are ours."""
