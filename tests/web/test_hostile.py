"""Strings that broke other software, through every text field of every form: nothing breaks, runs, or is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import time_machine
from django.http import HttpResponse

from tests.cast import NOW
from tests.visitors import Visitors, quietly, undone, visitors
from tests.web.forms_read import Form, read, words
from tests.web.hostile import strings
from tests.web.reached import Reached, reached
from tests.web.typed import Dealer, faults, typed_in, unescaped
from tests.web.worked import closed, worked

# Set, it takes half an hour: every string through every field, and each alone among right answers.
EVERY = "UPSTANDER_TEST_EVERY_STRING"
TURNS = 8
QUESTIONS = (
    "view", "after", "before", "officer", "team", "area", "q", "saved", "over", "alone", "next", "report", "case",
    "party", "told_by", "step", "duty", "incident", "note", "link", "purpose", "kind",
)  # fmt: skip
VIEWS = {
    "case": ("", "/people", "/plan", "/risk", "/record", "/print"),
    "triage": ("",),
    "form": ("/form/check",),
    "your-page": ("/your-page", "/your-page/messages", "/your-page/plan"),
}


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


def known_here(door: Visitors) -> dict[str, str]:
    """What is right in fields that ask for one thing only: the number of a case in sight, a day to come."""
    numbers = dict.fromkeys(("other", "to", "case_number", "number"), door.places()["QC"])
    return numbers | {"home": "", "until_day": "25", "signposted_to": "", "duplicate_of": ""}


def asked(one: Reached) -> list[Form]:
    """The forms of a page into which somebody types; also what it asks more once something was answered."""
    forms = read(one.client.get(one.address)).forms
    held, more = {name for form in forms for name in form.fields}, list[Form]()
    for form in forms:
        if form.method == "post" and form.action in {"", one.address} and form.buttons:
            with undone(one.client):
                more += read(send(one, form, form.sent(turn=1))).forms
    return [
        form for form in (*forms, *more) if form.texts and (form in forms or {each.name for each in form.texts} - held)
    ]


def send(one: Reached, form: Form, body: dict[str, str | list[str]]) -> HttpResponse:
    """Send a form as a browser does."""
    to = form.action or one.address
    return one.client.get(to, body) if form.method == "get" else one.client.post(to, body)


def turns(dealer: Dealer) -> Iterator[int]:
    """A few turns, dealt one after the other; or, where it is asked for, every string into every field."""
    if not os.environ.get(EVERY):
        yield from range(TURNS)
        return
    for at in range(len(strings())):
        for turn in (2 * at, 2 * at + 1):
            dealer.at = at
            yield turn


def views(one: Reached) -> list[str]:
    """Where the words of this page are shown again."""
    room = one.address.split("/")[1]
    stem = "/".join(one.address.split("/")[:3]) if room in {"case", "triage"} else ""
    return [f"{stem}{view}" for view in VIEWS.get(room, ())]


def tried(one: Reached, form: Form, dealer: Dealer, turn: int, *, look: bool) -> tuple[bool, list[str]]:
    """Type, send, and look at what comes back; whether it was accepted, and what was wrong."""
    typed = typed_in(form, dealer, one.address, turn=turn)
    with undone(one.client):
        page = send(one, form, form.sent(typed, turn=turn // 2))
        wrong = list(faults(page, typed))
        accepted = page.status_code == 302 and form.method == "post"
        if accepted:
            for view in [page["Location"], *(views(one) if look else ())]:
                shown = one.client.get(view)
                wrong += [f"{view} {what}" for what in unescaped(shown, typed)]
                wrong += [f"{view} answers {shown.status_code}"] * (shown.status_code >= 500)
    return accepted, [f"{one.address} (turn {turn}) {what}" for what in wrong]


def test_every_string_and_every_field(pages: list[Reached], door: Visitors) -> None:
    known = known_here(door)
    dealer, wrong, passed, places = Dealer(known=known), list[str](), set[str](), 0
    for one in pages:
        for form in asked(one):
            places += len(form.texts)
            for turn in turns(dealer):
                accepted, found = tried(one, form, dealer, turn, look=one.address not in passed)
                wrong += found
                passed |= {one.address} if accepted else set()
    assert wrong == []
    assert len(strings()) >= 500
    assert dealer.used == set(strings())
    assert places >= 150
    assert len(passed) >= 52, sorted({one.address for one in pages} - passed)


def test_what_is_chosen_and_hidden_may_be_anything_too(pages: list[Reached]) -> None:
    dealer, wrong = Dealer(), []
    for one in pages:
        for form in read(one.client.get(one.address)).forms:
            others = [each.name for each in form.fields.values() if each.name != "csrfmiddlewaretoken"]
            for turn in range(2):
                typed = {name: dealer.next(f"{one.address} {name}") for name in others}
                with undone(one.client):
                    page = send(one, form, {**form.sent(turn=turn), **typed})
                    wrong += [f"{one.address} {page.status_code}"] * (page.status_code >= 500)
                    wrong += [f"{one.address} {what}" for what in unescaped(page, typed)]
    assert wrong == []


def test_addresses_may_ask_anything(pages: list[Reached]) -> None:
    dealer, wrong = Dealer(), []
    for one in pages:
        for _ in range(2):
            asks = {name: dealer.next(name)[:4_000] for name in QUESTIONS}
            with undone(one.client):
                page = one.client.get(one.address.partition("?")[0], asks)
                wrong += [f"{one.address} {page.status_code}"] * (page.status_code >= 500)
                wrong += [f"{one.address} {what}" for what in unescaped(page, asks)]
    assert wrong == []


def test_these_tests_can_fail() -> None:
    typed = {"words": "<b>zq1zq"}
    assert list(faults(HttpResponse("<p><b>zq1zq</p>"), typed)) == ["does not escape '<b>zq1zq'"]
    assert list(faults(HttpResponse("<a href='javascript:zq1zq'>"), typed))
    assert list(faults(HttpResponse("1337zq1zq"), typed)) == ["reckons what was typed"]
    assert list(faults(HttpResponse("<form><textarea name=words></textarea></form>"), typed))
    assert list(faults(HttpResponse("", status=422), typed))
    assert list(faults(HttpResponse("", status=500), typed)) == ["answers 500"]
    assert not list(faults(HttpResponse("<form><textarea name=words>\n&lt;b&gt;zq1zq</textarea></form>"), typed))
    assert words(HttpResponse("é")) == "é"
