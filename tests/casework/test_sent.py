"""A form sent twice does what it asks for once, also when the two arrive at the same moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.casework.working import REASON, case_of
from tests.cast import NOW, Landlord, a_case
from upstander.casework.assigning import assign_case
from upstander.casework.notes import add_note
from upstander.casework.sent import SentBefore, forget_old, new_mark
from upstander.policy.ruling import Refused
from upstander.records import formsent
from upstander.records.formsent import KEPT_FOR, FormSent
from upstander.records.journal import Entry
from upstander.records.worked import Note


def test_the_second_time_nothing_is_done_and_nothing_is_entered(house: Landlord) -> None:
    number, who = a_case(house), replace(house.actor("okafor"), form=new_mark())
    add_note(who, number, text="Rang twice.")
    before = Entry.objects.count()
    with pytest.raises(SentBefore):
        add_note(who, number, text="Rang twice.")
    assert (Note.objects.count(), Entry.objects.count()) == (1, before)
    add_note(replace(who, form=new_mark()), number, text="Rang twice.")
    assert Note.objects.count() == 2


def test_a_form_that_was_refused_may_be_sent_again(house: Landlord) -> None:
    number, who = a_case(house), replace(house.actor("okafor"), form=new_mark())
    with pytest.raises(Refused):
        add_note(who, number, text=" ")
    add_note(who, number, text="Rang twice.")
    assert Note.objects.count() == 1


def test_of_two_that_arrive_at_once_the_second_is_undone(house: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    number, who = a_case(house), replace(house.actor("okafor"), form=new_mark())
    add_note(who, number, text="Rang twice.")
    before = Entry.objects.count()
    monkeypatch.setattr(formsent, "look_for", lambda *_, **__: None)  # as if it had looked a moment before
    with pytest.raises(SentBefore):
        add_note(who, number, text="Rang twice.")
    assert (Note.objects.count(), Entry.objects.count()) == (1, before)


def test_a_mark_is_one_persons_for_one_deed(house: Landlord) -> None:
    number, mark = a_case(house), new_mark()
    add_note(replace(house.actor("okafor"), form=mark), number, text="Rang twice.")
    add_note(replace(house.actor("reid"), form=mark), number, text="Looked at it.")
    lewis = str(house.staff["lewis"].pk)
    assign_case(replace(house.actor("reid"), form=mark), number, staff=lewis, because=REASON)
    assert case_of(number).owner == house.staff["lewis"]


def test_marks_are_forgotten_after_a_week(house: Landlord) -> None:
    add_note(replace(house.actor("okafor"), form=new_mark()), a_case(house), text="Rang twice.")
    assert forget_old(at=NOW + KEPT_FOR - timedelta(seconds=1)) == 0
    assert forget_old(at=NOW + KEPT_FOR) == 1
    assert not FormSent.objects.exists()
