"""Where mail and texts go: read once, and refused loudly where they would cross the network in clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstander.site.outgoing import Tls, mail, texts
from upstander.site.refusal import Misconfigured

ADDRESS = "https://report.example.org"
HOST = {"UPSTANDER_MAIL_HOST": "mail.example.org"}
URL = {"UPSTANDER_TEXT_URL": "https://texts.example.org/v1"}


def read(**more: str):
    return mail(HOST | {f"UPSTANDER_MAIL_{name}": value for name, value in more.items()}, address=ADDRESS, real=True)


def test_mail_is_secret_by_default_and_comes_from_our_own_address():
    held = read()
    assert (held.host, held.port, held.tls, held.sender) == (
        "mail.example.org",
        25,
        Tls.STARTTLS,
        "no-reply@report.example.org",
    )
    assert read(TLS="tls").port == 465
    assert mail({}, address=ADDRESS, real=False) is None


def test_a_password_stands_in_a_file_or_the_environment_and_is_never_shown(tmp_path: Path):
    (tmp_path / "password").write_text("hidden word\n")
    held = read(USER="us", PASSWORD_FILE=str(tmp_path / "password"), PORT="587")
    assert (held.user, held.password, held.port) == ("us", "hidden word", 587)
    assert "hidden" not in repr(held)
    assert read(USER="us", PASSWORD="given").password == "given"


@pytest.mark.parametrize(
    "wrong",
    [{"TLS": "none"}, {"TLS": "maybe"}, {"USER": "us"}, {"PASSWORD": "x"}, {"PORT": "0"}, {"PORT": "mail"},
     {"USER": "us", "PASSWORD_FILE": "/no/such"}],
)  # fmt: skip
def test_what_is_unsafe_or_half_is_refused_by_name(wrong):
    with pytest.raises(Misconfigured, match="UPSTANDER_MAIL_"):
        read(**wrong)
    with pytest.raises(Misconfigured, match="UPSTANDER_MAIL_HOST"):
        mail({}, address=ADDRESS, real=True)


def test_a_server_on_this_machine_may_do_without():
    assert (
        mail({"UPSTANDER_MAIL_HOST": "127.0.0.1", "UPSTANDER_MAIL_TLS": "none"}, address=ADDRESS, real=True).port == 25
    )


def test_texts_are_off_until_a_provider_is_named(tmp_path: Path):
    assert texts({}, real=True) is None
    (tmp_path / "token").write_text("hidden\n")
    held = texts(URL | {"UPSTANDER_TEXT_TOKEN_FILE": str(tmp_path / "token")}, real=True)
    assert (held.headers, held.as_form) == ({"Authorization": "Bearer hidden"}, False)
    assert "hidden" not in repr(held)
    other = texts(
        URL | {"UPSTANDER_TEXT_TOKEN": "t", "UPSTANDER_TEXT_AUTH": "X-Key: {token}", "UPSTANDER_TEXT_AS": "form"},
        real=True,
    )
    assert (other.headers, other.as_form) == ({"X-Key": "t"}, True)


@pytest.mark.parametrize(
    "wrong",
    [{"URL": "http://texts.example.org"}, {"URL": "texts"}, {"AS": "xml"}, {"BODY": "[]"}, {"BODY": "{"},
     {"BODY": '{"to": "{to}"}'}],
)  # fmt: skip
def test_a_provider_that_is_not_understood_is_refused_by_name(wrong):
    with pytest.raises(Misconfigured, match="UPSTANDER_TEXT_"):
        texts(URL | {f"UPSTANDER_TEXT_{name}": value for name, value in wrong.items()}, real=True)
