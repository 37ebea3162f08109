"""Support is considered for everybody alike, and offered to a person, never about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from upstander.policy.duty import DutyKind
from upstander.policy.support import (
    NEED_LABELS,
    NEED_STATE_LABELS,
    SUPPORT_LABELS,
    Need,
    NeedSaid,
    NeedState,
    Standing,
    SupportOutcome,
    may_consider_support,
    may_record_support_need,
    must_reconsider_support,
)
from upstander.policy.telling import WHO_SAID_LABELS, WhoSaid
from upstander.policy.terms import Terms

TODAY = date(2026, 11, 18)
BEFORE = TODAY - timedelta(days=3)
SAID = NeedSaid(
    need="money", state="open", words="Somebody to go through the letters with.", said_by="themselves",
    asked=True, on=TODAY, recorded_on=TODAY,
)  # fmt: skip
OPEN, MET = (Standing(state=state, said_on=BEFORE) for state in ("open", "met"))


@pytest.mark.parametrize(
    ("outcome", "words", "asked", "open_needs", "allowed"),
    [
        ("needs_none", "Has family close by.", False, 0, True),
        ("needs_none", "Has family close by.", True, 1, False),
        ("needs_none", "Has family close by.", True, 7, False),
        ("offered", "A letter with the services here.", False, 0, True),
        ("offered", "A letter with the services here.", False, 3, True),
        ("refused", "Does not want any.", True, 1, True),
        ("refused", "Would not want any.", False, 0, False),
        ("to_be_referred", "Would like counselling.", True, 1, True),
        ("to_be_referred", "Could do with counselling.", False, 0, False),
        ("needs_none", " ", True, 0, False),
        ("done", "All fine.", True, 0, False),
        ("", "All fine.", True, 0, False),
    ],
)
def test_support(outcome: str, words: str, asked: bool, open_needs: int, allowed: bool) -> None:
    ruling = may_consider_support(outcome, words=words, asked=asked, open_needs=open_needs)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_a_refusal_says_how_many_needs_stand_open_and_never_which() -> None:
    one, more = (may_consider_support("needs_none", words="Fine.", asked=True, open_needs=many) for many in (1, 2))
    assert (one.clause, one.why) == ("2 i", "One need of theirs stands open.")
    assert more.why == "2 needs of theirs stand open."
    assert not any(words.lower() in f"{more.why} {more.how}".lower() for words in NEED_LABELS.values())


@pytest.mark.parametrize("need", [need.value for need in Need])
@pytest.mark.parametrize("who", [who.value for who in WhoSaid])
def test_any_need_may_be_said_by_any_of_them(need: str, who: str) -> None:
    assert may_record_support_need(replace(SAID, need=need, said_by=who)).allowed


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({}, True),
        ({"asked": False}, False),
        ({"asked": False, "said_by": "officer"}, True),
        ({"asked": False, "said_by": "family"}, True),
        ({"asked": False, "said_by": "agency"}, True),
        ({"said_by": "the neighbours"}, False),
        ({"said_by": ""}, False),
        ({"need": "a swimming pool"}, False),
        ({"need": ""}, False),
        ({"state": "nearly"}, False),
        ({"state": ""}, False),
        ({"words": " \n "}, False),
        ({"on": TODAY + timedelta(days=1)}, False),
        ({"on": BEFORE}, True),
        ({"on": BEFORE, "before": OPEN}, True),
        ({"on": BEFORE - timedelta(days=1), "before": OPEN}, False),
        ({"before": OPEN}, True),
        ({"before": MET}, True),
        ({"state": "met"}, False),
        ({"state": "met", "before": OPEN}, True),
        ({"state": "gone", "before": OPEN}, True),
        ({"state": "gone", "before": MET}, False),
        ({"state": "met", "before": MET}, False),
        ({"state": "met", "before": OPEN, "on": BEFORE - timedelta(days=1)}, False),
    ],
)
def test_what_somebody_needs(changed: dict[str, object], allowed: bool) -> None:
    ruling = may_record_support_need(replace(SAID, **changed))
    assert (ruling.allowed, ruling.clause) == (allowed, "2 i")
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("state", "owed", "starts"),
    [("open", False, True), ("open", True, False), ("met", False, False), ("gone", False, False), ("", False, False)],
)
def test_a_need_said_later_is_owed_a_thought_once(terms: Terms, state: str, owed: bool, starts: bool) -> None:
    at, person = datetime(2026, 11, 18, 10, tzinfo=UTC), uuid4()
    duties = must_reconsider_support(terms, person=person, state=state, owed=owed, at=at)
    assert [(duty.kind, duty.person, duty.clause) for duty in duties] == (
        [(DutyKind.CONSIDER_SUPPORT, person, "2 i")] if starts else []
    )
    assert all(duty.due_at > at for duty in duties)


def test_every_code_has_its_words() -> None:
    for labels, codes in (
        (SUPPORT_LABELS, SupportOutcome),
        (NEED_LABELS, Need),
        (NEED_STATE_LABELS, NeedState),
        (WHO_SAID_LABELS, WhoSaid),
    ):
        assert set(labels) == set(codes)
