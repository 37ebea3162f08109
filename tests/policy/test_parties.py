"""Nobody is on both sides of one file, somebody is always heard, and who told us stays with us."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.grounds import PartyRole
from upstander.policy.naming import UNKNOWN, WITHHELD, is_kept_apart, name_shown
from upstander.policy.parties import is_fresh_start, may_correct_party, may_go_outside_the_line, may_name_party
from upstander.policy.telling import Confidence
from upstander.policy.terms import Terms

NAMED: dict[str, Any] = {"confidence": "", "lines": {"Name": "Amina K"}, "description": ""}
WHY = "He is the witness's brother, not the witness."
CORRECTED: dict[str, Any] = {
    "because": WHY,
    "changes": True,
    "leaves_nobody_heard": False,
    "lines": {"Name": "Bilal K"},
    "description": "",
}


@pytest.mark.parametrize(
    ("part", "change", "allowed"),
    [
        ("resident_heard", {}, True),
        ("alleged_perpetrator", {"lines": {}, "description": "a man with a red coat"}, True),
        ("representative", {"parts_here": ["affected"]}, True),
        ("witness", {"confidence": "name_withheld"}, True),
        ("witness", {"confidence": "hush"}, False),
        ("witness", {"lines": {"Name": " "}}, False),
        ("witness", {"lines": {"Name": "x" * 201}}, False),
        ("witness", {"description": "x" * 5_001}, False),
        ("victim", {}, False),
        ("", {}, False),
        ("alleged_perpetrator", {"parts_here": ["resident_heard"]}, False),
        ("resident_heard", {"parts_here": ["alleged_perpetrator"]}, False),
        ("witness", {"parts_here": ["alleged_perpetrator"]}, False),
    ],
)
def test_naming(terms: Terms, part: str, change: dict[str, Any], allowed: bool) -> None:
    ruling = may_name_party(terms, part=part, **{**NAMED, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("part", "change", "allowed"),
    [
        ("affected", {}, True),
        ("witness", {"because": "typo"}, False),
        ("witness", {"changes": False}, False),
        ("affected", {"leaves_nobody_heard": True}, False),
        ("bystander", {}, False),
        ("witness", {"lines": {"Name": "x" * 201}}, False),
        ("witness", {"description": "x" * 5_001}, False),
        ("witness", {"other_parts_here": ["alleged_perpetrator"]}, False),
        ("alleged_perpetrator", {"other_parts_here": ["affected"]}, False),
        ("witness", {"other_parts_here": ["affected"]}, True),
    ],
)
def test_correcting(terms: Terms, part: str, change: dict[str, Any], allowed: bool) -> None:
    ruling = may_correct_party(terms, part=part, **{**CORRECTED, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize("there", [True, False])
def test_a_case_leaves_the_line_only_where_somebody_will_see_it(there: bool) -> None:
    ruling = may_go_outside_the_line(somebody_there=there)
    assert ruling.allowed is there
    assert bool(ruling.how) is not there


@pytest.mark.parametrize(
    ("another", "was", "part", "fresh"),
    [(False, "witness", "witness", False), (True, "witness", "witness", True), (False, "witness", "affected", True)],
)
def test_what_is_owed_starts_afresh_for_somebody_else_or_in_another_part(
    another: bool, was: str, part: str, fresh: bool
) -> None:
    assert is_fresh_start(another_person=another, was=was, part=part) is fresh


@given(st.sampled_from([*PartyRole, "anybody"]), st.sampled_from([*Confidence, ""]))
def test_a_witness_and_whoever_asked_for_it_is_never_shown_by_name(part: str, confidence: str) -> None:
    shown = name_shown("Amina Khan", part=part, confidence=confidence)
    apart = part == PartyRole.WITNESS or confidence == Confidence.NAME_WITHHELD
    assert is_kept_apart(part=part, confidence=confidence) is apart
    assert ("Amina" in shown) is not apart


def test_a_name_nobody_knows_says_so() -> None:
    assert name_shown(" ", part="alleged_perpetrator", confidence="") == UNKNOWN
    assert name_shown("Amina", part="resident_heard", confidence="name_withheld") == WITHHELD
