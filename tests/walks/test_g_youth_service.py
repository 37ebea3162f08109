"""Walk g: a youth service that is not everywhere yet takes a referral, once it helps where the family lives."""

from __future__ import annotations

import pytest

from tests.casework.working import duty_of, refused
from tests.cast import a_case, landlord, told
from tests.walks.agencies import agency, agreed, at_work, delivered, read
from tests.walks.people import Walk
from upstander.casework.agencies import correct_agency
from upstander.casework.closing import closing_page
from upstander.casework.considering import consider_agency
from upstander.casework.opened import NotFound
from upstander.casework.partners import shared_with_me
from upstander.casework.referrals import answer_referral, make_referral
from upstander.casework.reporting import receive_report
from upstander.casework.reports import open_report
from upstander.casework.told import Complained, Reporter
from upstander.policy.workingdays import london_day
from upstander.records import journal
from upstander.records.outbox import OutboxItem
from upstander.records.reports import Report

WISH = "Please find their son a place on an evening when he is alone at home."
WHY = "Their son is fourteen, and alone at home until seven."
JOINED = "He has come three times, and has made a friend."
NAME, DOMAIN = "Corner Youth", "corner-youth.example"


@pytest.fixture
def walk():
    house = landlord()
    return Walk(house, a_case(house, story="Dean Marsh of 2 Ferry Court waits for my son after school."))


def test_it_is_worked_to_its_end(walk):
    heard = walk.party("resident_heard")
    youth = agency(walk, NAME, "youth_service", DOMAIN, "Camden")

    # It does not help where they live: neither considered nor asked, though they agreed and something was released.
    answer = {"agency": youth, "answer": "offered", "why": WHY}
    assert refused(consider_agency, walk.who(), walk.number, **answer).clause == "3.3"
    pack = agreed(walk, youth)
    asks = {"disclosure": pack, "party": heard, "wish": WISH}
    no = refused(make_referral, walk.who(), walk.number, **asks)
    assert (no.clause, no.why) == ("3.3", "Corner Youth does not help in the borough of this case.")
    assert "No other agency of this kind" in no.how

    # Then it opens in their borough. At once the case asks about it, and the referral is its answer.
    open_in = {"kind": "youth_service", "email": f"desk@{DOMAIN}", "boroughs": ("Camden", "Southwark")}
    correct_agency(walk.who("moss"), agency=youth, name=NAME, **open_in)
    assert [row.answers for row in walk.page().agencies.rows if row.agency == youth] == [()]
    referral = make_referral(walk.who(), walk.number, **asks).referral
    assert [one.label for row in walk.page().agencies.rows for one in row.answers] == ["Referred"]
    first = duty_of(walk.number, "chase_referral").due_at
    assert (london_day(first) - london_day(walk.at)).days == 7  # five working days

    # The youth worker reads what was released and what is asked, and not a word about him or about us.
    given = delivered(walk, youth, "Amara Sesay", f"amara@{DOMAIN}", pack)
    sesay = given.visit(walk.at)
    page = read(walk, sesay, given.item, "Southwark", "consent")
    assert "waits for my son" in repr(page.people)
    (asked,) = page.asked
    assert (asked.wish, asked.label) == (WISH, "Waiting for your answer")

    # Nobody answers in time. We ring, say so, and are reminded again. Then she accepts: four weeks to hear what came.
    walk.later(days=7)
    rang = "Rang twice, and left word with the desk."
    answer_referral(walk.who(), walk.number, referral=referral, answer="asked_again", words=rang)
    assert duty_of(walk.number, "chase_referral").due_at > first
    answer_referral(at_work(walk, sesay), given.item, referral=referral, answer="accept")
    assert OutboxItem.objects.get(notice="referral_answered").reference == walk.number
    assert (duty_of(walk.number, "chase_referral").due_at - walk.at).days >= 28
    assert "1 referral is still open." in {one.why for one in closing_page(walk.who(), walk.number).reasons}

    # He tells her something new. She reports it for him, and learns nothing of what becomes of it.
    new = told(story="They waited for him again.", reporter=Reporter(), **_of_nobody())
    number = receive_report(at_work(walk, sesay), new).number
    assert Report.objects.get(number=number).story == "They waited for him again."
    with pytest.raises(NotFound):
        open_report(at_work(walk, sesay), number)
    assert [row.item for row in shared_with_me(at_work(walk, sesay)).rows] == [given.item]

    # It is done, in her words. Nobody waits for it any more, and no other answer follows.
    walk.later(days=6)
    done = {"referral": referral, "answer": "done", "words": JOINED}
    answer_referral(at_work(walk, sesay), given.item, **done)
    assert walk.owed("chase_referral") == 0
    assert [one.label for one in read(walk, sesay, given.item).asked] == ["Done"]
    assert "has ended" in refused(answer_referral, at_work(walk, sesay), given.item, **done).why
    with pytest.raises(NotFound):
        answer_referral(at_work(walk, sesay), walk.number, **done)
    assert list(journal.breaks()) == []


def _of_nobody():
    """Nobody is named and no home is known: what she knows of it."""
    return {"home_uprn": "", "complained": Complained(), "motive_words": ""}
