"""A link over a real mail server: to one address, with nothing in it but the link; and none that was called back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.delivered import an_agency, known, sent
from tests.casework.working import REASON
from tests.cast import NOW, a_case, landlord
from tests.post.servers import Mailbox, mail_server
from upstander.casework.recipients import end_recipient
from upstander.casework.sharing import recall_disclosure
from upstander.post.sending import send_waiting
from upstander.records.outbox import OutboxItem
from upstander.records.partners import Recipient

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def box(settings):
    held = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "localhost", 5
    settings.ADDRESS = "https://report.example.org"
    with mail_server(held) as settings.EMAIL_PORT:
        yield held


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house, story="Dean Marsh of 2 Ferry Court shouted on the stairs.")


@pytest.fixture
def recipient(house):
    return known(house, an_agency(house))


@pytest.fixture
def delivered(house, number, recipient):
    return sent(house, number, str(Recipient.objects.get().agency_id), recipient)


def test_the_mail_holds_the_link_and_not_a_word_of_the_case(box, number, delivered):
    send_waiting(at=NOW)
    (mail,) = [one for one in box.taken if one["To"] == "ines@doorstep.example"]
    text = mail.get_payload(decode=True).decode()
    assert f"https://report.example.org/agency/open/{delivered.token}" in text
    told = text + str(mail)
    digits = delivered.word.replace(" ", "")
    for word in (
        number,
        "Rehana",
        "Begum",
        "Dean",
        "Ferry",
        "Okafor",
        delivered.word,
        digits,
        delivered.disclosure[:8],
    ):
        assert word not in told
    assert box.to.count("ines@doorstep.example") == 1


def test_what_was_called_back_before_it_went_does_not_go(box, house, number, delivered):
    recall_disclosure(house.actor("okafor", LATER), number, disclosure=delivered.disclosure, because=REASON)
    send_waiting(at=LATER)
    (mail,) = [one for one in box.taken if one["To"] == "ines@doorstep.example"]
    text = mail.get_payload(decode=True).decode()
    assert "called back" in text
    assert delivered.token not in text
    assert delivered.disclosure[:8] in text


def test_nothing_goes_to_somebody_who_is_off_the_list(box, house, recipient, delivered):
    end_recipient(house.actor("okafor", LATER), recipient=recipient, because=REASON)
    send_waiting(at=LATER)
    assert "ines@doorstep.example" not in box.to
    assert OutboxItem.objects.get(notice="shared_link").state == "dropped"
