"""Saying whom we may talk to, and taking it back, on one's own page: plain, once, and never about anybody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from tests.cast import NOW, Landlord, a_report
from tests.web.mycase.coming import a_case_with_code, come, party, statements, text_of
from upstander.casework.agencies import add_agency
from upstander.casework.consents import give_consent
from upstander.policy.consent import NEEDED, FilePart, Purpose
from upstander.records.case import Case
from upstander.records.consents import ConsentGiven
from upstander.records.journal import Entry, breaks
from upstander.web.mycase.sharing import PARTS, PURPOSES

PAGE = "/your-page/sharing"


@pytest.fixture
def agency(house: Landlord) -> str:
    said = {"boroughs": ["Southwark"], "phone": "020 79460018", "does": "Somebody to talk to, in your language."}
    return add_agency(house.actor("moss"), name="Door Step", kind="other", **said)


@pytest.fixture
def back(house: Landlord, agency: str) -> Client:
    """Somebody who came back to their case."""
    return come(a_case_with_code(house)[1])


def yes(agency: str, **changed: Any) -> dict[str, Any]:
    return {"agency": agency, "purpose": "support", "parts": ["name", "support"], "days": "90", **changed}


def test_the_page_says_who_helps_near_them_what_they_need_and_that_nothing_is_sent(back: Client) -> None:
    page = text_of(back.get(PAGE))
    for words in (
        "Door Step",
        "Somebody to talk to, in your language.",
        "If you say no, we still help you.",
        "Nothing is sent from this page.",
        "when a child may come to harm, and when the law tells us to",
        "90 days, until 16 February 2027",
        "You have not agreed to anything yet.",
    ):
        assert words in page
    for words in (*PARTS.values(), *PURPOSES.values()):
        assert words in page
    assert "Say who we may talk to about you" in text_of(back.get("/your-page"))


def test_every_part_and_purpose_has_words_for_the_person_themselves() -> None:
    assert set(PARTS) == set(FilePart)
    assert set(PURPOSES) == set(Purpose)
    assert not {words for words in (*PARTS.values(), *PURPOSES.values()) if " they " in f" {words.lower()} "}


def test_they_agree_once_however_often_the_button_is_pressed_and_read_it_back(back: Client, agency: str) -> None:
    given = yes(agency, words="Only by phone, please.", mark=back.get(PAGE).context["mark"])
    for _ in range(3):
        assert back.post(PAGE, given)["Location"] == f"{PAGE}?saved=yes"
    row = ConsentGiven.objects.get()
    assert (row.parts, row.how, row.until) == (["name", "support"], "themselves", date(2027, 2, 16))
    page = text_of(back.get(f"{PAGE}?saved=yes"))
    assert "We wrote down what you agreed to. Nothing was sent to anyone." in page
    assert "To give you support. We may tell them: your name; what help you want." in page
    assert "It ends after Tuesday 16 February 2027." in page


def test_taking_back_is_one_click_a_page_that_confirms_and_over_at_once(back: Client, agency: str) -> None:
    back.post(PAGE, yes(agency))
    row = ConsentGiven.objects.get()
    address = f"{PAGE}/{row.pk}"
    assert f'href="{address}"' in back.get(PAGE).content.decode()
    shown = back.get(address)
    assert "You do not have to say why, and we still help you." in text_of(shown)
    assert ConsentGiven.objects.get().withdrawn is None  # looking is not taking back
    for _ in range(2):
        assert back.post(address, {"mark": shown.context["mark"]})["Location"] == f"{PAGE}?saved=back"
    row.refresh_from_db()
    assert row.withdrawn_at == NOW
    page = text_of(back.get(f"{PAGE}?saved=back"))
    assert "You took it back. It ended just now." in page
    assert "can no longer be opened" in page
    assert "You took this back on Wednesday 18 November 2026" in page
    assert "This has ended already" in text_of(back.get(address))
    assert "This has ended already" in text_of(back.post(address, follow=True))
    assert Entry.objects.filter(deed="withdraw_consent", allowed=True).count() == 1
    assert list(breaks()) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"agency": ""}, "Choose who we may talk to"),
        ({"agency": "nobody"}, "Choose who we may talk to"),
        ({"purpose": ""}, "Choose what it is for"),
        ({"parts": []}, "Tick at least one thing we may tell them"),
        ({"parts": ["everything"]}, "Tick at least one thing"),
        ({"days": "4000"}, "Choose until when"),
        (
            {"parts": ["name", "evidence"]},
            "They do not need this for what you chose: photos, recordings and messages. Untick it",
        ),
    ],
)
def test_what_is_missing_is_said_in_their_words_and_the_rest_stays(
    back: Client, agency: str, changed: dict[str, Any], said: str
) -> None:
    response = back.post(PAGE, yes(agency, words="Not my brother.") | changed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert "Not my brother." in response.content.decode()
    assert not ConsentGiven.objects.exists()


def test_what_is_needed_is_taken_for_every_purpose(back: Client, agency: str) -> None:
    for purpose, parts in NEEDED.items():
        given = yes(agency, purpose=purpose.value, parts=sorted(parts))
        assert back.post(PAGE, given).status_code == 302, purpose
    assert ConsentGiven.objects.count() == len(Purpose)


def test_nobody_reads_or_takes_back_what_another_agreed_to(house: Landlord, agency: str) -> None:
    number, code = a_case_with_code(house)
    he = party(number, "alleged_perpetrator")
    given = {"agency": agency, "purpose": "support", "parts": ("name",), "read_back": True}
    his = give_consent(house.actor("okafor"), number, party=he, **given).consent
    client, stranger = come(code), come(a_case_with_code(house)[1])
    assert "You have not agreed to anything yet." in text_of(client.get(PAGE))
    for browser in (client, stranger, Client()):
        assert browser.get(f"{PAGE}/{his}").status_code == 302
        assert browser.post(f"{PAGE}/{his}").status_code == 403
    assert ConsentGiven.objects.get().withdrawn is None


def test_before_and_after_the_case_the_page_says_why_and_keeps_nothing(house: Landlord, agency: str) -> None:
    waiting = come(a_report().code)
    assert "We are reading what you told us now." in text_of(waiting.get(PAGE))
    assert waiting.post(PAGE, yes(agency)).status_code == 422
    number, code = a_case_with_code(house)
    client = come(code)
    client.post(PAGE, yes(agency))
    Case.objects.filter(number=number).update(stage="closed", closed_at=NOW, outcome="stopped")
    page = text_of(client.get(PAGE))
    assert "You can still take back what you agreed to." in page
    assert "I agree to this" not in page
    assert client.post(PAGE, yes(agency)).status_code == 422
    row = ConsentGiven.objects.get()
    assert client.post(f"{PAGE}/{row.pk}").status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at


def test_one_that_ran_out_says_so(back: Client, agency: str) -> None:
    back.post(PAGE, yes(agency, days="30"))
    ConsentGiven.objects.update(given_at=NOW - timedelta(days=40), until=NOW.date() - timedelta(days=10))
    assert "This has ended. Its last day was Sunday 8 November 2026." in text_of(back.get(PAGE))


def test_what_cannot_be_saved_is_given_back(back: Client, agency: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object, **more: object) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr("upstander.web.mycase.sharing.give_consent", full)
    response = back.post(PAGE, yes(agency, words="Only in the mornings."))
    assert response.status_code == 503
    assert "Only in the mornings." in text_of(response)
    back_again = f"{PAGE}/6f1d1b1e-0000-4000-8000-000000000000"
    monkeypatch.setattr("upstander.web.mycase.sharing.withdraw_consent", full)
    assert back.post(back_again).status_code == 503


def test_it_costs_few_statements(back: Client, agency: str) -> None:
    for purpose in Purpose:
        back.post(PAGE, yes(agency, purpose=purpose.value, parts=["name"]))
    assert statements(lambda: back.get(PAGE)) <= 12
    assert statements(lambda: back.get(f"{PAGE}/{ConsentGiven.objects.earliest('purpose').pk}")) <= 12
