"""Triage: a report becomes a case, joins one, or is closed with a reason; within sight, and only once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from tests.cast import NOW, a_case, a_report, landlord, told
from upstander.casework import reports, triage
from upstander.casework.opened import NotFound
from upstander.casework.told import Complained, Danger
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.reports import Report


@pytest.fixture
def house():
    return landlord()


def test_a_report_becomes_a_case_with_its_people_clocks_and_incident(house):
    case = Case.objects.get(number=a_case(house))
    assert (case.kind, case.owner, case.area) == ("hate_crime", house.staff["okafor"], house.ferry)
    assert case.incidents.get().story.startswith("He shouted")
    parts = {party.part: party.person.name for party in Party.objects.filter(case=case)}
    assert parts == {PartyRole.RESIDENT_HEARD: "Rehana Begum", PartyRole.ALLEGED_PERPETRATOR: "Dean Marsh"}
    kinds = set(OwedDuty.objects.filter(case=case, done=None).values_list("kind", flat=True))
    assert {DutyKind.FIRST_CONTACT, DutyKind.INTERVIEW, DutyKind.ASSESS_RISK, DutyKind.INVESTIGATE} <= kinds
    assert DutyKind.TRIAGE not in kinds
    assert Report.objects.get().state == Report.OPENED
    assert list(journal.breaks()) == []


def test_a_case_without_an_owner_stands_in_a_queue_with_a_clock(house):
    case = Case.objects.get(number=a_case(house, owner=None))
    assert case.owner is None
    assert case.duties.filter(kind=DutyKind.TAKE_CASE, team=house.north, done=None).exists()


def test_a_witness_is_not_taken_for_the_resident(house):
    case = Case.objects.get(number=a_case(house, on_behalf="witness"))
    witness, heard = (Party.objects.get(case=case, part=part) for part in ("witness", "resident_heard"))
    assert witness.person.name == "Rehana Begum"
    assert heard.person is None
    assert case.duties.filter(kind=DutyKind.CONTACT_WITNESS, party=witness).exists()


def test_an_officer_of_another_area_cannot_triage_it(house):
    number = a_report().number
    for name in ("patel", "haddad", "ford", "quinn", "nobody"):
        with pytest.raises(NotFound):
            triage.open_case(house.actor(name), number, team=str(house.south.pk))
    assert Case.objects.count() == 0


def test_a_report_without_an_area_is_seen_by_every_triage_manager(house):
    number = a_report(home_uprn="", place="on the bus").number
    for name in ("reid", "haddad", "achebe"):
        assert [row.number for row in reports.waiting_reports(house.actor(name)).rows] == [number]


def test_staff_complained_of_is_kept_from_the_line(house):
    number = a_report(complained=Complained(name="Morgan Reid", our_staff=True)).number
    assert reports.waiting_reports(house.actor("reid")).rows == ()
    assert [row.number for row in reports.waiting_reports(house.actor("silva")).rows] == [number]


def test_a_report_is_opened_only_once(house):
    number = a_report().number
    opened = triage.open_case(house.actor("reid"), number, team=str(house.north.pk))
    with pytest.raises(Refused, match="already part of a case"):
        triage.open_case(house.actor("reid"), number, team=str(house.north.pk))
    assert Case.objects.get().number == opened.number


def test_another_report_joins_and_makes_the_case_graver(house):
    number = a_case(house, perceived=False, grounds=(), forms=("something_else",), category="noise")
    assert Case.objects.get(number=number).kind == "asb"
    again = a_report()
    page = reports.open_report(house.actor("reid"), again.number)
    assert page.suggestions[0].number == number
    assert "The same person is complained of." in page.suggestions[0].reasons
    triage.join_case(
        house.actor("reid"), again.number, case_number=number, because="same", same_party=True, same_household=True
    )
    case = Case.objects.get(number=number)
    assert (case.kind, case.priority, case.hate) == ("hate_crime", "high", True)
    assert case.incidents.count() == 2
    assert Case.objects.count() == 1


def test_another_household_does_not_join(house):
    number, again = a_case(house), a_report(home_uprn="990000000105")
    with pytest.raises(Refused) as refused:
        triage.join_case(
            house.actor("reid"), again.number, case_number=number, because="x", same_party=True, same_household=False
        )
    assert refused.value.ruling.clause == "7 a"
    assert Report.objects.get(number=again.number).state == Report.WAITING


def test_suggestions_come_only_from_what_the_reader_may_see(house):
    a_case(house)
    elsewhere = a_report(home_uprn="990000000201")
    assert reports.open_report(house.actor("achebe"), elsewhere.number).suggestions
    assert reports.open_report(house.actor("haddad"), elsewhere.number).suggestions == ()


def test_a_report_of_prejudice_is_never_closed_at_triage(house):
    with pytest.raises(Refused) as refused:
        triage.close_report(
            house.actor("reid"), a_report().number, reason="not_asb", words="It sounds like a row to me."
        )
    assert refused.value.ruling.clause == "3 b"
    assert Entry.objects.filter(deed="close_report", allowed=False).exists()


def test_a_report_that_is_not_asb_is_closed_with_its_reason(house):
    plain = a_report(perceived=False, grounds=(), forms=("something_else",), story="My boiler is broken.")
    triage.close_report(
        house.actor("reid"), plain.number, reason="not_asb", words="A repair: passed to the repairs team."
    )
    assert Report.objects.get().state == Report.CLOSED
    assert not OwedDuty.objects.filter(done=None).exists()


def test_a_report_that_is_part_of_a_case_is_not_closed_away(house):
    number = a_case(house, perceived=False, grounds=(), forms=("something_else",), category="noise")
    report = Report.objects.get()
    with pytest.raises(Refused, match="dealt with already"):
        triage.close_report(house.actor("reid"), report.number, reason="not_asb", words="It is a repair after all.")
    report.refresh_from_db()
    assert (report.state, report.case.number) == (Report.OPENED, number)


def test_nine_recordings_mentioned_are_not_closed_away(house):
    heard = a_report(perceived=False, grounds=(), forms=("something_else",), evidence_mentioned=9)
    with pytest.raises(Refused, match="nobody has heard"):
        triage.close_report(
            house.actor("reid"), heard.number, reason="not_asb", words="It does not sound like ASB to me."
        )
    case = triage.open_case(house.actor("reid"), heard.number, team=str(house.north.pk), category="noise")
    duty = OwedDuty.objects.get(case__number=case.number, kind=DutyKind.HEAR_EVIDENCE)
    assert "9" in duty.why


def test_an_open_alert_goes_with_the_report_into_the_case(house):
    number = a_case(house, danger=Danger(weapon=True))
    assert Case.objects.get(number=number).duties.filter(kind=DutyKind.ANSWER_ALERT, done=None).exists()


def test_a_fault_half_way_leaves_the_report_waiting(house, monkeypatch):
    received = a_report()

    def fail(*args, **kwargs):
        raise IntegrityError("no room")

    monkeypatch.setattr("upstander.casework.taken.must_after_opening", fail)
    with pytest.raises(IntegrityError):
        triage.open_case(house.actor("reid"), received.number, team=str(house.north.pk))
    assert Report.objects.get().state == Report.WAITING
    assert (Case.objects.count(), Party.objects.count()) == (0, 0)


def test_the_triage_list_pages(house):
    for _ in range(27):
        a_report(idempotency_key=told().idempotency_key)
    first = reports.waiting_reports(house.actor("reid", NOW))
    rest = reports.waiting_reports(house.actor("reid", NOW), after=first.after)
    assert (len(first.rows), len(rest.rows), rest.after) == (25, 2, "")
    assert not {row.number for row in first.rows} & {row.number for row in rest.rows}


def test_a_likely_case_out_of_sight_is_told_to_its_own_officer_only(house):
    received = a_report(home_uprn="990000000201")
    hidden = triage.open_case(
        house.actor("haddad"), received.number, team=str(house.south.pk), owner=str(house.staff["patel"].pk)
    )
    opened = a_case(house)
    told_to = OutboxItem.objects.get(notice="possible_link")
    assert (told_to.staff, told_to.reference) == (house.staff["patel"], hidden.number)
    assert opened not in told_to.reference
