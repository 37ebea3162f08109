"""The contents page: every clause of the policy is there, in our own words, with an honest word on what keeps it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from upstander.policy.clauses import CLAUSES, KEPT_LABELS, Kept, clause, clauses_under
from upstander.policy.terms import Terms
from upstander.policy.versions import is_review_overdue

# Written out by hand from the policy, and from the two tracks that clauses 3.5 and 7 describe.
ALL = [
    *("front", "1", "1.1"),
    *("2 a", "2 b", "2 c", "2 d", "2 e", "2 f", "2 g", "2 h", "2 i"),
    *("3 a", "3 b", "3.1", "3.2 a", "3.2 b", "3.2 c", "3.2 d", "3.2 e", "3.3", "3.4"),
    *("3.5", "3.5 1", "3.5 2", "3.5 3", "3.5 4", "3.5 5", "3.5 6", "3.5 7"),
    *("4", "5", "6 a", "6 b", "6 c"),
    *("7 a", "7 b", "7 b 1", "7 b 2", "7 b 3", "7 b 4", "7 b 5", "7 b 6", "7 b 7"),
    *("8", "9", "10 a", "10 b", "10 c"),
]


def test_every_clause_is_there_once_and_in_order() -> None:
    assert [one.number for one in CLAUSES] == ALL


def test_each_says_what_is_promised_in_two_sentences_at_most_and_what_keeps_it() -> None:
    for one in CLAUSES:
        assert one.title
        assert one.keeps
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", one.promise)) <= 2, one.number
        assert len(one.promise) < 240


def test_the_words_are_ours() -> None:
    words = " ".join(f"{one.title} {one.promise} {one.keeps} {one.missing}" for one in CLAUSES).lower()
    assert not re.search(r"\b(victim|perpetrator|complainant)s?\b", words)


def test_what_nothing_keeps_says_so() -> None:
    for one in CLAUSES:
        if one.keeps == "Nothing yet.":
            assert one.state is Kept.NOT_YET
            assert one.missing
    assert set(KEPT_LABELS) == set(Kept)
    assert {one.state for one in CLAUSES} == set(Kept)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("7", ["7 a", "7 b", *(f"7 b {n}" for n in range(1, 8))]),
        ("7 b 3", ["7 b 3"]),
        ("3.2", ["3.2 a", "3.2 b", "3.2 c", "3.2 d", "3.2 e"]),
        ("1", ["1", "1.1"]),  # and not clause 10
        ("10", ["10 a", "10 b", "10 c"]),
        ("front", ["front"]),
        (" 10 C ", ["10 c"]),
        ("11", []),
        ("", []),
    ],
)
def test_a_clause_is_found_with_those_below_it(asked: str, numbers: list[str]) -> None:
    assert [one.number for one in clauses_under(asked)] == numbers


def test_one_clause_is_found_by_its_number() -> None:
    found = clause("3 B")
    assert found is not None
    assert found.number == "3 b"
    assert clause("3") is None


@pytest.mark.parametrize(
    ("review_by", "on", "overdue"),
    [
        ("2011-08", date(2026, 11, 22), True),
        ("2011-08", date(2011, 8, 31), False),
        ("2011-08", date(2011, 9, 1), True),
        ("2027-03-15", date(2027, 3, 15), False),
        ("2027-03-15", date(2027, 3, 16), True),
        ("", date(2026, 11, 22), False),
    ],
)
def test_a_review_date_that_has_passed_is_said(terms: Terms, review_by: str, on: date, overdue: bool) -> None:
    dated = replace(terms, policy=replace(terms.policy, review_by=review_by))
    assert is_review_overdue(dated, on=on) is overdue
