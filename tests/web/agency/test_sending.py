"""The pages on which staff send a link, keep whom they know at an agency, and work with referrals."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.casework.delivered import Delivered, an_agency, known, referred, sent
from tests.casework.working import REASON, party_of
from tests.cast import Landlord, a_case
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.casework.sharing import recall_disclosure
from upstander.records.partners import Recipient
from upstander.records.referrals import Referral


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def agency(desk_house: Landlord) -> str:
    return an_agency(desk_house)


@pytest.fixture
def delivered(desk_house: Landlord, number: str, agency: str) -> Delivered:
    return sent(desk_house, number, agency, known(desk_house, agency))


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def test_the_word_is_on_one_page_once(okafor: Client, number: str, delivered: Delivered) -> None:
    address = f"/case/{number}/shared/{delivered.disclosure}/send"
    with few_statements():
        page = okafor.get(address)
    assert "Ines Duarte" in words_of(page)
    assert okafor.post(address, {"mark": mark_of(page)}).status_code == 422
    told = okafor.post(address, {"mark": mark_of(page), "recipient": str(Recipient.objects.get().pk)})
    (word,) = re.findall(r"<strong>(\d{4} \d{4})</strong>", told.content.decode())
    assert told["Cache-Control"].find("no-store") >= 0
    assert "020 79460018" in words_of(told)
    again = okafor.post(address, {"mark": mark_of(page), "recipient": str(Recipient.objects.get().pk)})
    assert (again.status_code, word in again.content.decode()) == (409, False)
    assert "Not read yet" in words_of(okafor.get(address))


def test_somebody_at_an_agency_is_added_and_taken_off_the_list(okafor: Client, agency: str) -> None:
    address = f"/agencies/{agency}/people"
    page = okafor.get(address)
    wrong = okafor.post(address, {"mark": mark_of(page), "name": "Dean Marsh", "email": "dean@elsewhere.example"})
    assert (wrong.status_code, "dean@elsewhere.example" in wrong.content.decode()) == (422, True)
    assert "not an address of this agency" in words_of(wrong)
    assert "They are in the list" in done(okafor, address, name="Tom Brandt", email="tom@doorstep.example", phone="")
    end = f"{address}/{Recipient.objects.get().pk}/end"
    assert "Nothing goes to them any more" in done(okafor, end, because=REASON)
    assert "Nobody yet" in words_of(okafor.get(address))


def test_somebody_is_referred_answered_for_and_taken_back(
    desk_house: Landlord, okafor: Client, number: str, delivered: Delivered
) -> None:
    refer = {"disclosure": delivered.disclosure, "party": party_of(number), "wish": "Please help her to feel safe."}
    assert "They are referred" in done(okafor, f"/case/{number}/make-referral", **refer)
    again = okafor.post(f"/case/{number}/make-referral", {"mark": "b" * 32, **refer})
    assert "referred to this agency already" in words_of(again)
    referral = str(Referral.objects.get().pk)
    with few_statements():
        page = okafor.get(f"/case/{number}/answer-referral")
    assert "Waiting for their answer" in words_of(page)
    accepted = {"referral": referral, "answer": "accept", "words": ""}
    assert "on the record" in done(okafor, f"/case/{number}/answer-referral", **accepted)
    assert "taken back" in done(okafor, f"/case/{number}/recall-referral", referral=referral, because=REASON)
    assert "Referred" in words_of(okafor.get(f"/case/{number}/agencies"))


def test_what_was_called_back_is_confirmed_as_deleted(
    desk_house: Landlord, okafor: Client, number: str, delivered: Delivered
) -> None:
    referred(desk_house, number, delivered.disclosure)
    recall_disclosure(desk_house.actor("okafor"), number, disclosure=delivered.disclosure, because=REASON)
    assert "Make sure the agency deleted" in words_of(okafor.get(f"/case/{number}"))
    said = {"disclosure": delivered.disclosure, "words": "Ines Duarte said so on the phone today."}
    assert "on the record that it was deleted" in done(okafor, f"/case/{number}/confirm-recall", **said)
    assert "Make sure the agency deleted" not in words_of(okafor.get(f"/case/{number}"))
    send = okafor.get(f"/case/{number}/shared/{delivered.disclosure}/send")
    assert "It cannot be sent" in words_of(send)
