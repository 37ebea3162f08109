"""Mail over a real server: taken, put off, refused, in secret, and hung up half way; nothing is lost or said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.cast import NOW
from tests.post.notices import LATER, an_alert, somebody, to_them, wish
from tests.post.servers import GOOD, Mailbox, certificate, mail_server
from upstander.post.mail import message_id
from upstander.post.sending import send_waiting
from upstander.records.outbox import CLAIMED_FOR, OutboxItem

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
def alert() -> OutboxItem:
    return an_alert()


@pytest.fixture
def served(box, settings):
    """Serve, and send there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "localhost", 5
    settings.DEFAULT_FROM_EMAIL = "no-reply@report.example.org"

    @contextmanager
    def serve(**more: object) -> Iterator[int]:
        with mail_server(box, **more) as settings.EMAIL_PORT:
            yield settings.EMAIL_PORT

    return serve


def state() -> tuple[str, str]:
    item = OutboxItem.objects.get()
    return item.state, item.last_error


def test_it_is_taken_once_under_a_name_of_its_own(box, served, alert):
    with served():
        assert send_waiting(at=NOW).sent == 1
        assert send_waiting(at=NOW + timedelta(hours=1)).sent == 0
    assert (box.to, box.ids()) == (["reid@landlord.example"], [message_id(str(alert.pk))])
    assert box.taken[0]["From"] == "no-reply@report.example.org"
    assert (state(), OutboxItem.objects.get().sent_at is not None) == (("sent", ""), True)


def test_one_line_to_the_server_carries_a_whole_round(box, served, alert):
    person = somebody()
    wish(person, email="safe")
    for key in "abcde":
        to_them(person, key=key)
    with served():
        assert send_waiting(at=LATER).sent == 6
    assert (box.visits, len(set(box.ids()))) == (1, 6)


@pytest.mark.parametrize("answer", ["450 4.2.0 later", "451 4.3.0 later", "550 5.7.1 relaying denied"])
def test_what_is_not_taken_now_is_tried_again(box, served, alert, answer):
    box.rcpt = [answer, GOOD]
    with served():
        assert send_waiting(at=NOW).put_off == 1
        assert state() == ("waiting", f"SMTPRecipientsRefused {answer[:3]}")
        assert send_waiting(at=NOW + timedelta(minutes=1)).sent == 0
        assert send_waiting(at=NOW + timedelta(minutes=3)).sent == 1
    assert len(box.taken) == 1


@pytest.mark.parametrize(("rcpt", "data"), [("550 5.1.1 no such user", GOOD), (GOOD, "554 5.6.0 never")])
def test_what_will_never_be_taken_is_for_people_at_once_and_holds_nobody_up(box, served, alert, rcpt, data):
    person = somebody()
    wish(person, email="safe")
    to_them(person)
    box.rcpt, box.data = [rcpt, GOOD], [data, GOOD]
    with served():
        done = send_waiting(at=LATER)
    assert (done.given_up, done.sent) == (1, 1)
    dead = OutboxItem.objects.get(state="dead")
    assert dead == alert
    assert "Begum" not in dead.last_error
    assert "landlord.example" not in dead.last_error


def test_a_server_that_is_closing_is_asked_no_more_in_this_round(box, served, alert):
    person = somebody()
    wish(person, email="safe")
    to_them(person)
    box.data = ["421 4.3.2 closing", GOOD]
    with served():
        assert send_waiting(at=LATER).put_off == 1
        assert box.visits == 1
        assert send_waiting(at=LATER + timedelta(hours=1)).sent == 2


@pytest.mark.parametrize(("when", "copies"), [("before", 1), ("after", 2)])
def test_a_line_that_breaks_half_way_loses_nothing_and_a_second_copy_can_be_told(box, served, alert, when, copies):
    box.hang_up = [when]
    with served():
        assert send_waiting(at=NOW).put_off == 1
        assert send_waiting(at=NOW + CLAIMED_FOR).sent == 1
    assert len(box.taken) == copies
    assert set(box.ids()) == {message_id(str(alert.pk))}


def test_mail_down_for_a_day_and_up_again(box, served, settings, alert):
    person = somebody()
    wish(person, email="safe")
    for key in "abc":
        to_them(person, key=key)
    with served() as port:
        pass  # nobody listens there any more
    for minutes in range(0, 24 * 60, 20):
        down = send_waiting(at=LATER + timedelta(minutes=minutes))
        assert (down.sent, down.given_up) == (0, 0)
    with mail_server(box, port=port):
        assert send_waiting(at=LATER + timedelta(hours=26)).sent == 4
    assert len(set(box.ids())) == len(box.ids()) == 4


def test_a_password_is_given_only_behind_tls_and_a_wrong_one_loses_nothing(box, served, settings, alert, tmp_path):
    context, cert = certificate(tmp_path)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD, settings.EMAIL_USE_TLS = "us", "wrong", True
    with served(tls=context, auth=True), pytest.MonkeyPatch.context() as patch:
        assert send_waiting(at=NOW).put_off == 1
        assert state() == ("waiting", "SSLCertVerificationError")  # nobody we know: not a word was said
        assert box.logins == []
        patch.setenv("SSL_CERT_FILE", str(cert))
        assert send_waiting(at=NOW + timedelta(hours=1)).put_off == 1
        assert state() == ("waiting", "SMTPAuthenticationError 535")
        settings.EMAIL_HOST_PASSWORD = "right"
        assert send_waiting(at=NOW + timedelta(hours=2)).sent == 1
    assert set(box.logins) == {(b"us", b"wrong"), (b"us", b"right")}


def test_a_server_without_tls_is_not_spoken_to_in_clear(box, served, settings, alert):
    settings.EMAIL_USE_TLS = True
    with served():
        assert send_waiting(at=NOW).put_off == 1
    assert state() == ("waiting", "SMTPNotSupportedError")
    assert box.taken == []


@pytest.mark.parametrize("address", ["a@b.example\nBcc: all@example.org", "@", "two@x.example, y@z.example"])
def test_an_address_that_is_none_is_for_people_and_goes_to_nobody_else(box, served, alert, address):
    alert.staff.email = address
    alert.staff.save(update_fields=["email"])
    with served():
        done = send_waiting(at=NOW)
    assert (done.sent, len(box.taken)) == (0, 0)
    assert state() == ("dead", "the address cannot be read")
