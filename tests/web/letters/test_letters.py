"""A letter by page: prepared, read before it is printed, printed as a file, withdrawn; and its words, signed by two."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdf
import pytest
from django.test import Client

from tests.cast import Landlord, a_case
from tests.lettered import SAFE, a_letter, heard, signed_words
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.casework import letters, safe_contact
from upstander.records.journal import Entry
from upstander.records.letters import Letter, LetterTemplate


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def pages(number: str, letter: str) -> tuple[str, ...]:
    room = f"/case/{number}/letters"
    return room, f"{room}/{letter}", f"{room}/{letter}/preview"


def test_from_choosing_the_words_to_the_paper(desk_house: Landlord, number: str, okafor: Client) -> None:
    template, party = signed_words(desk_house), heard(number)
    safe_contact.set_safe_contact(desk_house.actor("okafor"), number, wishes=SAFE, party=party)
    said = done(okafor, f"/case/{number}/prepare-letter", party=party, template=template)
    for known in ("Read it before you print it", "It reads exactly like this", "Dear Ms Begum", "PO Box 7", number):
        assert known in said
    room, one, preview = pages(number, str(Letter.objects.get().pk))
    with few_statements():
        assert "Prepared" in words_of(okafor.get(room))
    assert "DRAFT" in text_of(paper_of(okafor.get(preview)))
    printed = okafor.post(f"{one}/print")
    assert (printed.status_code, printed["Content-Type"], printed["Cache-Control"]) == (
        200,
        "application/pdf",
        "no-store",
    )
    assert printed["Content-Disposition"].startswith(f'attachment; filename="letter-{number}-')
    assert printed["X-Content-Type-Options"] == "nosniff"
    paper = paper_of(printed)
    assert paper.startswith(b"%PDF-")
    assert "DRAFT" not in text_of(paper)
    assert "Print it again" in words_of(okafor.get(one))
    assert paper_of(okafor.post(f"{one}/print")) == paper
    assert Entry.objects.filter(deed="print_letter", allowed=True).count() == 2
    told = words_of(okafor.get(f"/case/{number}"))
    assert "Letter prepared" in told
    assert "Letter printed" in told
    assert "Printed again." in told


def paper_of(answer: Any) -> bytes:
    """The file that was handed out."""
    return b"".join(answer.streaming_content)


def text_of(made: bytes) -> str:
    """What stands in it."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)


def test_a_letter_that_may_not_go_is_refused_with_clause_reason_and_way_out(desk_house, number, okafor) -> None:
    letter = a_letter(desk_house, number)
    unsafe = SAFE | {"channels": {"letter": "unsafe"}}
    safe_contact.set_safe_contact(desk_house.actor("okafor"), number, wishes=unsafe, party=heard(number))
    answer = okafor.post(f"/case/{number}/letters/{letter}/print")
    assert answer.status_code == 422
    for known in ("This cannot be done yet", "not safe for them", "What you can do", "3.2 a"):
        assert known in words_of(answer) + answer.content.decode()
    assert Letter.objects.get().state == "prepared"
    page = f"/case/{number}/prepare-letter"
    again = {
        "mark": mark_of(okafor.get(page)),
        "party": heard(number),
        "template": str(LetterTemplate.objects.get().pk),
    }
    refused = okafor.post(page, again)
    assert refused.status_code == 422
    assert "not safe for them" in words_of(refused)


def test_without_signed_words_there_is_nothing_to_choose(desk_house: Landlord, number: str, okafor: Client) -> None:
    draft = signed_words(desk_house, signed=False)
    page = f"/case/{number}/prepare-letter"
    opened = okafor.get(page)
    assert draft not in opened.content.decode()
    sent = okafor.post(page, {"mark": mark_of(opened), "party": heard(number), "template": draft})
    assert sent.status_code == 422
    assert not Letter.objects.exists()


def test_a_letter_is_withdrawn_by_page_and_not_printed_after(desk_house: Landlord, number: str, okafor: Client) -> None:
    letter = a_letter(desk_house, number)
    why = "They told us that somebody reads their post."
    done(okafor, f"/case/{number}/withdraw-letter?letter={letter}", letter=letter, because=why)
    one = f"/case/{number}/letters/{letter}"
    assert "not printed again" in words_of(okafor.get(one))
    assert okafor.post(f"{one}/print").status_code == 422
    assert why in words_of(okafor.get(f"/case/{number}"))


def test_out_of_sight_is_not_found(desk_house: Landlord, number: str) -> None:
    letter = a_letter(desk_house, number)
    stranger = at_the_desk(desk_house, "patel")
    for page in pages(number, letter):
        assert stranger.get(page).status_code == 404
    assert stranger.post(f"/case/{number}/letters/{letter}/print").status_code == 404
    for after in ("nonsense", letter[:-1] + "0"):
        assert at_the_desk(desk_house, "okafor").get(f"/case/{number}/letters?after={after}").status_code == 404


def test_a_letter_from_right_to_left_says_so_on_the_page(desk_house: Landlord, number: str, okafor: Client) -> None:
    template = signed_words(desk_house, "appointment", "ar")
    party = heard(number)
    safe_contact.set_safe_contact(desk_house.actor("okafor"), number, wishes=SAFE, party=party)
    held = letters.prepare_letter(
        desk_house.actor("okafor"), number, party=party, template=template, day=date(2026, 11, 25), time="10", place="x"
    )
    page = okafor.get(f"/case/{number}/letters/{held.letter}").content.decode()
    assert '<div class="up-letter" lang="ar" dir="rtl">' in page
    assert "<bdi>020 7946 0100</bdi>" in page


def test_words_are_written_by_one_and_signed_by_another(desk_house: Landlord) -> None:
    moss, vane = at_the_desk(desk_house, "moss"), at_the_desk(desk_house, "vane")
    listed = moss.get("/letters")
    assert "Words to start from" in words_of(listed)
    start = "/letters/new?start=appointment.bn"
    assert start in listed.content.decode()
    page = moss.get(start)
    given = {name: page.context["form"].initial[name] for name in ("kind", "language", "title", "words")}
    said = done(moss, start, **given)
    assert "The draft is kept" in said
    assert "Sign these words" not in said
    held = LetterTemplate.objects.get()
    one = f"/letters/{held.pk}"
    own = moss.post(f"{one}/sign", {"mark": mark_of(moss.get(f"{one}/sign")), "translator": "Mitali Roy"})
    assert (own.status_code, "Nobody signs their own words" in words_of(own)) == (422, True)
    assert "DRAFT" in text_of(paper_of(vane.get(f"{one}/preview")))
    nobody = vane.post(f"{one}/sign", {"mark": mark_of(vane.get(f"{one}/sign"))})
    assert (nobody.status_code, "translator" in words_of(nobody)) == (422, True)
    assert "The words are signed" in done(vane, f"{one}/sign", translator="Mitali Roy")
    with few_statements():
        told = words_of(moss.get("/letters"))
    assert "Signed" in told
    assert "Mitali Roy" in told


def test_words_that_tell_are_refused_and_everything_typed_is_kept(desk_house: Landlord) -> None:
    moss = at_the_desk(desk_house, "moss")
    given = {"kind": "closing", "language": "en", "title": "The hate incident", "words": "Dear {name}, it ended."}
    answer = moss.post("/letters/new", {"mark": mark_of(moss.get("/letters/new")), **given})
    assert answer.status_code == 422
    assert "“hate”" in words_of(answer)
    assert 'value="The hate incident"' in answer.content.decode()


@pytest.mark.parametrize("name", ["okafor", "silva", "hale", "nobody"])
def test_whoever_may_not_write_them_finds_no_page_of_words(desk_house: Landlord, name: str) -> None:
    held, browser = signed_words(desk_house), at_the_desk(desk_house, name)
    for page in ("/letters", "/letters/new", f"/letters/{held}", f"/letters/{held}/preview", f"/letters/{held}/sign"):
        assert browser.get(page).status_code == 404
    assert browser.post("/letters/new", {}).status_code == 404


def test_a_letter_that_is_held_stands_among_what_is_stuck(desk_house: Landlord, number: str) -> None:
    a_letter(desk_house, number)
    unsafe = SAFE | {"channels": {"letter": "unsafe"}}
    safe_contact.set_safe_contact(desk_house.actor("okafor"), number, wishes=unsafe, party=heard(number))
    stuck = at_the_desk(desk_house, "reid").get("/post")
    assert stuck.status_code == 200
    assert number in words_of(stuck)
    assert "by letter" in words_of(stuck)
