"""Whom we speak to, and how: nobody approached without a yes, nobody written to where others read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.codes import (
    IDENTITY_LABELS,
    LONGEST_WAIT,
    IdentityCheck,
    is_identity_checked,
    slip_good_for,
    wait_after,
)
from upstander.policy.contacts import (
    PURPOSE_LABELS,
    Purpose,
    is_asked_first,
    is_update,
    kept_by,
    may_approach,
    may_interview,
)
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.messages import may_write_to, may_write_to_us
from upstander.policy.mycase import may_read_openings, may_read_plan
from upstander.policy.safe_contact import CHANNELS, WISHES, Wish, may_set_safe_contact, safe_ways, safety_of
from upstander.policy.terms import Terms

HEARD = sorted(set(PartyRole) - {PartyRole.ALLEGED_PERPETRATOR})


@pytest.mark.parametrize(
    ("part", "purpose", "by_us", "agreed", "allowed"),
    [
        *((part, "update", True, False, True) for part in HEARD),
        ("alleged_perpetrator", "question", True, True, True),
        ("alleged_perpetrator", "question", True, False, False),
        ("alleged_perpetrator", "update", False, False, True),  # they came to us
        ("neighbour", "update", False, True, False),
        ("", "update", True, True, False),
        ("witness", "a chat", True, True, False),
    ],
)
def test_nobody_complained_of_is_approached_without_a_yes(
    part: str, purpose: str, by_us: bool, agreed: bool, allowed: bool
) -> None:
    ruling = may_approach(part, purpose=purpose, by_us=by_us, agreed=agreed)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("part", "present", "allowed"),
    [
        *((part, [], True) for part in HEARD),
        ("witness", ["representative"], True),
        ("resident_heard", ["alleged_perpetrator"], False),
        ("alleged_perpetrator", [], False),
        ("neighbour", [], False),
    ],
)
def test_nobody_is_heard_beside_the_person_they_complain_of(part: str, present: list[str], allowed: bool) -> None:
    ruling = may_interview(part, others_present=present)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_a_question_leaves_them_waiting_for_news() -> None:
    assert [purpose for purpose in Purpose if not is_update(purpose)] == [Purpose.QUESTION, Purpose.SHARED]
    assert DutyKind.KEEP_INFORMED not in kept_by("question")
    assert DutyKind.INTERVIEW in kept_by("interview")
    assert DutyKind.INTERVIEW not in kept_by("update")
    assert [purpose for purpose in Purpose if DutyKind.TELL_SHARED in kept_by(purpose)] == [Purpose.SHARED]
    assert DutyKind.KEEP_INFORMED not in kept_by("shared")
    assert set(PURPOSE_LABELS) == set(Purpose)
    assert [part for part in PartyRole if not is_asked_first(part)] == [PartyRole.ALLEGED_PERPETRATOR]


@pytest.mark.parametrize(
    ("part", "can_read", "text", "allowed"),
    [
        ("resident_heard", True, "We will ring on Friday.", True),
        ("resident_heard", False, "We will ring on Friday.", False),
        ("alleged_perpetrator", True, "We will ring on Friday.", False),
        ("witness", True, " ", False),
        ("witness", True, "x" * 5_001, False),
    ],
)
def test_a_message_goes_where_its_reader_alone_reads_it(
    terms: Terms, part: str, can_read: bool, text: str, allowed: bool
) -> None:
    ruling = may_write_to(terms, text=text, part=part, can_read=can_read)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(("text", "allowed"), [("It happened again.", True), ("", False), ("x" * 5_001, False)])
def test_a_message_to_us(terms: Terms, text: str, allowed: bool) -> None:
    assert may_write_to_us(terms, text=text).allowed is allowed


@pytest.mark.parametrize("part", [*PartyRole, "anybody", ""])
def test_only_whose_plan_it_is_reads_the_plan_and_who_opened_the_file(part: str) -> None:
    theirs = part in {PartyRole.RESIDENT_HEARD, PartyRole.REPRESENTATIVE}
    assert may_read_plan(part).allowed is theirs
    assert may_read_openings(part).allowed is theirs


@pytest.mark.parametrize(
    ("wishes", "known", "allowed"),
    [
        ({"channels": {"phone": "safe", "letter": "never"}, "hours": "mornings"}, True, True),
        ({"channels": {"phone": "safe"}}, False, False),
        ({"channels": {}}, True, False),
        ({}, True, False),
        ({"channels": "phone"}, True, False),
        ({"channels": {"pigeon": "safe"}}, True, False),
        ({"channels": {"phone": "perhaps"}}, True, False),
        ({"channels": {"phone": "safe"}, "shoe_size": "9"}, True, False),
        ({"channels": {"phone": "safe"}, "hours": 9}, True, False),
        ({"channels": {"phone": "safe"}, "call_me": "x" * 201}, True, False),
    ],
)
def test_they_decide_how_they_are_reached(terms: Terms, wishes: dict[str, Any], known: bool, allowed: bool) -> None:
    ruling = may_set_safe_contact(terms, wishes=wishes, known_person=known)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize("wishes", [None, {}, {"channels": None}, {"channels": {"phone": "maybe"}}])
def test_what_nobody_said_is_unknown(wishes: dict[str, Any] | None) -> None:
    assert {safety_of(wishes, way) for way in CHANNELS} == {"unknown"}
    assert safe_ways(wishes) == ()
    assert set(WISHES) == set(Wish)


@pytest.mark.parametrize(
    ("check", "how", "checked"),
    [("document_seen", "Bank card", True), ("document_seen", " ", False), ("knew the story", "By phone", False)],
)
def test_knowing_the_story_is_no_identity_check(check: str, how: str, checked: bool) -> None:
    assert is_identity_checked(check, how=how) is checked
    assert set(IDENTITY_LABELS) == set(IdentityCheck)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_whoever_guesses_is_slowed_and_nobody_is_locked_out(wrong: int, everywhere: int) -> None:
    wait = wait_after(wrong, wrong_everywhere=everywhere)
    assert 0 <= wait <= LONGEST_WAIT
    assert wait_after(wrong + 1, wrong_everywhere=everywhere) >= wait
    assert wait_after(1, wrong_everywhere=everywhere) == 0


def test_a_posted_slip_lasts_longer() -> None:
    assert slip_good_for(posted=True) > slip_good_for(posted=False)
