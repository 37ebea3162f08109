"""Requests that no page of ours would send: expired, sent twice, in another shape, too large, not in any alphabet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from urllib.parse import quote_from_bytes

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.cast import NOW, PASSWORD
from tests.visitors import Visitors, quietly, undone, visitors
from tests.web.forms_read import Form, read, words
from tests.web.hostile import BROKEN
from tests.web.reached import Reached, reached
from tests.web.test_hostile import asked, known_here, send
from tests.web.typed import Dealer, plainly, unescaped
from tests.web.worked import WORDS, closed, worked
from upstander.records.journal import Entry
from upstander.records.reports import Report
from upstander.records.worked import Note

CSRF = "csrfmiddlewaretoken"
URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture
def door() -> Iterator[Visitors]:
    """Everybody's browser, and a case that was worked."""
    with time_machine.travel(NOW, tick=False), quietly():
        came = visitors()
        worked(came)
        yield came


@pytest.fixture
def pages(door: Visitors) -> list[Reached]:
    """Every page that asks something."""
    return list(reached(door, closed=closed(door)))


def posts(pages: list[Reached]) -> Iterator[tuple[Reached, Form]]:
    """Every form into which somebody types, and that is sent by POST."""
    for one in pages:
        yield from ((one, form) for form in asked(one) if form.method == "post")


def everyday(form: Form, known: dict[str, str]) -> dict[str, str]:
    """What an everyday person types."""
    return {one.name: known.get(one.name, plainly(one) or WORDS) for one in form.texts}


def test_an_expired_page_gives_back_every_word_and_says_so(pages: list[Reached]) -> None:
    wrong, dealer = [], Dealer()
    for one, form in posts(pages):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = one.client.cookies.copy()
        typed = {field.name: f"{dealer.next(field.name)[:2_000]} and Ann's words" for field in form.texts}
        page = strict.post(form.action or one.address, {**form.sent(typed), CSRF: "x" * 64})
        said = words(page)
        assert page.status_code == 403, one.address
        assert "This page has expired" in said
        wrong += [f"{one.address} {what}" for what in unescaped(page, typed)]
        kept = sum(field.kind != "password" and field.name != "code" for field in form.texts)
        wrong += [f"{one.address} keeps {said.count(' and Ann&#x27;s words')} of {kept}"] * (
            said.count(" and Ann&#x27;s words") != kept
        )
    assert wrong == []


def test_no_password_and_no_code_is_ever_shown_again(pages: list[Reached]) -> None:
    strict = Client(enforce_csrf_checks=True)
    secret = "Correct horse battery staple, forty letters and more."
    for address, name in (("/sign-in", "password"), ("/your-page", "code")):
        page = strict.post(address, {name: secret, "login": "joy@example.org"})
        assert page.status_code == 403
        assert secret not in words(page)


def test_somebody_signed_out_in_between_reads_their_words_again(door: Visitors) -> None:
    page = Client().post(f"/case/{door.number}/add-note", {"text": WORDS, CSRF: "x"})
    assert page.status_code == 403
    assert WORDS in words(page)


def test_a_form_sent_twice_counts_once(pages: list[Reached], door: Visitors) -> None:
    known = known_here(door)
    twice, counted = [], set()
    for one, form in posts(pages):
        if "mark" not in form.fields:
            continue
        for turn in range(3):
            body = form.sent(everyday(form, known), turn=turn)
            with undone(one.client):
                first = send(one, form, body)
                entries = Entry.objects.filter(allowed=True).count()
                second = send(one, form, body)
                again = Entry.objects.filter(allowed=True).count() - entries
                if first.status_code == 302:
                    counted.add(one.address)
                    twice += [f"{one.address} (turn {turn})"] * (again or second.status_code not in {302, 409})
    assert twice == []
    assert len(counted) > 25


def test_a_report_sent_twice_is_one_report(pages: list[Reached]) -> None:
    check = next(one for one in pages if one.address == "/form/check")
    before = Report.objects.count()
    for _ in range(3):
        assert check.client.post("/form/check").status_code == 302
    assert Report.objects.count() == before + 1


def test_other_shapes_of_body_are_answered_with_a_page(pages: list[Reached]) -> None:
    shapes = (
        ('{"text": "x"}', "application/json"),
        ("text=x", "text/plain"),
        (b"\x00\xff\x00", "application/octet-stream"),
        ("x", "multipart/form-data"),
        ("--x\r\nbroken", "multipart/form-data; boundary=x"),
        ("--x\r\n", "multipart/form-data; boundary=" + "é" * 90),
        ("text=%ff%00&&&=&text", URLENCODED),
        ("text=x", URLENCODED + "; charset=no-such-thing"),
        ("text=x", URLENCODED + "; charset=utf-16"),
    )
    wrong, turns = [], count()
    for one, form in posts(pages):
        for body, kind in (shapes[next(turns) % len(shapes)] for _ in range(3)):
            with undone(one.client):
                raw = body if isinstance(body, bytes) else body.encode()
                page = one.client.generic("POST", form.action or one.address, raw, content_type=kind)
                wrong += [f"{one.address} {kind} {page.status_code}"] * (not is_answered(page))
    assert wrong == []


def test_too_much_at_once_is_refused_with_a_page_and_changes_nothing(pages: list[Reached]) -> None:
    wrong = []
    for one, form in posts(pages):
        name = form.texts[0].name
        for body in (f"{name}={'x' * 3_000_000}", "&".join(f"{name}{n}=x" for n in range(1_100))):
            before = Entry.objects.count()
            page = one.client.post(form.action or one.address, body, content_type=URLENCODED)
            clear = page.status_code in {400, 413} and "govuk-heading" in words(page)
            wrong += [f"{one.address} {page.status_code}"] * (not clear or Entry.objects.count() != before)
    assert wrong == []


def test_bytes_that_are_no_text_are_answered_with_text(pages: list[Reached]) -> None:
    wrong, turns = [], count()
    for one, form in posts(pages):
        texts = {field.name for field in form.texts}
        plain = "&".join(f"{name}={value}" for name, value in form.sent().items() if name not in texts)
        for at in range(4):
            raw = BROKEN[next(turns) % len(BROKEN)]
            typed = "&".join(f"{name}={'' if at % 2 else 'x '}{quote_from_bytes(raw)}" for name in sorted(texts))
            with undone(one.client):
                page = one.client.post(form.action or one.address, f"{plain}&{typed}", content_type=URLENCODED)
                wrong += [f"{one.address} {raw!r} {page.status_code}"] * (not is_answered(page))
    assert wrong == []


def is_answered(page: HttpResponse) -> bool:
    """Whether this is an answer for people: no fault of ours, and a page where there is no way on."""
    on = page.status_code in {302, 204}
    return page.status_code < 500 and (on or bool(read(page).tags))


def test_what_is_out_of_sight_stays_untouched_by_a_whole_and_right_form(door: Visitors) -> None:
    notes, entries = Note.objects.count(), Entry.objects.count()
    for member in ("patel", "lewis", "haddad", "silva", "quinn", "ford", "nobody", "resident", "anonymous"):
        page = door.client(member).post(f"/case/{door.number}/add-note", {"text": WORDS, "mark": "0" * 32})
        assert page.status_code == (403 if member in {"resident", "anonymous"} else 404)
        assert WORDS not in words(page) or page.status_code == 403
    assert (Note.objects.count(), Entry.objects.count()) == (notes, entries)
    assert door.client("okafor").post(f"/case/{door.number}/add-note", {"text": WORDS}).status_code == 302
    assert Note.objects.count() == notes + 1


def test_a_wrong_password_says_no_more_than_a_wrong_address(door: Visitors) -> None:
    browser = Client()
    right = browser.post("/sign-in", {"login": "okafor@landlord.example", "password": f"{PASSWORD}x"})
    wrong = browser.post("/sign-in", {"login": "no-such@landlord.example", "password": f"{PASSWORD}x"})
    assert right.status_code == wrong.status_code
    assert read(right).errors == read(wrong).errors
    assert read(right).errors
