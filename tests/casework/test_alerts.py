"""An alert asks somebody at once, also at night; it is answered by what was done, or goes on to the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.casework.working import case_of, half_way, last_entry, party_of, refused
from tests.cast import NOW, a_case, a_report
from upstander.casework.actor import worker
from upstander.casework.alerts import answer_alert, escalate, raise_alert
from upstander.casework.casefile import open_case_file
from upstander.casework.opened import NotFound
from upstander.casework.risk import assess_risk
from upstander.casework.told import Danger
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.records.case import Conflict
from upstander.records.duties import OwedDuty
from upstander.records.outbox import OutboxItem
from upstander.records.staff import Appointment, OnCall

FRIDAY_NIGHT = datetime(2026, 11, 20, 22, 40, tzinfo=UTC)
DONE = "I reached her by phone; she is with her sister, and the police are there."


def alerts(**about):
    return OwedDuty.objects.filter(kind=DutyKind.ANSWER_ALERT, done=None, **about).order_by("starts_at", "due_at")


def told():
    return [(item.staff.name, item.reference) for item in OutboxItem.objects.filter(notice="alert").order_by("pk")]


@pytest.fixture
def number(house):
    """A report of a weapon, on a Friday night."""
    return a_report(at=FRIDAY_NIGHT, danger=Danger(weapon=True)).number


def minutes(count):
    return FRIDAY_NIGHT + timedelta(minutes=count)


def in_danger(house, case, at=NOW, by="okafor"):
    form = case_of(case).version.body["risk"]["questions"]
    mild = {one["code"]: min(one["answers"], key=lambda answer: answer["score"])["code"] for one in form}
    return assess_risk(house.actor(by, at), case, party=party_of(case), answers={**mild, "weapons": "yes"})


def test_the_first_on_call_is_asked_at_once_and_has_a_quarter_of_an_hour(house, number):
    alert = alerts().get()
    assert (alert.staff, alert.due_at) == (house.staff["reid"], minutes(15))
    assert told() == [("Morgan Reid", number)]


def test_an_answer_is_what_was_done_and_ends_the_alert(house, number):
    assert answer_alert(house.actor("reid", minutes(5)), number, words=DONE).how_many == 1
    assert not alerts().exists()
    entry = last_entry()
    assert (entry.deed, entry.clause, entry.detail["words"]) == (Deed.ANSWER_ALERT, "2 e", DONE)
    assert escalate(worker(at=minutes(60))) == 0


def test_having_seen_it_is_no_answer(house, number):
    assert "what was done" in refused(answer_alert, house.actor("reid"), number, words="  ").why
    answer_alert(house.actor("reid"), number, words=DONE)
    assert "No alert" in refused(answer_alert, house.actor("reid"), number, words=DONE).why


@pytest.mark.parametrize("name", ["patel", "lewis", "quinn", "nobody"])
def test_whoever_was_not_asked_sees_nothing_of_it(house, number, name):
    with pytest.raises(NotFound):
        answer_alert(house.actor(name, minutes(1)), number, words=DONE)


def test_unanswered_it_goes_to_the_next_and_the_first_may_still_answer(house, number):
    assert escalate(worker(at=minutes(14))) == 0
    assert escalate(worker(at=minutes(15))) == 1
    first, second = alerts()
    assert (first.staff, first.escalated) == (house.staff["reid"], 1)
    assert (second.staff, second.due_at, second.why) == (house.staff["achebe"], minutes(30), first.why)
    assert sorted(told()) == [("Morgan Reid", number), ("Ruth Achebe", number)]
    entry = last_entry()
    assert (entry.deed, entry.actor, entry.report_id) == (Deed.RAISE_ALERT, "worker", first.report_id)
    assert answer_alert(house.actor("reid", minutes(20)), number, words=DONE).how_many == 2


def test_with_nobody_left_everybody_is_asked_again_and_again(house, number):
    for at in (15, 30, 45, 60):
        assert escalate(worker(at=minutes(at))) == 1
        assert escalate(worker(at=minutes(at))) == 0
    assert len(told()) == 2 + 3 * 2
    assert alerts().count() == 2
    answer_alert(house.actor("achebe", minutes(61)), number, words=DONE)
    assert escalate(worker(at=minutes(90))) == 0


def test_with_nobody_on_call_it_goes_to_those_who_look_after_the_area(house):
    OnCall.objects.all().delete()
    number = a_report(at=FRIDAY_NIGHT, danger=Danger(fire=True)).number
    assert {name for name, _ in told()} <= {"Morgan Reid", "Ruth Achebe"}
    assert alerts(report__number=number).get().staff in (house.staff["reid"], house.staff["achebe"])


def test_with_nobody_at_all_it_is_not_lost_and_says_so(house, number, caplog):
    OnCall.objects.all().delete()
    Appointment.objects.exclude(role="housing_officer").update(end=FRIDAY_NIGHT)
    assert escalate(worker(at=minutes(20))) == 1
    assert "nobody on call" in caplog.text
    assert alerts().get().due_at == minutes(35)


def test_a_red_flag_in_an_assessment_asks_somebody_who_then_sees_the_case(house):
    case = a_case(house, home_uprn="990000000103")
    OnCall.objects.all().delete()
    OnCall.objects.create(staff=house.staff["haddad"], start=NOW, end=NOW + timedelta(days=1))
    with pytest.raises(NotFound):
        open_case_file(house.actor("haddad"), case)
    assert in_danger(house, case).alerted
    assert alerts(case=case_of(case)).get().staff == house.staff["haddad"]
    assert open_case_file(house.actor("haddad"), case).next[0].deed == Deed.ANSWER_ALERT
    answer_alert(house.actor("haddad"), case, words=DONE)
    with pytest.raises(NotFound):
        open_case_file(house.actor("haddad", NOW + timedelta(minutes=1)), case)


def test_whoever_has_a_conflict_of_interest_is_passed_over(house):
    case = a_case(house)
    held = case_of(case)
    Conflict.objects.create(
        sealed_by=held.sealed_by, entry=held.entry, case=held, staff=house.staff["reid"], reason="grid"
    )
    in_danger(house, case)
    assert alerts(case=held).get().staff == house.staff["achebe"]


def test_an_alert_that_went_into_a_case_is_answered_there(house, number):
    from upstander.casework.triage import open_case

    case = open_case(house.actor("reid", minutes(3)), number, team=str(house.north.pk)).number
    assert alerts(case=case_of(case)).count() == 1
    assert escalate(worker(at=minutes(15))) == 1
    assert last_entry().case_id == case_of(case).pk
    assert answer_alert(house.actor("reid", minutes(16)), case, words=DONE).how_many == 2


def test_only_the_worker_passes_an_alert_on(house, number):
    alert = alerts().get().pk
    assert "role" in refused(raise_alert, house.actor("reid", minutes(20)), duty=alert).why
    assert "still time" in refused(raise_alert, worker(at=minutes(14)), duty=alert).why


def test_a_fault_half_way_leaves_the_alert_open(house, number, monkeypatch):
    inside = "upstander.casework.alerts._alerts"
    half_way(monkeypatch, inside, answer_alert, house.actor("reid"), number, words=DONE)
    half_way(monkeypatch, "upstander.casework.alerts.tell", raise_alert, worker(at=minutes(20)), duty=alerts().get().pk)
    assert len(told()) == 1
