"""Every agency that helps in the borough of a case is considered; none is put down where it does not help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from upstander.policy.considering import (
    CONSIDERATION_LABELS,
    Consideration,
    KnownAgency,
    helps,
    is_considered,
    may_consider_agency,
    may_turn_to,
    nearest,
    still_to_answer,
)

ON = date(2026, 11, 18)
DAY = timedelta(days=1)
WHY = "She has a solicitor of her own already."
STEP = KnownAgency("1", "Door Step", "youth_service", here=True, start=ON)
AWAY = KnownAgency("2", "Far Away", "youth_service", here=False, start=ON - 9 * DAY)
LAW = KnownAgency("3", "Law Centre", "legal_advice", here=True, start=ON - 9 * DAY, end=ON)
CLUB = KnownAgency("4", "Boys' Club", "youth_service", here=True, start=ON - DAY)
REGISTER = (STEP, AWAY, LAW)


@pytest.mark.parametrize("answer", list(Consideration))
def test_each_answer_may_stand_with_its_why(answer: str) -> None:
    ruling = may_consider_agency(STEP, answer=answer, why=WHY, on=ON)
    assert (ruling.clause, ruling.allowed) == ("3.1", True)


@pytest.mark.parametrize(
    ("agency", "answer", "why", "clause", "says", "how"),
    [
        (None, "offered", WHY, "3.1", "not in the register", "Choose one"),
        (AWAY, "offered", WHY, "3.3", "Far Away does not help in the borough", "Consider Door Step instead"),
        (replace(AWAY, kind="health"), "offered", WHY, "3.3", "does not help", "No other agency of this kind"),
        (replace(STEP, key="9", start=ON + DAY), "offered", WHY, "3.1", "19 November", "Consider Door Step instead"),
        (replace(LAW, end=ON - DAY), "offered", WHY, "3.1", "no longer in the register", "No other agency"),
        (STEP, "referred", WHY, "3.1", "by an answer alone", "Share what it needs"),
        (STEP, "maybe", WHY, "3.1", "do not know this answer", "Choose one"),
        (STEP, "", WHY, "3.1", "do not know this answer", "Choose one"),
        (STEP, "not_needed", "", "3.1", "could tell later why", "20 letters"),
        (STEP, "not_needed", "x" * 19, "3.1", "could tell later why", "20 letters"),
        (STEP, "refused", " " * 40, "3.1", "could tell later why", "20 letters"),
    ],
)
def test_what_may_not_be_answered_says_what_to_do(
    agency: KnownAgency | None, answer: str, why: str, clause: str, says: str, how: str
) -> None:
    ruling = may_consider_agency(agency, answer=answer, why=why, on=ON, others=REGISTER)
    assert (ruling.clause, ruling.allowed) == (clause, False)
    assert says in ruling.why
    assert how in ruling.how


@pytest.mark.parametrize(
    ("agency", "allowed", "how"),
    [
        (STEP, True, ""),
        (LAW, True, ""),
        (None, False, "Choose one"),
        (AWAY, False, "Consider Door Step instead"),
        (replace(AWAY, kind="a word of nobody"), False, "No other agency of this kind"),
        (replace(STEP, start=ON + DAY), False, "No other agency of this kind"),
        (replace(LAW, end=ON - DAY), False, "No other agency of this kind"),
    ],
)
def test_we_turn_to_an_agency_where_it_helps_today(agency: KnownAgency | None, allowed: bool, how: str) -> None:
    ruling = may_turn_to(agency, on=ON, others=REGISTER)
    assert (ruling.allowed, bool(ruling.how)) == (allowed, not allowed)
    assert how in ruling.how


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"here": False}, False),
        ({"start": ON + DAY}, False),
        ({"start": ON}, True),
        ({"end": ON}, True),
        ({"end": ON - DAY}, False),
    ],
)
def test_an_agency_helps_from_its_first_day_to_its_last(change: dict[str, object], expected: bool) -> None:
    assert helps(replace(CLUB, **change), on=ON) is expected


def test_the_nearest_is_of_the_same_kind_and_helps_there() -> None:
    assert nearest(AWAY, REGISTER, on=ON) == STEP
    assert nearest(AWAY, [*REGISTER, CLUB], on=ON) == CLUB
    assert nearest(STEP, REGISTER, on=ON) is None
    assert nearest(AWAY, [replace(STEP, end=ON - DAY)], on=ON) is None


@pytest.mark.parametrize(
    ("answered", "on", "left", "complete"),
    [
        ((), ON, ["1", "3"], False),
        (("1",), ON, ["3"], False),
        (("1", "3"), ON, [], True),
        (("1", "3", "2"), ON, [], True),
        (("1",), ON + DAY, [], True),  # the law centre has ended
        (("3",), ON - DAY, [], True),  # Door Step has not begun
        (("2",), ON, ["1", "3"], False),
    ],
)
def test_what_has_no_answer_keeps_it_open(answered: tuple[str, ...], on: date, left: list[str], complete: bool) -> None:
    assert [one.key for one in still_to_answer(REGISTER, answered=answered, on=on)] == left
    ruling = is_considered(REGISTER, answered=answered, on=on)
    assert (ruling.clause, ruling.allowed, bool(ruling.how)) == ("3.1", complete, not complete)


def test_it_says_how_many_are_left_and_an_empty_register_is_not_done() -> None:
    assert is_considered(REGISTER, answered=(), on=ON).why == "2 agencies are not considered yet."
    assert is_considered(REGISTER, answered=("1",), on=ON).why == "One agency is not considered yet."
    for empty in ((), (AWAY,)):
        ruling = is_considered(empty, answered=(), on=ON)
        assert not ruling.allowed
        assert "Ask an administrator" in ruling.how


def test_every_answer_has_its_words_and_a_referral_is_none_of_them() -> None:
    assert set(CONSIDERATION_LABELS) == set(Consideration)
    assert "referred" not in set(Consideration)
