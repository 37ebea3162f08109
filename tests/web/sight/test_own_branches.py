"""What each person needs is their own: a word is planted on every side, and looked for on every page of everybody.

Clauses 2 i, 3.2 b, 3.3, 7 a. The pages are those of the table of addresses; for what leaves see casework/test_packs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.cast import NOW
from tests.house.test_urls import filled, rows, spread
from tests.keyed import a_key
from tests.visitors import MEMBERS, Visitors, quietly, undone, visitors
from tests.web.worked import worked
from upstander.casework import codes
from upstander.casework.actor import Actor
from upstander.casework.breakglass import break_glass
from upstander.casework.parties import name_party
from upstander.casework.support import consider_support, record_support_need
from upstander.casework.vulnerability import record_vulnerability
from upstander.policy.ruling import Refused
from upstander.policy.support import NEED_LABELS
from upstander.records.case import Party

PARTS = {"resident_heard": "quince", "witness": "medlar", "alleged_perpetrator": "damson"}
IN_QUEUE = "waits"
"""Put into the words of the second case, so that the words of neither stand in those of the other."""
KINDS = ("need", "before", "heart", "thought")
HAVE_IT = {"okafor", "reid", "achebe"}
"""To whom the case is assigned, and who looks after her: no part of it is kept from them."""
THE_FILE = {"/case/HC", "/case/HC/people", "/case/HC/people/PARTY", "/case/HC/record", "/case/HC/print"}
"""Where whoever has the case reads it. No letter, file, pack, list or page of a deed is among them."""


def plant(who: Actor, number: str, queued: str = "") -> None:
    """Put words of their own into what each of three people needs, and a second case's the same."""
    name_party(who, number, part="witness", name="Wren Hill")
    for party in Party.objects.filter(case__number=number, ended=None):
        word, key = f"{PARTS[party.part]}{queued}", str(party.pk)
        said = {"party": key, "said_by": "officer", "on": NOW.date()}
        record_support_need(who, number, need="money", words=f"{word}before", **said)
        record_support_need(who, number, need="money", words=f"{word}need", **said)
        record_vulnerability(who, number, answers=["other"], words=f"{word}heart", **said)
        consider_support(who, number, party=key, outcome="offered", words=f"{word}thought")


@pytest.fixture
def door() -> Iterator[Visitors]:
    """Everybody's browser, a case that was worked, and one in a queue; in both, words on every side."""
    with time_machine.travel(NOW, tick=False), quietly():
        came = visitors()
        worked(came)
        places = came.places()
        plant(came.house.actor("okafor"), came.number)
        plant(came.house.actor("reid"), places["QC"], IN_QUEUE)
        yield came


def planted(queued: str = "", *parts: str) -> set[str]:
    return {f"{PARTS[part]}{queued}{kind}" for part in parts or PARTS for kind in KINDS}


def read_by(browser: Client, places: dict[str, str]) -> dict[str, set[str]]:
    """Which of the words stand on which pages, as this browser reads every page that there is."""
    found = defaultdict[str, set[str]](set)
    for row in rows():
        for one in spread(row):
            with undone(browser):
                page = browser.get(filled(one, places))
                text = b"".join(page) if page.streaming else page.content
            held = text.decode(errors="replace").lower()
            found[f"/{one.lstrip('/')}"] |= {word for word in planted() | planted(IN_QUEUE) if word in held}
    return {address: words for address, words in found.items() if words}


def come_back_as(door: Visitors, part: str) -> Client:
    """A browser that came back with a code of its own."""
    reid = door.house.actor("reid", door.at)
    checked = {"identity": "known_in_person", "how_checked": "We have met.", "to_the_person": True}
    slip = codes.issue_code(reid, door.number, party=door.party(part), way="handed_over", **checked).slip
    visit = codes.come_back(slip, client="192.0.2.8", at=door.at)
    assert visit
    browser = Client(raise_request_exception=False)
    browser.cookies[settings.RESIDENT_COOKIE_NAME] = f".{visit.token}"
    return browser


@pytest.mark.parametrize("part", ["resident_heard", "witness"])
def test_with_a_code_nobody_reads_a_word_of_it(door: Visitors, part: str) -> None:
    browser = come_back_as(door, part)
    assert browser.get("/your-page/more").status_code == 200
    assert read_by(browser, door.places()) == {}


def test_the_other_side_is_given_no_code_to_come_back_with(door: Visitors) -> None:
    with pytest.raises(Refused):
        come_back_as(door, "alleged_perpetrator")


@pytest.mark.slow
def test_no_page_shows_what_somebody_needs_to_whom_it_is_not(door: Visitors) -> None:
    places = door.places()
    found = {member: read_by(door.client(member), places) for member in MEMBERS}
    assert {member for member, pages in found.items() if pages} == HAVE_IT
    for member in HAVE_IT:
        here = {one: words & planted() for one, words in found[member].items() if words & planted()}
        assert set(here) <= THE_FILE
        # The words are there to be found: everybody's in the file, and on the page of each their own.
        assert here["/case/HC"] == planted()
        assert here["/case/HC/people"] == planted() - {f"{word}before" for word in PARTS.values()}
        assert here["/case/HC/people/PARTY"] == planted("", "resident_heard")


def test_the_page_of_one_of_them_holds_their_own_and_nobody_elses(door: Visitors) -> None:
    browser = door.client("okafor")
    for part in PARTS:
        page = browser.get(f"/case/{door.number}/people/{door.party(part)}").content.decode()
        assert {word for word in planted() | planted(IN_QUEUE) if word in page} == planted("", part)


def test_whoever_looks_at_the_queue_reads_that_it_is_kept_and_nothing_of_it(door: Visitors) -> None:
    places, browser = door.places(), door.client("lewis")
    assert browser.get(f"/case/{places['QC']}").status_code == 200
    for part in ("", "/people", "/record", "/print", f"/people/{places['OTHER']}"):
        page = browser.get(f"/case/{places['QC']}{part}").content.decode()
        assert "Kept from you: clause 7 a" in page or "is kept from you: clause 7 a" in page, part
        assert not [word for word in planted(IN_QUEUE) if word in page], part
        assert not [words for words in (*NEED_LABELS.values(), "Something else") if words in page], part


def test_who_answers_an_alert_reads_of_the_resident_and_not_of_the_witness_or_the_other_side(door: Visitors) -> None:
    """Somebody in danger is helped by what helps them; who saw it, and whoever is complained of, is not shown."""
    queued = door.places()["QC"]
    patel = replace(door.house.actor("patel"), proved_at=NOW)
    break_glass(patel, queued, ground="danger", because="She rang at night, and her door was being kicked in.")
    page = door.client("patel").get(f"/case/{queued}/people").content.decode()
    seen = {word for word in planted(IN_QUEUE) if word in page}
    assert seen == planted(IN_QUEUE, "resident_heard") - {"quincewaitsbefore"}


def test_a_key_reads_no_more_than_the_account_it_acts_as(door: Visitors) -> None:
    queued = door.places()["QC"]
    addresses = [
        "cases",
        "duties",
        "reports",
        *(f"cases/{n}{p}" for n in (door.number, queued) for p in ("", "/record")),
    ]
    for name in ("okafor", "lewis", "patel", "haddad", "silva", "hale", "moss"):
        key, words = a_key(door.house, name), ""
        headers = {"HTTP_AUTHORIZATION": f"Bearer {key}"}
        browser = Client(raise_request_exception=False)
        for address in addresses:
            words += browser.get(f"/api/v1/{address}", **headers).content.decode()
        for word in ("quinceneed", "medlarheart", "damsonthought", "damsonwaitsneed"):
            sent = json.dumps({"words": word})
            found = browser.post("/api/v1/find", sent, content_type="application/json", **headers)
            assert found.json()["rows"] == [], (name, word)
        seen = {word for word in planted() | planted(IN_QUEUE) if word in words}
        assert seen == (planted() if name == "okafor" else set()), name
