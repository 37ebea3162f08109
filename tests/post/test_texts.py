"""Text messages through a real gateway: whatever it answers, nothing is lost, said twice or said at all."""

from __future__ import annotations

import threading
from datetime import timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs

import pytest

from tests.post.notices import LATER, an_alert, somebody, to_them, wish
from tests.post.servers import text_gateway
from upstander.post import texts
from upstander.post.sending import send_waiting
from upstander.post.texts import filled
from upstander.records.outbox import OutboxItem
from upstander.records.reaching import mobile
from upstander.site.outgoing import Texts

BODY = {"to": "{to}", "body": "{words}"}


@pytest.fixture
def gateway(settings):
    with text_gateway() as served:
        settings.TEXTS = Texts(served.url, {"Authorization": "Bearer secret"}, BODY, as_form=False)
        yield served


@pytest.fixture
def item(gateway):
    an_alert()
    person = somebody()
    wish(person, text="safe")
    return to_them(person)


def state() -> tuple[str, str]:
    held = OutboxItem.objects.get(notice="resident_message")
    return held.state, held.last_error


def test_it_says_only_that_a_message_waits(gateway, item):
    assert send_waiting(at=LATER).sent == 2
    (asked,) = gateway.asked
    assert asked["body"] == {"to": "+447700900123", "body": "There is a message for you."}
    assert (asked["auth"], asked["key"], asked["path"]) == ("Bearer secret", str(item.pk), "/messages")
    assert send_waiting(at=LATER + timedelta(hours=1)).sent == 0


def test_a_provider_that_wants_a_form_gets_one(gateway, item, settings):
    body = {"To": "{to}", "Body": "{words}", "From": "Northgate"}
    settings.TEXTS = Texts(gateway.url, {}, body, as_form=True)
    send_waiting(at=LATER)
    fields = parse_qs(gateway.asked[0]["body"])
    assert fields == {"To": ["+447700900123"], "Body": ["There is a message for you."], "From": ["Northgate"]}


def test_places_are_filled_however_deep():
    form = {"messages": [{"to": ["{to}"], "text": "Hello: {words}", "n": 1}]}
    assert filled(form, {"to": "1", "words": "w"}) == {"messages": [{"to": ["1"], "text": "Hello: w", "n": 1}]}


@pytest.mark.parametrize("status", [302, 401, 403, 404, 408, 409, 500, 502, 503])
def test_what_a_provider_does_not_take_now_is_tried_again(gateway, item, status):
    gateway.answers = [(status, {"Location": "/elsewhere"}), (200, {})]
    assert send_waiting(at=LATER).put_off == 1
    assert state() == ("waiting", f"HTTP {status}")
    assert send_waiting(at=LATER + timedelta(minutes=3)).sent == 1
    assert len(gateway.taken()) == 1
    assert {asked["path"] for asked in gateway.asked} == {"/messages"}
    assert len({asked["key"] for asked in gateway.asked}) == 1


def test_what_it_will_never_take_is_for_people(gateway, item):
    gateway.answers = [(400, {})]
    assert send_waiting(at=LATER).given_up == 1
    assert state() == ("dead", "HTTP 400")


def test_it_waits_as_long_as_it_is_asked_to_and_so_do_the_others(gateway, item):
    to_them(item.person, key="another")
    gateway.answers = [(429, {"Retry-After": "600"}), (200, {})]
    send_waiting(at=LATER)
    assert len(gateway.asked) == 1
    assert send_waiting(at=LATER + timedelta(seconds=599)).sent == 0
    assert send_waiting(at=LATER + timedelta(seconds=601)).sent == 2
    assert len(gateway.asked) == 3


@pytest.mark.parametrize(
    ("header", "minutes"),
    [(format_datetime(LATER + timedelta(minutes=30)), 30), ("99999999999999", 24 * 60), ("soon", 2), ("-5", 2)],
)
def test_however_it_says_so(gateway, item, header, minutes):
    gateway.answers = [(429, {"Retry-After": header})]
    send_waiting(at=LATER)
    waits = OutboxItem.objects.get(notice="resident_message").send_after - LATER
    assert abs(waits - timedelta(minutes=minutes)) < timedelta(seconds=30)


def test_a_provider_that_does_not_answer_in_time_is_asked_again_under_the_same_key(gateway, item, monkeypatch):
    monkeypatch.setattr(texts, "TIMEOUT", (1, 0.3))
    gateway.slow = threading.Event()
    assert send_waiting(at=LATER).put_off == 1
    assert state() == ("waiting", "ReadTimeout")
    gateway.slow.set()
    assert send_waiting(at=LATER + timedelta(minutes=3)).sent == 1
    assert len(gateway.taken()) == 1


def test_a_provider_that_is_not_there_loses_nothing(item, settings):
    settings.TEXTS = Texts("http://127.0.0.1:9/messages", {}, BODY, as_form=False)
    assert send_waiting(at=LATER).put_off == 1
    assert state() == ("waiting", "ConnectionError")


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900 123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+32 470 12 34 56", "+32470123456"),
        ("020 7946 0000", ""),  # a landline: it would be read aloud to whoever picks up
        ("+44 20 7946 0000", ""),
        ("call my sister", ""),
        ("", ""),
        ("07700 900123 or 07700 900124", ""),
    ],
)
def test_only_a_number_that_takes_texts_is_used(phone, number):
    assert mobile(phone) == number
