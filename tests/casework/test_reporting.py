"""Receiving a report: kept, classified by what was perceived, once, with its clocks and code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import NOW, a_case, a_report, landlord, told
from upstander.casework.actor import public, resident
from upstander.casework.reporting import SaidOtherwise, receive_report
from upstander.casework.told import Danger
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Kind
from upstander.policy.ruling import Refused
from upstander.records import journal, sight
from upstander.records.case import Case, ResidentCode
from upstander.records.codes import derived_code, digest_of
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.reports import Report


@pytest.fixture
def house():
    return landlord()


def test_a_report_is_kept_with_its_entry_clock_and_code(house):
    received = a_report()
    report = Report.objects.get(number=received.number)
    assert (report.kind, report.priority, report.area) == (Kind.HATE_CRIME, "high", house.ferry)
    assert report.story.startswith("He shouted")
    assert report.entry.deed == "receive_report"
    assert report.duties.get().kind == DutyKind.TRIAGE
    assert ResidentCode.objects.get().digest == digest_of(received.code)
    assert list(journal.breaks()) == []


def test_nothing_personal_is_in_the_row_in_clear(house):
    a_report()
    raw = Report.objects.values_list("story", "answers", "home").get()
    assert all(b"shouted" not in bytes(column) and b"9900000" not in bytes(column) for column in raw)


def test_the_same_form_sent_twice_gives_the_same_answer(house):
    given = told()
    first, again = (receive_report(public(at=NOW), given) for _ in range(2))
    assert (again.number, again.code, again.again) == (first.number, first.code, True)
    assert Report.objects.count() == 1
    assert receive_report(public(at=NOW + timedelta(hours=2)), given).code == ""


def test_the_same_form_with_other_words_is_refused_and_changes_nothing(house):
    given = told()
    receive_report(public(at=NOW), given)
    with pytest.raises(SaidOtherwise):
        receive_report(public(at=NOW), replace(given, story="Something else."))
    assert Report.objects.get().story == given.story


def test_a_member_of_staff_never_sees_the_code(house):
    assert receive_report(house.actor("quinn"), told(channel="phone")).code == ""


def test_who_took_a_report_hears_by_when_it_is_decided_and_whether_they_may_open_it(house):
    taken = {name: receive_report(house.actor(name), told(channel="phone")) for name in ("quinn", "reid", "haddad")}
    assert [taken[name].in_sight for name in taken] == [False, True, False]
    assert taken["quinn"].triage_by == datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
    assert not a_report().in_sight


def test_nothing_said_is_refused_and_the_refusal_is_entered(house):
    with pytest.raises(Refused) as refused:
        a_report(story="  ", forms=())
    assert refused.value.ruling.clause == "2 e"
    assert Report.objects.count() == 0
    assert Entry.objects.filter(deed="receive_report", allowed=False).count() == 1


def test_an_unknown_home_is_refused_with_a_way_out(house):
    with pytest.raises(Refused, match="No home of ours"):
        a_report(home_uprn="123456789012")


def test_danger_alerts_the_person_on_call(house):
    received = a_report(danger=Danger(weapon=True))
    assert received.alerted
    alert = OwedDuty.objects.get(kind=DutyKind.ANSWER_ALERT)
    assert alert.staff == house.staff["reid"]
    assert OutboxItem.objects.get().staff == house.staff["reid"]


def test_a_fault_half_way_leaves_nothing_behind(house, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    before = Entry.objects.count()
    monkeypatch.setattr("upstander.casework.reporting.must_after_report", fail)
    with pytest.raises(RuntimeError):
        a_report()
    assert (Report.objects.count(), ResidentCode.objects.count(), Entry.objects.count()) == (0, 0, before)


def test_a_code_mistyped_is_nothing():
    code = derived_code("seed")
    assert digest_of(code.lower().replace("-", " ")) == digest_of(code)
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    assert digest_of(wrong) is None
    assert digest_of("") is None


def test_the_resident_sees_their_own_case_and_no_other(house):
    received = a_report()
    code = ResidentCode.objects.get()
    who = resident(code.pk, at=NOW)
    assert sight.reports(who).get().number == received.number
    mine = Case.objects.get(number=a_case(house))
    assert not sight.cases(who).exists()
    other = resident(ResidentCode.objects.exclude(pk=code.pk).get().pk, at=NOW)
    assert sight.cases(other).get() == mine
