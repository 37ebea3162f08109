"""An agency's own way in: bound to one person, for two weeks, with a link that works once and a word (clause 7 b)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.delivered import an_agency, known, sent
from tests.casework.test_consents import me
from tests.casework.test_sharing import shared
from tests.casework.working import REASON, half_way, last_entry, refused
from tests.cast import NOW, a_case
from upstander.casework.consents import withdraw_consent
from upstander.casework.delivering import send_pack, sending
from upstander.casework.handingout import DATA, hand_out_pack
from upstander.casework.opened import NotFound
from upstander.casework.partners import (
    leave,
    open_link,
    open_shared,
    renew_link,
    reply_to_shared,
    shared_with_me,
    visitor,
)
from upstander.casework.recipients import add_recipient, end_recipient, people_of
from upstander.casework.sharing import recall_disclosure
from upstander.policy.partners import TRIES
from upstander.policy.ruling import Refused
from upstander.records.consents import ConsentGiven
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry, breaks
from upstander.records.outbox import OutboxItem
from upstander.records.partners import AgencyLink, Delivery, token_of

STORY = "Dean Marsh of 2 Ferry Court shouted on the stairs. Call my sister on 07700 900555."
SOON = NOW + timedelta(minutes=11)


@pytest.fixture
def number(house):
    return a_case(house, story=STORY)


@pytest.fixture
def agency(house):
    return an_agency(house)


@pytest.fixture
def ines(house, agency):
    return known(house, agency)


@pytest.fixture
def delivered(house, number, agency, ines):
    return sent(house, number, agency, ines)


def test_what_was_released_is_read_by_whom_it_was_sent_to_and_each_reading_is_on_the_record(house, number, delivered):
    ines = delivered.visit()
    (row,) = shared_with_me(ines).rows
    assert (row.item, row.purpose, row.in_time, row.called_back) == (delivered.item, "To give support", True, False)
    page = open_shared(ines, item=delivered.item)
    read = repr(page)
    assert "Rehana Begum" in read
    assert not [word for word in (number, "Dean", "Marsh", "Ferry", "900555", "Okafor") if word in read]
    entry = last_entry()
    assert (entry.deed, entry.actor, entry.role, entry.detail["shown"]) == (
        "open_shared", f"recipient:{ines.recipient}", "partner", True)  # fmt: skip
    assert Delivery.objects.get(pk=delivered.item).opened_at == NOW
    (told,) = sending(house.actor("okafor"), number, disclosure=delivered.disclosure).people
    assert (told.name, told.opened_at) == ("Ines Duarte", NOW)
    assert list(breaks()) == []


def test_what_is_read_with_the_link_of_something_else_has_its_receipt_too(house, number, agency, ines, delivered):
    second = sent(house, number, agency, ines, pack=str(shared(house, number, agency).pk))
    visit = delivered.visit()
    assert Delivery.objects.get(pk=second.item).opened_at is None
    open_shared(visitor_later(visit, SOON), item=second.item)
    open_shared(visitor_later(visit, SOON + timedelta(minutes=1)), item=second.item)
    read = Delivery.objects.get(pk=second.item)
    assert (read.opened_at, read.opened.deed) == (SOON, "open_shared")


def test_a_link_goes_by_mail_and_is_nowhere_in_the_record_and_the_word_is_told_once(delivered):
    item = OutboxItem.objects.get(notice="shared_link")
    link = AgencyLink.objects.get()
    assert (item.reference, item.recipient.email) == (str(link.pk), "ines@doorstep.example")
    kept = repr([row.__dict__ for row in (*AgencyLink.objects.all(), *Delivery.objects.all())])
    digits = delivered.word.replace(" ", "")
    assert len(digits) == 8
    assert digits not in kept
    assert delivered.token not in kept
    assert not [one for one in Entry.objects.all() if digits in repr(one.detail) or delivered.token in repr(one.detail)]


@pytest.mark.parametrize("word", ["", " ", "0000 0000", "the word", "1" * 10_000])
def test_a_link_alone_opens_nothing_and_the_attempt_is_on_the_record(delivered, word):
    assert "open nothing" in refused(open_link, delivered.token, word=word, at=NOW).why
    assert last_entry().case_id is not None


def test_a_link_that_never_was_is_answered_as_a_wrong_word(delivered):
    told = refused(open_link, delivered.token, word="1111 1111", at=NOW)
    for token in ("", "x", token_of(Delivery.objects.get().pk), "0" * 5_000):
        with pytest.raises(Refused) as caught:
            open_link(token, word=delivered.word, at=NOW)
        assert caught.value.ruling == told


def test_a_link_works_once_and_another_goes_to_the_same_address_only(delivered):
    delivered.visit()
    assert "used before" in refused(open_link, delivered.token, word=delivered.word, at=NOW).why
    assert "minutes ago" in refused(renew_link, delivered.token, word=delivered.word, at=NOW).why
    assert "open nothing" in refused(renew_link, delivered.token, word="1234 5678", at=SOON).why
    renew_link(delivered.token, word=delivered.word, at=SOON)
    fresh = AgencyLink.objects.get(dead=False)
    assert OutboxItem.objects.filter(notice="shared_link").count() == 2
    assert "open nothing" in refused(open_link, delivered.token, word=delivered.word, at=SOON).why
    assert visitor(open_link(token_of(fresh.pk), word=delivered.word, at=SOON), at=SOON) is not None


def test_after_five_wrong_words_a_link_is_dead_for_the_right_one_too(delivered):
    for wrong in range(TRIES):
        refused(open_link, delivered.token, word=f"{wrong}", at=NOW)
    assert "open nothing" in refused(open_link, delivered.token, word=delivered.word, at=NOW).why


def test_two_weeks_later_it_is_read_no_more(delivered):
    late = NOW + timedelta(days=15)
    assert "no longer be read" in refused(open_link, delivered.token, word=delivered.word, at=late).why
    ines = delivered.visit()
    assert not shared_with_me(visitor_later(ines, late)).rows[0].in_time
    page = open_shared(visitor_later(ines, late), item=delivered.item)
    assert (page.people, page.ruling.allowed) == ((), False)


def visitor_later(who, at):
    """The same person at another moment."""
    from dataclasses import replace

    return replace(who, at=at)


def test_nobody_reads_what_was_sent_to_a_colleague_or_to_another_agency(house, number, agency, delivered):
    other = an_agency(house, "Night Stop", "nightstop.example")
    ali = known(house, other, "Ali Khan", "ali@nightstop.example")
    second = sent(house, a_case(house, story=STORY), other, ali).visit()
    colleague = known(house, agency, "Tom Brandt", "tom@doorstep.example")
    third = sent(house, number, agency, colleague, pack=delivered.disclosure).visit()
    for somebody in (second, third):
        assert delivered.item not in [row.item for row in shared_with_me(somebody).rows]
        for deed in (
            lambda who, item: open_shared(who, item=item),
            lambda who, item: hand_out_pack(who, item, disclosure=delivered.disclosure),
            lambda who, item: reply_to_shared(who, item=item, words="Let me in."),
        ):
            with pytest.raises(NotFound):
                deed(somebody, delivered.item)
    refusal = refused(send_pack, house.actor("okafor"), number, disclosure=delivered.disclosure, recipient=ali)
    assert refusal.clause == "7 b"
    assert "another agency" in refusal.why


def test_it_is_taken_as_a_paper_or_as_data_marked_with_their_name(delivered, number):
    ines = delivered.visit()
    for form in ("pdf", DATA):
        paper = hand_out_pack(ines, delivered.item, disclosure=delivered.disclosure, form=form)
        assert last_entry().actor == f"recipient:{ines.recipient}"
    assert "Ines Duarte" in paper.content.decode()
    assert number not in paper.content.decode()
    assert Disclosure.objects.get().handed_out is not None


def test_a_consent_taken_back_shuts_the_visit_that_is_open_and_tells_them(house, number, delivered):
    ines = delivered.visit()
    withdraw_consent(me(SOON), number, consent=str(ConsentGiven.objects.get().pk))
    page = open_shared(visitor_later(ines, SOON), item=delivered.item)
    assert (page.people, page.about, page.ruling.clause) == ((), (), "7 b 1")
    assert last_entry().detail["shown"] is False
    refused(hand_out_pack, visitor_later(ines, SOON), delivered.item, disclosure=delivered.disclosure)
    told = OutboxItem.objects.get(notice="shared_called_back")
    assert told.reference == delivered.disclosure[:8]
    assert number not in told.reference


def test_what_was_not_sent_yet_is_not_sent_once_it_was_called_back(house, number, delivered):
    recall_disclosure(house.actor("okafor", SOON), number, disclosure=delivered.disclosure, because=REASON)
    assert OutboxItem.objects.get(notice="shared_link").state == "dropped"
    assert "open nothing" in refused(open_link, delivered.token, word=delivered.word, at=SOON).why


def test_somebody_taken_off_the_list_reads_nothing_more(house, number, agency, ines, delivered):
    token = open_link(delivered.token, word=delivered.word, at=NOW)
    assert refused(end_recipient, house.actor("okafor"), recipient=ines, because="gone").clause == "7 b"
    end_recipient(house.actor("okafor"), recipient=ines, because="She has left the agency this week.")
    assert visitor(token, at=NOW) is None
    assert people_of(house.actor("okafor"), agency=agency).people == ()
    refused(end_recipient, house.actor("okafor"), recipient=ines, because=REASON)
    refused(send_pack, house.actor("okafor"), number, disclosure=delivered.disclosure, recipient=ines)


def test_only_an_address_of_the_agency_itself_is_added(house, agency, ines):
    okafor = house.actor("okafor")
    for name, email in (("Ines", "x@doorstep.example"), ("Ines Duarte", "ines@gmail.com"), ("Ines Duarte", "no"),
                        ("Ines Again", "Ines@Doorstep.example")):  # fmt: skip
        refused(add_recipient, okafor, agency=agency, name=name, email=email)
    with pytest.raises(NotFound):
        add_recipient(okafor, agency="x", name="Ines Duarte", email="a@doorstep.example")
    with pytest.raises(Refused):
        people_of(house.actor("quinn"), agency=agency)


def test_leaving_ends_the_visit(delivered):
    token = open_link(delivered.token, word=delivered.word, at=NOW)
    leave(token)
    assert visitor(token, at=NOW) is None


def test_what_they_write_is_in_the_case_and_the_officer_is_told(house, number, delivered):
    ines = delivered.visit()
    refused(reply_to_shared, ines, item=delivered.item, words=" ")
    reply_to_shared(ines, item=delivered.item, words="We rang her today.")
    assert open_shared(ines, item=delivered.item).wrote[0][1] == "We rang her today."
    assert OutboxItem.objects.get(notice="agency_reply").staff == house.staff["okafor"]


def test_a_fault_in_the_middle_leaves_nothing(house, number, agency, ines, delivered, monkeypatch):
    okafor = house.actor("okafor")
    again = {"disclosure": delivered.disclosure, "recipient": ines}
    half_way(monkeypatch, "upstander.casework.delivering.put_out", send_pack, okafor, number, **again)
    half_way(monkeypatch, "upstander.records.partners.Recipient.save", add_recipient, okafor, agency=agency,
             name="Tom Brandt", email="tom@doorstep.example")  # fmt: skip
    half_way(monkeypatch, "upstander.records.partners.AgencyVisit.objects.create", open_link, delivered.token,
             word=delivered.word, at=NOW)  # fmt: skip
    said = {"item": delivered.item, "words": "We rang."}
    half_way(monkeypatch, "upstander.casework.partners.writing.tell", reply_to_shared, delivered.visit(), **said)
