"""A report by phone, from the first question to its number: in any order, read back, sent once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import Landlord
from tests.web.phone.calls import CALL, begin, save, send, text_of
from tests.web.phone.conftest import signed_in
from upstander.records.drafts import Draft
from upstander.records.people import SafeContact
from upstander.records.reports import Report


def test_danger_is_asked_first_and_safe_contact_next(quinn: Client) -> None:
    page = text_of(quinn.get("/phone"))
    places = [
        page.index(words) for words in ("1. Is anybody in danger?", "2. How to reach them safely", "3. What happ")
    ]
    assert places == sorted(places)


def test_a_call_is_written_down_read_back_and_sent(quinn: Client, house: Landlord) -> None:
    reference = begin(quinn)
    assert save(quinn, reference, go="read-back", **CALL)["Location"] == f"/phone/read-back?report={reference}"
    read = text_of(quinn.get(f"/phone/read-back?report={reference}"))
    for said in ("He shouted on the stairs", "yesterday", "1 Ferry Court", "Race", "Phone call", "weekdays after 4pm"):
        assert said in read
    sent = send(quinn, reference)
    assert sent["Location"] == f"/phone/done?report={reference}"
    report = Report.objects.get()
    assert (report.channel, report.kind, report.home) == ("phone", "hate_crime", "990000000101")
    assert report.person is not None
    assert report.person.name == "Rahima Begum"
    assert report.answers["police"] == "wants_us_to"
    assert SafeContact.objects.get().wishes["channels"] == {"phone": "safe", "voicemail": "never"}
    done = text_of(quinn.get(sent["Location"]))
    assert report.number in done
    assert "19 November 2026" in done


@pytest.mark.parametrize("order", [1, -1])
def test_parts_are_saved_in_any_order(quinn: Client, order: int) -> None:
    reference = begin(quinn)
    given: dict[str, Any] = {}
    for name, value in list(CALL.items())[::order]:
        given[name] = value
        if name != "home_uprn" or "postcode" in given:
            assert save(quinn, reference, go="why", **given).status_code in (302, 422), name
    assert save(quinn, reference, go="why", **CALL)["Location"] == f"/phone?report={reference}&saved=why#why"
    page = quinn.get(f"/phone?report={reference}").content.decode()
    assert "He shouted on the stairs" in page
    send(quinn, reference)
    assert Report.objects.count() == 1


def test_nothing_but_what_happened_has_to_be_said(quinn: Client) -> None:
    reference = begin(quinn)
    save(quinn, reference, go="read-back", story="He shouted.")
    read = text_of(quinn.get(f"/phone/read-back?report={reference}"))
    assert "You have not asked everything that keeps them safe" in read
    assert "Is everyone safe right now?" in read
    send(quinn, reference)
    report = Report.objects.get()
    assert (report.channel, report.confidence, report.red_flags) == ("phone", "name_withheld", [])


def test_nothing_said_is_refused_with_the_clause_and_a_way_out(quinn: Client) -> None:
    reference = begin(quinn)
    save(quinn, reference, go="read-back", name="Rahima", safe_now="yes")
    refused = send(quinn, reference)
    assert refused.status_code == 422
    words = text_of(refused)
    assert "We do not know yet what happened." in words
    assert "Tell us in your own words" in words
    assert "clause 2 e" in words
    assert "Rahima" in words
    assert Report.objects.count() == 0


def test_a_home_is_found_by_its_postcode_and_chosen(quinn: Client) -> None:
    reference = begin(quinn)
    assert "Which home is it?" not in text_of(quinn.get("/phone"))
    found = save(quinn, reference, go="where", story="He shouted.", postcode="se11ab")
    page = text_of(quinn.get(found["Location"]))
    assert "2 Ferry Court" in page
    assert "Saved" in page
    wrong = save(quinn, reference, story="He shouted.", postcode="SE2 1AB", home_uprn="990000000101")
    assert wrong.status_code == 422
    assert "Choose the home again" in text_of(wrong)
    save(quinn, reference, story="He shouted.", postcode="SE1 1AB", home_uprn="not_listed", address="9 Elm Road")
    send(quinn, reference)
    assert Report.objects.get().answers["place"] == "9 Elm Road\nSE1 1AB"


def test_danger_reaches_the_person_on_call(quinn: Client) -> None:
    reference = begin(quinn)
    save(quinn, reference, story="He has a knife.", safe_now="no", dangers=["weapon"])
    assert "person on call" in text_of(quinn.get(send(quinn, reference)["Location"]))
    assert set(Report.objects.get().red_flags) == {"weapon", "threat_to_life"}


def test_the_last_page_leads_only_where_this_role_may_go(house: Landlord) -> None:
    for name, leads in (("quinn", False), ("reid", True)):
        browser = signed_in(house, name)
        reference = begin(browser)
        save(browser, reference, **CALL)
        done = text_of(browser.get(send(browser, reference)["Location"]))
        assert ("Open the report in triage" in done) == leads
        assert ("Give the person a code" in done) == leads


def test_sent_twice_is_one_report_with_the_same_answer(quinn: Client) -> None:
    reference = begin(quinn)
    save(quinn, reference, **CALL)
    first = send(quinn, reference)
    again = send(quinn, reference)
    assert first["Location"] == again["Location"]
    assert Report.objects.count() == 1
    assert save(quinn, reference, **CALL)["Location"] == first["Location"]
    assert b"He shouted" not in bytes(Draft.objects.get().sealed)


@pytest.mark.parametrize("path", ["/phone", "/phone?report={}", "/phone/read-back?report={}", "/phone/done?report={}"])
def test_a_page_asks_the_database_little(quinn: Client, path: str, django_assert_max_num_queries: Any) -> None:
    reference = begin(quinn)
    save(quinn, reference, **CALL)
    if "done" in path:
        send(quinn, reference)
    quinn.get("/phone")
    with django_assert_max_num_queries(12):
        assert quinn.get(path.format(reference)).status_code == 200


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"way": "phone", "phone": "07700 900123"}, "in the way they said is safe"),
        ({"confidence": "through_someone", "trusted_name": "Ana"}, "the person they trust"),
        ({"confidence": "no_contact"}, "Nobody contacts them, as they asked"),
        ({}, "have not said which way is safe"),
    ],
)
def test_the_last_page_promises_contact_only_where_it_is_safe(quinn: Client, given: dict[str, str], says: str) -> None:
    reference = begin(quinn)
    save(quinn, reference, story="He shouted.", **given)
    assert says in text_of(quinn.get(send(quinn, reference)["Location"]))


def test_no_contact_and_a_way_to_contact_them_is_asked_again(quinn: Client) -> None:
    reference = begin(quinn)
    asked = save(quinn, reference, story="He shouted.", confidence="no_contact", way="phone", phone="07700 900123")
    assert asked.status_code == 422
    assert "They asked for no contact" in text_of(asked)
    assert "07700 900123" in asked.content.decode()
