"""In real mode the log holds no word of any person, whatever fails."""

from __future__ import annotations

import logging
import sys

from django.test import RequestFactory
from django.urls import resolve

from upstander.site.logs import Bare

CANARY = "Amina Yusuf 07700 900123"


def record(name: str, **extra: object) -> logging.LogRecord:
    """A log record whose words and arguments hold somebody's name."""
    try:
        try:
            raise ValueError(CANARY)
        except ValueError as cause:
            raise RuntimeError(f"Failing row contains ({CANARY})") from cause
    except RuntimeError:
        made = logging.LogRecord(name, logging.ERROR, "x.py", 1, "failed: %s", (CANARY,), sys.exc_info())
    made.__dict__.update(extra)
    return made


def test_a_failure_is_logged_by_kind_and_place_alone() -> None:
    line = Bare().format(record("upstander.work"))
    assert CANARY not in line
    assert "builtins.ValueError" in line
    assert "builtins.RuntimeError" in line
    assert "test_logs.py" in line


def test_a_request_is_logged_by_its_pattern_not_its_path() -> None:
    request = RequestFactory().get("/alive", {"name": CANARY})
    request.resolver_match = resolve("/alive")
    line = Bare().format(record("django.request", request=request, status_code=500))
    assert CANARY not in line
    assert "500 alive" in line
