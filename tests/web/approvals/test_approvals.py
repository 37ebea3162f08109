"""The pages of what waits for a second person: the list, exactly what will be, and each answer, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casework.bytwo import Doing, ask
from tests.cast import NOW, a_case, a_report
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.records.approvals import Approval


@pytest.fixture
def doing(monkeypatch):
    return Doing().register(monkeypatch)


@pytest.fixture
def number(desk_house):
    return a_case(desk_house)


@pytest.fixture
def asked(desk_house, number, doing):
    return f"/approvals/{ask(desk_house.actor('reid'), number).approval}"


def saw_of(page):
    return page.context["form"].initial["saw"]


def test_the_menu_says_how_many_wait_for_those_who_have_any(desk_house, asked):
    assert b"Approvals (1)" in at_the_desk(desk_house, "achebe").get("/work").content
    assert b">Approvals<" in at_the_desk(desk_house, "reid").get("/work").content
    for name in ("patel", "ford"):
        assert b"Approvals" not in at_the_desk(desk_house, name).get("/work").content


def test_a_page_about_one_case_does_not_count_them(desk_house, number, asked):
    achebe, report = at_the_desk(desk_house, "achebe"), a_report().number
    one = (f"/case/{number}", f"/case/{number}/print", f"/case/{number}/add-note", f"/triage/{report}", "/work/find")
    for address in one:
        with CaptureQueriesContext(connection) as asked_of_it:
            page = achebe.get(address).content
        assert b">Approvals<" in page, address
        assert not [query for query in asked_of_it.captured_queries if "records_approval" in query["sql"]], address
    for address in ("/triage", "/work/team", "/policy"):
        assert b"Approvals (1)" in achebe.get(address).content, address


def test_the_page_shows_exactly_what_will_be_and_yes_does_it_once(desk_house, number, asked, doing):
    browser = at_the_desk(desk_house, "achebe")
    assert number in words_of(browser.get("/approvals"))
    with few_statements():
        shown = words_of(browser.get(asked))
    for words in ("A case changes hands", "It goes to the South team.", "Morgan Reid asked", "The officer is away."):
        assert words in shown
    with few_statements():
        page = browser.get(f"{asked}/give")
    sent = {"mark": mark_of(page), "saw": saw_of(page)}
    assert doing.done == []
    for _ in range(2):
        assert browser.post(f"{asked}/give", sent)["Location"] == "/approvals"
    assert len(doing.done) == 1
    assert "Given by Ruth Achebe" in words_of(browser.get(asked))
    assert browser.get(f"{asked}/give")["Location"] == asked


def test_a_yes_to_something_else_than_was_shown_is_refused_with_the_reason(desk_house, asked, doing):
    browser = at_the_desk(desk_house, "achebe")
    page = browser.get(f"{asked}/give")
    doing.words = "It goes to the East team."
    answer = browser.post(f"{asked}/give", {"mark": mark_of(page), "saw": saw_of(page)})
    assert (answer.status_code, doing.done) == (422, [])
    assert "It has changed since it was asked for." in words_of(answer)


def test_a_no_needs_a_reason_and_keeps_what_was_typed(desk_house, asked):
    browser = at_the_desk(desk_house, "achebe")
    short = browser.post(f"{asked}/refuse", {"mark": mark_of(browser.get(f"{asked}/refuse")), "reason": "no"})
    assert short.status_code == 422
    assert "Whoever asked cannot tell why you say no." in words_of(short)
    assert "You said no." in done(browser, f"{asked}/refuse", reason="The South team is full.")
    assert "The South team is full." in words_of(at_the_desk(desk_house, "reid").get(asked))


def test_whoever_asked_sees_it_and_takes_it_back(desk_house, asked):
    browser = at_the_desk(desk_house, "reid")
    assert "Nothing waits for your answer." in words_of(browser.get("/approvals"))
    assert "Assign the case" in words_of(browser.get("/approvals?view=asked"))
    assert browser.get(f"{asked}/give").status_code == 404
    assert "You took it back." in done(browser, f"{asked}/withdraw")
    assert Approval.objects.get().ended_as == "withdrawn"


def test_a_yes_asks_again_who_is_there(desk_house, asked):
    browser = at_the_desk(desk_house, "achebe")
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert browser.get(f"{asked}/give")["Location"].startswith("/sign-in/again?next=")
        assert browser.post(f"{asked}/give", {"saw": "x"}).status_code == 403
    assert Approval.objects.get().ended_as == ""


def test_out_of_sight_and_not_there_are_one_page(desk_house, asked):
    nowhere = "/approvals/00000000-0000-4000-8000-000000000000"
    for name in ("haddad", "okafor", "moss", "nobody"):
        browser = at_the_desk(desk_house, name)
        for part in ("", "/give", "/refuse", "/withdraw"):
            there, not_there = browser.get(f"{asked}{part}"), browser.get(f"{nowhere}{part}")
            assert (there.status_code, there.content) == (404, not_there.content)
            sent = {"saw": "0" * 64, "reason": "It is not needed any more."}
            assert browser.post(f"{asked}{part}", sent).status_code == (405 if not part else 404)
