"""Coming back with a code: what opens, what never tells, what ends a visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Landlord, a_report
from tests.web.mycase.coming import a_case_with_code, come, later, opened, party, text_of
from upstander.casework import codes
from upstander.records.drafts import ResidentVisit
from upstander.records.journal import Entry

WRONG = "We cannot open a page with this code"
ROOMS = ("messages", "plan", "more", "why", "contact", "looked")


def test_the_code_opens_the_page_however_it_is_typed(house: Landlord) -> None:
    code = a_report().code
    for typed in (code, code.lower().replace("-", ""), f"  {code.replace('-', ' ')} "):
        assert "Your page" in text_of(come(typed).get("/your-page"))


def test_the_code_never_stands_in_an_address_a_cookie_or_a_page(house: Landlord) -> None:
    code = a_report().code
    client = Client()
    assert "Open your page" in text_of(client.get("/your-page", {"code": code}))
    response = client.post("/your-page", {"code": code})
    assert response["Location"] == "/your-page"
    held = "".join(str(cookie) for cookie in client.cookies.values())
    page = client.get("/your-page").content.decode()
    for part in code.split("-")[:4]:
        assert part not in held
        assert part not in page


def test_a_wrong_code_says_nothing_of_what_exists(house: Landlord) -> None:
    number, ended = a_case_with_code(house)
    codes.issue_code(house.actor("okafor"), number, party=party(number), way="handed_over", identity="document_seen",
                     how_checked="Her passport.", to_the_person=True)  # fmt: skip
    fine = a_report().code
    swapped = fine[:-1] + ("0" if fine[-1] != "0" else "1")
    pages = {
        text_of(Client(REMOTE_ADDR=f"192.0.2.{n}").post("/your-page", {"code": typed}))
        for n, typed in enumerate(("ABCD", ended, swapped, "0000-0000-0000-0000-00000", "<script>", "١٢٣٤"))
    }
    assert len(pages) == 1
    assert WRONG in pages.pop()


def test_many_wrong_codes_are_slowed_and_nobody_is_locked_out(house: Landlord) -> None:
    code, client = a_report().code, Client()
    answers = [client.post("/your-page", {"code": "ABCD-EFGH"}) for _ in range(8)]
    assert {answer.status_code for answer in answers[:5]} == {422}
    slowed = answers[-1]
    assert slowed.status_code == 429
    said = text_of(slowed)
    assert f"Wait {slowed['Retry-After']} second" in said
    assert "020 7946 0100" in said
    assert client.post("/your-page", {"code": code}).status_code == 429
    with later(timedelta(seconds=20)):
        assert client.post("/your-page", {"code": code}).status_code == 302
    assert Client(REMOTE_ADDR="192.0.2.9").post("/your-page", {"code": code}).status_code == 302


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "a" * 101, "\u202eABCD", "O'Brien; DROP TABLE"])
def test_what_is_no_code_is_asked_again(house: Landlord, typed: str) -> None:
    response = Client().post("/your-page", {"code": typed})
    assert response.status_code == 422
    assert "There is a problem" in text_of(response)


def test_a_slip_shows_the_new_code_once_and_is_dead_then(house: Landlord) -> None:
    number, before = a_case_with_code(house)
    slip = codes.issue_code(
        house.actor("okafor"), number, party=party(number), way="handed_over", identity="document_seen",
        how_checked="Her passport.", to_the_person=True,
    ).slip  # fmt: skip
    client = Client()
    shown = client.post("/your-page", {"code": slip})
    assert shown.status_code == 200
    new = shown.context["code"]
    assert new in text_of(shown)
    assert "only once" in text_of(shown)
    assert new not in text_of(client.get("/your-page"))
    assert "Your page" in text_of(come(new).get("/your-page"))
    for dead in (slip, before):
        assert Client().post("/your-page", {"code": dead}).status_code == 422


def test_the_cookie_is_strict_and_for_the_server_alone(house: Landlord) -> None:
    held = come(a_report().code).cookies[settings.RESIDENT_COOKIE_NAME]
    assert (held["samesite"], held["httponly"], held["path"]) == ("Strict", True, "/")
    assert not held["max-age"]
    assert not held["expires"]


def test_nothing_is_stored_anywhere(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    client = come(code)
    for address in ("/your-page", *(f"/your-page/{room}" for room in ROOMS)):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"], address
        assert "<title>Northgate Homes</title>" in response.content.decode()
        assert number not in response.content.decode()


@pytest.mark.parametrize("room", ROOMS)
def test_without_a_visit_every_room_asks_for_the_code(house: Landlord, room: str) -> None:
    assert Client().get(f"/your-page/{room}")["Location"] == "/your-page"
    assert Client(headers={"cookie": "r=.made-up"}).get(f"/your-page/{room}")["Location"] == "/your-page?over"


def test_a_visit_ends_by_itself_after_half_an_hour(house: Landlord) -> None:
    client = come(a_report().code)
    with later(timedelta(minutes=29)):
        assert "What happens next" in text_of(client.get("/your-page"))
    with later(timedelta(minutes=60)):
        assert client.get("/your-page/messages")["Location"] == "/your-page?over"
        assert "not used for half an hour" in text_of(client.get("/your-page?over"))


def test_closing_the_page_ends_the_visit_and_asks_nothing(house: Landlord) -> None:
    client = come(a_report().code)
    closed = client.post("/your-page/close")
    assert "<form" not in closed.content.decode()
    assert ResidentVisit.objects.count() == 0
    assert client.get("/your-page/messages").status_code == 302
    assert Client().get("/your-page/close").status_code == 405


def test_after_leaving_quickly_nothing_is_shown(house: Landlord) -> None:
    client = come(a_report().code)
    assert client.post("/leave").status_code == 204
    assert ResidentVisit.objects.count() == 0
    for address in ("/your-page", "/your-page/messages"):
        page = client.get(address)
        assert "This page is closed" in text_of(page)
        assert "<form" not in page.content.decode()


def test_the_code_goes_with_the_report_into_the_case(house: Landlord) -> None:
    received = a_report()
    client = come(received.code)
    assert "We are choosing who will help you" in text_of(client.get("/your-page"))
    opened(house, received.number)
    assert "Joy, housing officer" in text_of(client.get("/your-page"))


def test_when_the_code_ends_the_visit_ends(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    client = come(code)
    codes.issue_code(house.actor("okafor"), number, party=party(number), way="handed_over", identity="document_seen",
                     how_checked="Her passport.", to_the_person=True)  # fmt: skip
    assert client.get("/your-page/plan")["Location"] == "/your-page?over"


def test_forms_from_elsewhere_are_turned_away(house: Landlord) -> None:
    code = a_report().code
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/your-page", {"code": code}).status_code == 403
    strict.cookies = come(code).cookies
    words = "She shouted at my children again this morning."
    refused = strict.post("/your-page/messages", {"text": words})
    assert refused.status_code == 403
    assert words in text_of(refused)
    assert not Entry.objects.filter(deed="send_message").exists()


def test_a_code_opens_one_case_and_no_other(house: Landlord) -> None:
    _, mine = a_case_with_code(house, story="My own story of the stairs.")
    _, theirs = a_case_with_code(house, story="Another story of the lift.")
    page = text_of(come(mine).get("/your-page/more"))
    assert "My own story" in page
    assert "Another story" not in page
    assert "Another story" in text_of(come(theirs).get("/your-page/more"))
