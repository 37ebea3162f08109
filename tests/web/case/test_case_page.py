"""The case page: who it is, how to reach them, what to do next and why, what happened; and nothing out of sight."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import NOW, Landlord, a_case
from tests.web.desk import at_the_desk, few_statements, words_of
from upstander.casework.notes import add_note
from upstander.policy.deeds import Deed
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry

PARTS = ("", "/people", "/plan", "/risk", "/do", "/record", "/print")


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def test_it_says_which_case_it_is_and_how_they_are_reached(okafor: Client, number: str) -> None:
    page = okafor.get(f"/case/{number}").content.decode()
    bar = page[page.index("up-identity") : page.index("<main")]
    for fact in (number, "Rehana Begum", "1 Ferry Court", "Not assessed", "Joy Okafor", "1 of case"):
        assert fact in bar
    assert "Safe contact for Rehana Begum:" in page
    assert "weekdays after 4pm" in page


def test_what_comes_next_stands_with_its_due_and_its_why_and_leads_to_its_page(okafor: Client, number: str) -> None:
    answer = okafor.get(f"/case/{number}")
    page = answer.content.decode()
    panel = page[page.index("What you must do next, and why") : page.index('id="timeline"')]
    tasks = re.findall(r'<div class="up-next__row"><a class="govuk-link" href="([^"]+)"', panel)
    assert 1 <= len(tasks) <= 5
    assert panel.count("up-next__why") == len(tasks)
    assert "Make first contact (Rehana Begum)" in words_of(answer)
    for task in tasks:
        assert okafor.get(task.replace("&amp;", "&")).status_code == 200, task


def test_what_a_manager_owes_is_no_link_for_an_officer(desk_house: Landlord, okafor: Client, number: str) -> None:
    owed = OwedDuty.objects.filter(case__number=number).order_by("due_at")[:1]
    OwedDuty.objects.filter(pk__in=owed.values("pk")).update(kind="review_case")
    manager = at_the_desk(desk_house, "reid").get(f"/case/{number}")
    assert f'href="/case/{number}/review-case' in manager.content.decode()
    officer = okafor.get(f"/case/{number}")
    assert f'href="/case/{number}/review-case' not in officer.content.decode()
    assert "Review this open high-risk case, which a manager does" in words_of(officer)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_costs_no_more_than_it_may(okafor: Client, number: str, part: str) -> None:
    with few_statements():
        assert okafor.get(f"/case/{number}{part}").status_code == 200


def test_every_look_is_on_the_record(okafor: Client, number: str) -> None:
    for part in PARTS:
        before = Entry.objects.count()
        okafor.get(f"/case/{number}{part}")
        assert Entry.objects.count() == before + 1
        assert Entry.objects.latest("seq").deed == Deed.OPEN_CASE_FILE
    assert "Case file read" in words_of(okafor.get(f"/case/{number}/record"))
    assert "Case file read" not in words_of(okafor.get(f"/case/{number}"))


def test_the_timeline_goes_on_page_by_page(desk_house: Landlord, okafor: Client, number: str) -> None:
    for at in range(60):
        add_note(desk_house.actor("okafor"), number, text=f"Note number {at}.")
    seen, address = "", f"/case/{number}"
    for _ in range(6):
        page = okafor.get(address)
        seen += words_of(page)
        older = re.search(r'href="([^"]+)" rel="next"', page.content.decode())
        if not older:
            break
        address = older[1]
    assert all(f"Note number {at}." in seen for at in range(60))
    assert "Reported" in words_of(okafor.get(address))


@pytest.mark.parametrize("before", ["x", "-1", "1e9", "9" * 40, "٣"])
def test_a_broken_key_of_the_timeline_is_no_page(okafor: Client, number: str, before: str) -> None:
    assert okafor.get(f"/case/{number}", {"before": before}).status_code == 404


def test_out_of_sight_and_missing_are_the_same_to_the_last_byte(desk_house: Landlord, number: str) -> None:
    browser = at_the_desk(desk_house, "patel")
    missing = browser.get("/case/HC-2026-9999")
    for part in (*PARTS, "/add-note", "/close-case"):
        hidden = browser.get(f"/case/{number}{part}")
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content
        assert dict(hidden.headers) == dict(missing.headers)


def test_somebody_kept_apart_is_asked_for_and_that_is_entered(desk_house: Landlord, okafor: Client) -> None:
    number = a_case(desk_house, confidence="name_withheld")
    page = okafor.get(f"/case/{number}/people")
    assert "Rehana Begum" not in page.content.decode()
    assert "See who this is" in words_of(page)
    asked = re.search(rf'href="(/case/{number}/people/[^"]+)"', page.content.decode())
    assert asked
    assert "Rehana Begum" in words_of(okafor.get(asked[1]))
    assert "identity" in Entry.objects.latest("seq").detail


def test_only_what_somebody_may_do_is_offered(desk_house: Landlord, okafor: Client, number: str) -> None:
    officer = words_of(okafor.get(f"/case/{number}/do"))
    manager = words_of(at_the_desk(desk_house, "reid").get(f"/case/{number}/do"))
    assert "Review the case" not in officer
    assert "Review the case" in manager
    assert "Reopen a case" not in manager


def test_a_quiet_session_gives_the_words_back(okafor: Client, number: str) -> None:
    story = "She told me all of it again, from the beginning, and I wrote it down."
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        answer = okafor.post(f"/case/{number}/add-note", {"text": story})
    assert answer.status_code == 403
    assert story in words_of(answer)
    assert f'href="/case/{number}/add-note"' in answer.content.decode()
