"""Walk f: a police officer asks for what would assist an investigation. He gets that, on his request, and no more."""

from __future__ import annotations

import json

import pytest

from tests.casework.working import last_entry, refused
from tests.cast import a_case, landlord
from tests.walks.agencies import agency, at_work, delivered, read, released
from tests.walks.people import Walk
from upstander.casework.actor import resident
from upstander.casework.handingout import DATA, hand_out_pack
from upstander.casework.mycase.sharing import my_sharing
from upstander.casework.opened import NotFound
from upstander.casework.partners import open_link, open_shared, renew_link, reply_to_shared, shared_with_me
from upstander.casework.recipients import add_recipient
from upstander.casework.shared import sharing
from upstander.casework.sharing import share_information
from upstander.records import journal
from upstander.records.case import ResidentCode
from upstander.records.outbox import OutboxItem

STORY = "Dean Marsh of 2 Ferry Court spat at my door. Nadia from the shop saw it."
REQUEST = {
    "officer": "PC 4471 Hale",
    "force": "The police, hate crime unit",
    "reference": "CAD 881 of today",
    "asked": "What was said and done, on which days, and where.",
    "why": "They look into a hate crime on the same stairs, and have asked in writing.",
}
ADDRESS = "pc4471.hale@city-police.example"
CAMERA = "The camera of the shop shows somebody at the door at nine."


@pytest.fixture
def walk():
    house = landlord()
    return Walk(house, a_case(house, story=STORY))


def test_it_is_worked_to_its_end(walk):
    heard, police = walk.party("resident_heard"), agency(walk, "Hate crime unit", "police", "city-police.example")
    what_for = {"purpose": "investigation", "ground": "police_investigation"}
    asked = {"agency": police, "hidden": ["Nadia", "shop"], **what_for}
    parts = {heard: ("name", "incidents", "motive")}

    # He rings. Without a request in writing nothing leaves, and never what an investigation does not need.
    assert refused(share_information, walk.who(), walk.number, parts=parts, **asked).clause == "7 b 3"
    more = {heard: ("name", "incidents", "health")}
    assert refused(share_information, walk.who(), walk.number, parts=more, said=REQUEST, **asked).clause == "7 b 5"

    # He writes. A manager sees exactly what would leave, and releases it. It goes to his address at work, or nowhere.
    pack = released(walk, parts=parts, said=REQUEST, **asked)
    anybody = {"agency": police, "name": "PC Hale", "email": "pc.hale@gmail.com"}
    assert "not an address of this agency" in refused(add_recipient, walk.who(), **anybody).why
    given = delivered(walk, police, "PC 4471 Hale", ADDRESS, pack)
    assert "open nothing" in refused(open_link, given.token, word="1234", at=walk.at).why
    hale = given.visit(walk.at)

    # What was released is what he reads: on his page, and in the file that he takes. Each time is on the record.
    page = read(walk, hale, given.item, "Nadia", "shop", "police_investigation", "07700", "weekdays")
    (about, lines), *others = page.people
    assert (about, others) == ("Resident we are hearing", [])
    assert "spat at my door" in repr(lines)
    taken = hand_out_pack(at_work(walk, hale), given.item, disclosure=pack, form=DATA).content
    assert json.loads(taken)["about"]["Sent to"] == "PC 4471 Hale, Hate crime unit"
    assert [word for word in ("Marsh", "Ferry", "Nadia", walk.number) if word in taken.decode()] == []
    assert (last_entry().deed, last_entry().actor) == ("hand_out_pack", f"recipient:{hale.recipient}")

    # He passes the link on. It was used; another goes to him and to nobody else.
    assert "used before" in refused(open_link, given.token, word=given.word, at=walk.at).why
    renew_link(given.token, word=given.word, at=walk.later(minutes=11))
    links = OutboxItem.objects.filter(notice="shared_link").select_related("recipient")
    assert [one.recipient.email for one in links] == [ADDRESS, ADDRESS]

    # He writes back, and the officer has it. The resident reads with whom it was shared, and on which ground.
    reply_to_shared(at_work(walk, hale), item=given.item, words=CAMERA)
    (answered,) = sharing(walk.who(), walk.number)[0].replies
    assert answered.words == CAMERA
    assert OutboxItem.objects.get(notice="agency_reply").staff == walk.case.owner
    code = ResidentCode.objects.get(party=heard)
    (told,) = my_sharing(resident(code.pk, at=walk.at), walk.number).shared
    assert (told.agency, told.ground) == ("Hate crime unit", "police_investigation")

    # A colleague of his, sent something of another case, learns nothing of this one; and after two weeks nor does he.
    second = Walk(walk.house, a_case(walk.house, story="Somebody broke my window."), walk.at)
    theirs = released(second, parts={second.party("resident_heard"): ("name",)}, said=REQUEST, **asked)
    other = delivered(second, police, "PC 92 Ola", "pc92.ola@city-police.example", theirs)
    ola = other.visit(walk.at)
    assert [row.item for row in shared_with_me(ola).rows] == [other.item]
    with pytest.raises(NotFound):
        open_shared(ola, item=given.item)
    walk.later(days=15)
    late = read(walk, hale, given.item, "spat")
    assert (late.ruling.allowed, late.people, late.about) == (False, (), ())
    assert list(journal.breaks()) == []
