"""The pages of agencies: in with a link and a word, read, take, answer, write, report for somebody, and out again."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.casework.delivered import Delivered, an_agency, known, referred, sent
from tests.casework.working import REASON
from tests.cast import NOW, Landlord, a_case
from tests.files.made import wav
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.casework.sharing import recall_disclosure
from upstander.records.files import KeptFile
from upstander.records.journal import Entry
from upstander.records.partners import AgencyVisit, Delivery
from upstander.records.referrals import Referral
from upstander.records.reports import Report


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house, story="Dean Marsh of 2 Ferry Court shouted on the stairs.")


@pytest.fixture
def agency(desk_house: Landlord) -> str:
    return an_agency(desk_house)


@pytest.fixture
def delivered(desk_house: Landlord, number: str, agency: str) -> Delivered:
    return sent(desk_house, number, agency, known(desk_house, agency))


@pytest.fixture
def ines(delivered: Delivered) -> Client:
    browser = Client()
    came = browser.post(f"/agency/open/{delivered.token}", {"word": delivered.word, "go": "open"})
    assert came["Location"] == "/agency"
    return browser


def test_without_a_link_and_a_word_there_is_nothing_to_read(delivered: Delivered) -> None:
    browser = Client()
    assert "For agencies we work with" in words_of(browser.get("/agency"))
    for address in (f"/agency/item/{delivered.item}", f"/agency/item/{delivered.item}/write", "/agency/report"):
        assert browser.get(address)["Location"] == "/agency"
        typed = browser.post(address, {"words": "What I typed is not lost."})
        assert typed.status_code in (403, 405)
    assert "What I typed is not lost." in words_of(
        browser.post(f"/agency/item/{delivered.item}/write", {"words": "What I typed is not lost."})
    )


def test_the_page_of_a_link_is_the_same_whatever_the_link_is(delivered: Delivered) -> None:
    browser, read = Client(), []
    for token in (delivered.token, "0000-0000-0000-0000-00000", "x"):
        asked = browser.get(f"/agency/open/{token}")
        wrong = browser.post(f"/agency/open/{token}", {"word": "1234 5678"})
        assert (asked.status_code, wrong.status_code) == (200, 422)
        read.append((words_of(asked), words_of(wrong)))
    assert len(set(read)) == 1
    assert "open nothing" in read[0][1]


def test_the_cookie_ends_with_the_browser_and_goes_to_no_other_site(ines: Client) -> None:
    held = ines.cookies[settings.AGENCY_COOKIE_NAME]
    assert (held["httponly"], held["samesite"], held["max-age"]) == (True, "Strict", "")
    assert ines.get("/agency")["Cache-Control"].find("no-store") >= 0


def test_the_inbox_leads_to_what_was_sent_and_to_nothing_beside(
    ines: Client, delivered: Delivered, number: str
) -> None:
    inbox = ines.get("/agency")
    assert "To give support" in words_of(inbox)
    with few_statements():
        page = ines.get(f"/agency/item/{delivered.item}")
    read = page.content.decode()
    assert "Rehana Begum" in read
    assert not [word for word in (number, "Dean", "Marsh", "Ferry", "Okafor", "okafor") if word in read]
    links = set(re.findall(r'href="(/[^"]*)"', read + inbox.content.decode()))
    inside = {link for link in links if link.startswith(("/case", "/work", "/triage", "/team", "/find"))}
    assert inside == set()


def test_it_is_taken_as_a_pdf_and_as_data(ines: Client, delivered: Delivered) -> None:
    for form, kind in (("paper", "application/pdf"), ("data", "application/json")):
        taken = ines.post(f"/agency/item/{delivered.item}/{form}", {"disclosure": delivered.disclosure})
        assert (taken.status_code, taken["Content-Type"], "no-store" in taken["Cache-Control"]) == (200, kind, True)
    assert ines.post(f"/agency/item/{delivered.item}/paper", {"disclosure": delivered.item}).status_code == 404


def test_a_referral_is_answered_once_and_what_was_typed_stays_where_it_is_refused(
    desk_house: Landlord, ines: Client, delivered: Delivered, number: str
) -> None:
    referral = referred(desk_house, number, delivered.disclosure)
    address = f"/agency/item/{delivered.item}/answer/{referral}"
    mark = mark_of(ines.get(address))
    short = ines.post(address, {"mark": mark, "answer": "decline", "words": "no place"})
    assert (short.status_code, "no place" in short.content.decode()) == (422, True)
    assert "clause 3.2 e" in words_of(short)
    said = {"mark": mark, "answer": "accept", "words": ""}
    assert ines.post(address, said).status_code == 302
    assert ines.post(address, said).status_code == 302
    assert Referral.objects.get().state == "accepted"
    assert Entry.objects.filter(deed="answer_referral", allowed=True).count() == 1
    assert "You accepted" in words_of(ines.get(f"/agency/item/{delivered.item}"))


def test_words_and_files_reach_the_case(desk_house: Landlord, ines: Client, delivered: Delivered, number: str) -> None:
    address = f"/agency/item/{delivered.item}/write"
    assert ines.post(address, {"mark": mark_of(ines.get(address)), "words": " "}).status_code == 422
    told = done(ines, address, words="We rang her today.", chosen=wav_file())
    assert "The officer has it" in told
    assert KeptFile.objects.get().kept_by.startswith("recipient:")
    page = at_the_desk(desk_house, "okafor").get(f"/case/{number}/share-information")
    assert "We rang her today." in words_of(page)
    bad = ines.post(address, {"mark": "a" * 32, "words": "Look at this.", "chosen": wav_file(b"not a recording")})
    assert (bad.status_code, "Look at this." in bad.content.decode()) == (422, True)


def wav_file(content: bytes = b""):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("call.wav", content or wav(), content_type="audio/wav")


def test_what_was_called_back_is_gone_and_they_say_that_they_deleted_it(
    desk_house: Landlord, ines: Client, delivered: Delivered, number: str
) -> None:
    okafor = desk_house.actor("okafor")
    recall_disclosure(okafor, number, disclosure=delivered.disclosure, because=REASON)
    page = ines.get(f"/agency/item/{delivered.item}")
    assert "It was called back" in words_of(page)
    assert "Rehana" not in page.content.decode()
    assert ines.post(f"/agency/item/{delivered.item}/paper", {"disclosure": delivered.disclosure}).status_code == 422
    gone = {"mark": mark_of(page), "disclosure": delivered.disclosure}
    sent_back = ines.post(f"/agency/item/{delivered.item}/deleted", gone)
    assert "on the record that you deleted it" in words_of(ines.get(sent_back["Location"]))


def test_a_report_for_somebody_is_read_back_and_says_which_agency_told_us(ines: Client) -> None:
    form = ines.get("/agency/report")
    reference = re.findall(r'name="report" value="([0-9a-f]{32})"', form.content.decode())[0]
    assert "How this reached us" not in words_of(form)
    said = {"report": reference, "story": "Somebody kicked her door at night.", "go": "read-back", "safe_now": "yes"}
    back = ines.get(ines.post("/agency/report", said)["Location"])
    assert "Read this back to the person it is about" in words_of(back)
    received = ines.get(ines.post("/agency/report/read-back", {"report": reference})["Location"])
    report = Report.objects.latest("number")
    assert report.number in words_of(received)
    assert (report.channel, report.on_behalf, report.answers["handed_in_by"]) == (
        "partner", "works_with_them", "Ines Duarte, Door Step")  # fmt: skip
    assert "/triage" not in received.content.decode()


def test_leaving_ends_it(ines: Client) -> None:
    assert ines.post("/agency/close")["Location"] == "/agency"
    assert "For agencies we work with" in words_of(ines.get("/agency"))
    assert not AgencyVisit.objects.exists()


def test_nobody_comes_in_with_one_click_where_this_is_no_demo(delivered: Delivered) -> None:
    recipient = Delivery.objects.get().recipient_id
    assert Client().post(f"/agency/come-in/{recipient}").status_code == 404


def test_a_quiet_visit_is_over(ines: Client, delivered: Delivered) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        clock.shift(3600)
        assert ines.get(f"/agency/item/{delivered.item}")["Location"] == "/agency?over"
        assert "Your visit is over" in words_of(ines.get("/agency?over"))
