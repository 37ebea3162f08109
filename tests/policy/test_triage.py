"""What a report may become. Nothing is dropped, and nobody lowers what a resident said."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.grounds import Kind
from upstander.policy.triage import (
    TRIAGE_END_LABELS,
    Resemblance,
    TriageEnd,
    TriageFacts,
    may_change_kind,
    may_close_at_triage,
    may_join_case,
    may_open_case,
    why_suggested,
)

WORDS = "The caller lives with another landlord in the next street."


def plain(reason: str = "not_asb", **more: Any) -> TriageFacts:
    facts = TriageFacts(reason=reason, words=WORDS, perceived=False, evidence_unheard=False)
    given_by_reason: dict[str, Any] = {
        "duplicate": {"duplicate_of": "HC-2026-0001"},
        "not_our_homes": {"signposted_to": "the council"},
        "made_in_error": {"reporter_says_error": True},
    }
    return replace(facts, **{**given_by_reason.get(reason, {}), **more})


@pytest.mark.parametrize("reason", list(TriageEnd))
def test_each_listed_reason_closes_a_report_when_nothing_stands_against_it(reason: str) -> None:
    ruling = may_close_at_triage(plain(str(reason)))
    assert ruling.allowed
    assert TRIAGE_END_LABELS[TriageEnd(reason)] in ruling.why


@pytest.mark.parametrize(
    ("facts", "clause"),
    [
        (plain("because I say so"), "2 e"),
        (plain(""), "2 e"),
        (plain(words="not ASB"), "2 e"),
        (plain(perceived=True), "3 b"),
        (plain("not_our_homes", perceived=True), "3 b"),
        (plain("made_in_error", perceived=True), "3 b"),
        (plain(evidence_unheard=True), "3 a"),
        (plain("duplicate", evidence_unheard=True), "3 a"),
        (plain(alert_open=True), "2 e"),
        (plain("duplicate", duplicate_of=" "), "2 e"),
        (plain("not_our_homes", signposted_to=""), "2 g"),
        (plain("made_in_error", reporter_says_error=False), "2 e"),
        (plain(waiting=False), "2 e"),
    ],
)
def test_a_report_is_not_dropped(facts: TriageFacts, clause: str) -> None:
    ruling = may_close_at_triage(facts)
    assert (ruling.allowed, ruling.clause) == (False, clause)
    assert ruling.why
    assert ruling.how


def test_a_perceived_motive_may_only_be_closed_as_already_in_a_case() -> None:
    assert may_close_at_triage(plain("duplicate", perceived=True)).allowed


@given(st.sampled_from([*TriageEnd, "other"]), st.booleans(), st.booleans(), st.text())
def test_closing_at_triage_never_passes_unheard_evidence_or_a_motive(
    reason: str, perceived: bool, unheard: bool, words: str
) -> None:
    ruling = may_close_at_triage(plain(str(reason), perceived=perceived, evidence_unheard=unheard, words=words))
    if ruling.allowed:
        assert not unheard
        assert not perceived or reason == TriageEnd.DUPLICATE


@pytest.mark.parametrize(
    ("kind", "category", "waiting", "allowed"),
    [
        ("hate_crime", "", True, True),
        ("harassment", "", True, True),
        ("asb", "noise", True, True),
        ("asb", "", True, False),
        ("asb", "dancing", True, False),
        ("crime", "noise", True, False),
        ("hate_crime", "", False, False),
    ],
)
def test_opening(kind: str, category: str, waiting: bool, allowed: bool) -> None:
    ruling = may_open_case(kind, category=category, waiting=waiting)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


JOINING = {
    "waiting": True,
    "case_open": True,
    "same_party_complained_of": True,
    "same_household_heard": True,
    "officer_decides": True,
}


def test_joining_needs_all_of_it() -> None:
    assert may_join_case(**JOINING).allowed


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("waiting", "already part of a case"),
        ("case_open", "closed"),
        ("same_party_complained_of", "somebody else's behaviour"),
        ("same_household_heard", "another household"),
        ("officer_decides", "Only a person"),
    ],
)
def test_joining_is_refused_without(missing: str, says: str) -> None:
    ruling = may_join_case(**{**JOINING, missing: False})
    assert not ruling.allowed
    assert says in ruling.why
    assert ruling.how


@pytest.mark.parametrize(
    ("now", "to", "by_resident", "others", "allowed"),
    [
        ("asb", "harassment", False, False, True),  # a motive said late
        ("asb", "hate_crime", False, False, True),
        ("harassment", "hate_crime", True, False, True),
        ("harassment", "harassment", True, False, False),
        ("hate_crime", "harassment", False, False, False),
        ("harassment", "asb", False, False, False),
        ("harassment", "asb", True, False, True),  # they correct their own answers
        ("harassment", "asb", True, True, False),  # and a witness still says so
        ("hate_crime", "nothing", True, False, False),
        ("crime", "hate_crime", True, False, False),
    ],
)
def test_a_kind_goes_up_and_only_its_own_resident_takes_it_back(
    now: str, to: str, by_resident: bool, others: bool, allowed: bool
) -> None:
    assert may_change_kind(now, to=to, by_resident=by_resident, others_perceive=others).allowed is allowed


@given(st.sampled_from(Kind), st.sampled_from(Kind), st.booleans())
def test_nobody_else_lowers_anything(now: Kind, to: Kind, others: bool) -> None:
    ranks = list(Kind)
    allowed = may_change_kind(now, to=to, by_resident=False, others_perceive=others).allowed
    assert allowed is (ranks.index(to) > ranks.index(now))


@pytest.mark.parametrize(
    ("likeness", "reasons"),
    [
        (Resemblance(), ()),
        (Resemblance(days_apart=0), ()),  # near in time alone is no reason
        (Resemblance(same_block=True), ()),
        (Resemblance(same_block=True, days_apart=15), ()),
        (Resemblance(same_block=True, days_apart=-1), ("It happened in the same block.", "It happened one day apart.")),
        (Resemblance(same_home=True), ("It happened to the same home.",)),
        (
            Resemblance(same_person_complained_of=True, same_reporter=True, days_apart=6),
            ("The same person is complained of.", "The same person told us.", "It happened 6 days apart."),
        ),
        (
            Resemblance(same_home_complained_of=True, days_apart=0),
            ("The same home is complained of.", "It happened on the same day."),
        ),
    ],
)
def test_a_suggestion_gives_its_reasons(likeness: Resemblance, reasons: tuple[str, ...]) -> None:
    assert why_suggested(likeness) == reasons
