"""The outbox is drained once, to one recipient each, and only by a way that is safe at that moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tests.cast import NOW
from tests.post.notices import LATER, an_alert, somebody, to_them, wish
from upstander.policy.posting import TRIES, wait_before_next
from upstander.post import sending
from upstander.post.notices import NOTICES, UnknownNotice, words_of
from upstander.post.sending import send_waiting
from upstander.records.outbox import CLAIMED_FOR, OutboxItem, claim_next, end_claim
from upstander.site.outgoing import Texts


@pytest.fixture
def alert():
    return an_alert()


@pytest.fixture
def person(alert):
    return somebody()


def _down(self, messages):
    raise ConnectionRefusedError("no mail today")


def written_to(address: str) -> list[mail.EmailMessage]:
    return [message for message in mail.outbox if message.to == [address]]


def test_a_notice_to_staff_names_a_reference_and_nothing_else(alert):
    assert send_waiting(at=NOW).sent == 1
    sent = mail.outbox[0]
    assert sent.to == ["reid@landlord.example"]
    assert alert.reference in sent.body
    assert not {"Begum", "Marsh", "Ferry", "weapon", "stairs"} & set(
        (sent.subject + sent.body).replace(".", " ").split()
    )


def test_it_is_sent_once(alert):
    send_waiting(at=NOW)
    assert send_waiting(at=NOW + timedelta(hours=1)).sent == 0
    assert len(mail.outbox) == 1


def test_mail_that_is_down_for_a_day_loses_nothing(alert, monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", _down)
    for minutes in range(0, 24 * 60, 10):
        assert send_waiting(at=NOW + timedelta(minutes=minutes)).given_up == 0
    monkeypatch.undo()
    assert send_waiting(at=NOW + timedelta(hours=25)).sent == 1
    assert len(mail.outbox) == 1


def test_after_three_days_people_have_to_look(alert, monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", _down)
    at, done = NOW, []
    for _ in range(TRIES):
        done.append(send_waiting(at=at))
        at = OutboxItem.objects.get().send_after
    assert [one.given_up for one in done] == [0] * (TRIES - 1) + [1]
    assert timedelta(days=3) < at - NOW < timedelta(days=4)
    assert (OutboxItem.objects.get().state, OutboxItem.objects.get().last_error) == ("dead", "ConnectionRefusedError")
    assert wait_before_next(1) < wait_before_next(2) < wait_before_next(40) == timedelta(hours=1)


def test_what_one_worker_holds_another_passes_over_until_the_claim_runs_out(alert):
    assert claim_next(at=NOW, worker="one") == alert
    assert claim_next(at=NOW, worker="two") is None
    assert claim_next(at=NOW + CLAIMED_FOR, worker="two") == alert
    first = OutboxItem(pk=alert.pk, claimed_by="one")
    assert not end_claim(first, state="waiting")  # it is no longer theirs to mark
    assert OutboxItem.objects.get().state == "claimed"


def test_an_alert_goes_before_what_waited_longer(alert, person):
    wish(person, email="safe")
    for key in ("a", "b"):
        to_them(person, key=key)
    OutboxItem.objects.exclude(pk=alert.pk).update(send_after=NOW - timedelta(days=1))
    assert send_waiting(at=LATER, at_most=1).sent == 1
    assert mail.outbox[0].to == ["reid@landlord.example"]


@pytest.mark.parametrize(("said", "sent"), [("safe", 1), ("unsafe", 0), ("never", 0), (None, 0)])
def test_a_resident_is_written_to_only_where_they_said_it_is_safe(alert, person, said, sent):
    to_them(person)
    wish(person, **({"email": said} if said else {"phone": "safe"}))
    result = send_waiting(at=LATER)
    assert (result.sent, result.held) == (1 + sent, 1 - sent)
    written = written_to("rehana@example.org")
    assert len(written) == sent
    assert all("HC-" not in message.body + message.subject for message in written)


def test_the_way_they_want_first_is_taken_and_asked_again_when_it_goes_out(alert, person, settings, monkeypatch):
    settings.TEXTS = Texts("http://127.0.0.1:9", {}, {}, as_form=False)
    texted = []
    monkeypatch.setattr(sending.TextLine, "send", lambda self, number, **more: texted.append((number, more)))
    wish(person, email="safe", text="safe", first="text")
    assert to_them(person).channel == "text"
    send_waiting(at=LATER)
    assert [(number, more["words"]) for number, more in texted] == [("+447700900123", "There is a message for you.")]
    to_them(person, key="another")
    wish(person, at=LATER, email="safe", text="never")
    send_waiting(at=LATER + timedelta(minutes=1))
    assert (len(texted), len(written_to("rehana@example.org"))) == (1, 1)


@pytest.mark.parametrize(
    ("phone", "email", "ways", "channel"),
    [
        ("020 7946 0000", "r@example.org", {"text": "safe", "email": "safe", "first": "text"}, "email"),
        ("", "", {"text": "safe", "email": "safe"}, ""),
        ("+32 470 12 34 56", "", {"text": "safe"}, "text"),
        ("07700 900123", "", {"letter": "safe", "visit": "safe"}, ""),
    ],
)
def test_a_way_without_an_address_is_no_way(alert, settings, phone, email, ways, channel):
    settings.TEXTS = Texts("http://127.0.0.1:9", {}, {}, as_form=False)
    person = somebody(email=email, phone=phone)
    wish(person, **ways)
    assert to_them(person).channel == channel


def test_without_a_provider_no_text_is_tried(alert, person):
    wish(person, text="safe")
    to_them(person)
    assert send_waiting(at=LATER).held == 1
    held = OutboxItem.objects.get(state="held")
    assert held.last_error == "No provider of text messages is set up."


def test_it_waits_for_the_hours_they_called_safe(alert, person):
    # NOW is a Friday morning in London
    wish(person, email="safe", safe_hours="Mon Tue 16:00-20:00")
    to_them(person)
    assert send_waiting(at=LATER).put_off == 1
    waits = OutboxItem.objects.get(person=person)
    assert (waits.state, waits.tries) == ("waiting", 0)
    assert f"{waits.send_after:%a %H:%M}" == "Mon 16:00"
    assert send_waiting(at=waits.send_after - timedelta(seconds=1)).sent == 0
    assert send_waiting(at=waits.send_after).sent == 1


def test_a_leaver_is_not_written_to(alert):
    alert.staff.is_active = False
    alert.staff.save(update_fields=["is_active"])
    assert send_waiting(at=NOW).held == 1


def test_every_notice_has_words_and_an_unknown_one_is_loud():
    assert all(words_of(notice, reference="R-1")[0] for notice in NOTICES)
    with pytest.raises(UnknownNotice):
        words_of("nothing", reference="")


def test_no_word_to_a_resident_says_anything():
    for notice in NOTICES.values():
        if notice.for_resident:
            assert "{" not in notice.subject + notice.body
