"""Walk h: a support worker who helps in one borough only; half-way, what was agreed is taken back."""

from __future__ import annotations

import pytest

from tests.casework.working import duty_of, refused
from tests.cast import a_case, landlord
from tests.walks.agencies import agency, agreed, at_work, delivered, read
from tests.walks.people import Walk
from upstander.casework.actor import resident
from upstander.casework.closing import closing_page
from upstander.casework.confirming import confirm_recall
from upstander.casework.consents import withdraw_consent
from upstander.casework.considering import consider_agency
from upstander.casework.delivering import send_pack
from upstander.casework.handingout import hand_out_pack
from upstander.casework.mycase.sharing import my_sharing
from upstander.casework.partners import open_link, renew_link, shared_with_me
from upstander.casework.referrals import answer_referral, make_referral
from upstander.records import journal
from upstander.records.case import ResidentCode
from upstander.records.outbox import OutboxItem
from upstander.records.referrals import Referral

WISH = "Please visit every week, and go with her to the doctor."
WHY = "She does not go out alone any more."
MAY_BE_KEPT = "may still be kept"


@pytest.fixture
def walk():
    house = landlord()
    return Walk(house, a_case(house, story="Dean Marsh of 2 Ferry Court shouts whenever I go out."))


def test_it_is_worked_to_its_end(walk):
    heard = walk.party("resident_heard")
    near = agency(walk, "Doorstep", "floating_support", "doorstep.example", "Southwark")
    far = agency(walk, "Mill Support", "floating_support", "mill-support.example", "Camden")

    # The one in the next borough is refused, by answer and by referral; the one that does help here is named.
    answer = {"agency": far, "answer": "offered", "why": WHY}
    assert "Consider Doorstep instead" in refused(consider_agency, walk.who(), walk.number, **answer).how
    asks = {"party": heard, "wish": WISH}
    no = refused(make_referral, walk.who(), walk.number, disclosure=agreed(walk, far), **asks)
    assert (no.clause, "Consider Doorstep instead" in no.how) == ("3.3", True)

    # So she agrees to that one, is referred, and the worker reads it and accepts.
    pack = agreed(walk, near)
    referral = make_referral(walk.who(), walk.number, disclosure=pack, **asks).referral
    given = delivered(walk, near, "Gwen Pritchard", "gwen@doorstep.example", pack)
    gwen = given.visit(walk.at)
    page = read(walk, gwen, given.item, "Mill Support", "Camden", "Southwark")
    assert "Rehana Begum" in repr(page.people)
    answer_referral(at_work(walk, gwen), given.item, referral=referral, answer="accept")

    # Half-way she takes it back, with her own code. From that moment it is closed: page, link, paper and referral.
    walk.later(days=3)
    _take_back(walk, "Doorstep")
    page = read(walk, gwen, given.item, "Rehana", "Begum", "shouts", "07700", "consent")
    assert (page.ruling.allowed, page.people, page.item.called_back) == (False, (), True)
    assert [row.called_back for row in shared_with_me(at_work(walk, gwen)).rows] == [True]
    refused(hand_out_pack, at_work(walk, gwen), given.item, disclosure=pack)
    refused(open_link, given.token, word=given.word, at=walk.at)
    refused(renew_link, given.token, word=given.word, at=walk.at)
    assert Referral.objects.get(pk=referral).state == "recalled"
    said = {"referral": referral, "answer": "done", "words": WHY}
    refused(answer_referral, at_work(walk, gwen), given.item, **said)

    # She is asked to delete what she kept, without a word on why; we are reminded until she has.
    notice = OutboxItem.objects.get(notice="shared_called_back")
    assert (notice.recipient.email, notice.reference) == ("gwen@doorstep.example", page.item.reference)
    assert duty_of(walk.number, "confirm_recall").due_at > walk.at
    assert walk.owed("chase_referral") == 0
    assert MAY_BE_KEPT in _reasons(walk)
    confirm_recall(at_work(walk, gwen), given.item, disclosure=pack, words="Deleted, with the note on my phone.")
    assert walk.owed("confirm_recall") == 0
    assert MAY_BE_KEPT not in _reasons(walk)
    assert [row.deleted for row in shared_with_me(at_work(walk, gwen)).rows] == [True]

    # A week on she would like the visits after all, and tells less. The worker reads that, and what was is gone.
    walk.later(days=7)
    less = agreed(walk, near, ("name", "contact"))
    make_referral(walk.who(), walk.number, disclosure=less, **asks)
    again = _sent_again(walk, less, gwen)
    now = read(walk, gwen, again, "shouts")
    assert "Rehana Begum" in repr(now.people)
    assert read(walk, gwen, given.item, "Rehana", "Begum").people == ()
    assert [one.recalled_at is None for one in _mine(walk).shared if one.agency == "Doorstep"] == [True, False]
    assert list(journal.breaks()) == []


def _me(walk):
    return resident(ResidentCode.objects.get(party=walk.party("resident_heard")).pk, at=walk.at)


def _mine(walk):
    return my_sharing(_me(walk), walk.number)


def _take_back(walk, name):
    """As she does it on her own page."""
    (held,) = [one for one in _mine(walk).agreed if one.agency == name and one.holds]
    withdraw_consent(_me(walk), walk.number, consent=held.consent)


def _reasons(walk):
    return " ".join(one.why for one in closing_page(walk.who(), walk.number).reasons)


def _sent_again(walk, pack, gwen):
    """Send the same person something else; return the item."""
    send_pack(walk.who(), walk.number, disclosure=pack, recipient=str(gwen.recipient))
    return shared_with_me(at_work(walk, gwen)).rows[0].item
