"""The score orders the work and never decides; a red flag outranks it; every question is asked."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.conftest import shipped
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import RedFlag
from upstander.policy.risk import Assessment, assess, may_assess, may_set_level, must_review_risk
from upstander.policy.ruling import Refused
from upstander.policy.terms import RiskLevel, Terms, terms_from

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
SHIPPED = terms_from(shipped())
any_answers = st.fixed_dictionaries(
    {q.code: st.sampled_from([answer.code for answer in q.answers]) for q in SHIPPED.risk.questions}
)
WHY = "She moved in with her sister yesterday, out of reach."


def mildest(terms: Terms, **changed: str) -> dict[str, str]:
    """The lowest answer to everything, with these changes."""
    lowest = {q.code: min(q.answers, key=lambda a: a.score).code for q in terms.risk.questions}
    return {**lowest, **changed}


def test_nothing_serious_is_lower_and_looked_at_in_four_weeks(terms: Terms) -> None:
    found = assess(terms, answers=mildest(terms), at=NOON)
    assert found == Assessment(0, "low", (), RiskLevel.LOW, datetime(2026, 12, 14, 17, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("question", "answer", "flag"),
    [
        ("weapons", "yes", RedFlag.WEAPON),
        ("threats", "fire", RedFlag.FIRE),
        ("threats", "kill", RedFlag.THREAT_TO_LIFE),
        ("health", "life", RedFlag.THREAT_TO_LIFE),
        ("at_risk", "child", RedFlag.CHILD_AT_RISK),
    ],
)
def test_a_red_flag_outranks_a_low_score(terms: Terms, question: str, answer: str, flag: RedFlag) -> None:
    found = assess(terms, answers=mildest(terms, **{question: answer}), at=NOON)
    assert (found.band, found.level, found.red_flags) == ("low", RiskLevel.HIGH, (flag,))
    assert found.review_by == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@given(any_answers)
def test_every_set_of_answers_has_a_band_and_a_flag_is_always_high(answers: dict[str, str]) -> None:
    found = assess(SHIPPED, answers=answers, at=NOON)
    band = next(band for band in SHIPPED.risk.bands if band.code == found.band)
    assert band.min <= found.score <= band.max
    assert found.level is (RiskLevel.HIGH if found.red_flags else band.level)
    assert found.review_by > NOON


@given(any_answers, st.data())
def test_a_worse_answer_never_lowers_the_level(answers: dict[str, str], data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(SHIPPED.risk.questions))
    now = next(a for a in question.answers if a.code == answers[question.code])
    worse = data.draw(st.sampled_from([a for a in question.answers if a.score >= now.score]))
    ranks = list(RiskLevel)
    before = assess(SHIPPED, answers=answers, at=NOON)
    after = assess(SHIPPED, answers={**answers, question.code: worse.code}, at=NOON)
    assert after.score >= before.score
    if not now.red_flag:
        assert ranks.index(after.level) >= ranks.index(before.level)


@pytest.mark.parametrize("how", ["absent", "empty"])
def test_what_must_be_asked_is_named_when_it_was_not(terms: Terms, how: str) -> None:
    for question in terms.risk.questions:
        answers = mildest(terms)
        if how == "absent":
            del answers[question.code]
        else:
            answers[question.code] = ""
        ruling = may_assess(terms, answers=answers)
        assert ruling.allowed is not question.mandatory
        if question.mandatory:
            assert question.text in ruling.why
            with pytest.raises(Refused):
                assess(terms, answers=answers, at=NOON)


def test_all_that_is_missing_is_named_at_once(terms: Terms) -> None:
    ruling = may_assess(terms, answers={})
    for question in terms.risk.questions:
        assert (question.text in ruling.why) is question.mandatory


@pytest.mark.parametrize("answers", [{"weapons": "maybe"}, {"shoe_size": "9"}])
def test_what_the_form_does_not_hold_is_refused(terms: Terms, answers: dict[str, str]) -> None:
    assert not may_assess(terms, answers=mildest(terms, **answers)).allowed


@pytest.mark.parametrize(
    ("suggested", "flags", "to", "because", "manager", "allowed"),
    [
        ("medium", (), "medium", "", False, True),
        ("medium", (), "high", WHY, False, True),
        ("medium", (), "high", "worse", False, False),
        ("medium", (), "low", WHY, False, True),
        ("medium", (), "low", "", True, False),
        ("high", (RedFlag.WEAPON,), "high", "", False, True),
        ("high", (RedFlag.WEAPON,), "low", WHY, False, False),
        ("high", (RedFlag.WEAPON,), "medium", WHY, True, True),
        ("high", (RedFlag.WEAPON,), "low", "short", True, False),
        ("medium", (), "none", WHY, True, False),
        ("medium", (), "", WHY, True, False),
    ],
)
def test_a_person_decides_and_says_why(
    suggested: str, flags: tuple[RedFlag, ...], to: str, because: str, manager: bool, allowed: bool
) -> None:
    found = Assessment(5, "x", flags, RiskLevel(suggested), NOON)
    ruling = may_set_level(found, level=to, because=because, is_manager=manager)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(("level", "day"), [("low", 14), ("medium", 30), ("high", 23)])
def test_the_higher_the_risk_the_sooner_we_look_again(terms: Terms, level: str, day: int) -> None:
    (duty,) = must_review_risk(terms, person=UUID(int=1), level=level, at=NOON)
    assert (duty.kind, duty.due_at.day) == (DutyKind.REVIEW_RISK, day)


def test_bands_are_data(terms: Terms) -> None:
    low, *rest = terms.risk.bands
    sooner = replace(terms, risk=replace(terms.risk, bands=(replace(low, review_days=1), *rest)))
    assert assess(sooner, answers=mildest(terms), at=NOON).review_by == datetime(2026, 11, 17, 17, 0, tzinfo=UTC)
