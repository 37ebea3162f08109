"""Decision 4, kept as a table and as what can never happen; danger; and what a report owes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Form, Ground, Kind, Priority, RedFlag, is_crime
from upstander.policy.reporting import classify, may_receive, must_after_report, priority, red_flags, route
from upstander.policy.roles import Route
from upstander.policy.terms import Terms

TODAY = date(2026, 11, 22)
FRIDAY_NIGHT = datetime(2026, 11, 20, 22, 40, tzinfo=UTC)
forms = st.lists(st.sampled_from([*Form, "a form nobody thought of"]))


@pytest.mark.parametrize(
    ("perceived", "by_others", "grounds", "form", "deliberate", "kind"),
    [
        (True, False, [], "assault", False, Kind.HATE_CRIME),
        (True, False, [], "verbal_abuse", False, Kind.HARASSMENT),
        (False, True, [], "graffiti", False, Kind.HATE_CRIME),  # only the witness says so
        (False, True, [], "something_else", False, Kind.HARASSMENT),
        (False, False, ["race"], "arson", False, Kind.HATE_CRIME),  # naming a ground is saying so
        (False, False, ["other"], "verbal_abuse", False, Kind.HARASSMENT),
        (False, False, ["dont_know"], "assault", True, Kind.HARASSMENT),
        (False, False, [], "verbal_abuse", True, Kind.HARASSMENT),
        (False, False, [], "assault", False, Kind.ASB),
        (False, False, [], "something_else", False, Kind.ASB),
        (True, True, ["age"], "dancing", True, Kind.HARASSMENT),
    ],
)
def test_what_is_perceived_decides(
    perceived: bool, by_others: bool, grounds: list[str], form: str, deliberate: bool, kind: Kind
) -> None:
    assert classify(perceived, forms=[form], grounds=grounds, by_others=by_others, deliberate_harm=deliberate) is kind


@given(st.booleans(), st.booleans(), st.lists(st.sampled_from(Ground)), forms, st.booleans())
def test_prejudice_anybody_perceives_is_never_plain_anti_social_behaviour(
    perceived: bool, by_others: bool, grounds: list[Ground], said: list[str], deliberate: bool
) -> None:
    kind = classify(perceived, forms=said, grounds=grounds, by_others=by_others, deliberate_harm=deliberate)
    prejudice = perceived or by_others or bool(grounds)
    assert (kind is Kind.HATE_CRIME) is (prejudice and is_crime(said))
    assert (kind is Kind.ASB) is (not prejudice and not deliberate)


@given(st.booleans(), forms, forms, st.booleans(), st.booleans())
def test_saying_more_never_lowers(perceived: bool, said: list[str], more: list[str], harm: bool, others: bool) -> None:
    ranks = list(Kind)
    before = classify(perceived, forms=said, deliberate_harm=harm)
    after = classify(perceived, forms=[*said, *more], by_others=others, grounds=["race"], deliberate_harm=True)
    assert ranks.index(after) >= ranks.index(before)


@pytest.mark.parametrize(
    ("kind", "risk", "expected"),
    [
        ("harassment", "", "high"),
        ("hate_crime", "low", "high"),
        ("asb", "", "standard"),
        ("asb", "medium", "standard"),
        ("asb", "high", "high"),
        ("a word we do not know", "", "high"),
    ],
)
def test_every_report_of_harassment_or_hate_crime_is_high_priority(kind: str, risk: str, expected: str) -> None:
    assert priority(kind, risk=risk) is Priority(expected)


@pytest.mark.parametrize(
    ("said", "form", "flag"),
    [
        ("weapon", "verbal_abuse", RedFlag.WEAPON),
        ("fire", "verbal_abuse", RedFlag.FIRE),
        (None, "arson", RedFlag.FIRE),
        ("threat_to_life", "assault", RedFlag.THREAT_TO_LIFE),
        ("not_safe_now", "assault", RedFlag.THREAT_TO_LIFE),
        ("child_at_risk", "assault", RedFlag.CHILD_AT_RISK),
    ],
)
def test_danger_raises_a_flag(said: str | None, form: str, flag: RedFlag) -> None:
    assert red_flags([form], **({said: True} if said else {})) == (flag,)


def test_no_danger_raises_none_and_all_of_it_raises_all() -> None:
    assert red_flags(["assault"]) == ()
    assert red_flags([], weapon=True, fire=True, threat_to_life=True, child_at_risk=True) == tuple(RedFlag)


@pytest.mark.parametrize(
    ("staff", "abuse", "child", "expected"),
    [
        (False, False, False, Route.ORDINARY),
        (True, False, False, Route.OUTSIDE_THE_LINE),
        (True, True, True, Route.OUTSIDE_THE_LINE),
        (False, True, True, Route.DOMESTIC_ABUSE),
        (False, False, True, Route.UNDER_16),
    ],
)
def test_who_may_not_see_it_comes_first(staff: bool, abuse: bool, child: bool, expected: Route) -> None:
    assert route(accused_staff=staff, domestic_abuse=abuse, under_16=child) is expected


@pytest.mark.parametrize(
    ("story", "said", "allowed"),
    [
        ("They shout at me.", [], True),
        ("", ["assault"], True),
        ("", ["something nobody listed"], True),
        ("x" * 50_000, [], True),
        ("", [], False),
        ("   \n ", [], False),
        ("x" * 50_001, [], False),
    ],
)
def test_something_must_be_said_and_it_must_fit(terms: Terms, story: str, said: list[str], allowed: bool) -> None:
    ruling = may_receive(terms, story=story, forms=said, today=TODAY)
    assert ruling.allowed is allowed
    assert ruling.clause == "2 e"
    assert bool(ruling.how) is not allowed


def test_what_is_too_long_is_named_with_how_much_and_nothing_is_lost(terms: Terms) -> None:
    ruling = may_receive(terms, story="a", forms=[], today=TODAY, answers={"Where it happened": "x" * 5_003})
    assert (ruling.allowed, ruling.why[:20]) == (False, "Where it happened is")
    assert "3 characters longer than the 5000" in ruling.why
    assert "Nothing is lost" in ruling.how
    assert not may_receive(terms, story="a", forms=[], today=TODAY, lines={"Your name": "x" * 201}).allowed


def test_a_day_that_has_not_come_is_refused(terms: Terms) -> None:
    assert may_receive(terms, story="a", forms=[], today=TODAY, happened_on=TODAY).allowed
    assert not may_receive(terms, story="a", forms=[], today=TODAY, happened_on=date(2026, 11, 23)).allowed


def test_a_report_owes_triage_by_the_next_working_day(terms: Terms) -> None:
    (triage,) = must_after_report(terms, received_at=FRIDAY_NIGHT, flags=[], kind="hate_crime")
    assert triage.kind is DutyKind.TRIAGE
    assert triage.due_at == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def test_danger_on_a_friday_night_is_answered_on_friday_night(terms: Terms) -> None:
    alert, triage = must_after_report(terms, received_at=FRIDAY_NIGHT, flags=["weapon", "fire"], kind="asb")
    assert alert.kind is DutyKind.ANSWER_ALERT
    assert alert.due_at == datetime(2026, 11, 20, 22, 55, tzinfo=UTC)
    assert "a weapon, fire" in alert.why
    assert triage.kind is DutyKind.TRIAGE


def test_a_flag_nobody_knows_is_an_error_and_not_a_silence(terms: Terms) -> None:
    with pytest.raises(ValueError):
        must_after_report(terms, received_at=FRIDAY_NIGHT, flags=["flood"], kind="asb")
