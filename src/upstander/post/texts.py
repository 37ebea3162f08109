"""Notices by text message, through whichever provider takes them: one HTTP POST of named fields (clause 3.2 c).

Only words that say nothing. Each carries an `Idempotency-Key`, the same however often it is tried.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from django.conf import settings

from upstander.post.ways import Down, Later, NeverTaken, NotSent

TIMEOUT = (5, 15)  # seconds: to reach it, and for each part of its answer
WAIT_AT_MOST = timedelta(days=1)
OURS = frozenset({401, 402, 403, 404, 405, 407})  # a fault in what we were set up with: true for every message


class TextLine:
    """One line to the provider of text messages."""

    def __init__(self, *, at: datetime) -> None:
        self._at = at
        self._line = requests.Session()
        self._line.trust_env = False

    def send(self, number: str, *, words: str, key: str) -> None:
        """Hand one message over; once this returns, the provider has taken it. Raises NotSent."""
        texts = settings.TEXTS
        if texts is None:
            raise Down("no provider of text messages is set up")
        body = filled(texts.body, {"to": number, "words": words, "key": key})
        given: dict[str, Any] = {"data": body} if texts.as_form else {"json": body}
        headers = {**texts.headers, "Idempotency-Key": key}
        try:
            with self._line.post(
                texts.url, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True, **given
            ) as answer:
                status, wait = answer.status_code, answer.headers.get("Retry-After", "")
        except (requests.RequestException, OSError) as trouble:
            raise Down(type(trouble).__name__) from trouble
        if not 200 <= status < 300:
            raise self._meant(status, wait)

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _meant(self, status: int, wait: str) -> NotSent:
        said = f"HTTP {status}"
        if status == 429 or status == 503:
            return Down(said, wait=self._asked(wait))
        if status >= 500 or status < 400 or status in OURS:
            return Down(said)
        return Later(said) if status in (408, 409, 425) else NeverTaken(said)

    def _asked(self, wait: str) -> timedelta | None:
        """Return how long the provider asks us to wait: seconds, or a date; a day at most."""
        if wait.strip().isdigit():
            return min(timedelta(seconds=int(wait.strip()[:9])), WAIT_AT_MOST)
        try:
            until = parsedate_to_datetime(wait)
        except ValueError:
            return None
        if until.tzinfo is None:
            return None
        return min(max(until - self._at, timedelta()), WAIT_AT_MOST)


def filled(form: Any, values: dict[str, str]) -> Any:
    """Put what is sent in its places, however deep they stand; a place is a name in braces."""
    if isinstance(form, dict):
        return {name: filled(part, values) for name, part in form.items()}
    if isinstance(form, list):
        return [filled(part, values) for part in form]
    if not isinstance(form, str):
        return form
    for name, value in values.items():
        form = form.replace(f"{{{name}}}", value)
    return form
