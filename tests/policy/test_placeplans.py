"""Plans for places: what is refused, with which clause and way out; bare strings; what points at somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from upstander.policy.considering import KnownAgency
from upstander.policy.placeplans import (
    MOST_GROUPS,
    MOST_RESOURCES,
    PlanAsked,
    Resource,
    is_few,
    latest_review,
    may_change_place_plan,
    may_draw_on,
    may_end_place_plan,
    may_make_place_plan,
    may_read_place_plans,
    may_review_place_plan,
    may_see_place_plan,
    may_set_place_plan,
    points_at,
)
from upstander.policy.roles import Role
from upstander.policy.terms import Terms

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
TODAY = AT.date()
WHY = "Doors are kicked in the yard, night after night."
LINE = Resource("Wardens in the evening", 40, "hours", TODAY)
ASKED = PlanAsked(why=WHY, resources=(LINE,), groups=0, owner=True, review_on=TODAY + timedelta(weeks=6))


def test_a_place_has_one_plan() -> None:
    assert may_make_place_plan(standing=False).allowed
    assert may_make_place_plan(standing=True).how == "Change that one, or end it first."


@pytest.mark.parametrize(
    ("changed", "clause"),
    [
        ({}, ""),
        ({"why": " Because. "}, "2 b"),
        ({"points": "one home"}, "7 a"),
        ({"resources": ()}, "2 b"),
        ({"resources": (LINE,) * MOST_RESOURCES}, ""),
        ({"resources": (LINE,) * (MOST_RESOURCES + 1)}, "2 b"),
        ({"resources": (replace(LINE, what=" "),)}, "2 b"),
        ({"resources": (replace(LINE, amount=0),)}, "2 b"),
        ({"resources": (replace(LINE, amount=1_000_001),)}, "2 b"),
        ({"resources": (replace(LINE, unit="euros"),)}, "2 b"),
        ({"groups": MOST_GROUPS}, ""),
        ({"groups": MOST_GROUPS + 1}, "3.4"),
        ({"owner": False}, "2 b"),
        ({"review_on": TODAY}, "2 b"),
        ({"review_on": TODAY + timedelta(days=1)}, ""),
        ({"review_on": TODAY + timedelta(weeks=12)}, ""),
        ({"review_on": TODAY + timedelta(weeks=12, days=1)}, "2 b"),
    ],
)
def test_what_a_plan_says(terms: Terms, changed: dict[str, object], clause: str) -> None:
    ruling = may_set_place_plan(terms, replace(ASKED, **changed), at=AT)  # type: ignore[arg-type]  # a table
    assert (ruling.allowed, "" if ruling.allowed else ruling.clause) == (not clause, clause)
    assert ruling.allowed or ruling.how


def test_a_change_has_a_reason_and_a_plan_that_ended_has_none() -> None:
    assert may_change_place_plan(ended=False, because=WHY).allowed
    assert not may_change_place_plan(ended=False, because="So.").allowed
    assert not may_change_place_plan(ended=True, because=WHY).allowed


@pytest.mark.parametrize("result", ["better", "same", "worse", "", "fine"])
def test_what_became_of_a_place_is_said(terms: Terms, result: str) -> None:
    known = result in {"better", "same", "worse"}
    assert may_end_place_plan(ended=False, result=result, words=WHY, points="").allowed is known
    said = {"result": result, "words": WHY, "points": "", "review_on": TODAY + timedelta(weeks=1)}
    assert may_review_place_plan(terms, ended=False, at=AT, **said).allowed is known  # type: ignore[arg-type]  # a table
    assert not may_review_place_plan(terms, ended=True, at=AT, **said).allowed  # type: ignore[arg-type]  # the same
    late = {**said, "review_on": latest_review(terms, at=AT) + timedelta(days=1)}
    assert not may_review_place_plan(terms, ended=False, at=AT, **late).allowed  # type: ignore[arg-type]  # the same


def test_no_plan_ends_without_words_or_with_somebody_in_them() -> None:
    assert may_end_place_plan(ended=False, result="better", words="Good.", points="").clause == "2 b"
    assert may_end_place_plan(ended=False, result="better", words=WHY, points="an e-mail address").clause == "7 a"
    assert not may_end_place_plan(ended=True, result="better", words=WHY, points="").allowed


@pytest.mark.parametrize(
    ("agency", "why"),
    [
        (None, "no group or activity"),
        (KnownAgency("1", "Law Centre", "legal_advice", here=True, start=TODAY), "no group or activity"),
        (KnownAgency("1", "Camden Club", "youth_service", here=False, start=TODAY), "does not run in this borough"),
        (KnownAgency("1", "Club", "youth_service", here=True, start=date(2027, 4, 1)), "starts here on 1 April 2027"),
        (KnownAgency("1", "Club", "other", here=True, start=date(2020, 1, 1), end=date(2026, 1, 1)), "no longer runs"),
    ],
)
def test_a_group_that_does_not_run_is_refused_with_the_nearest_that_does(agency: KnownAgency | None, why: str) -> None:
    other = KnownAgency("2", "Southwark Youth", "youth_service", here=True, start=TODAY)
    ruling = may_draw_on(agency, on=TODAY, others=(other,))
    assert not ruling.allowed
    assert (ruling.clause, why in ruling.why) == ("3.4", True)
    if agency is not None and agency.kind == "youth_service":
        assert "Southwark Youth runs here" in ruling.how
    assert may_draw_on(other, on=TODAY).allowed


def test_who_reads_them() -> None:
    assert {role for role in Role if may_read_place_plans({role}).allowed} == {
        Role.HOUSING_OFFICER,
        Role.HOUSING_MANAGER,
        Role.REGIONAL_MANAGER,
    }
    assert not may_read_place_plans({"no such role"}).allowed
    assert may_see_place_plan({"housing_officer"}, looks_after=False, works_there=True).allowed
    assert not may_see_place_plan({"housing_officer"}, looks_after=True, works_there=False).allowed
    assert may_see_place_plan({"regional_manager"}, looks_after=True, works_there=False).allowed
    assert not may_see_place_plan({"safeguarding_lead"}, looks_after=True, works_there=True).allowed


def test_few_is_fewer_than_five() -> None:
    assert [number for number in range(8) if is_few(number)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (WHY, ""),
        ("See hc-2026-0412 for more.", "a case or report number"),
        ("Ring 020 7946 0018 first.", "a telephone number"),
        ("Write to a.b@example.org.", "an e-mail address"),
        ("It comes from Flat 12.", "one home"),
        ("It comes from 2, ferry  court!", "one home"),
        ("It comes from 12 Ferry Court.", ""),
        ("40 hours in 2026, and 3,000 pounds for Ferry Court.", ""),
    ],
)
def test_what_points_at_somebody_is_found(words: str, found: str) -> None:
    assert points_at(words, addresses=("2 Ferry Court", "")) == found
