"""Triage: what waits, what it may belong to and why, and each of the three ways it may go."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.casework.working import REASON, case_of
from tests.cast import Landlord, a_case, a_report
from tests.web.desk import at_the_desk, done, few_statements, words_of
from upstander.casework.told import Danger
from upstander.casework.triage import open_case
from upstander.records.reports import Report

PLAIN: dict[str, Any] = {"perceived": False, "grounds": (), "forms": (), "deliberate": False, "motive_words": ""}


@pytest.fixture
def reid(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "reid")


def to(house: Landlord, name: str) -> str:
    """Who works the case, as the page offers it."""
    return f"{house.staff[name].pk if name else ''}|{house.north.pk}"


def test_the_list_says_how_soon_and_what_is_grave_and_nothing_that_was_said(reid: Client) -> None:
    received = a_report(danger=Danger(weapon=True))
    words = words_of(reid.get("/triage"))
    for part in (received.number, "Hate crime", "high priority", "a weapon", "Online", "Ferry", "Due"):
        assert part in words
    for private in ("Begum", "spat", "Marsh"):
        assert private not in words


def _in_the_south(house: Landlord) -> str:
    """A case that the manager of the North does not see."""
    received = a_report(home_uprn="990000000201")
    return open_case(house.actor("haddad"), received.number, team=str(house.south.pk)).number


@pytest.mark.parametrize("part", ["", "/open-case", "/join-case", "/close-report", "/set-safe-contact", "/issue-code"])
def test_a_page_costs_no_more_than_it_may(reid: Client, part: str) -> None:
    received = a_report()
    with few_statements():
        assert reid.get(f"/triage/{received.number}{part}").status_code == 200


def test_a_report_is_shown_with_what_it_may_belong_to_and_why(desk_house: Landlord, reid: Client) -> None:
    number, received = a_case(desk_house), a_report()
    words = words_of(reid.get(f"/triage/{received.number}"))
    for part in ("spat at my door", "Because of where my family is from.", "Dean Marsh", "07700 900123", "safe"):
        assert part in words
    assert f"It may belong to {number}" in words
    assert "same" in words[words.index("It may belong to") : words.index("You decide")]


def test_it_becomes_a_case(desk_house: Landlord, reid: Client) -> None:
    received = a_report()
    words = done(reid, f"/triage/{received.number}/open-case", to=to(desk_house, "okafor"), because="")
    number = Report.objects.get().case.number  # type: ignore[union-attr]  # triaged, so it has one
    assert f"Case {number} is open." in words
    assert case_of(number).owner == desk_house.staff["okafor"]
    after = words_of(reid.get(f"/triage/{received.number}"))
    assert f"This report is part of case {number}" in after
    assert "What else you can do" not in after


def test_without_prejudice_its_category_is_asked(desk_house: Landlord, reid: Client) -> None:
    received = a_report(story="Loud music every night.", **PLAIN)
    address = f"/triage/{received.number}/open-case"
    assert "Which category" in words_of(reid.get(address))
    without = reid.post(address, {"to": to(desk_house, ""), "because": "", "category": ""})
    assert without.status_code == 422
    words = done(reid, address, to=to(desk_house, ""), because="", category="noise")
    assert "is open" in words


def test_it_joins_the_case_that_a_person_chose(desk_house: Landlord, reid: Client) -> None:
    number, received = a_case(desk_house), a_report()
    address = f"/triage/{received.number}/join-case"
    assert f'value="{number}"' in reid.get(f"{address}?case={number}").content.decode()
    said = {"case_number": number.lower(), "because": REASON, "same_household": "yes"}
    other = reid.post(address, {**said, "same_party": "no"})
    assert other.status_code == 422
    assert "This cannot be done yet" in words_of(other)
    assert f"The report is part of case {number} now." in done(reid, address, **said, same_party="yes")


def test_a_case_out_of_sight_is_no_case(desk_house: Landlord, reid: Client) -> None:
    received, elsewhere = a_report(), _in_the_south(desk_house)
    said = {"case_number": "HC-2026-9999", "because": REASON, "same_household": "yes", "same_party": "yes"}
    missing = reid.post(f"/triage/{received.number}/join-case", said)
    hidden = reid.post(f"/triage/{received.number}/join-case", {**said, "case_number": elsewhere})
    assert missing.status_code == hidden.status_code == 422
    assert words_of(missing) == words_of(hidden)
    assert "There is no such case." in words_of(missing)
    assert REASON in words_of(missing)


def test_it_is_closed_with_a_reason_and_never_against_what_somebody_perceived(reid: Client) -> None:
    perceived = reid.post(f"/triage/{a_report().number}/close-report", {"reason": "not_asb", "words": REASON})
    assert perceived.status_code == 422
    assert "Somebody said it was because of who a person is." in words_of(perceived)
    assert REASON in words_of(perceived)
    received = a_report(story="Loud music every night.", **PLAIN)
    address = f"/triage/{received.number}/close-report"
    said = {"reason": "made_in_error", "words": REASON, "reporter_says_error": "on"}
    assert "The report is closed, with its reason." in done(reid, address, **said)
    assert "A case can still be opened from it." in words_of(reid.get(f"/triage/{received.number}"))


def test_an_alert_is_answered_from_the_report(reid: Client) -> None:
    received = a_report(danger=Danger(not_safe_now=True))
    page = words_of(reid.get(f"/triage/{received.number}"))
    assert "Nobody has answered yet." in page
    words = done(reid, f"/triage/{received.number}/answer-alert", words="I rang her. She is at her sister's tonight.")
    assert "The alert is answered." in words
    assert "Nobody has answered yet." not in words


@pytest.mark.parametrize("name", ["okafor", "quinn", "ford", "haddad"])
def test_a_report_waits_for_who_triages_here_only(desk_house: Landlord, name: str) -> None:
    received, browser = a_report(), at_the_desk(desk_house, name)
    assert received.number not in words_of(browser.get("/triage"))
    for part in ("", "/open-case"):
        assert browser.get(f"/triage/{received.number}{part}").status_code == 404
