"""Who at an agency is sent what, which link opens, and what is asked back (clause 7 b), without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from tests.policy.conftest import shipped
from upstander.policy.partners import (
    ANYBODYS,
    REPLY_AT_MOST,
    TRIES,
    is_in_time,
    may_add_recipient,
    may_confirm_recall,
    may_end_recipient,
    may_open_link,
    may_read_shared,
    may_renew_link,
    may_reply,
    may_send_pack,
    must_confirm_recall,
)
from upstander.policy.ruling import allow, refuse
from upstander.policy.terms import terms_from

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
YES = allow("7 b 1", "It may leave.")
NO = refuse("7 b 1", "It was taken back.", "Ask again.")
TERMS = terms_from(shipped())
GOOD = {"open_agency": True, "name": "Ines Duarte", "email": "ines@door.example", "agency_email": "Desk@Door.example"}


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({}, True),
        ({"email": " INES@DOOR.EXAMPLE "}, True),
        ({"name": "PC 4471"}, True),
        ({"open_agency": None}, False),
        ({"open_agency": False}, False),
        ({"name": ""}, False),
        ({"name": "Ines"}, False),
        ({"name": "x y" * 100}, False),
        ({"email": ""}, False),
        ({"email": "@door.example"}, False),
        ({"email": "ines@door"}, False),
        ({"email": "ines duarte@door.example"}, False),
        ({"email": "ines@door.example.evil.example"}, False),
        ({"email": "ines@sub.door.example"}, False),
        ({"agency_email": ""}, False),
        ({"taken": True}, False),
    ],
)
def test_only_somebody_with_an_address_of_the_agency_is_added(changed, allowed):
    ruling = may_add_recipient(**{"taken": False, **GOOD, **changed})
    assert (ruling.allowed, bool(ruling.how)) == (allowed, not allowed)


@pytest.mark.parametrize("domain", sorted(ANYBODYS))
def test_where_anybody_may_have_an_address_only_the_one_in_the_register_is_theirs(domain):
    theirs = {**GOOD, "agency_email": f"tenants.group@{domain}", "taken": False}
    assert may_add_recipient(**{**theirs, "email": f"Tenants.Group@{domain}"}).allowed
    assert not may_add_recipient(**{**theirs, "email": f"dean.marsh@{domain}"}).allowed


def test_somebody_is_taken_off_the_list_once_with_a_reason():
    assert may_end_recipient(ended=False, because="She has left the agency.").allowed
    assert not may_end_recipient(ended=False, because="gone").allowed
    assert not may_end_recipient(ended=True, because="She has left the agency.").allowed


@pytest.mark.parametrize(("ended", "ours", "still"), list(product((True, False), (True, False), (YES, NO))))
def test_a_link_goes_to_somebody_of_that_agency_while_the_ground_holds(ended, ours, still):
    ruling = may_send_pack(ended=ended, of_this_agency=ours, still=still)
    assert ruling.allowed is (not ended and ours and still.allowed)


@pytest.mark.parametrize(
    ("known", "right", "tries", "used", "live"),
    list(product((True, False), (True, False), (0, TRIES - 1, TRIES, TRIES + 1), (True, False), (YES, NO))),
)
def test_a_link_opens_with_the_right_word_once_while_it_may_be_read(known, right, tries, used, live):
    ruling = may_open_link(known=known, right_word=right, tries=tries, used=used, live=live)
    known_to_them = known and right and tries < TRIES
    assert ruling.allowed is (known_to_them and not used and live.allowed)
    if not known_to_them:
        assert ruling == may_open_link(known=False, right_word=False, tries=0, used=False, live=NO)
    elif used:
        assert "used before" in ruling.why
    anew = may_renew_link(
        known=known, right_word=right, tries=tries, last_sent=AT, at=AT + timedelta(minutes=10), live=live
    )
    assert anew.allowed is (known_to_them and live.allowed)


@pytest.mark.parametrize("minutes", [0, 9, 10, 600])
def test_a_new_link_goes_every_ten_minutes_at_most(minutes):
    at = AT + timedelta(minutes=minutes)
    ruling = may_renew_link(known=True, right_word=True, tries=0, last_sent=AT, at=at, live=YES)
    assert ruling.allowed is (minutes >= 10)


@pytest.mark.parametrize(("ended", "recalled", "still"), list(product((True, False), (True, False), (YES, NO))))
def test_what_was_sent_is_read_while_nothing_stands_against_it(ended, recalled, still):
    ruling = may_read_shared(ended=ended, recalled=recalled, still=still)
    assert ruling.allowed is (not ended and not recalled and still.allowed)
    assert ruling.how or ruling.allowed


@pytest.mark.parametrize(
    ("words", "allowed"),
    [("Rang her.", True), ("", False), (" ", False), ("x" * REPLY_AT_MOST, True), ("x" * (REPLY_AT_MOST + 1), False)],
)
def test_words_of_an_agency_are_some_and_not_too_many(words, allowed):
    assert may_reply(words=words).allowed is allowed


@pytest.mark.parametrize(
    ("recalled", "confirmed", "words"), list(product((True, False), (True, False), ("They said so.", " ")))
)
def test_that_it_was_deleted_is_recorded_once_and_only_of_what_was_called_back(recalled, confirmed, words):
    ruling = may_confirm_recall(recalled=recalled, confirmed=confirmed, words=words)
    assert ruling.allowed is (recalled and not confirmed and bool(words.strip()))


def test_what_had_left_is_asked_back_by_a_day_and_what_had_not_is_not():
    (duty,) = must_confirm_recall(TERMS, left=True, at=AT)
    assert (duty.kind, duty.clause, duty.due_at.date()) == ("confirm_recall", "7 b 1", date(2026, 11, 20))
    assert must_confirm_recall(TERMS, left=False, at=AT) == ()


def test_two_weeks_end_with_their_last_day():
    assert is_in_time(date(2026, 12, 2), on=date(2026, 12, 2))
    assert not is_in_time(date(2026, 12, 2), on=date(2026, 12, 3))
