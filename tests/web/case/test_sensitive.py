"""Marking what is sensitive to the organisation, on its page; it is shown as marked, and goes on no paper."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord, a_case
from tests.web.desk import at_the_desk, done, few_statements, words_of
from upstander.casework.notes import add_note

WORDS = "Counsel says that we would lose this at trial."
WHY = "It is advice that we have paid for, and that only we may see."


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def test_a_note_is_marked_shown_as_marked_and_goes_on_no_paper(
    desk_house: Landlord, okafor: Client, number: str
) -> None:
    note = add_note(desk_house.actor("okafor"), number, text=WORDS)
    assert WORDS in words_of(okafor.get(f"/case/{number}/print"))
    at = f"/case/{number}/mark-sensitive"
    with few_statements():
        assert f"Note: {WORDS}" in words_of(okafor.get(at))
    assert "It is recorded." in done(okafor, at, what=f"note.{note}", mark_it="on", because=WHY)
    assert f"Marked. Note: {WORDS}" in words_of(okafor.get(at))
    page = okafor.get(f"/case/{number}").content.decode()
    assert "Sensitive to us" in page
    assert f'up-no-print" dir="auto">{WORDS}' in page
    paper = words_of(okafor.get(f"/case/{number}/print"))
    assert "Sensitive to the organisation: not on paper." in paper
    assert WORDS not in paper
    assert WHY not in paper


def test_an_officer_does_not_take_it_off_and_what_is_missing_is_said(
    desk_house: Landlord, okafor: Client, number: str
) -> None:
    note = add_note(desk_house.actor("okafor"), number, text=WORDS)
    at = f"/case/{number}/mark-sensitive"
    done(okafor, at, what=f"note.{note}", mark_it="on", because=WHY)
    refused = okafor.post(at, {"mark": "2" * 32, "what": f"note.{note}", "mark_it": "off", "because": WHY})
    assert refused.status_code == 422
    assert "Only a manager takes a mark off." in words_of(refused)
    empty = words_of(okafor.post(at, {"mark": "3" * 32}))
    for words in ("Choose the note or the file", "Choose whether the mark goes on or off", "Say why"):
        assert words in empty
