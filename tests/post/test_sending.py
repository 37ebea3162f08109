"""The outbox is drained once, to one recipient each, and only by a way that is safe at that moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from tests.cast import NOW, a_report, landlord
from upstander.casework.told import Danger
from upstander.post.notices import NOTICES, UnknownNotice, words_of
from upstander.post.sending import TRIES, send_waiting
from upstander.records.outbox import OutboxItem
from upstander.records.people import Person, SafeContact


@pytest.fixture
def alert():
    landlord()
    a_report(danger=Danger(weapon=True))
    return OutboxItem.objects.get()


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


def test_mail_that_is_down_loses_nothing(alert, monkeypatch):
    monkeypatch.setattr("upstander.post.sending.EmailMessage.send", _down)
    assert send_waiting(at=NOW).put_off == 1
    assert send_waiting(at=NOW).put_off == 0
    monkeypatch.undo()
    assert send_waiting(at=NOW + timedelta(minutes=5)).sent == 1


def test_it_is_given_up_in_the_open_after_many_tries(alert, monkeypatch):
    monkeypatch.setattr("upstander.post.sending.EmailMessage.send", _down)
    done = [send_waiting(at=NOW + timedelta(days=day)) for day in range(TRIES)]
    assert done[-1].given_up == 1
    assert OutboxItem.objects.get().last_error == "ConnectionRefusedError"


def _down(self, fail_silently=False):
    raise ConnectionRefusedError("no mail today")


@pytest.mark.parametrize(("said", "sent"), [("safe", 1), ("unsafe", 0), ("never", 0), (None, 0)])
def test_a_resident_is_written_to_only_where_they_said_it_is_safe(alert, said, sent):
    person = Person.objects.get()
    person.email = "rehana@example.org"
    person.save(update_fields=["email"])
    OutboxItem.objects.create(
        sealed_by=alert.sealed_by,
        entry=alert.entry,
        key="k",
        notice="resident_message",
        channel="email",
        person=person,
        reference="HC-2026-0001",
        send_after=NOW,
    )
    wishes = {"channels": {"email": said} if said else {"phone": "safe"}}
    SafeContact.objects.create(
        sealed_by=person.sealed_by,
        entry=alert.entry,
        person=person,
        wishes=wishes,
        checked_at=NOW + timedelta(minutes=1),
    )
    result = send_waiting(at=NOW + timedelta(minutes=2))
    assert (result.sent, result.held) == (1 + sent, 1 - sent)
    written = [message for message in mail.outbox if message.to == ["rehana@example.org"]]
    assert len(written) == sent
    assert all("HC-" not in message.body + message.subject for message in written)


def test_a_leaver_is_not_written_to(alert):
    alert.staff.is_active = False
    alert.staff.save(update_fields=["is_active"])
    assert send_waiting(at=NOW).held == 1


def test_every_notice_has_words_and_an_unknown_one_is_loud():
    assert all(words_of(notice, reference="R-1")[0] for notice in NOTICES)
    with pytest.raises(UnknownNotice):
        words_of("nothing", reference="")
