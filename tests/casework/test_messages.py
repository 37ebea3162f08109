"""Messages: behind the code, answered by a clock, and taken for a colleague without a word about the case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.casework.working import last_entry, owed, party_of, refused
from tests.cast import NOW, a_case, a_report, told
from upstander.casework import triage
from upstander.casework.actor import public, resident
from upstander.casework.contacts import record_contact
from upstander.casework.messages import send_message, take_message
from upstander.casework.opened import NotFound
from upstander.casework.reporting import receive_report
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.records import sight
from upstander.records.case import Case, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry, breaks
from upstander.records.outbox import OutboxItem
from upstander.records.reports import Report
from upstander.records.worked import Message

LATER = NOW + timedelta(hours=1)
CALL = {"words": "Please tell her officer that I have moved.", "from_whom": "Mrs Khan", "call_back": "020 7946 0000"}
WITH_EMAIL = {"channels": {"email": "safe"}}


@pytest.fixture
def number(house):
    return a_case(house)


def me(at=LATER):
    return resident(ResidentCode.objects.latest("entry__seq").pk, at=at)


def test_a_resident_writes_and_the_officer_owes_an_answer(house, number):
    sent = send_message(me(), number, text="He is at it again tonight.")
    message = Message.objects.get()
    assert (message.text, message.from_resident, message.case.number) == ("He is at it again tonight.", True, number)
    assert str(message.party_id) == party_of(number)
    duty = OwedDuty.objects.get(kind=DutyKind.ANSWER_MESSAGE)
    assert (duty.staff, duty.due_at) == (house.staff["okafor"], sent.answer_by)
    assert sent.answer_by == datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    notice = OutboxItem.objects.get(notice="message")
    assert (notice.staff, notice.reference) == (house.staff["okafor"], number)
    assert (message.entry.deed, message.entry.clause) == ("send_message", "3.2 c")
    assert message.entry.actor.startswith("code:")
    assert b"tonight" not in bytes(Message.objects.values_list("text", flat=True).get())
    assert list(breaks()) == []


def test_an_answer_ends_the_duty_and_counts_as_an_update(house, number):
    send_message(me(), number, text="What happens now?")
    sent = send_message(house.actor("okafor", LATER), number, text="The door is cleaned today.", party=party_of(number))
    assert sent.notified is False  # nobody has called e-mail safe
    assert "answer_message" not in owed(number)
    assert Message.objects.get(from_resident=True).answered == last_entry()
    assert OwedDuty.objects.get(kind=DutyKind.KEEP_INFORMED, done=None).due_at.day == 25
    assert not OutboxItem.objects.filter(person__isnull=False).exists()


def test_they_are_told_that_a_message_waits_only_in_a_way_they_called_safe(house):
    reporter = told().reporter
    number = a_case(house, reporter=type(reporter)(name="R", email="r@example.org", wishes=WITH_EMAIL))
    sent = send_message(house.actor("okafor", LATER), number, text="Call me.", party=party_of(number))
    item = OutboxItem.objects.get(person__isnull=False)
    assert sent.notified
    assert (item.notice, item.channel, item.reference) == ("resident_message", "email", "")


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5001])
def test_what_is_no_message_is_refused(house, number, text):
    assert refused(send_message, me(), number, text=text).clause == "3.2 c"
    okafor = house.actor("okafor", LATER)
    assert refused(send_message, okafor, number, text=text, party=party_of(number)).clause == "3.2 c"


def test_nothing_is_written_to_the_person_complained_of_nor_to_who_could_not_read_it(house, number):
    okafor = house.actor("okafor", LATER)
    accused = party_of(number, "alleged_perpetrator")
    assert refused(send_message, okafor, number, text="Hello.", party=accused).clause == "3.2 b"
    ResidentCode.objects.update(ended=last_entry())
    assert refused(send_message, okafor, number, text="Hello.", party=party_of(number)).clause == "3.2 c"


def test_nobody_writes_into_a_case_out_of_their_sight(house, number):
    other = a_case(house)
    for who, where in ((house.actor("patel"), number), (me(), number), (public(at=LATER), other)):
        with pytest.raises((NotFound, Refused)):
            send_message(who, where, text="Let me in.", party=party_of(number))
    assert not Message.objects.exists()


def test_a_message_to_a_report_that_waits_goes_with_it_into_its_case(house):
    received = a_report()
    send_message(me(), received.number, text="One more thing.")
    report = Report.objects.get(number=received.number)
    assert Message.objects.get().report == report
    assert OwedDuty.objects.get(kind=DutyKind.ANSWER_MESSAGE).report == report
    send_message(house.actor("reid", LATER), received.number, text="Thank you.")
    assert not OwedDuty.objects.filter(kind=DutyKind.ANSWER_MESSAGE, done=None).exists()
    send_message(me(), received.number, text="And another.")
    reid, north = house.actor("reid", LATER), str(house.north.pk)
    number = triage.open_case(reid, received.number, team=north, owner=str(house.staff["okafor"].pk)).number
    assert Message.objects.filter(case__number=number, party=party_of(number)).count() == 3
    duty = OwedDuty.objects.get(kind=DutyKind.ANSWER_MESSAGE, done=None)
    assert (duty.staff, str(duty.party_id)) == (house.staff["okafor"], party_of(number))
    send_message(house.actor("okafor", LATER), number, text="I am your officer.", party=party_of(number))
    assert "answer_message" not in owed(number)


@pytest.mark.parametrize("taker", ["quinn", "patel"])
def test_a_message_is_passed_on_by_somebody_who_may_not_see_the_case(house, number, taker):
    who = house.actor(taker, LATER)
    assert take_message(who, f" {number.lower()} ", **CALL) is None
    message = Message.objects.get()
    assert (message.text, message.left_by) == (CALL["words"], "Mrs Khan, 020 7946 0000")
    assert (message.taken_by, message.party) == (house.staff[taker], None)
    assert owed(number).count("answer_message") == 1
    assert OutboxItem.objects.get(notice="message").staff == house.staff["okafor"]
    assert not sight.cases(who).exists()
    entry = last_entry()
    assert (entry.deed, entry.case_id, entry.clause) == ("take_message", message.case_id, "3.2 c")


def test_whoever_takes_a_message_learns_nothing_of_whether_there_is_a_case(house, number):
    quinn = house.actor("quinn", LATER)
    said = [take_message(quinn, where, **CALL) for where in (number, "HC-2026-9999", "R-2026-9999", "", "?" * 90)]
    assert said == [None] * 5
    assert refused(take_message, quinn, number, words=" ", from_whom="x") == refused(
        take_message, quinn, "HC-2026-9999", words=" ", from_whom="x"
    )


def test_what_fits_no_case_waits_for_triage_and_is_not_lost(house):
    take_message(house.actor("quinn", LATER), "HC-2025-0001", **CALL)
    report = Report.objects.get()
    assert CALL["words"] in report.story
    assert "HC-2025-0001" in report.story
    assert report.duties.get().kind == DutyKind.TRIAGE
    assert sight.reports(house.actor("reid")).get() == report
    assert not sight.reports(house.actor("quinn")).exists()
    assert report.entry.deed == "take_message"


def test_a_message_for_a_report_reaches_it_or_its_case(house, number):
    quinn = house.actor("quinn", LATER)
    take_message(quinn, Report.objects.get(case__number=number).number, **CALL)
    waiting = receive_report(public(at=NOW), told()).number
    take_message(quinn, waiting, **CALL)
    assert [m.case_id is None for m in Message.objects.order_by("entry__seq")] == [False, True]
    assert Message.objects.get(case=None).report.number == waiting


def test_calling_back_answers_what_was_left(house, number):
    take_message(house.actor("quinn", LATER), number, **CALL)
    okafor = house.actor("okafor", LATER)
    call = {"party": party_of(number), "way": "phone", "reached": True, "words": "It was her sister. All is well."}
    record_contact(okafor, number, **call)
    assert "answer_message" in owed(number)
    record_contact(okafor, number, **call, answers_messages=True)
    assert "answer_message" not in owed(number)
    assert Message.objects.get().answered == last_entry()


@pytest.mark.parametrize("where", ["", "HC-2026-9999"])
def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way, where):
    with half_way():
        send_message(me(), number, text="Hello.")
    with half_way():
        send_message(house.actor("okafor"), number, text="Hello.", party=party_of(number))
    with half_way():
        take_message(house.actor("quinn"), where or number, **CALL)


def test_the_public_takes_no_messages(house, number):
    with pytest.raises(Refused):
        take_message(public(at=NOW), number, **CALL)
    assert Entry.objects.filter(deed="take_message", allowed=False).get().case_id is None
    assert Case.objects.get(number=number).messages.count() == 0
