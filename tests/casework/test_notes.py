"""Notes: kept, and when put on the wrong case moved whole, with both records saying so."""

from __future__ import annotations

import pytest

from tests.cast import a_case, landlord
from upstander.casework import notes
from upstander.casework.opened import NotFound
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.case import Case
from upstander.records.journal import Entry
from upstander.records.worked import Note

WHY = "It is about the family next door, not about them."


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def two(house):
    return a_case(house), a_case(house, home_uprn="990000000105")


def test_a_note_is_kept_sealed(house, two):
    notes.add_note(house.actor("okafor"), two[0], text="Her sister lives at number nine.")
    assert Note.objects.get().text == "Her sister lives at number nine."
    assert b"sister" not in bytes(Note.objects.values_list("text", flat=True).get())


@pytest.mark.parametrize("text", ["", "  \n", "x" * 200_000])
def test_an_empty_or_endless_note_is_refused(house, two, text):
    with pytest.raises(Refused):
        notes.add_note(house.actor("okafor"), two[0], text=text)
    assert Entry.objects.filter(deed="add_note", allowed=False).count() == 1


def test_a_moved_note_is_in_the_right_case_only_and_both_records_say_so(house, two):
    note = notes.add_note(house.actor("okafor"), two[0], text="About somebody else.")
    moved = notes.move_note(house.actor("okafor"), two[0], note=note, to=two[1], because=WHY)
    left, there = Note.objects.get(pk=note), Note.objects.get(pk=moved)
    assert (left.text, there.text) == ("", "About somebody else.")
    assert there.sealed_by == Case.objects.get(number=two[1]).sealed_by
    cases = set(Entry.objects.filter(deed="move_note").values_list("case_id", flat=True))
    assert cases == set(Case.objects.values_list("pk", flat=True))
    assert list(journal.breaks()) == []


def test_it_is_not_moved_twice_nor_to_where_it_is(house, two):
    who = house.actor("okafor")
    note = notes.add_note(who, two[0], text="x")
    with pytest.raises(Refused, match="on that case already"):
        notes.move_note(who, two[0], note=note, to=two[0], because=WHY)
    notes.move_note(who, two[0], note=note, to=two[1], because=WHY)
    with pytest.raises(Refused, match="moved already"):
        notes.move_note(who, two[0], note=note, to=two[1], because=WHY)


def test_it_does_not_leave_sight(house, two):
    note = notes.add_note(house.actor("okafor"), two[0], text="x")
    Case.objects.filter(number=two[1]).update(owner=house.staff["patel"])
    Case.objects.get(number=two[1]).assignments.update(staff=house.staff["patel"])
    for to in (two[1], "HC-2026-9999"):
        with pytest.raises(NotFound):
            notes.move_note(house.actor("okafor"), two[0], note=note, to=to, because=WHY)
    for stray in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(NotFound):
            notes.move_note(house.actor("okafor"), two[0], note=stray, to=two[0], because=WHY)
    assert Note.objects.get().text == "x"


def test_a_fault_half_way_leaves_it_where_it_was(house, two, monkeypatch):
    note = notes.add_note(house.actor("okafor"), two[0], text="x")

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.notes.Note.save", fail)
    with pytest.raises(RuntimeError):
        notes.move_note(house.actor("okafor"), two[0], note=note, to=two[1], because=WHY)
    assert Note.objects.get().case.number == two[0]
    assert not Entry.objects.filter(deed="move_note").exists()
