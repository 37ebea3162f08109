"""The question which agencies help is owed with a clock, and asked again where the register changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.casework import delivered
from tests.casework.test_considering import an_agency, consider
from tests.casework.working import case_of, duty_of, half_way, last_entry, owed, refused
from tests.cast import NOW, Landlord, a_case, landlord
from upstander.casework import rechecking
from upstander.casework.actor import worker
from upstander.casework.agencies import add_agency, correct_agency, end_agency
from upstander.casework.casefile import deed_page, open_case_file
from upstander.casework.caseload import my_work
from upstander.casework.rechecking import recheck_agencies, recheck_cases
from upstander.policy.duty import DutyKind
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry

OWED = DutyKind.CONSIDER_AGENCIES
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def house() -> Landlord:
    return landlord()


def high(number: str) -> str:
    Case.objects.filter(number=number).update(risk="high")
    return number


def test_it_is_owed_from_the_day_a_case_opens_until_the_last_agency_has_its_answer(house: Landlord) -> None:
    near, all_over = an_agency(house, "Near", "Southwark"), an_agency(house, "All Over", kind="police")
    an_agency(house, "Far", "Camden")
    number = a_case(house)
    duty = duty_of(number, OWED)
    assert (duty.due_at, duty.clause, duty.staff) == (
        datetime(2026, 11, 25, 17, 0, tzinfo=UTC),
        "3.1",
        house.staff["okafor"],
    )
    (line,) = [row for row in my_work(house.actor("okafor")).rows if row.kind == OWED]
    assert (line.number, line.deed) == (number, "consider_agency")
    assert OWED in {one.kind for one in deed_page(house.actor("okafor"), number, deed="pause_clock").open_duties}
    consider(house, number, near)
    assert OWED in owed(number)
    consider(house, number, all_over, "not_needed")
    assert OWED not in owed(number)
    assert OwedDuty.objects.get(kind=OWED).done == last_entry()


def test_where_no_agency_helps_nothing_is_owed(house: Landlord) -> None:
    an_agency(house, "Far", "Camden")
    assert OWED not in owed(a_case(house))


def test_a_referral_is_an_answer_too(house: Landlord) -> None:
    helps = delivered.an_agency(house)
    number = a_case(house)
    assert OWED in owed(number)
    delivered.referred(house, number, delivered.sent(house, number, helps, delivered.known(house, helps)).disclosure)
    assert OWED not in owed(number)


def test_one_that_joins_is_owed_an_answer_where_the_risk_is_high_and_only_once(house: Landlord) -> None:
    severe, mild, closed = high(a_case(house)), a_case(house), high(a_case(house))
    elsewhere = high(a_case(house))
    Case.objects.filter(number=elsewhere).update(area=house.mill)
    Case.objects.filter(number=closed).update(closed_at=NOW, outcome="stopped", stage="closed")
    near = an_agency(house, "Near", "Southwark")
    assert recheck_cases(worker(at=NEXT_DAY)) == (1, True)
    duty, entry = duty_of(severe, OWED), last_entry()
    assert (entry.actor, entry.deed, entry.case_id, duty.entry) == (
        "worker",
        "recheck_agencies",
        case_of(severe).pk,
        entry,
    )
    assert not {OWED} & {*owed(mild), *owed(closed), *owed(elsewhere)}
    assert recheck_cases(worker(at=NEXT_DAY)) == (0, True)
    told = next(one for one in open_case_file(house.actor("okafor"), severe).timeline if one.deed == "recheck_agencies")
    assert told.lines == ("Without an answer: 1.",)
    consider(house, severe, near)
    assert OWED not in owed(severe)
    assert recheck_cases(worker(at=NEXT_DAY)) == (0, True)


def test_one_whose_first_day_comes_and_one_that_now_helps_here_are_asked_about(house: Landlord) -> None:
    number = high(a_case(house))
    later = an_agency(house, "Later", "Southwark", start=NOW.date() + timedelta(days=3))
    assert recheck_cases(worker(at=NEXT_DAY)) == (0, True)
    there = NOW + timedelta(days=3)
    assert recheck_cases(worker(at=there)) == (1, True)
    end_agency(house.actor("moss"), agency=later, end=there.date())
    gone = there + timedelta(days=1)
    assert recheck_cases(worker(at=gone)) == (1, True)
    assert OWED not in owed(number)
    far = an_agency(house, "Far", "Camden")
    assert recheck_cases(worker(at=gone)) == (0, True)
    moved = {"name": "Far", "kind": "victim_support", "phone": "020 1"}
    correct_agency(house.actor("moss"), agency=far, boroughs=("Camden", "Southwark"), **moved)
    assert recheck_cases(worker(at=gone)) == (1, True)
    assert OWED in owed(number)


def test_an_agency_that_helps_everywhere_is_asked_about_where_the_area_is_not_known(house: Landlord) -> None:
    number = high(a_case(house))
    Case.objects.filter(number=number).update(area=None)
    an_agency(house, "Near", "Southwark")
    assert recheck_cases(worker(at=NEXT_DAY)) == (0, True)
    add_agency(house.actor("moss"), name="All Over", kind="police", everywhere=True, phone="020 1")
    assert recheck_cases(worker(at=NEXT_DAY)) == (1, True)


def test_it_goes_on_where_it_stopped_and_past_a_case_that_fails(
    house: Landlord, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [high(a_case(house)) for _ in range(5)]
    an_agency(house, "Near", "Southwark")
    monkeypatch.setattr(rechecking, "AT_ONCE", 2)
    with monkeypatch.context() as patched:
        patched.setattr(rechecking, "SECONDS", -1)
        assert recheck_cases(worker(at=NEXT_DAY)) == (0, False)
    broken, first = case_of(numbers[2]).pk, recheck_agencies

    def fails(who: object, *, case: object) -> None:
        if case == broken:
            raise RuntimeError
        first(who, case=case)  # type: ignore[arg-type]  # handed on as it came

    with monkeypatch.context() as patched:
        patched.setattr(rechecking, "recheck_agencies", fails)
        assert recheck_cases(worker(at=NEXT_DAY)) == (4, True)
    assert recheck_cases(worker(at=NEXT_DAY)) == (1, True)
    assert all(owed(number).count(OWED) == 1 for number in numbers)


def test_what_changes_nothing_is_refused_and_entered(house: Landlord) -> None:
    number = high(a_case(house))
    case = case_of(number).pk
    assert "no agency to ask" in refused(recheck_agencies, worker(at=NOW), case=case).why
    an_agency(house, "Near", "Southwark")
    recheck_agencies(worker(at=NOW), case=case)
    assert "owed already" in refused(recheck_agencies, worker(at=NOW), case=case).why
    assert "role does not include" in refused(recheck_agencies, house.actor("reid"), case=case).why


def test_a_fault_half_way_leaves_nothing(house: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    number = high(a_case(house))
    an_agency(house, "Near", "Southwark")
    inside = "upstander.casework.work.OwedDuty.objects.bulk_create"
    half_way(monkeypatch, inside, recheck_agencies, worker(at=NOW), case=case_of(number).pk)
    agency = an_agency(house, "Second", "Southwark")
    other = a_case(house)
    half_way(monkeypatch, "upstander.casework.considering.still_to_answer", consider, house, other, agency)
    assert OWED in owed(other)
    assert not Entry.objects.filter(deed="consider_agency").exists()
