"""The page of a deed: the clause above the question, the effect before it, a refusal with its way out, once."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord, a_case
from tests.web.desk import at_the_desk, few_statements, mark_of, words_of
from upstander.casework.agencies import add_agency
from upstander.policy.clauses import clause
from upstander.policy.deeds import Deed
from upstander.policy.roles import MAY, STAFF_ROLES
from upstander.records.journal import Entry
from upstander.records.worked import Contact, Note
from upstander.web.case.deeds.table import DEEDS_BY_MATTER, PAGES
from upstander.web.triage import deeds as triage

ELSEWHERE = {
    Deed.RECEIVE_REPORT: "the phone room",
    Deed.TAKE_MESSAGE: "the room of work",
    Deed.OPEN_CASE_FILE: "the case page itself",
    Deed.OPEN_REPORT: "the page of a report itself",
}
LONG = "I rang at four and she said that she feels safer."


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def test_a_deed_of_the_tables_is_one_that_staff_may_do_and_is_offered() -> None:
    staff = frozenset().union(*(MAY[role] for role in STAFF_ROLES))
    assert set(PAGES) | set(triage.PAGES) | set(ELSEWHERE) <= staff
    assert {deed for deeds in DEEDS_BY_MATTER.values() for deed in deeds} == set(PAGES)


@pytest.mark.parametrize("deed", sorted(PAGES))
def test_a_page_says_its_clause_its_effect_and_its_documents(desk_house: Landlord, number: str, deed: Deed) -> None:
    there = {"kind": "police", "boroughs": ["Southwark"], "phone": "020 79460018"}
    add_agency(desk_house.actor("moss"), name="Ferry police", **there)
    browser = at_the_desk(desk_house, "reid")
    asked = browser.get(f"/case/{number}/correct-party").content.decode()
    party = asked.split('name="party" type="radio" value="')[1][:36]
    with few_statements():
        answer = browser.get(f"/case/{number}/{deed.value.replace('_', '-')}?party={party}")
    assert answer.status_code == 200
    words, page = words_of(answer), PAGES[deed]
    held = clause(page.clause)
    assert held is not None
    assert words.index(page.title) < words.index(f"Policy {held.number}: {held.title}") < words.index(held.promise)
    assert "Policy version 1, procedure version 1." in words
    assert words.index("What happens when you save this") < words.index("Cancel")
    for document in ("Harassment and Hate Crime Policy", "Procedure", "Anti-Social Behaviour Policy"):
        assert document in words[words.index("Read with this") :]
    assert answer.content.count(b"<h1") == 1


def test_what_is_missing_is_said_where_it_is_missing_and_nothing_typed_is_lost(okafor: Client, number: str) -> None:
    address = f"/case/{number}/record-first-contact"
    answer = okafor.post(address, {"words": LONG, "way": "phone", "on_day": "31", "on_month": "2", "on_year": "2026"})
    assert answer.status_code == 422
    said = words_of(answer)
    assert "There is a problem" in said
    assert "Choose whether you reached them" in said
    assert "February 2026 has 28 days" in said
    assert LONG in said
    assert b'value="31"' in answer.content
    assert answer.content.decode().startswith("<!DOCTYPE html>")
    assert "<title>Error: " in answer.content.decode()
    assert Contact.objects.count() == 0


def test_a_refusal_has_its_clause_its_reason_and_its_way_out(okafor: Client, number: str) -> None:
    address = f"/case/{number}/close-case"
    said = {"outcome": "stopped", "words": "It has stopped, they say, and the plan is done.", "told": "on"}
    answer = okafor.post(address, {"mark": mark_of(okafor.get(address)), **said})
    assert answer.status_code == 422
    words = words_of(answer)
    assert "This cannot be done yet" in words
    assert "What you can do:" in words
    assert "Nothing was saved; what you wrote is still here." in words
    assert said["words"] in words
    assert b'href="/policy/2-a"' in answer.content
    assert Entry.objects.filter(deed=Deed.CLOSE_CASE, allowed=False).count() == 1


def test_a_role_that_does_not_include_it_is_told_so_and_asked_nothing(okafor: Client, number: str) -> None:
    address = f"/case/{number}/review-case"
    for answer in (okafor.get(address), okafor.post(address, {"findings": LONG})):
        assert answer.status_code == 403
        assert "Your role does not include this." in words_of(answer)
        assert b"<textarea" not in answer.content


def test_a_form_sent_twice_counts_once_and_leads_to_the_same_page(okafor: Client, number: str) -> None:
    address = f"/case/{number}/add-note"
    mark = mark_of(okafor.get(address))
    first = okafor.post(address, {"mark": mark, "text": LONG})
    again = okafor.post(address, {"mark": mark, "text": LONG})
    assert first["Location"] == again["Location"] == f"/case/{number}"
    assert Note.objects.count() == 1
    assert "This page was sent before. It was saved once." in words_of(okafor.get(again["Location"]))


def test_other_words_on_the_same_page_are_another_form(okafor: Client, number: str) -> None:
    address = f"/case/{number}/add-note"
    mark = mark_of(okafor.get(address))
    for text in (LONG, f"{LONG} Twice."):
        assert okafor.post(address, {"mark": mark, "text": text}).status_code == 302
    assert Note.objects.count() == 2


def test_a_form_that_takes_a_case_out_of_sight_still_answers_when_it_is_sent_again(okafor: Client, number: str) -> None:
    address = f"/case/{number}/declare-conflict"
    said = {"mark": mark_of(okafor.get(address)), "because": "He is my cousin."}
    assert okafor.post(address, said)["Location"] == "/work"
    assert okafor.post(address, said)["Location"] == "/work"
    assert okafor.get(f"/case/{number}").status_code == 404


def test_a_slip_is_shown_once(okafor: Client, number: str) -> None:
    address = f"/case/{number}/issue-code"
    page = okafor.get(address)
    party = page.content.decode().split('name="party" type="radio" value="')[1][:36]
    said = {"mark": mark_of(page), "party": party, "identity": "document_seen", "how_checked": "Her passport.",
            "way": "handed_over", "to_the_person": "on"}  # fmt: skip
    answer = okafor.post(address, said)
    assert answer.status_code == 200
    assert "The slip is ready" in words_of(answer)
    for private in ("Begum", number, "Ferry", "Hate", "Harassment"):
        assert private not in words_of(answer)
        assert private not in answer.content.decode().split("</title>")[0]
    again = okafor.post(address, said)
    assert again.status_code == 409
    assert "This was saved already" in words_of(again)


def test_what_a_form_chooses_beforehand_comes_from_the_link(okafor: Client, number: str) -> None:
    page = okafor.get(f"/case/{number}/record-contact").content.decode()
    keys = [part[:36] for part in page.split('name="party" type="radio" value="')[1:]]
    chosen = okafor.get(f"/case/{number}/record-contact?party={keys[1]}&words=x&on=y").content.decode()
    assert f'value="{keys[1]}" checked' in chosen
    assert okafor.get(f"/case/{number}/record-contact?party=%00nobody").status_code == 200
