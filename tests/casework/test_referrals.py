"""Somebody is referred with what was released for it; chased, answered, and ends with what it rests on (3.2 e)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.casework.delivered import WISH, an_agency, known, referred, sent
from tests.casework.test_consents import me
from tests.casework.test_sharing import WHY, shared
from tests.casework.working import REASON, case_of, duty_of, half_way, last_entry, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.casefile import open_case_file
from upstander.casework.closing import closing_page
from upstander.casework.confirming import confirm_recall
from upstander.casework.consents import withdraw_consent
from upstander.casework.considering import consider_agency
from upstander.casework.handingout import hand_out_pack
from upstander.casework.opened import NotFound
from upstander.casework.partners import open_shared, shared_with_me
from upstander.casework.referrals import answer_referral, make_referral, recall_referral
from upstander.casework.sharing import recall_disclosure
from upstander.records.consents import ConsentGiven
from upstander.records.considered import AgencyAnswer
from upstander.records.outbox import OutboxItem
from upstander.records.referrals import Referral

LATER = NOW + timedelta(minutes=30)


@pytest.fixture
def number(house):
    return a_case(house, story="Somebody shouted on the stairs.")


@pytest.fixture
def agency(house):
    return an_agency(house)


@pytest.fixture
def delivered(house, number, agency):
    return sent(house, number, agency, known(house, agency))


@pytest.fixture
def referral(house, number, delivered):
    return referred(house, number, delivered.disclosure)


def state_of(referral):
    return Referral.objects.get(pk=referral).state


def test_a_referral_is_the_answer_for_its_agency_and_is_chased(house, number, agency, referral):
    assert AgencyAnswer.objects.get(agency=agency).answer == "referred"
    duty = duty_of(number, "chase_referral")
    assert (duty.due_at.date() - NOW.date()).days == 7
    assert str(duty.party_id) == party_of(number)
    answers = {
        row.agency: [one.label for one in row.answers]
        for row in open_case_file(house.actor("okafor"), number).agencies.rows
    }
    assert answers[agency] == ["Referred"]


def test_the_agency_accepts_and_says_what_came_of_it(house, number, delivered, referral):
    ines = delivered.visit()
    assert shared_with_me(ines).rows[0].state == "Waiting for your answer"
    answer_referral(ines, delivered.item, referral=referral, answer="accept")
    assert (state_of(referral), (duty_of(number, "chase_referral").due_at.date() - NOW.date()).days) == ("accepted", 28)
    assert OutboxItem.objects.get(notice="referral_answered").reference == number
    refused(answer_referral, ines, delivered.item, referral=referral, answer="done", words="yes")
    answer_referral(
        ines, delivered.item, referral=referral, answer="done", words="She joins the evening group from Monday."
    )
    assert state_of(referral) == "done"
    assert "chase_referral" not in owed(number)
    (asked,) = open_shared(ines, item=delivered.item).asked
    assert [said[1] for said in asked.said] == ["You accepted", "You said that it is done"]
    refused(answer_referral, ines, delivered.item, referral=referral, answer="accept")


def test_we_record_what_they_said_by_phone_and_that_we_asked_again(house, number, referral):
    okafor = house.actor("okafor", LATER)
    before = duty_of(number, "chase_referral").due_at
    answer_referral(
        okafor, number, referral=referral, answer="asked_again", words="Rang twice, left word with the desk."
    )
    assert state_of(referral) == "made"
    assert duty_of(number, "chase_referral").due_at >= before
    refused(answer_referral, okafor, number, referral=referral, answer="decline", words="no")
    answer_referral(okafor, number, referral=referral, answer="decline", words="They have no place before spring.")
    assert state_of(referral) == "declined"


def test_an_agency_cannot_say_that_we_asked_again_nor_answer_for_another(house, number, agency, delivered, referral):
    refused(answer_referral, delivered.visit(), delivered.item, referral=referral, answer="asked_again", words=REASON)
    other = an_agency(house, "Night Stop", "nightstop.example")
    ali = known(house, other, "Ali Khan", "ali@nightstop.example")
    second = sent(house, a_case(house), other, ali)
    with pytest.raises(NotFound):
        answer_referral(second.visit(), second.item, referral=referral, answer="accept")


@pytest.mark.parametrize(
    ("changed", "clause"),
    [({"wish": "help"}, "3.2 e"), ({"wish": " "}, "3.2 e"), ({"wish": "x " * 5_000}, "3.2 e"), ({}, "3.2 e")],
)
def test_it_is_not_made_without_saying_what_for_nor_twice(house, number, delivered, referral, changed, clause):
    asked = {"disclosure": delivered.disclosure, "party": party_of(number), "wish": WISH} | changed
    assert refused(make_referral, house.actor("okafor"), number, **asked).clause == clause


def test_nobody_is_referred_with_what_is_not_about_them_or_no_longer_holds(house, number, delivered):
    okafor = house.actor("okafor", LATER)
    other = party_of(number, "alleged_perpetrator")
    asked = {"disclosure": delivered.disclosure, "party": other, "wish": WISH}
    assert "not about this person" in refused(make_referral, okafor, number, **asked).why
    withdraw_consent(me(LATER), number, consent=str(ConsentGiven.objects.get().pk))
    assert refused(make_referral, okafor, number, **{**asked, "party": party_of(number)}).clause == "7 b"
    with pytest.raises(NotFound):
        make_referral(okafor, number, disclosure="x", party=other, wish=WISH)


def test_what_it_rests_on_is_called_back_and_it_ends_with_that(house, number, delivered, referral):
    withdraw_consent(me(LATER), number, consent=str(ConsentGiven.objects.get().pk))
    assert state_of(referral) == "recalled"
    assert "chase_referral" not in owed(number)
    assert duty_of(number, "confirm_recall").clause == "7 b 1"


def test_it_is_taken_back_with_a_reason(house, number, referral):
    okafor = house.actor("okafor", LATER)
    assert refused(recall_referral, okafor, number, referral=referral, because="no").clause == "3.2 e"
    recall_referral(okafor, number, referral=referral, because=REASON)
    assert state_of(referral) == "recalled"
    refused(recall_referral, okafor, number, referral=referral, because=REASON)


def test_one_reminder_for_each_person_for_whichever_is_asked_first(house, number, delivered, referral):
    other = an_agency(house, "Night Stop", "nightstop.example")
    second = sent(house, number, other, known(house, other, "Ali Khan", "ali@nightstop.example"), at=LATER)
    more = referred(house, number, second.disclosure)
    first_due = duty_of(number, "chase_referral").due_at
    answer_referral(house.actor("okafor", LATER), number, referral=referral, answer="accept")
    assert duty_of(number, "chase_referral").due_at == first_due
    answer_referral(house.actor("okafor", LATER), number, referral=more, answer="accept")
    assert duty_of(number, "chase_referral").due_at > first_due
    answer_referral(house.actor("okafor", LATER), number, referral=more, answer="done", words=REASON)
    assert owed(number).count("chase_referral") == 1


def test_a_case_is_not_closed_over_an_open_referral_or_something_that_may_be_kept(house, number, delivered, referral):
    okafor = house.actor("okafor", LATER)

    def reasons():
        return " ".join(one.why for one in closing_page(okafor, number).reasons)

    assert "1 referral is still open." in reasons()
    recall_disclosure(okafor, number, disclosure=delivered.disclosure, because=REASON)
    assert "referral" not in reasons()
    assert "may still be kept" in reasons()
    refused(confirm_recall, okafor, number, disclosure=delivered.disclosure, words=" ")
    confirm_recall(okafor, number, disclosure=delivered.disclosure, words="Ines Duarte said so on the phone.")
    assert "may still be kept" not in reasons()
    assert "confirm_recall" not in owed(number)
    refused(confirm_recall, okafor, number, disclosure=delivered.disclosure, words="Again.")


def test_the_agency_says_itself_that_it_deleted_what_was_called_back(house, number, delivered):
    ines = replace(delivered.visit(), at=LATER)
    refused(confirm_recall, ines, delivered.item, disclosure=delivered.disclosure, words="We deleted it.")
    recall_disclosure(house.actor("okafor", LATER), number, disclosure=delivered.disclosure, because=REASON)
    confirm_recall(ines, delivered.item, disclosure=delivered.disclosure, words="We deleted it.")
    assert last_entry().actor == f"recipient:{ines.recipient}"
    assert "confirm_recall" not in owed(number)


def test_what_was_handed_out_by_hand_is_asked_back_and_what_never_left_is_not(house, number, agency, delivered):
    quiet = shared(house, number, agency, ground="protection_of_children", said={"child": "Their son", "why": WHY})
    by_hand = shared(house, number, agency, ground="protection_of_children", said={"child": "Their son", "why": WHY})
    okafor = house.actor("okafor", LATER)
    hand_out_pack(okafor, number, disclosure=str(by_hand.pk))
    recall_disclosure(okafor, number, disclosure=str(quiet.pk), because=REASON)
    assert "confirm_recall" not in owed(number)
    recall_disclosure(okafor, number, disclosure=str(by_hand.pk), because=REASON)
    assert "confirm_recall" in owed(number)


def test_referred_is_no_answer_that_is_recorded_by_itself(house, number, agency):
    told = refused(consider_agency, house.actor("okafor"), number, agency=agency, answer="referred", why=REASON)
    assert "then refer them" in told.how


def test_a_fault_in_the_middle_leaves_nothing(house, number, delivered, referral, monkeypatch):
    okafor = house.actor("okafor", LATER)
    answer = {"referral": referral, "answer": "accept"}
    half_way(monkeypatch, "upstander.casework.referrals.moved_to", answer_referral, okafor, number, **answer)
    back = {"referral": referral, "because": REASON}
    half_way(monkeypatch, "upstander.casework.chasing.chase", recall_referral, okafor, number, **back)
    recall_referral(okafor, number, **back)
    asked = {"disclosure": delivered.disclosure, "party": party_of(number), "wish": WISH}
    half_way(monkeypatch, "upstander.casework.referrals.chase", make_referral, okafor, number, **asked)
    gone = {"disclosure": delivered.disclosure, "because": REASON}
    half_way(monkeypatch, "upstander.casework.gate.shut", recall_disclosure, okafor, number, **gone)
    recall_disclosure(okafor, number, **gone)
    said = {"disclosure": delivered.disclosure, "words": "They said so."}
    half_way(monkeypatch, "upstander.records.disclosures.Disclosure.save", confirm_recall, okafor, number, **said)
    assert case_of(number).closed_at is None
