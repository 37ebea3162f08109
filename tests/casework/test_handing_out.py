"""A released pack is handed out as it was released, while its ground holds; every time is on the record."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta

import pypdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from tests.casework.test_consents import me
from tests.casework.test_sharing import LATER, agree, shared
from tests.casework.working import REASON, last_entry, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.agencies import add_agency
from upstander.casework.casefile import open_case_file
from upstander.casework.consents import withdraw_consent
from upstander.casework.handingout import DATA, hand_out_pack, pack_page
from upstander.casework.opened import NotFound
from upstander.casework.sharing import recall_disclosure
from upstander.records.journal import breaks

STORY = "Dean Marsh of 2 Ferry Court shouted on the stairs. #set text(red) <b>Call</b> my sister on 07700 900555."


@pytest.fixture
def number(house):
    return a_case(house, story=STORY)


@pytest.fixture
def agency(house):
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


@pytest.fixture
def pack(house, number, agency):
    agree(house, number, agency)
    return str(shared(house, number, agency).pk)


def texts(made: bytes) -> list[str]:
    """What three tools read on its pages, and what is in its other places."""
    reader = pypdf.PdfReader(io.BytesIO(made))
    pages = pypdfium2.PdfDocument(made)
    return [
        "".join(page.get_textpage().get_text_range() for page in pages),
        "\n".join(page.extract_text() for page in reader.pages),
        extract_text(io.BytesIO(made)),
        json.dumps({key: str(value) for key, value in (reader.metadata or {}).items()}),
        str(reader.trailer["/Root"]["/Metadata"].get_object().get_data()),
        made.decode("latin-1"),
    ]


def test_it_is_a_paper_for_one_agency_that_names_no_case_and_nobody_else(house, number, pack):
    paper = hand_out_pack(house.actor("okafor"), number, disclosure=pack)
    assert paper.name == f"shared-{pack[:8]}.pdf"
    read = texts(paper.content)
    for text in read[:3]:
        for words in ("Information shared in confidence", "Door Step", "Rehana Begum", "shouted on the stairs"):
            assert words in " ".join(text.split()), words
        assert "#set text(red) <b>Call</b>" in " ".join(text.split())
    for text in read:
        assert not [word for word in ("Marsh", "Dean", "Ferry", number, "900555", "Okafor") if word in text]
    entry = last_entry()
    assert (entry.deed, entry.detail["to"], entry.detail["sha256"]) == ("hand_out_pack", "Door Step", paper.sha256)
    assert hand_out_pack(house.actor("okafor"), number, disclosure=pack).content == paper.content
    told = open_case_file(house.actor("okafor"), number).timeline
    assert [line.title for line in told if line.tag == "Sharing"][:2] == ["Handed out to an agency"] * 2
    assert list(breaks()) == []


def test_as_data_it_says_the_same(house, number, pack):
    paper = hand_out_pack(house.actor("okafor"), number, disclosure=pack, form=DATA)
    held = json.loads(paper.content)
    (person,) = held["people"]
    assert [one["part"] for one in person["parts"]] == [
        "Name",
        "How to make contact safely",
        "What happened, when and where",
    ]
    assert (held["for"], person["about"]) == ("Door Step", "Resident we are hearing")
    assert number not in paper.content.decode()
    rows = [["About", person["about"]], *([one["part"], said] for one in person["parts"] for said in one["says"])]
    assert hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest() == held["sha256"]


def test_its_page_shows_exactly_what_it_holds(house, number, pack):
    page = pack_page(house.actor("okafor"), number, disclosure=pack)
    assert (page.agency, page.open, page.why_not) == ("Door Step", True, "")
    assert dict(page.about)["Ground"] == "The resident agrees"
    (person,) = page.people
    assert person[1][0].label == "Name"


def test_it_is_handed_out_no_more_once_its_ground_is_gone(house, number, agency, pack):
    okafor = house.actor("okafor", LATER)
    late = house.actor("okafor", NOW + timedelta(days=15))
    assert "14 days" in refused(hand_out_pack, late, number, disclosure=pack).why
    for consent in open_consents(number):
        withdraw_consent(me(LATER), number, consent=consent)
    assert "called back" in refused(hand_out_pack, okafor, number, disclosure=pack).why
    page = pack_page(okafor, number, disclosure=pack)
    assert (page.open, "called back" in page.why_not) == (False, True)


def open_consents(number: str) -> list[str]:
    from upstander.records.consents import ConsentGiven

    held = ConsentGiven.objects.filter(case__number=number, withdrawn=None)
    return [str(one.pk) for one in held]


def test_a_consent_that_ran_out_hands_out_nothing(house, number, agency):
    agree(house, number, agency, until=NOW.date() + timedelta(days=1))
    pack = str(shared(house, number, agency).pk)
    after = house.actor("okafor", NOW + timedelta(days=2))
    assert refused(hand_out_pack, after, number, disclosure=pack).clause == "7 b 1"


def test_what_was_called_back_or_is_of_another_case_is_not_handed_out(house, number, pack):
    okafor = house.actor("okafor", LATER)
    with pytest.raises(NotFound):
        hand_out_pack(okafor, a_case(house), disclosure=pack)
    with pytest.raises(NotFound):
        pack_page(house.actor("lewis"), number, disclosure=pack)
    recall_disclosure(okafor, number, disclosure=pack, because=REASON)
    assert refused(hand_out_pack, okafor, number, disclosure=pack, form=DATA).clause == "7 b"
    assert party_of(number)
