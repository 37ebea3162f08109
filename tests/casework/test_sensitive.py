"""What is marked as sensitive to the organisation is shown as marked, and leaves only where somebody above lets it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.casework.bytwo import proven, saw
from tests.casework.test_sharing import WHY, ask, release
from tests.casework.working import REASON, case_of, half_way, last_entry, party_of, refused
from tests.cast import NOW, Landlord, a_case, landlord
from tests.files import made
from upstander.casework.agencies import add_agency
from upstander.casework.approvals import give_approval
from upstander.casework.casefile import deed_page, open_case_file
from upstander.casework.files import correct_file, keep_file
from upstander.casework.files.listing import files_of
from upstander.casework.handingout import hand_out_pack
from upstander.casework.notes import add_note, move_note
from upstander.casework.opened import NotFound
from upstander.casework.sensitive import mark_sensitive
from upstander.policy.ruling import Refused
from upstander.records.disclosures import Disclosure
from upstander.records.files import KeptFile
from upstander.records.sensitive import SensitiveMark

LATER = NOW + timedelta(minutes=5)
LAW = {"instrument": "Order of the county court, F00ZZ123", "why": WHY}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def house() -> Landlord:
    return landlord()


@pytest.fixture
def number(house: Landlord) -> str:
    return a_case(house)


@pytest.fixture
def agency(house: Landlord) -> str:
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


@pytest.fixture
def note(house: Landlord, number: str) -> str:
    return add_note(house.actor("okafor"), number, text="Counsel says that we would lose this at trial.")


def a_file(house: Landlord, number: str, *, by: str = "okafor", shows: str = "kumquat on the stairs") -> str:
    case = case_of(number)
    row = KeptFile.objects.create(
        sealed_by=case.sealed_by, entry=last_entry(), case=case, party_id=party_of(number), kept_at=NOW,
        kept_by=house.actor(by).key, kind="picture", mime="image/jpeg", size=1, state="ready", name="a.jpg",
        shows=shows, made="",
    )  # fmt: skip
    return str(row.pk)


def mark(house: Landlord, number: str, *, by: str = "okafor", **what: Any) -> None:
    mark_sensitive(house.actor(by, LATER), number, **({"because": REASON} | what))


def asked_for(house: Landlord, number: str, agency: str, **more: Any) -> Any:
    given = {"purpose": "investigation", "ground": "required_by_law", "said": LAW} | more
    return ask(house, number, agency, parts={party_of(number): ["evidence"]}, at=LATER, **given)


def test_it_is_shown_as_marked_with_why_and_the_reason_is_sealed(house: Landlord, number: str, note: str) -> None:
    file = a_file(house, number)
    mark(house, number, note=note)
    mark(house, number, file=file)
    held = SensitiveMark.objects.get(note=note)
    assert (held.because, held.ended) == (REASON, None)
    assert REASON.encode() not in bytes(SensitiveMark.objects.values_list("because", flat=True).first())
    told = {one.deed: one.sensitive for one in open_case_file(house.actor("okafor"), number).timeline}
    assert (told["add_note"], told["mark_sensitive"], told["open_case"]) == (True, True, False)
    page = deed_page(house.actor("okafor"), number, deed="mark_sensitive")
    assert [one.marked for one in (*page.notes, *page.files)] == [True, True]
    assert [row.sensitive for row in files_of(house.actor("okafor"), number).rows] == [True]


def test_a_manager_takes_the_mark_off_and_it_stays_known_that_it_was_there(
    house: Landlord, number: str, note: str
) -> None:
    mark(house, number, note=note)
    assert (
        "Only a manager"
        in refused(mark_sensitive, house.actor("okafor"), number, note=note, because=REASON, off=True).why
    )
    mark(house, number, by="reid", note=note, off=True)
    assert SensitiveMark.objects.get().ended == last_entry()
    mark(house, number, note=note)
    assert SensitiveMark.objects.count() == 2


def test_whoever_did_not_write_it_does_not_mark_it_but_a_manager_does(house: Landlord, note: str, number: str) -> None:
    file = a_file(house, number, by="reid")
    assert "did not write" in refused(mark_sensitive, house.actor("okafor"), number, file=file, because=REASON).why
    mark(house, number, by="reid", note=note)
    assert "marked already" in refused(mark_sensitive, house.actor("okafor"), number, note=note, because=REASON).why


def test_out_of_sight_or_of_another_case_it_is_not_found(house: Landlord, number: str, note: str) -> None:
    other = a_case(house)
    for who, case, what in (
        ("patel", number, {"note": note}),
        ("okafor", other, {"note": note}),
        ("okafor", number, {"note": note, "file": note}),
        ("okafor", number, {}),
        ("okafor", number, {"file": "nonsense"}),
    ):
        with pytest.raises(NotFound):
            mark(house, case, by=who, **what)
    assert not SensitiveMark.objects.exists()


def test_what_is_marked_is_in_no_pack(house: Landlord, number: str, agency: str) -> None:
    a_file(house, number, shows="rhubarb on the door")
    mark(house, number, file=a_file(house, number))
    release(house, asked_for(house, number, agency), at=LATER)
    held = str(Disclosure.objects.get().pack)
    assert ("rhubarb" in held, "kumquat" in held) == (True, False)


def test_it_leaves_where_it_is_asked_for_and_a_regional_manager_releases_it(
    house: Landlord, number: str, agency: str
) -> None:
    mark(house, number, file=a_file(house, number))
    asked = asked_for(house, number, agency, sensitive=True)
    with pytest.raises(Refused, match="only a regional manager") as no:
        release(house, asked, by="reid", at=LATER)
    assert no.value.ruling.clause == "7 a"
    assert not Disclosure.objects.exists()
    release(house, asked, by="achebe", at=LATER)
    row = Disclosure.objects.get()
    assert "kumquat" in str(row.pack)
    assert hand_out_pack(house.actor("okafor", LATER), number, disclosure=str(row.pk)).content


def test_what_is_marked_in_between_or_after_does_not_leave(house: Landlord, number: str, agency: str) -> None:
    file, after = a_file(house, number), NOW + timedelta(hours=1)
    asked = asked_for(house, number, agency)
    mark_sensitive(house.actor("okafor", after), number, file=file, because=REASON)
    with pytest.raises(Refused, match="changed since"):
        release(house, asked, at=after)
    mark_sensitive(house.actor("reid", after), number, file=file, because=REASON, off=True)
    release(house, asked, at=after)
    pack, late = str(Disclosure.objects.get().pk), after + timedelta(hours=1)
    mark_sensitive(house.actor("okafor", late), number, file=file, because=REASON)
    assert refused(hand_out_pack, house.actor("okafor", late), number, disclosure=pack).clause == "7 a"
    mark_sensitive(house.actor("reid", late), number, file=file, because=REASON, off=True)
    assert hand_out_pack(house.actor("okafor", late), number, disclosure=pack).content


def test_the_mark_goes_with_what_is_moved(house: Landlord, number: str, note: str) -> None:
    other = a_case(house)
    mark(house, number, note=note)
    there = move_note(house.actor("okafor"), number, note=note, to=other, because=REASON)
    held = SensitiveMark.objects.get(ended=None, note=there)
    assert (held.case, held.because, held.sealed_by) == (case_of(other), REASON, case_of(other).sealed_by)
    held = keep_file(house.actor("okafor"), number, name="stairs.wav", content=made.wav()).file
    mark(house, number, file=held)
    moved = correct_file(house.actor("okafor"), number, file=held, to=other, because=REASON)
    assert SensitiveMark.objects.get(ended=None, file=moved).case == case_of(other)
    assert not SensitiveMark.objects.filter(case=case_of(number), ended=None).exists()


def test_a_fault_half_way_leaves_nothing(
    house: Landlord, number: str, note: str, agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = "upstander.casework.sensitive.SensitiveMark.objects.create"
    half_way(monkeypatch, inside, mark_sensitive, house.actor("okafor"), number, note=note, because=REASON)
    assert not SensitiveMark.objects.exists()
    asked = asked_for(house, number, agency, sensitive=True)
    other = proven(house, "achebe", LATER)
    seen = saw(other, asked.approval)
    half_way(monkeypatch, "upstander.casework.sharing.may_release_sensitive", give_approval, other,
             approval=asked.approval, saw=seen)  # fmt: skip
    assert not Disclosure.objects.exists()
