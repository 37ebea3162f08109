"""The agencies of a case by page: each that helps in its borough, what was answered, and the form for an answer."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord, a_case
from tests.web.desk import at_the_desk, done, few_statements, words_of
from upstander.casework.agencies import add_agency
from upstander.records.considered import AgencyAnswer

WHY = "She would like somebody to come along to court."


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def an_agency(house: Landlord, name: str, borough: str) -> str:
    said = {"kind": "victim_support", "phone": "020 7946 0018", "does": "Goes along to court."}
    return add_agency(house.actor("moss"), name=name, boroughs=[borough], **said)


def test_an_empty_register_says_who_can_mend_it(okafor: Client, number: str) -> None:
    for page in ("agencies", "consider-agency"):
        words = words_of(okafor.get(f"/case/{number}/{page}"))
        assert "The register has no agency that helps in the borough of this case" in words
        assert "Ask an administrator to add those that help there" in words
    assert "Which agency?" not in words


def test_each_agency_stands_with_what_it_does_and_leads_to_its_answer(
    desk_house: Landlord, okafor: Client, number: str
) -> None:
    key = an_agency(desk_house, "Court Friends", "Southwark")
    an_agency(desk_house, "Far Friends", "Camden")
    with few_statements():
        page = okafor.get(f"/case/{number}/agencies")
    words, address = words_of(page), f"/case/{number}/consider-agency?agency={key}"
    for said in ("Court Friends", "Goes along to court.", "020 7946 0018", "One agency is not considered yet."):
        assert said in words
    assert "Far Friends" not in words
    assert f'href="{address}"' in page.content.decode()
    with few_statements():
        form = okafor.get(address)
    assert f'value="{key}"' in form.content.decode()
    assert "To refer somebody, share what the agency needs first" in words_of(form)
    after = done(okafor, address, agency=key, answer="offered", why=WHY)
    assert "It is recorded. Every agency that helps in this borough was considered." in after
    for said in ("Offered to the resident", WHY, "Joy Okafor", "18 November 2026", "Change the answer"):
        assert said in after


def test_what_was_typed_is_kept_when_it_is_refused(desk_house: Landlord, okafor: Client, number: str) -> None:
    key = an_agency(desk_house, "Court Friends", "Southwark")
    sent = okafor.post(f"/case/{number}/consider-agency", {"agency": key, "answer": "refused", "why": "Said no."})
    assert sent.status_code == 422
    words = words_of(sent)
    assert "Nobody could tell later why." in words
    assert "Said no." in words
    assert okafor.post(f"/case/{number}/consider-agency", {"agency": key, "answer": "referred"}).status_code == 422
    assert not AgencyAnswer.objects.exists()


@pytest.mark.parametrize("part", ["", "/risk", "/print"])
def test_the_case_says_beside_the_risk_how_many_are_left(
    desk_house: Landlord, okafor: Client, number: str, part: str
) -> None:
    an_agency(desk_house, "Court Friends", "Southwark")
    an_agency(desk_house, "Near Friends", "Southwark")
    with few_statements():
        page = okafor.get(f"/case/{number}{part}")
    assert "2 agencies are not considered yet." in words_of(page)
    assert f'href="/case/{number}/agencies"' in page.content.decode()
