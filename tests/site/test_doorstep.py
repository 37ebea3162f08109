"""What every answer carries, who reaches the demo at all, and when staff are signed out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from upstander.records.staff import Staff

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def signed_in(client: Client) -> Client:
    staff = Staff.objects.create_user("ada@example.org", "a long enough password", name="Ada", joined_at=NOW)
    with time_machine.travel(NOW, tick=False):
        client.force_login(staff)
        client.get("/alive")
    return client


def at(client: Client, after: timedelta) -> bool:
    """Ask for a page after a while; whether somebody is still signed in then."""
    with time_machine.travel(NOW + after, tick=False):
        client.get("/alive")
        return SESSION_KEY in client.session


def test_headers_of_every_answer(client: Client) -> None:
    for path in ("/alive", "/no-such-page"):
        headers = client.get(path).headers
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"


def test_the_content_policy_lets_nothing_in_from_elsewhere(client: Client) -> None:
    policy = client.get("/alive").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    for directive in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy


def test_the_demo_answers_only_here(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    assert client.get("/alive", REMOTE_ADDR="127.0.0.1").status_code == 200
    assert client.get("/alive", REMOTE_ADDR="::1").status_code == 200
    for elsewhere in ("192.168.1.7", "10.0.0.1", "203.0.113.9", "", "2001:db8::1"):
        assert client.get("/alive", REMOTE_ADDR=elsewhere).status_code == 403
    assert client.get("/alive", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 403


def test_a_session_in_use_stays(signed_in: Client) -> None:
    for minutes in range(0, 10 * 60, 14):
        assert at(signed_in, timedelta(minutes=minutes))


def test_an_idle_session_ends(signed_in: Client) -> None:
    assert at(signed_in, timedelta(minutes=15))
    assert not at(signed_in, timedelta(minutes=30, seconds=1))


def test_a_session_ends_after_ten_hours_in_any_case(signed_in: Client) -> None:
    for minutes in range(0, 10 * 60, 14):
        assert at(signed_in, timedelta(minutes=minutes))
    assert not at(signed_in, timedelta(hours=10, seconds=1))


@pytest.mark.parametrize("password", [
    "short1!A", "elevenchars", "passwordpassword", "password123456", "123456789012", "!!!Letmein2026!!!",
    "qwertyuiopas", "aaaaaaaaaaaa", "ababababababab", "Upstander2026!",
    "210987654321", "abcabcabcabc", "correct horse battery staple",
])  # fmt: skip
def test_short_and_well_known_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["four plain words here", "xkq zzr plm vvt", "ǧbǧc ǧdǧe ǧfǧg", "11 green bottles hang"]
)
def test_no_rule_says_what_a_password_is_made_of(password: str) -> None:
    validate_password(password)


def test_rate_limits_are_counted_where_every_worker_sees_them() -> None:
    with CaptureQueriesContext(connection) as asked:
        cache.set("turns", 3)
        assert cache.get("turns") == 3
    assert any("rate_limits" in query["sql"] for query in asked)
