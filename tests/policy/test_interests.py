"""Whom staff are related to: an address or a phone blocks; a surname in a street asks a person; a name does nothing."""

from __future__ import annotations

import pytest

from tests.policy.test_sight import NOW
from upstander.policy.interests import DUE_EVERY as YEAR
from upstander.policy.interests import (
    MEETS,
    Follows,
    Known,
    Sort,
    is_due,
    marks_of,
    may_answer_flag,
    may_declare_interests,
    may_lift_conflict,
    what_follows,
)


def between(one: Known, other: Known) -> Follows:
    """What follows where a member of staff names `one`, and `other` is in a case."""
    mine, theirs = marks_of([one]), marks_of([other])
    common = {sort for sort, text in mine for their, also in theirs if text == also and their in MEETS[sort]}
    return what_follows(common)


HOME = "2 Ferry Court, SE1 1AB"
TABLE = [
    ("the same address", Known("A Khan", HOME), Known("B Smith", HOME), Follows.BLOCK),
    (
        "written otherwise",
        Known("A", "2, ferry court  se11ab"),
        Known("B", "2 Ferry Court, London, SE1 1AB"),
        Follows.BLOCK,
    ),
    ("one without a postcode", Known("A", "2 Ferry Court"), Known("B", HOME), Follows.BLOCK),
    ("the other without one", Known("A", HOME), Known("B", "2 Ferry Court"), Follows.BLOCK),
    ("both without one", Known("A", "2 Ferry Court"), Known("B", "2 ferry court."), Follows.BLOCK),
    ("other postcodes", Known("A", "2 Ferry Court, N1 1AA"), Known("B", HOME), Follows.NOTHING),
    (
        "another flat",
        Known("A", "Flat 2, 14 Mill Road, SE1 1AB"),
        Known("B", "Flat 3, 14 Mill Road, SE1 1AB"),
        Follows.NOTHING,
    ),
    ("the next door", Known("A Khan", "4 Ferry Court, SE1 1AB"), Known("B Smith", HOME), Follows.NOTHING),
    ("the same phone", Known("A", phone="+44 7700 900123"), Known("B", phone="07700 900 123"), Follows.BLOCK),
    ("another phone", Known("A", phone="07700 900124"), Known("B", phone="07700 900123"), Follows.NOTHING),
    ("too short a phone", Known("A", phone="900123"), Known("B", phone="900123"), Follows.NOTHING),
    ("surname and street", Known("Amir Khan", "4 Ferry Court, SE1 1AB"), Known("Zara Khan", HOME), Follows.LOOK),
    ("surname, another street", Known("Amir Khan", "4 Mill Road"), Known("Zara Khan", HOME), Follows.NOTHING),
    ("a name alone", Known("Zara Khan"), Known("Zara Khan"), Follows.NOTHING),
    ("a name, and a street on one side", Known("Zara Khan"), Known("Zara Khan", HOME), Follows.NOTHING),
    ("a street alone", Known("", "Ferry Court"), Known("", "Ferry Court"), Follows.NOTHING),
    ("a door alone", Known("A", "Flat 2"), Known("B", "Flat 2"), Follows.NOTHING),
    ("nothing", Known(), Known(), Follows.NOTHING),
]


@pytest.mark.parametrize(("why", "one", "other", "follows"), TABLE, ids=[row[0] for row in TABLE])
def test_what_two_sides_have_in_common(why, one, other, follows):
    assert between(one, other) == between(other, one) == follows


def test_on_one_street_of_common_names_nobody_is_blinded_by_a_name():
    names = [f"{first} {last}" for first in ("Ali", "Sara") for last in ("Khan", "Smith", "Begum", "Ali")]
    street = [Known(name, f"{door} Ferry Court, SE1 1AB") for door, name in enumerate(names, start=1)]
    for one in street:
        met = [between(one, other) for other in street if other is not one]
        assert met.count(Follows.LOOK) == 1
        assert Follows.BLOCK not in met


@pytest.mark.parametrize(
    ("nothing", "address", "people", "allowed"),
    [
        (True, HOME, [], True),
        (False, HOME, [{"name": "Zara Khan", "address": HOME}], True),
        (False, HOME, [], False),
        (True, HOME, [{"name": "Zara Khan"}], False),
        (True, " ", [], False),
        (False, HOME, [{"name": " ", "address": HOME}], False),
        (False, HOME, [{"name": "A"}] * 21, False),
        (False, HOME, [{"name": "A" * 201}], False),
    ],
)
def test_what_is_an_answer(nothing, address, people, allowed):
    lines = [address, *(line for one in people for line in one.values())]
    assert may_declare_interests(nothing=nothing, address=address, people=people, lines=lines).allowed is allowed


@pytest.mark.parametrize(
    ("answer", "because", "answered", "own", "allowed"),
    [
        ("block", "Her aunt.", False, False, True),
        ("no_conflict", "She comes from elsewhere.", False, False, True),
        ("maybe", "x", False, False, False),
        ("block", " ", False, False, False),
        ("block", "Her aunt.", True, False, False),
        ("block", "Her aunt.", False, True, False),
    ],
)
def test_who_decides_on_a_surname_and_a_street(answer, because, answered, own, allowed):
    assert may_answer_flag(answer=answer, because=because, answered=answered, own=own).allowed is allowed


def test_it_is_said_once_a_year():
    assert is_due(None, at=NOW)
    assert is_due(NOW - YEAR, at=NOW)
    assert not is_due(NOW - YEAR / 2, at=NOW)


def test_any_sort_in_common_but_a_surname_blocks():
    assert {sort for sort in Sort if what_follows([sort]) == Follows.BLOCK} == set(Sort) - {Sort.SURNAME}
    assert what_follows([]) == Follows.NOTHING


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"because": "Another Khan."}, "why it was lifted"),
        ({"because": "   "}, "why it was lifted"),
        ({"lifted": True}, "no longer kept"),
        ({"own": True}, "Nobody with a conflict"),
        ({"conflicted": True}, "Nobody with a conflict"),
        ({"lifted": True, "own": True}, "no longer kept"),
    ],
)
def test_a_conflict_is_lifted_with_a_reason_by_those_who_have_none(changed, why):
    plain = {"because": "Another family of this name, two floors down.", "lifted": False, "own": False}
    ruling = may_lift_conflict(**(plain | {"conflicted": False} | changed))
    assert (ruling.allowed, ruling.clause) == (not why, "7 a")
    assert why in ruling.why
