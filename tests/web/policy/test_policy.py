"""The policy, clause by clause, and the landlord's numbers: open to everybody, and honest about what is missing."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord
from tests.web.desk import at_the_desk, few_statements, words_of
from upstander.casework.procedure import in_force
from upstander.policy.clauses import CLAUSES, Clause, Kept
from upstander.web import who


def address(clause: Clause) -> str:
    return f"/policy/{clause.number.replace(' ', '-')}"


def test_every_clause_stands_in_the_contents_and_has_a_page_of_its_own() -> None:
    browser = Client()
    contents = browser.get("/policy").content.decode()
    for clause in CLAUSES:
        assert f'href="{address(clause)}"' in contents
        words = words_of(browser.get(address(clause)))
        assert clause.promise in words
        assert clause.missing in words
        assert ("not kept by anything yet" in words) is (clause.state is Kept.NOT_YET)


def test_a_review_date_that_has_passed_is_said() -> None:
    assert "The date for looking at this policy again has passed." in words_of(Client().get("/policy"))


def test_every_number_stands_with_where_it_comes_from() -> None:
    with few_statements():
        words = words_of(Client().get("/policy/procedure"))
    terms = in_force(at=who.now())
    for clock in terms.clocks:
        assert clock.label in words
        assert clock.source in words
    assert "4 weeks" in words


def test_a_resident_gets_a_way_out_and_staff_their_menu(desk_house: Landlord) -> None:
    resident = Client().get("/policy/7-b").content.decode()
    colleague = at_the_desk(desk_house, "okafor").get("/policy/7-b").content.decode()
    assert 'id="leave-now"' in resident
    assert 'id="leave-now"' not in colleague
    assert "Sign out" in colleague


@pytest.mark.parametrize("name", ["99", "3.2-z", "front-x", "documents/other", "documents/policy"])
def test_what_is_no_clause_is_no_page(name: str) -> None:
    assert Client().get(f"/policy/{name}").status_code == 404


@pytest.mark.parametrize("name", ["asb-policy", "asb-procedure"])
def test_the_other_documents_say_where_they_are(name: str) -> None:
    assert "Ask us for a copy" in words_of(Client().get(f"/policy/documents/{name}"))


@pytest.mark.parametrize("page", ["/policy", "/policy/procedure", "/policy/front", "/administration"])
def test_staff_are_warned_of_the_review_date_on_each_page_of_it(desk_house: Landlord, page: str) -> None:
    words = words_of(at_the_desk(desk_house, "moss").get(page))
    assert "The date for looking at the policy again" in words


def test_who_adopts_versions_is_led_to_them(desk_house: Landlord) -> None:
    for name, led in (("achebe", True), ("moss", True), ("reid", False)):
        assert (b'href="/versions"' in at_the_desk(desk_house, name).get("/policy").content) is led
