"""The answers suggest, an officer decides, a red flag asks somebody at once, and nobody is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.casework.working import REASON, case_of, duty_of, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.opened import NotFound, begun
from upstander.casework.risk import assess_risk, suggested_risk
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Category
from upstander.policy.roles import Deed
from upstander.policy.ruling import allow
from upstander.records.case import Case, Conflict, Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import breaks
from upstander.records.outbox import OutboxItem
from upstander.records.risk import RiskAssessment
from upstander.records.versions import terms_of

MEDIUM = {"how_often": "daily", "getting_worse": "much_worse", "known_person": "near", "retaliation": "afraid"}


@pytest.fixture
def number(house):
    return a_case(house)


def answered(number, **changed):
    """The mildest answer to everything, with these changes."""
    questions = terms_of(case_of(number).version_id).risk.questions
    return {q.code: min(q.answers, key=lambda a: a.score).code for q in questions} | changed


def assessed(house, number, *, by="okafor", at=NOW, part="resident_heard", level="", because="", **changed):
    who, party = house.actor(by, at), party_of(number, part)
    answers = answered(number, **changed)
    return assess_risk(who, number, party=party, answers=answers, level=level, because=because)


def alerts():
    return OwedDuty.objects.filter(kind=DutyKind.ANSWER_ALERT, done=None)


def test_an_assessment_is_kept_ends_its_clock_and_starts_the_next(house, number):
    told = assessed(house, number, **MEDIUM)
    assert (told.level, told.band, told.score, told.red_flags, told.alerted) == ("medium", "medium", 10, (), False)
    assert told.review_by == datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
    kept = RiskAssessment.objects.get()
    assert (kept.answers["how_often"], kept.why_overridden, kept.review_by) == ("daily", "", told.review_by)
    assert (kept.entry.deed, kept.entry.clause) == ("assess_risk", "2 a")
    assert DutyKind.ASSESS_RISK not in owed(number)
    assert duty_of(number, DutyKind.REVIEW_RISK).due_at == told.review_by
    assert case_of(number).risk == "medium"
    assert list(breaks()) == []


def test_looking_again_keeps_both_and_one_clock(house, number):
    assessed(house, number, **MEDIUM)
    assessed(house, number, at=NOW + timedelta(days=10))
    assert RiskAssessment.objects.count() == 2
    assert duty_of(number, DutyKind.REVIEW_RISK).due_at.date() == (NOW + timedelta(days=38)).date()
    assert case_of(number).risk == "low"


def test_the_suggestion_is_the_same_and_leaves_nothing(house, number):
    suggested = suggested_risk(house.actor("okafor"), number, answers=answered(number, **MEDIUM))
    assert (suggested.level, suggested.score) == ("medium", 10)
    assert not RiskAssessment.objects.exists()
    with pytest.raises(NotFound):
        suggested_risk(house.actor("patel"), number, answers={})


def test_a_red_flag_is_high_and_asks_the_person_on_call_at_once(house, number):
    told = assessed(house, number, weapons="yes")
    assert (told.level, told.band, told.red_flags, told.alerted) == ("high", "low", ("weapon",), True)
    alert = alerts().get()
    assert (alert.staff, alert.due_at) == (house.staff["reid"], NOW + timedelta(minutes=15))
    assert OutboxItem.objects.get(notice="alert").reference == number
    assessed(house, number, weapons="yes", at=NOW + timedelta(days=7))
    assert alerts().count() == 1  # answered then, and not asked again for what is known
    assessed(house, number, weapons="yes", threats="fire", at=NOW + timedelta(days=8))
    assert alerts().count() == 2
    assessed(house, number, at=NOW + timedelta(days=9))
    assessed(house, number, weapons="yes", at=NOW + timedelta(days=10))
    assert alerts().count() == 3  # it had gone, and is back


def test_nobody_with_a_conflict_is_asked(house, number):
    with begun(house.actor("reid"), Deed.DECLARE_CONFLICT, sealed_by=case_of(number).sealed_by) as work:
        entry = work.enter(allow("7 a", "They know each other."))
        Conflict.objects.create(
            sealed_by=work.sealed_by, entry=entry, case=case_of(number), staff=house.staff["reid"], reason=REASON
        )
    assessed(house, number, weapons="yes")
    assert alerts().get().staff == house.staff["achebe"]
    assert duty_of(number, DutyKind.REVIEW_CASE).staff == house.staff["achebe"]


def test_a_manager_looks_at_a_case_while_its_risk_is_high(house, number):
    assessed(house, number, weapons="yes")
    first = duty_of(number, DutyKind.REVIEW_CASE)
    assert (first.staff, first.due_at.date()) == (house.staff["reid"], (NOW + timedelta(days=14)).date())
    assessed(house, number, weapons="yes", at=NOW + timedelta(days=7))
    assert duty_of(number, DutyKind.REVIEW_CASE) == first
    assessed(house, number, at=NOW + timedelta(days=9))
    assert DutyKind.REVIEW_CASE not in owed(number)
    assert case_of(number).priority == "high"  # never lowered by an assessment


def test_a_case_of_other_behaviour_rises_to_high_priority_with_its_risk(house):
    number = a_case(house, perceived=False, forms=(), grounds=(), category=Category.NOISE)
    assert case_of(number).priority == "standard"
    assessed(house, number, weapons="yes")
    assert (case_of(number).priority, case_of(number).kind) == ("high", "asb")


def test_the_case_is_at_risk_as_whoever_in_it_is_most_at_risk(house, number):
    assessed(house, number, weapons="yes")
    assessed(house, number, part="alleged_perpetrator")
    assert case_of(number).risk == "high"
    assert OwedDuty.objects.filter(kind=DutyKind.REVIEW_RISK, done=None).count() == 2
    assessed(house, number)
    assert case_of(number).risk == "low"


@pytest.mark.parametrize(("same_person", "risk"), [(True, "high"), (False, "low")])
def test_a_name_put_right_takes_no_risk_away_and_somebody_else_brings_none(house, number, same_person, risk):
    assessed(house, number, weapons="yes")
    was = Party.objects.get(pk=party_of(number))
    with begun(house.actor("okafor"), Deed.CORRECT_PARTY, sealed_by=was.sealed_by) as work:
        entry = work.enter(allow("9", "Put right."))
        Party.objects.filter(pk=was.pk).update(ended=entry)
        Party.objects.create(
            sealed_by=was.sealed_by,
            entry=entry,
            case=was.case,
            part=was.part,
            person=was.person if same_person else None,
            description="",
            started_at=NOW,
            follows=was,
        )
    assessed(house, number, part="alleged_perpetrator")
    assert case_of(number).risk == risk


def test_an_officer_sets_another_level_with_a_reason(house, number):
    assert refused(assess_risk, house.actor("okafor"), number, **_given(number, level="high")).clause == "2 a"
    told = assessed(house, number, level="high", because=REASON)
    kept = RiskAssessment.objects.get()
    assert (told.level, kept.band, kept.why_overridden) == ("high", "low", REASON)
    assert told.review_by == datetime(2026, 11, 25, 17, 0, tzinfo=UTC)


def test_only_a_manager_goes_below_a_red_flag(house, number):
    lower = {"level": "medium", "because": REASON}
    refused(assess_risk, house.actor("okafor"), number, **_given(number, weapons="yes", **lower))
    assert not RiskAssessment.objects.exists()
    told = assessed(house, number, by="reid", weapons="yes", **lower)
    assert (told.level, told.alerted) == ("medium", True)


@pytest.mark.parametrize("changed", [{"weapons": ""}, {"weapons": "maybe"}, {"shoe_size": "9"}, {"level": "none"}])
def test_what_makes_no_assessment_is_refused_and_entered(house, number, changed):
    ruling = refused(assess_risk, house.actor("okafor"), number, **_given(number, **changed))
    assert ruling.clause == "2 a"
    assert DutyKind.ASSESS_RISK in owed(number)


def test_a_closed_case_is_not_assessed(house, number):
    given = _given(number)
    Case.objects.filter(number=number).update(stage="closed", closed_at=NOW, outcome="stopped")
    assert refused(assess_risk, house.actor("okafor"), number, **given).clause == "2 e"


def test_nobody_else_can_and_only_for_somebody_in_the_case(house, number):
    other = a_case(house)
    for name in ("patel", "quinn", "ford"):
        with pytest.raises(NotFound):
            assess_risk(house.actor(name), number, **_given(number))
    for stranger in (party_of(other), "no uuid"):
        with pytest.raises(NotFound):
            assess_risk(house.actor("okafor"), number, **{**_given(number), "party": stranger})
    assert not RiskAssessment.objects.exists()


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    with half_way():
        assessed(house, number, weapons="yes")


def _given(number, *, level="", because="", **changed):
    answers = answered(number, **changed)
    return {"party": party_of(number), "answers": answers, "level": level, "because": because}
