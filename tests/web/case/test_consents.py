"""Consent heard by phone: read out, read back, recorded; and taken back as easily (clause 7 b 1)."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord, a_case
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.casework.agencies import add_agency
from upstander.records.case import Case
from upstander.records.consents import ConsentGiven


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def agency(desk_house: Landlord) -> str:
    said = {"kind": "other", "boroughs": ["Southwark"], "phone": "020 79460018", "does": "A listening ear."}
    return add_agency(desk_house.actor("moss"), name="Door Step", **said)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def said(number: str, agency: str, part: str = "resident_heard", **changed: object) -> dict[str, object]:
    party = str(Case.objects.get(number=number).parties.get(part=part).pk)
    given = {"party": party, "agency": agency, "purpose": "support", "parts": ["name", "support"]}
    return {**given, "how": "themselves", "read_back": "on", **changed}


def test_it_is_read_out_and_read_back_recorded_and_shown(okafor: Client, number: str, agency: str) -> None:
    at = f"/case/{number}/give-consent"
    page = words_of(okafor.get(at))
    for words in ("Read this out before you save", "You can take it back on any day", "Door Step", "A listening ear."):
        assert words in page
    assert "Nothing is sent to anybody by this." in page
    after = done(okafor, at, **said(number, agency, words="Yes, as long as it is a woman."))
    assert "holds until 16 February 2027. Nothing was sent to anybody." in after
    assert "Consent given" in after
    page = words_of(okafor.get(at))
    assert "Rehana Begum : Door Step" in page
    assert "Holds Until Tuesday 16 February 2027." in page
    assert "Yes, as long as it is a woman." in page
    assert "Record what they agree to share" in words_of(okafor.get(f"/case/{number}/people"))
    assert f'href="{at}"' in okafor.get(f"/case/{number}").content.decode()


def test_without_a_read_back_or_with_more_than_needed_it_is_refused_and_kept_on_the_page(
    okafor: Client, number: str, agency: str
) -> None:
    at = f"/case/{number}/give-consent"
    given = said(number, agency, words="She said yes.", mark=mark_of(okafor.get(at)))
    unread = okafor.post(at, {name: value for name, value in given.items() if name != "read_back"})
    assert (unread.status_code, "It was not read back to them." in words_of(unread)) == (422, True)
    more = okafor.post(at, given | {"parts": ["name", "evidence"]})
    assert more.status_code == 422
    assert "This purpose does not need: photos, recordings and messages." in words_of(more)
    assert "She said yes." in more.content.decode()
    assert not ConsentGiven.objects.exists()


def test_a_last_day_of_their_own_and_two_people_two_consents(okafor: Client, number: str, agency: str) -> None:
    at = f"/case/{number}/give-consent"
    day = {"until_day": "1", "until_month": "December", "until_year": "2026"}
    assert "holds until 1 December 2026" in done(okafor, at, **said(number, agency, **day))
    done(okafor, at, **said(number, agency, part="alleged_perpetrator"))
    assert ConsentGiven.objects.values("party").distinct().count() == 2


def test_it_is_taken_back_from_the_list_and_nothing_more_is_offered(okafor: Client, number: str, agency: str) -> None:
    done(okafor, f"/case/{number}/give-consent", **said(number, agency))
    row = ConsentGiven.objects.get()
    link = f"/case/{number}/withdraw-consent?consent={row.pk}"
    assert f'href="{link}"' in okafor.get(f"/case/{number}/give-consent").content.decode()
    shown = okafor.get(link)
    assert f'value="{row.pk}" checked' in " ".join(shown.content.decode().split())
    after = done(okafor, f"/case/{number}/withdraw-consent", consent=str(row.pk))
    assert "It is taken back from this moment on." in after
    page = words_of(okafor.get(f"/case/{number}/withdraw-consent"))
    assert "Taken back 18 November 2026" in page
    assert "Nothing holds here that could be taken back." in page


def test_the_pages_cost_few_statements(okafor: Client, number: str, agency: str) -> None:
    for part in ("resident_heard", "alleged_perpetrator"):
        done(okafor, f"/case/{number}/give-consent", **said(number, agency, part=part))
    for page in ("give-consent", "withdraw-consent", "people", ""):
        with few_statements():
            assert okafor.get(f"/case/{number}/{page}".rstrip("/")).status_code == 200
