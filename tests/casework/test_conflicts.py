"""Conflicts of interest that are found, whichever side changes; who is kept out learns nothing, another is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.test_assigning import sees
from tests.casework.working import case_of, duty_of, last_entry, owed, party_of, refused
from tests.cast import NOW, a_case, a_report, told
from upstander.casework import casefile, watching
from upstander.casework.interests import answer_flag, declare_interests
from upstander.casework.opened import NotFound
from upstander.casework.parties import correct_party, name_party
from upstander.casework.reports import open_report
from upstander.casework.told import Complained, Danger
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.records import keyring, sight
from upstander.records.case import Conflict
from upstander.records.duties import OwedDuty
from upstander.records.interests import BlockedAttempt, ConflictFlag, Declaration, InterestMark, ReportConflict
from upstander.records.outbox import OutboxItem

FAR = "9 Long Lane, N1 1AA"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def number(house):
    return a_case(house)


def declare(house, name="okafor", people=(), at=NOW, **changed):
    named = [dict(zip(("name", "address", "phone"), one, strict=False)) for one in people]
    return declare_interests(
        house.actor(name, at), **({"address": FAR, "nothing": not named, "people": named} | changed)
    )


@pytest.mark.parametrize(
    "person",
    [
        ("Ann Other", "1 Ferry Court, SE1 1AB"),  # where the resident lives
        ("Ann Other", "2 Ferry Court"),  # where the person complained of does
        ("Ann Other", "", "+44 7700 900 123"),  # the resident's phone
    ],
)
def test_an_address_or_a_phone_blocks_whichever_side_came_first(house, number, person):
    declare(house, people=[person])
    case = case_of(number)
    assert (case.owner, case.team, sees(house, "okafor", number, NOW)) == (None, house.north, False)
    assert DutyKind.TAKE_CASE in owed(number)
    assert OutboxItem.objects.get(notice="conflict").staff == house.staff["reid"]
    second = a_case(house)
    assert (case_of(second).owner, sees(house, "okafor", second, NOW)) == (None, False)
    assert sees(house, "lewis", second, NOW)


def test_ones_own_address_blocks_too(house, number):
    declare(house, "reid", address="1 Ferry Court, SE1 1AB")
    assert not sees(house, "reid", number, NOW)
    assert sees(house, "okafor", number, NOW)


def test_whoever_is_named_or_corrected_later_is_compared_too(house, number):
    declare(house, people=[("Ann Other", "40 Mill Road, E2 2BB", "07700 900777")])
    assert sees(house, "okafor", number, NOW)
    name_party(house.actor("reid"), number, part="affected", name="Jo Poe", confidence="named", phone="07700 900888")
    assert sees(house, "okafor", number, NOW)
    party = party_of(number, "affected")
    correct_party(house.actor("reid"), number, party=party, phone="07700 900777", because="She gave another number.")
    assert not sees(house, "okafor", number, NOW)


def test_a_report_is_kept_from_them_and_its_alert_goes_to_somebody_else(house):
    declare(house, "reid", people=[("Ann Other", "1 Ferry Court, SE1 1AB")])
    number = a_report(danger=Danger(weapon=True)).number
    assert not sight.reports(house.actor("reid")).exists()
    alert = OwedDuty.objects.get(report__number=number, kind=DutyKind.ANSWER_ALERT)
    assert alert.staff == house.staff["achebe"]
    with pytest.raises(NotFound):
        open_report(house.actor("reid"), number)
    assert open_report(house.actor("achebe"), number).number == number
    attempt = BlockedAttempt.objects.get()
    assert (attempt.report.number, attempt.to) == (number, house.staff["haddad"])


def test_what_waits_is_taken_from_them_when_they_declare(house):
    number = a_report(danger=Danger(weapon=True)).number
    assert sight.reports(house.actor("reid")).count() == 1
    declare(house, "reid", people=[("Ann Other", "1 Ferry Court, SE1 1AB")])
    assert not sight.reports(house.actor("reid")).exists()
    alert = OwedDuty.objects.get(report__number=number, kind=DutyKind.ANSWER_ALERT)
    assert alert.staff == house.staff["achebe"]
    case = a_case(house, by="achebe")
    assert not sees(house, "reid", case, NOW)


def test_a_surname_in_a_street_asks_a_person_and_changes_nothing_by_itself(house):
    complained = Complained(name="Bilal Khan", address="2 Ferry Court")
    number = a_case(house, complained=complained)
    declare(house, people=[("Amir Khan", "5 Ferry Court, SE1 1AB")])
    assert sees(house, "okafor", number, NOW)
    assert not Conflict.objects.exists()
    haddad = house.actor("haddad")
    (flag,) = watching.conflicts(haddad).flags
    assert (flag.staff, flag.number, flag.words) == ("Joy Okafor", number, "Khan, Ferry Court")
    assert watching.one_flag(haddad, key=flag.key) == flag
    assert OutboxItem.objects.get(notice="possible_conflict").staff == house.staff["haddad"]
    for name in ("reid", "okafor", "hale"):
        with pytest.raises(NotFound):
            watching.one_flag(house.actor(name), key=flag.key)
    assert "how you know" in refused(answer_flag, haddad, flag=flag.key, answer="block", because="").how
    assert answer_flag(haddad, flag=flag.key, answer="no_conflict", because="She has no brother.") == number
    assert sees(house, "okafor", number, NOW)
    assert "already" in refused(answer_flag, haddad, flag=flag.key, answer="block", because="x").why
    declare(house, people=[("Amir Khan", "5 Ferry Court, SE1 1AB")], at=LATER)
    assert ConflictFlag.objects.count() == 1


def test_whoever_decides_that_they_are_related_blocks(house, half_way):
    number = a_case(house, complained=Complained(name="Bilal Khan", address="2 Ferry Court"))
    declare(house, people=[("Amir Khan", "5 Ferry Court, SE1 1AB")])
    key = str(ConflictFlag.objects.get().pk)
    with half_way():
        answer_flag(house.actor("haddad"), flag=key, answer="block", because="His brother.")
    answer_flag(house.actor("haddad"), flag=key, answer="block", because="His brother.")
    assert (case_of(number).owner, sees(house, "okafor", number, NOW)) == (None, False)
    assert last_entry().deed == Deed.ANSWER_FLAG


def test_on_one_street_of_common_names_nobody_is_blinded_by_a_name_alone(house):
    names = ("Khan", "Smith", "Begum", "Ali")
    for door, (staff, name) in enumerate(zip(("okafor", "lewis", "reid", "patel"), names, strict=True), start=3):
        declare(house, staff, people=[(f"Ann {name}", f"{door} Ferry Court, SE1 1AB")])
    numbers = [a_case(house, complained=Complained(name=f"Dean {name}", address="2 Ferry Court")) for name in names]
    assert not Conflict.objects.exists()
    assert {number for number in numbers if sees(house, "okafor", number, NOW)} == set(numbers)
    # Rehana Begum lives in this street too, so each case has her in it, and one more name.
    flags = ConflictFlag.objects.values_list("staff__name", "case__number")
    assert len(set(flags)) == len(flags)
    assert {name for name, _ in flags} == {"Joy Okafor", "Sam Lewis", "Morgan Reid", "Asha Patel"}
    assert ConflictFlag.objects.filter(staff=house.staff["lewis"]).count() == 1


def test_nobody_to_name_is_an_answer_and_names_nothing_else(house, number):
    receipt = declare(house)
    assert (receipt.again_by - NOW).days == 365
    held = Declaration.objects.get()
    assert (held.nothing, held.said["people"], last_entry().detail) == (True, [], {"nothing": True, "how_many": 0})
    assert sees(house, "okafor", number, NOW)


def test_what_they_declare_is_sealed_under_a_key_of_their_own(house):
    declare(house, people=[("Ann Other", "40 Mill Road, E2 2BB")])
    declare(house, at=LATER)
    declare(house, "lewis")
    rows = {row.pk: row for row in Declaration.objects.all()}
    keys = {row.staff.name: row.sealed_by for row in rows.values()}
    assert len({row.sealed_by for row in rows.values()}) == 2
    keyring.destroy(keys["Joy Okafor"], at=NOW)
    with pytest.raises(keyring.KeyGone):
        _ = Declaration.objects.filter(staff__name="Joy Okafor").latest("at").said
    assert Declaration.objects.get(staff__name="Sam Lewis").said["address"] == FAR
    assert not InterestMark.objects.filter(staff=house.staff["okafor"], sort="phone").exists()


def test_what_is_no_answer_is_refused(house):
    who = house.actor("okafor")
    assert "Nobody is named" in refused(declare_interests, who, address=FAR).why
    assert "role" in refused(declare_interests, house.actor("ford"), address=FAR, nothing=True).why


def test_a_fault_half_way_keeps_nothing_of_it(house, number, half_way):
    # The key is minted before the row that needs it, and stands in the other database.
    with half_way():
        declare(house, people=[("Ann Other", "1 Ferry Court, SE1 1AB")])
    assert sees(house, "okafor", number, NOW)


def test_who_has_to_say_it_anew_is_listed_for_their_manager(house):
    reid = house.actor("reid")
    names = [one.staff for one in watching.conflicts(reid).due]
    assert names == ["Ana Silva", "Joy Okafor", "Morgan Reid", "Pat Quinn", "Ruth Achebe", "Sam Lewis"]
    declare(house)
    assert "Joy Okafor" not in [one.staff for one in watching.conflicts(reid).due]
    late = house.actor("reid", NOW + timedelta(days=365))
    assert "Joy Okafor" in [one.staff for one in watching.conflicts(late).due]
    with pytest.raises(NotFound):
        watching.conflicts(house.actor("okafor"))


def test_an_attempt_is_raised_once_a_day_and_stands_in_the_record(house, number):
    declare(house, people=[("Ann Other", "1 Ferry Court, SE1 1AB")])
    for minutes in (1, 2):
        with pytest.raises(NotFound) as missing:
            casefile.open_case_file(house.actor("okafor", NOW + timedelta(minutes=minutes)), number)
        with pytest.raises(NotFound) as nowhere:
            casefile.open_case_file(house.actor("okafor", NOW + timedelta(minutes=minutes)), "HC-2026-9999")
        assert str(missing.value) == str(nowhere.value)
    attempt = BlockedAttempt.objects.get()
    assert (attempt.staff, attempt.to, attempt.deed) == (
        house.staff["okafor"],
        house.staff["haddad"],
        Deed.OPEN_CASE_FILE,
    )
    assert [one.number for one in watching.conflicts(house.actor("haddad")).attempts] == [number]
    assert OutboxItem.objects.filter(notice="conflict_attempt").count() == 1
    shown = casefile.open_case_file(house.actor("reid", LATER), number, record=True)
    assert sum(line.refused and line.by == "Joy Okafor" for line in shown.timeline) == 2


def test_what_was_found_of_a_report_holds_for_its_case(house):
    declare(house, people=[("Ann Other", "40 Mill Road, E2 2BB")])
    lives = Complained(address="40 Mill Road, E2 2BB", description="The upstairs one.")
    number = a_case(house, complained=lives)
    assert ReportConflict.objects.filter(staff=house.staff["okafor"]).exists()
    assert not sees(house, "okafor", number, NOW)
    assert told().complained.name not in repr(list(InterestMark.objects.values()))
    assert duty_of(number, DutyKind.TAKE_CASE).team == house.north
