"""A plan for a place: why, with which resources, with whom, and what became of it (clauses 2 b, 3.4).

A plan is about a place and never about a person: what could point at somebody is refused, as far as it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from upstander.policy.agencies import AgencyKind
from upstander.policy.considering import KnownAgency, helps, nearest
from upstander.policy.due import day_words
from upstander.policy.roles import SUPERVISORS, Role
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms, is_reason
from upstander.policy.workingdays import london_day


class PlaceResult(StrEnum):
    """What became of a place under its plan."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


RESULT_LABELS: Mapping[PlaceResult, str] = {
    PlaceResult.BETTER: "Better than before",
    PlaceResult.SAME: "The same as before",
    PlaceResult.WORSE: "Worse than before",
}


class ResourceUnit(StrEnum):
    """How a resource is counted."""

    HOURS = "hours"
    POUNDS = "pounds"


UNIT_LABELS: Mapping[ResourceUnit, str] = {ResourceUnit.HOURS: "Hours", ResourceUnit.POUNDS: "Pounds"}

GROUP_KINDS = frozenset({AgencyKind.RESIDENTS_GROUP, AgencyKind.YOUTH_SERVICE, AgencyKind.OTHER})
"""Whom a plan draws on: groups and activities, and nobody who is told of a case."""

MOST_RESOURCES, MOST_GROUPS, MOST_OF_ONE = 12, 20, 1_000_000
FEWEST_SHOWN = 5
READERS = SUPERVISORS | {Role.HOUSING_OFFICER}
_POINTS: Mapping[str, re.Pattern[str]] = {
    "a case or report number": re.compile(r"\b(?:HC|R|M)-[0-9]{4}-[0-9]{4,8}\b", re.IGNORECASE),
    "an e-mail address": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "a telephone number": re.compile(r"(?:\+|\b0)(?:[ ()-]?[0-9]){9,12}"),
    "one home": re.compile(r"\b(?:flat|apartment|house number|door number)\s*[0-9]+", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """What is given to a place: how much of it, in hours or pounds, and from which day."""

    what: str
    amount: int
    unit: str
    start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsked:
    """What a version of a plan says. `owner`: a colleague who works there. `points`: what points at somebody."""

    why: str
    resources: Sequence[Resource]
    groups: int
    owner: bool
    review_on: date
    points: str = ""


@enforces("7 a")
def may_read_place_plans(roles: Collection[str]) -> Ruling:
    """Say whether somebody reads plans at all: who works or looks after an area, and of those areas only."""
    if set(roles) & READERS:
        return allow("7 a", "Whoever works in an area, or looks after it, reads its plans.")
    return refuse("7 a", "Your role does not include this.", "Ask the manager of that area.")


@enforces("7 a")
def may_see_place_plan(roles: Collection[str], *, looks_after: bool, works_there: bool) -> Ruling:
    """Say whether somebody sees a plan. `looks_after`: a manager of that area; `works_there`: an officer of it."""
    held = set(roles)
    if (looks_after and held & SUPERVISORS) or (works_there and Role.HOUSING_OFFICER in held):
        return allow("7 a", "This is a plan for an area of theirs.")
    return refuse("7 a", "There is no such plan in your areas.", "Ask the manager of that area.")


@enforces("2 b")
def may_make_place_plan(*, standing: bool) -> Ruling:
    """Say whether a plan may begin. `standing`: this place has one already."""
    if not standing:
        return allow("2 b", "The place has a plan, with resources and a day on which somebody looks at it again.")
    return refuse("2 b", "This place has a plan already.", "Change that one, or end it first.")


@enforces("2 b")
def may_set_place_plan(terms: Terms, asked: PlanAsked, *, at: datetime) -> Ruling:
    """Say whether a plan may read like this: why, with what, by whom, and looked at again by when."""
    if not is_reason(asked.why):
        return refuse("2 b", "Nobody could tell why it has a plan.", "Say why in a sentence: 20 letters or more.")
    if asked.points:
        return _points(asked.points)
    if not 1 <= len(asked.resources) <= MOST_RESOURCES:
        return refuse(
            "2 b", "A plan without resources changes nothing.", f"Give what is put in: 1 to {MOST_RESOURCES} lines."
        )
    for one in asked.resources:
        if not (one.what.strip() and 1 <= one.amount <= MOST_OF_ONE and one.unit in set(ResourceUnit)):
            how = f"Say what it is, and how much: 1 to {MOST_OF_ONE:,} hours or pounds."
            return refuse("2 b", "One of the resources is not complete.", how)
    if asked.groups > MOST_GROUPS:
        return refuse("3.4", "These are more groups than anybody could follow.", f"Choose {MOST_GROUPS} at most.")
    if not asked.owner:
        return refuse("2 b", "Nobody who works in this area would look after it.", "Choose a colleague of that area.")
    return _in_time(terms, asked.review_on, at=at)


@enforces("2 b")
def may_change_place_plan(*, ended: bool, because: str) -> Ruling:
    """Say whether a plan may be changed. What it said before stays on the record."""
    if ended:
        return refuse("2 b", "This plan has ended.", "Make a new plan for the place.")
    if is_reason(because):
        return allow("2 b", "The plan has a new version; the one before stays on the record.")
    return refuse("2 b", "Nobody could tell later why it changed.", "Say why in a sentence: 20 letters or more.")


@enforces("2 b")
def may_review_place_plan(
    terms: Terms, *, ended: bool, result: PlaceResult | str, words: str, review_on: date, points: str, at: datetime
) -> Ruling:
    """Say whether a plan was looked at: what became of the place, in words, and when it is looked at again."""
    ruling = may_end_place_plan(ended=ended, result=result, words=words, points=points)
    if not ruling.allowed:
        return ruling
    return _in_time(terms, review_on, at=at)


@enforces("2 b")
def may_end_place_plan(*, ended: bool, result: PlaceResult | str, words: str, points: str) -> Ruling:
    """Say whether it is said what became of a place, without which no plan is reviewed or ends."""
    if ended:
        return refuse("2 b", "This plan has ended.", "There is nothing to do; make a new plan if the place needs one.")
    if result not in set(PlaceResult):
        return refuse("2 b", "It is not said what became of the place.", "Choose better, the same, or worse.")
    if points:
        return _points(points)
    if is_reason(words):
        return allow("2 b", "What became of the place is on the record.")
    return refuse("2 b", "Nobody could tell how you know.", "Say in a sentence what you saw: 20 letters or more.")


@enforces("3.4")
def may_draw_on(agency: KnownAgency | None, *, on: date, others: Iterable[KnownAgency] = ()) -> Ruling:
    """Say whether a group or activity runs in this borough on this day. `others`: to name one that does."""
    if agency is None or agency.kind not in GROUP_KINDS:
        how = "Choose a residents' group, a youth service or another activity of the register."
        return refuse("3.4", "This is no group or activity of the register.", how)
    if not agency.here:
        return refuse("3.4", f"{agency.name} does not run in this borough.", _instead(agency, others, on))
    if agency.start > on:
        starts = f"Choose it from that day on. {_instead(agency, others, on)}"
        return refuse("3.4", f"{agency.name} starts here on {day_words(agency.start)}.", starts)
    if helps(agency, on=on):
        return allow("3.4", "It runs here.")
    return refuse("3.4", f"{agency.name} no longer runs.", _instead(agency, others, on))


@enforces("2 b", "7 a")
def is_few(number: int) -> bool:
    """Whether a number of cases is too small to be shown: it could point at somebody."""
    return number < FEWEST_SHOWN


def points_at(words: str, *, addresses: Iterable[str] = ()) -> str:
    """Return what in these words points at one person or home, or nothing. It cannot know every name."""
    for what, pattern in _POINTS.items():
        if pattern.search(words):
            return what
    plain = f" {_plain(words)} "
    return "one home" if any(f" {_plain(one)} " in plain for one in addresses if one.strip()) else ""


def latest_review(terms: Terms, *, at: datetime) -> date:
    """Return the last day on which a plan may be looked at again."""
    return london_day(terms.due(ClockKey.PLACE_REVIEW, at))


def _in_time(terms: Terms, review_on: date, *, at: datetime) -> Ruling:
    last = latest_review(terms, at=at)
    if london_day(at) < review_on <= last:
        return allow("2 b", "Somebody looks at it again in time.")
    how = f"Give a day after today, {day_words(last)} at the latest."
    return refuse("2 b", "It is not looked at again in time.", how)


def _points(what: str) -> Ruling:
    how = "Write about the place: the stairs, the yard, the block. What is about somebody belongs in their case."
    return refuse("7 a", f"This names {what}, and a plan for a place is read by many.", how)


def _instead(agency: KnownAgency, others: Iterable[KnownAgency], on: date) -> str:
    other = nearest(agency, others, on=on)
    return f"{other.name} runs here, and is of the same kind." if other else "None of the same kind runs here today."


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", words.casefold()).split())
