"""Whoever cannot read what was shared about them on a page of their own is told by the officer, by a day (7 b 6)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.casework.bytwo import proven, saw
from tests.casework.test_sharing import LATER, STORY, WHY, ask, release, shared
from tests.casework.working import REASON, case_of, duty_of, half_way, last_entry, owed, party_of, refused
from tests.cast import Landlord, a_case
from upstander.casework.agencies import add_agency
from upstander.casework.approvals import give_approval
from upstander.casework.caseload import my_work
from upstander.casework.contacts import record_contact
from upstander.casework.parties import correct_party, name_party
from upstander.policy.duty import DutyKind
from upstander.records.case import ResidentCode

CHILD = {"ground": "protection_of_children", "said": {"child": "Their son of seven", "why": WHY}}


@pytest.fixture
def number(house: Landlord) -> str:
    return a_case(house, story=STORY)


@pytest.fixture
def agency(house: Landlord) -> str:
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


def without_a_code(number: str) -> None:
    ResidentCode.objects.filter(party__case__number=number).update(ended=last_entry())


def tell(house: Landlord, number: str, *, reached: bool = True, purpose: str = "shared", party: str = "") -> None:
    record_contact(
        house.actor("okafor", LATER),
        number,
        party=party or party_of(number),
        purpose=purpose,
        way="phone",
        reached=reached,
        words="Read out to her with whom, what for, which parts and why.",
        because="She rang from this number and asked us to tell her.",
    )


def test_it_is_owed_by_the_owner_until_a_contact_of_that_kind_reached_them(
    house: Landlord, number: str, agency: str
) -> None:
    without_a_code(number)
    row = shared(house, number, agency, **CHILD)
    duty = duty_of(number, DutyKind.TELL_SHARED)
    assert (duty.entry, duty.staff, str(duty.party_id)) == (row.entry, house.staff["okafor"], party_of(number))
    assert (duty.clause, duty.due_at) == ("7 b 6", datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
    (line,) = [one for one in my_work(house.actor("okafor")).rows if one.kind == DutyKind.TELL_SHARED]
    assert (line.deed, line.party) == ("record_contact", party_of(number))
    tell(house, number, reached=False)
    tell(house, number, purpose="update")
    assert DutyKind.TELL_SHARED in owed(number)
    before = duty_of(number, DutyKind.KEEP_INFORMED).due_at
    tell(house, number)
    assert DutyKind.TELL_SHARED not in owed(number)
    assert duty_of(number, DutyKind.KEEP_INFORMED).due_at == before


def test_nothing_is_owed_to_whoever_has_a_code_nor_where_a_reason_stands_why_not(
    house: Landlord, number: str, agency: str
) -> None:
    shared(house, number, agency, **CHILD)
    assert DutyKind.TELL_SHARED not in owed(number)
    without_a_code(number)
    shared(house, number, agency, **CHILD, untold=WHY)
    assert DutyKind.TELL_SHARED not in owed(number)


def test_what_is_shared_twice_is_told_once(house: Landlord, number: str, agency: str) -> None:
    without_a_code(number)
    shared(house, number, agency, **CHILD)
    shared(house, number, agency, **CHILD)
    assert owed(number).count(DutyKind.TELL_SHARED) == 1


def test_the_person_complained_of_is_not_approached_before_everybody_heard_agrees(
    house: Landlord, number: str, agency: str
) -> None:
    accused = party_of(number, "alleged_perpetrator")
    shared(house, number, agency, **CHILD, parts={accused: ["name"]})
    assert "Only once everybody we hear has said yes" in duty_of(number, DutyKind.TELL_SHARED).why
    given = {"party": accused, "purpose": "shared", "way": "phone", "reached": True, "words": REASON}
    assert refused(record_contact, house.actor("okafor"), number, **given).clause == "3.2 d"
    assert DutyKind.TELL_SHARED in owed(number)


def test_it_goes_with_somebody_whose_part_is_corrected(house: Landlord, number: str, agency: str) -> None:
    okafor = house.actor("okafor", LATER)
    saw_it = name_party(okafor, number, part="witness", name="Ines Dow").party
    shared(house, number, agency, **CHILD, parts={saw_it: ["name"]}, at=LATER)
    correct_party(okafor, number, party=saw_it, part="affected", because="It was done to her household as well.")
    now = party_of(number, "affected")
    assert str(duty_of(number, DutyKind.TELL_SHARED).party_id) == now != saw_it
    tell(house, number, party=now)
    assert DutyKind.TELL_SHARED not in owed(number)


def test_a_fault_half_way_releases_nothing(
    house: Landlord, number: str, agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_a_code(number)
    asked = ask(house, number, agency, **CHILD)
    other = proven(house, "reid")
    seen = saw(other, asked.approval)
    half_way(
        monkeypatch,
        "upstander.casework.sharing.must_tell_shared",
        give_approval,
        other,
        approval=asked.approval,
        saw=seen,
    )
    assert not case_of(number).disclosures.exists()
    release(house, asked)
    assert DutyKind.TELL_SHARED in owed(number)
