"""What everybody may read: open to all, with the landlord's numbers, in words that a child of 11 can follow."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cast import NOW, a_report, landlord
from upstander.casework.agencies import add_agency
from upstander.casework.procedure import in_force
from upstander.policy.terms import ClockKey
from upstander.web.policy.views import how_long

PAGES = ("services", "near_you", "what_happens", "privacy", "accessibility")
NOT_OURS = ("victim", "perpetrator", "complainant", "alleged", "incident", "triage", "clause")


def words_of(name: str) -> str:
    body = Client().get(reverse(name)).content.decode().partition("<main")[2].partition("</main>")[0]
    ended = re.sub(r"</(p|li|h\d)>", ". ", body)
    return re.sub(r"[\s.]*\.[\s.]+", ". ", " ".join(re.sub(r"<[^>]+>", " ", ended).split()))


@pytest.mark.parametrize("name", PAGES)
def test_everybody_may_read_it_and_it_is_never_stored(name: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        response = Client().get(reverse(name))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert b"Exit this page" in response.content
    assert Client().post(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_the_words_are_plain(name: str) -> None:
    words = words_of(name)
    assert [word for word in NOT_OURS if word in words.lower()] == []
    sentences = [one for one in re.split(r"[.!?:] ", words) if one]
    assert max(len(one.split()) for one in sentences) <= 45
    assert sum(len(one.split()) for one in sentences) / len(sentences) <= 16


def test_how_to_reach_us_stands_on_the_page() -> None:
    words = words_of("services")
    assert settings.LANDLORD.phone in words
    assert settings.LANDLORD.hours in words
    assert "999" in words


def test_the_times_are_those_of_the_procedure_in_force() -> None:
    words, terms = words_of("what_happens"), in_force(at=NOW)
    for key in (ClockKey.FIRST_CONTACT, ClockKey.FIRST_CONTACT_STANDARD, ClockKey.GRAFFITI, ClockKey.AFTER_CLOSING):
        clock = terms.clock(key)
        assert how_long(clock.amount, clock.unit) in words
    assert "within ." not in words


def test_every_page_leads_to_privacy_accessibility_and_the_policy() -> None:
    house = landlord()
    a_report()
    staff = Client()
    staff.force_login(house.staff["reid"])
    for browser, path in ((Client(), "/"), (Client(), reverse("privacy")), (staff, "/work")):
        body = browser.get(path, follow=True).content.decode()
        for name in ("services", "privacy", "accessibility", "policy"):
            assert f'href="{reverse(name)}"' in body


def test_what_is_on_is_said_borough_by_borough_with_its_first_day() -> None:
    house = landlord()
    moss, reached = house.actor("moss"), {"phone": "020 7946 0018"}
    add_agency(moss, name="Ferry Residents", kind="residents_group", boroughs=["Southwark"], for_whom="All", **reached)
    later = {"kind": "youth_service", "everywhere": True, "start": date(2031, 4, 1), **reached}
    add_agency(moss, name="Spring Youth", does="Music and sport.", **later)
    add_agency(moss, name="Law Centre", kind="legal_advice", everywhere=True, **reached)
    words = words_of("near_you")
    assert "Camden" in words
    assert "Ferry Residents" not in words
    words = Client().get(reverse("near_you"), {"in": "Southwark"}).content.decode()
    assert "Ferry Residents" in words
    assert "Starts on Tuesday 1 April 2031" in words
    assert "Law Centre" not in words
    elsewhere = Client().get(reverse("near_you"), {"in": "Camden"}).content.decode()
    assert "Ferry Residents" not in elsewhere
    assert "Spring Youth" in elsewhere
    assert '<h2 class="govuk-heading-l">In' not in Client().get(reverse("near_you"), {"in": "<b>"}).content.decode()


def test_a_long_list_of_groups_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upstander.casework.agencies.AT_ONCE", 1)
    moss = landlord().actor("moss")
    for name in ("Aspen Club", "Birch Club"):
        add_agency(moss, name=name, kind="youth_service", everywhere=True, phone="020 7946 0018")
    first = Client().get(reverse("near_you"), {"in": "Camden"}).content.decode()
    assert ("Aspen Club" in first, "Birch Club" in first, "More in Camden" in first) == (True, False, True)
    rest = Client().get(reverse("near_you"), {"in": "Camden", "after": "Aspen Club"}).content.decode()
    assert ("Aspen Club" in rest, "Birch Club" in rest) == (False, True)
