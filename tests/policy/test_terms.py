"""The procedure: everything the domain asks for, and nothing read that is not right."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.policy.conftest import shipped
from upstander.policy.grounds import Category, RedFlag
from upstander.policy.terms import ClockKey, Mark, RiskLevel, Terms, TermsError, ToolFamily, Unit, is_reason, terms_from

MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "high", "amount", "unit"),
    [
        ("first_contact", True, 1, "working_days"),
        ("first_contact", False, 3, "working_days"),
        ("interview", True, 1, "working_days"),
        ("interview_outer", True, 2, "working_days"),
        ("interview", False, 5, "working_days"),
        ("risk_assessment", True, 1, "working_days"),
        ("risk_assessment", False, 5, "working_days"),
        ("action_plan", True, 2, "working_days"),
        ("graffiti", True, 24, "hours"),
        ("graffiti", False, 24, "hours"),
        ("safety_repair", True, 24, "hours"),
        ("witness", True, 5, "working_days"),
        ("alleged", True, 10, "working_days"),
        ("keep_informed", True, 7, "days"),
        ("keep_informed", False, 10, "working_days"),
        ("case_review_first", True, 14, "days"),
        ("case_review_next", True, 28, "days"),
        ("information_invited", True, 10, "working_days"),
        ("agent_request", True, 5, "working_days"),
        ("after_closing", True, 4, "weeks"),
        ("ombudsman", True, 12, "months"),
    ],
)
def test_the_shipped_clocks(terms: Terms, key: str, high: bool, amount: int, unit: str) -> None:
    clock = terms.clock(key, high=high)
    assert (clock.amount, clock.unit) == (amount, Unit(unit))


def test_every_clock_has_a_source_and_only_what_was_seen_was_checked(terms: Terms) -> None:
    assert {clock.key for clock in terms.clocks} == set(ClockKey)
    for clock in terms.clocks:
        assert clock.source
        assert clock.label
        assert clock.starts
        assert bool(clock.checked_on) is (clock.mark is Mark.SEEN)


def test_a_clock_runs_from_its_start(terms: Terms) -> None:
    assert terms.due(ClockKey.FIRST_CONTACT, MONDAY) == datetime(2026, 11, 17, 17, 0, tzinfo=UTC)
    assert terms.due("first_contact", MONDAY, high=False) == datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
    assert terms.due("graffiti", MONDAY) == datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def test_the_policy_has_its_own_front_page(terms: Terms) -> None:
    assert (terms.policy_version, terms.policy.issued, terms.policy.review_by) == (1, "2009-06", "2011-08")
    assert len(terms.policy.documents) == 4


def test_the_risk_form_is_plain_and_does_not_call_itself_national(terms: Terms) -> None:
    assert len(terms.risk.questions) == 14
    assert len({question.domain for question in terms.risk.questions}) == 13
    assert not terms.risk.national
    flags = {answer.red_flag for question in terms.risk.questions for answer in question.answers} - {""}
    assert flags == set(RedFlag)
    assert {band.level for band in terms.risk.bands} == set(RiskLevel)


def test_only_the_policys_own_sharing_grounds_are_on(terms: Terms) -> None:
    assert [ground.code for ground in terms.sharing if ground.on] == [
        "consent",
        "protection_of_children",
        "required_by_law",
        "police_investigation",
    ]
    assert all(ground.on == ground.in_policy for ground in terms.sharing)
    assert len([ground for ground in terms.sharing if not ground.on]) >= 7


def test_every_family_of_tools_is_there_and_all_legal_tools_need_an_approver(terms: Terms) -> None:
    assert {tool.family for tool in terms.tools} == set(ToolFamily)
    for tool in terms.tools:
        if tool.family is ToolFamily.LEGAL:
            assert tool.approver
            assert tool.approaches


def test_what_nobody_has_checked_is_not_in_force(terms: Terms) -> None:
    in_force = {tool.code for tool in terms.tools_on(date(2026, 11, 22))}
    assert "respect_order" not in in_force
    assert "talk" in in_force


def test_a_tool_stands_between_its_dates(terms: Terms) -> None:
    tool = replace(terms.tools[0], from_on="2026-01-10", to_on="2026-01-20")
    held = [day for day in range(1, 31) if tool.in_force(date(2026, 1, day))]
    assert held == list(range(10, 21))


def test_categories_are_the_ones_the_product_knows(terms: Terms) -> None:
    assert {category.code for category in terms.categories} == set(Category)


def test_a_repealed_act_says_what_stands_in_its_place(terms: Terms) -> None:
    known = {law.code for law in terms.laws}
    for law in terms.laws:
        assert set(law.replaced_by) <= known
        assert bool(law.replaced_by) is (law.status in {"repealed", "replaced"})


def test_a_case_keeps_its_clocks_and_takes_todays_permissions(terms: Terms) -> None:
    own = replace(terms, procedure_version=1)
    today = replace(terms, procedure_version=2, tools=terms.tools[:1], sharing=terms.sharing[:1], clocks=())
    both = own.with_permissions_of(today)
    assert (both.procedure_version, both.clocks) == (1, own.clocks)
    assert (both.tools, both.sharing) == (today.tools, today.sharing)


def test_terms_are_frozen(terms: Terms) -> None:
    with pytest.raises(FrozenInstanceError):
        terms.procedure_version = 2  # type: ignore[misc]  # that it is frozen
    assert terms == terms_from(shipped())


@pytest.mark.parametrize(
    ("words", "enough"),
    [("", False), ("   because   ", False), ("a" + " " * 40 + "b", False), ("The tenant moved out today.", True)],
)
def test_a_reason_has_twenty_characters_that_say_something(words: str, enough: bool) -> None:
    assert is_reason(words) is enough


def drop(*path: str | int) -> Callable[[Any], None]:
    def spoil(at: Any) -> None:
        for step in path[:-1]:
            at = at[step]
        del at[path[-1]]

    return spoil


def put(value: object, *path: str | int) -> Callable[[Any], None]:
    def spoil(at: Any) -> None:
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return spoil


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (drop("version"), "version"),
        (put(True, "version"), "version"),
        (drop("policy"), "policy"),
        (put("x", "colour"), "colour: not a known key"),
        (drop("clocks"), "clocks"),
        (put([], "clocks"), "clocks"),
        (put("clocks", "clocks"), "clocks"),
        (drop("clocks", 4), "first_contact is missing"),
        (put("1", "clocks", 0, "amount"), "clocks[0].amount"),
        (put(True, "clocks", 0, "amount"), "clocks[0].amount"),
        (put(-1, "clocks", 0, "amount"), "less than nothing"),
        (put("fortnights", "clocks", 0, "unit"), "clocks[0].unit"),
        (put("triage", "clocks", 1, "key"), "twice"),
        (put("x", "clocks", 0, "extra"), "clocks[0].extra: not a known key"),
        (drop("clocks", 0, "source"), "clocks[0].source: missing"),
        (put("2026-11", "clocks", 0, "checked_on"), "only what was seen"),
        (put("yesterday", "clocks", 34, "checked_on"), "not a date"),
        (put(3, "clocks", 0), "a table was expected"),
        (put("none", "risk", "questions", 0, "answers"), "a list was expected"),
        (put([], "risk", "questions", 0, "answers"), "answers: missing"),
        (put("flood", "risk", "questions", 0, "answers", 0, "red_flag"), "unknown red flag"),
        (put(-1, "risk", "questions", 0, "answers", 0, "score"), "below nothing"),
        (put(11, "risk", "bands", 1, "min"), "gap"),
        (put(30, "risk", "bands", 2, "max"), "no band holds"),
        (put(0, "risk", "bands", 0, "review_days"), "never look again"),
        (put("mayor", "tools", 0, "approver"), "no role"),
        (put("2026-13-01", "tools", 0, "from_on"), "not a date"),
        (put("consent", "sharing", 1, "code"), "twice"),
        (put("dancing", "categories", 0, "code"), "categories[0].code"),
        (put("June 09", "policy", "issued"), "not a date"),
        (drop("limits", "story"), "limits.story: missing"),
    ],
)
def test_a_procedure_that_is_wrong_is_refused_and_says_where(
    procedure: dict[str, Any], spoil: Callable[[Any], None], said: str
) -> None:
    spoil(procedure)
    with pytest.raises(TermsError) as caught:
        terms_from(procedure)
    assert said in str(caught.value)


def test_a_level_without_a_band_of_its_own_is_treated_as_the_one_above(terms: Terms) -> None:
    low, _, high = terms.risk.bands
    fewer = replace(terms, risk=replace(terms.risk, bands=(low, high)))
    assert fewer.band(RiskLevel.MEDIUM) is high
    assert replace(terms, risk=replace(terms.risk, bands=(low,))).band(RiskLevel.HIGH) is low
