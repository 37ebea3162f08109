"""The door of the staff: in by their own account, and in the demo as whom they like; nowhere else."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.cast import NOW, PASSWORD, Landlord
from tests.web.desk import at_the_desk, words_of
from upstander.web import who


@pytest.fixture(autouse=True)
def nobody_tried() -> None:
    cache.clear()


def test_the_first_page_leads_staff_to_their_work_and_everybody_else_to_a_report(desk_house: Landlord) -> None:
    assert Client().get("/")["Location"] == reverse("report")
    assert at_the_desk(desk_house, "okafor").get("/")["Location"] == "/work"


def test_somebody_signs_in_and_out(desk_house: Landlord) -> None:
    browser = Client()
    asked = browser.get("/work")
    assert asked["Location"] == "/sign-in?next=/work"
    came = browser.post("/sign-in", {"login": "okafor@landlord.example", "password": PASSWORD, "next": "/triage"})
    assert came["Location"] == "/triage"
    assert "Joy Okafor, Housing officer" in browser.get("/work").content.decode()
    assert browser.post("/sign-out")["Location"] == "/sign-in"
    assert browser.get("/work").status_code == 302


@pytest.mark.parametrize("login", ["okafor@landlord.example", "nobody@elsewhere.example", "not an address", ""])
def test_a_wrong_try_says_nothing_of_who_works_here(desk_house: Landlord, login: str) -> None:
    answer = Client().post("/sign-in", {"login": login, "password": "wrong"})
    assert answer.status_code == 200
    words = words_of(answer)
    assert "There is a problem" in words
    assert "Okafor" not in words


def test_a_next_page_elsewhere_is_not_followed(desk_house: Landlord) -> None:
    said = {"login": "okafor@landlord.example", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert Client().post("/sign-in", said)["Location"] == "/work"


def test_outside_the_demo_nobody_becomes_anybody(desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "quinn")
    assert browser.post(f"/sign-in/as/{desk_house.staff['reid'].pk}").status_code == 404
    assert browser.get("/demo/clock").status_code == 404
    assert "Choose who you want to be" not in Client().get("/sign-in").content.decode()
    who.set_days_ahead(7)
    assert who.now() == NOW


def test_in_the_demo_one_click_is_enough(desk_house: Landlord, settings: Settings) -> None:
    settings.DEMO = True
    browser = Client()
    page = words_of(browser.get("/sign-in"))
    assert "Morgan Reid Housing manager North" in page
    assert browser.get(f"/sign-in/as/{desk_house.staff['reid'].pk}").status_code == 405
    assert browser.post(f"/sign-in/as/{desk_house.staff['reid'].pk}")["Location"] == "/work"
    assert "Morgan Reid" in browser.get("/work").content.decode()


def test_the_clock_of_the_demo_runs_ahead(desk_house: Landlord, settings: Settings) -> None:
    settings.DEMO = True
    browser = at_the_desk(desk_house, "reid")
    assert browser.post("/demo/clock", {"days": "7"}).status_code == 302
    assert "25 November 2026" in words_of(browser.get("/demo/clock"))
    assert (who.now() - NOW).days == 7
    browser.post("/demo/clock", {"days": "-3"})
    assert who.days_ahead() == 7
    browser.post("/demo/clock", {"days": "0"})
    assert who.now() == NOW


def test_the_roles_of_a_visitor_are_asked_once(desk_house: Landlord, django_assert_num_queries: object) -> None:
    browser = at_the_desk(desk_house, "okafor")
    page = browser.get("/work/message")
    assert page.status_code == 200
    assert "Take a message" in page.content.decode()
    with django_assert_num_queries(4):  # type: ignore[operator]  # a fixture without a type
        browser.get("/work/message")
