"""A clock that stands still says why and until when, keeps the time it had left, and never hides what is overdue."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.casework.working import REASON, case_of, duty_of, half_way, last_entry, party_of, refused
from tests.cast import NOW, a_case, landlord
from upstander.casework.actor import worker
from upstander.casework.clocks import pause_clock, restart_clock, restart_passed
from upstander.casework.opened import NotFound
from upstander.policy.duty import Duty, DutyKind
from upstander.records.duties import OwedDuty, Pause

UNTIL = date(2026, 11, 27)


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house)


def pause(house, number, *, at=NOW, **changed):
    given = {"duty": str(duty_of(number, "interview").pk), "reason": "waiting_on_resident", "words": REASON}
    return pause_clock(house.actor("okafor", at), number, until=UNTIL, **(given | changed))


def test_a_clock_stands_still_with_its_reason_and_end(house, number):
    assert pause(house, number).until == datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    owed = duty_of(number, "interview")
    held = Pause.objects.get()
    assert (owed.paused_at, held.duty, held.words) == (NOW, owed, REASON)
    entry = last_entry()
    assert (entry.deed, entry.case_id, entry.clause, held.entry) == ("pause_clock", case_of(number).pk, "3 a", entry)
    assert entry.detail["duty"] == "interview"


def test_it_goes_on_with_the_working_days_it_had_left(house, number):
    due = duty_of(number, "interview").due_at
    pause(house, number)
    later = NOW + timedelta(days=5)
    done = restart_clock(house.actor("okafor", later), number, duty=str(duty_of(number, "interview").pk))
    assert (due, done.due_at) == (
        datetime(2026, 11, 19, 17, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 17, 0, tzinfo=UTC),
    )
    owed = duty_of(number, "interview")
    assert (owed.due_at, owed.paused_at) == (done.due_at, None)
    assert Pause.objects.get().restarted == last_entry()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": "police"}, "wait for the resident"),
        ({"words": "later"}, "why we waited"),
        ({"at": NOW + timedelta(days=3)}, "overdue"),
    ],
)
def test_a_pause_without_good_ground_is_refused(house, number, changed, said):
    assert said in refused(_named(pause, "pause_clock"), house, number, **changed).why
    assert not Pause.objects.exists()


def _named(deed, name):
    deed.__name__ = name
    return deed


def test_what_keeps_somebody_safe_never_stands_still(house, number):
    risk = str(duty_of(number, "assess_risk").pk)
    assert refused(_named(pause, "pause_clock"), house, number, duty=risk).clause == "3 a"


def test_a_clock_is_paused_once_and_restarted_once(house, number):
    duty = str(duty_of(number, "interview").pk)
    assert "not standing still" in refused(restart_clock, house.actor("okafor"), number, duty=duty).why
    pause(house, number)
    assert "already" in refused(_named(pause, "pause_clock"), house, number).why


def test_another_cases_duty_is_not_found(house, number):
    other = a_case(house)
    with pytest.raises(NotFound):
        pause(house, number, duty=str(duty_of(other, "interview").pk))
    with pytest.raises(NotFound):
        restart_clock(house.actor("patel"), number, duty=str(duty_of(number, "interview").pk))
    with pytest.raises(NotFound):
        restart_clock(house.actor("okafor"), number, duty="nonsense")


def test_a_fault_half_way_leaves_the_clock_running(house, number, monkeypatch):
    half_way(monkeypatch, "upstander.casework.clocks.Pause.objects.create", pause, house, number)
    assert (duty_of(number, "interview").paused_at, Pause.objects.count()) == (None, 0)


def test_a_pause_that_is_over_ends_by_itself(house, number):
    pause(house, number)
    assert restart_passed(worker(at=NOW + timedelta(days=1))) == 0
    late = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    assert restart_passed(worker(at=late)) == 1
    owed = duty_of(number, "interview")
    assert (owed.paused_at, owed.due_at) == (None, datetime(2026, 11, 30, 17, 0, tzinfo=UTC))
    entry = last_entry()
    assert (entry.actor, entry.case_id, entry.detail["by_itself"]) == ("worker", case_of(number).pk, True)
    assert restart_passed(worker(at=late)) == 0


def test_a_paused_duty_that_was_done_is_left_alone(house, number):
    pause(house, number)
    OwedDuty.objects.filter(kind="interview").update(done=last_entry(), done_at=NOW, paused_at=None)
    assert restart_passed(worker(at=NOW + timedelta(days=30))) == 0


def test_a_step_of_the_plan_is_counted_in_days(house, number):
    case, entry = case_of(number), case_of(number).entry
    step = Duty(DutyKind.DO_STEP, NOW + timedelta(days=4), "4", "A step.", None)
    OwedDuty.objects.create(
        sealed_by=case.sealed_by,
        entry=entry,
        case=case,
        kind=step.kind,
        clause="4",
        why=step.why,
        starts_at=NOW,
        due_at=step.due_at,
        party_id=party_of(number),
    )
    duty = str(duty_of(number, "do_step").pk)
    pause(house, number, duty=duty)
    done = restart_clock(house.actor("okafor", NOW + timedelta(days=2)), number, duty=duty)
    assert done.due_at.date() == date(2026, 11, 24)
