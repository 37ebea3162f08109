"""Before a consent runs out somebody is asked again; when it does, what left with it is over (clause 7 b 1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.casework.test_consents import heard, me
from tests.casework.test_sharing import PARTS, STORY, agree, given, shared
from tests.casework.working import case_of, duty_of, half_way, last_entry, owed, party_of, refused
from tests.cast import NOW, Landlord, a_case, landlord
from upstander.casework import runningout
from upstander.casework.actor import worker
from upstander.casework.agencies import add_agency
from upstander.casework.casefile import open_case_file
from upstander.casework.caseload import my_work
from upstander.casework.consents import withdraw_consent
from upstander.casework.handingout import hand_out_pack
from upstander.casework.mycase.sharing import my_sharing
from upstander.casework.runningout import ask_consent_again, ask_in_time, lapse_consents, lapse_in_time
from upstander.casework.sharing import share_information
from upstander.policy.duty import DutyKind
from upstander.records.case import Case
from upstander.records.journal import Entry

ASKED = DutyKind.ASK_CONSENT_AGAIN
UNTIL = NOW.date() + timedelta(days=20)
SOON = NOW + timedelta(days=6)
OVER = NOW + timedelta(days=21)


@pytest.fixture
def house() -> Landlord:
    return landlord()


@pytest.fixture
def number(house: Landlord) -> str:
    return a_case(house, story=STORY)


@pytest.fixture
def agency(house: Landlord) -> str:
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


def test_a_fortnight_before_it_is_owed_once_and_by_the_last_day(house: Landlord, number: str, agency: str) -> None:
    agree(house, number, agency, until=UNTIL)
    assert ask_in_time(worker(at=SOON - timedelta(days=1))) == (0, True)
    assert ask_in_time(worker(at=SOON)) == (1, True)
    duty, entry = duty_of(number, ASKED), last_entry()
    assert (entry.deed, entry.actor, entry.case_id) == ("ask_consent_again", "worker", case_of(number).pk)
    assert (str(duty.party_id), duty.staff, duty.due_at) == (
        party_of(number),
        house.staff["okafor"],
        datetime(UNTIL.year, UNTIL.month, UNTIL.day, 17, 0, tzinfo=UTC),
    )
    assert ask_in_time(worker(at=SOON)) == (0, True)
    (line,) = [one for one in my_work(house.actor("okafor", SOON)).rows if one.kind == ASKED]
    assert (line.deed, line.party) == ("give_consent", party_of(number))
    titles = [one.title for one in open_case_file(house.actor("okafor", SOON), number).timeline]
    assert "A consent is about to run out" in titles


def test_saying_yes_again_ends_it_and_so_does_taking_it_back(house: Landlord, number: str, agency: str) -> None:
    agree(house, number, agency, until=UNTIL)
    ask_in_time(worker(at=SOON))
    agree(house, number, agency, at=SOON, until=UNTIL + timedelta(days=90))
    assert ASKED not in owed(number)
    assert ask_in_time(worker(at=SOON)) == (0, True)
    other = heard(house, number, agency, purpose="safety", parts=("name",), until=UNTIL).consent
    ask_in_time(worker(at=SOON))
    assert ASKED in owed(number)
    withdraw_consent(me(SOON), number, consent=other)
    assert ASKED not in owed(number)


def test_what_else_of_theirs_runs_out_soon_stays_owed_by_its_own_day(house: Landlord, number: str, agency: str) -> None:
    agree(house, number, agency, until=UNTIL - timedelta(days=3))
    heard(house, number, agency, purpose="safety", parts=("name",), until=UNTIL)
    ask_in_time(worker(at=SOON))
    assert duty_of(number, ASKED).due_at.date() == UNTIL - timedelta(days=3)
    agree(house, number, agency, at=SOON)
    assert duty_of(number, ASKED).due_at.date() == UNTIL


def test_the_same_for_a_shorter_time_or_another_purpose_is_not_the_answer(
    house: Landlord, number: str, agency: str
) -> None:
    agree(house, number, agency, until=UNTIL)
    heard(house, number, agency, purpose="safety", parts=("name",), until=UNTIL + timedelta(days=90))
    agree(house, number, agency, until=UNTIL - timedelta(days=1))
    assert ask_in_time(worker(at=SOON)) == (1, True)


def test_in_a_closed_case_nobody_is_asked_and_what_left_is_called_back_all_the_same(
    house: Landlord, number: str, agency: str
) -> None:
    agree(house, number, agency, until=UNTIL)
    row = shared(house, number, agency)
    Case.objects.filter(number=number).update(closed_at=NOW, outcome="stopped", stage="closed")
    assert ask_in_time(worker(at=SOON)) == (0, True)
    assert "closed" in refused(ask_consent_again, worker(at=SOON), case=case_of(number).pk).why
    assert lapse_in_time(worker(at=OVER)) == (1, True)
    row.refresh_from_db()
    assert row.recalled == last_entry()


def test_on_the_day_after_it_stops_the_next_handing_out_with_no_worker(
    house: Landlord, number: str, agency: str
) -> None:
    agree(house, number, agency, until=NOW.date() + timedelta(days=1))
    pack = str(shared(house, number, agency).pk)
    last, after = (house.actor("okafor", NOW + timedelta(days=days)) for days in (1, 2))
    assert hand_out_pack(last, number, disclosure=pack).name.endswith(".pdf")
    assert refused(hand_out_pack, after, number, disclosure=pack).clause == "7 b 1"
    assert refused(share_information, after, number, **given(number, agency)).clause == "7 b 1"


def test_what_left_with_it_is_called_back_and_its_people_read_that(house: Landlord, number: str, agency: str) -> None:
    agree(house, number, agency, until=UNTIL)
    row = shared(house, number, agency)
    ask_in_time(worker(at=SOON))
    assert lapse_in_time(worker(at=OVER - timedelta(days=1))) == (0, True)
    assert lapse_in_time(worker(at=OVER)) == (1, True)
    row.refresh_from_db()
    entry = last_entry()
    assert (entry.deed, entry.clause, entry.detail) == ("lapse_consents", "7 b 1", {"shared": 1, "asked": 1})
    assert (row.recalled, row.recalled_at, ASKED in owed(number)) == (entry, OVER, False)
    assert my_sharing(me(OVER), number).shared[0].recalled_at == OVER
    told = next(
        one for one in open_case_file(house.actor("okafor", OVER), number).timeline if one.deed == "lapse_consents"
    )
    assert told.lines == ("Called back with it: 1.",)
    before = Entry.objects.count()
    assert lapse_in_time(worker(at=OVER)) == (0, True)
    assert Entry.objects.count() == before


def test_what_another_consent_still_allows_stays_shared_and_nothing_is_entered(
    house: Landlord, number: str, agency: str
) -> None:
    agree(house, number, agency, until=UNTIL)
    row = shared(house, number, agency)
    agree(house, number, agency, until=UNTIL + timedelta(days=60))
    before = Entry.objects.count()
    assert lapse_in_time(worker(at=OVER)) == (0, True)
    row.refresh_from_db()
    assert (row.recalled, Entry.objects.count()) == (None, before)


def test_a_narrower_one_does_not_keep_what_it_does_not_name(house: Landlord, number: str, agency: str) -> None:
    agree(house, number, agency, until=UNTIL)
    row = shared(house, number, agency)
    heard(house, number, agency, parts=PARTS[:1], until=UNTIL + timedelta(days=60))
    assert lapse_in_time(worker(at=OVER)) == (1, True)
    row.refresh_from_db()
    assert row.recalled is not None


def test_it_goes_on_where_it_stopped_and_past_a_case_that_fails(
    house: Landlord, agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [a_case(house) for _ in range(4)]
    for number in numbers:
        agree(house, number, agency, until=UNTIL)
    monkeypatch.setattr(runningout, "AT_ONCE", 2)
    with monkeypatch.context() as patched:
        patched.setattr(runningout, "SECONDS", -1)
        assert ask_in_time(worker(at=SOON)) == (0, False)
    broken, first = case_of(numbers[1]).pk, runningout.ask_consent_again

    def fails(who: object, *, case: object) -> None:
        if case == broken:
            raise RuntimeError
        first(who, case=case)  # type: ignore[arg-type]  # handed on as it came

    with monkeypatch.context() as patched:
        patched.setattr(runningout, "ask_consent_again", fails)
        assert ask_in_time(worker(at=SOON)) == (3, True)
    assert ask_in_time(worker(at=SOON)) == (1, True)
    assert [owed(number).count(ASKED) for number in numbers] == [1] * 4


def test_nobody_but_the_worker_does_it_and_where_nothing_runs_out_it_is_refused(house: Landlord, number: str) -> None:
    case = case_of(number).pk
    assert "Nothing is about" in refused(ask_consent_again, worker(at=SOON), case=case).why
    assert "Nothing here rests" in refused(lapse_consents, worker(at=OVER), case=case).why
    assert "role does not include" in refused(ask_consent_again, house.actor("reid"), case=case).why
    assert "role does not include" in refused(lapse_consents, house.actor("okafor"), case=case).why


def test_a_fault_half_way_leaves_nothing(
    house: Landlord, number: str, agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(house, number, agency, until=UNTIL)
    shared(house, number, agency)
    case = case_of(number).pk
    inside = "upstander.casework.work.OwedDuty.objects.bulk_create"
    half_way(monkeypatch, inside, ask_consent_again, worker(at=SOON), case=case)
    half_way(monkeypatch, "upstander.casework.gate.recall", lapse_consents, worker(at=OVER), case=case)
    assert not case_of(number).disclosures.exclude(recalled=None).exists()
