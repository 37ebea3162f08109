"""When a member of staff is signed out: after 15 minutes without a page, and after 10 hours in any case.

Residents' pages do not pass here: their draft is kept by a cookie of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from upstander.web.who import PROVED

BEGAN = "began"
SEEN = "seen"
NOTED_EVERY = 60  # one write a minute is enough, and keeps reading pages cheap


class StaffSessionEnds:
    """End a signed-in session that stood idle or grew old."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the session before anybody asks who is signed in."""
        if SESSION_KEY in request.session:
            self.hold(request)
        return self.get_response(request)

    def hold(self, request: HttpRequest) -> None:
        """Sign out, or note that somebody was here."""
        now = int(timezone.now().timestamp())
        session = request.session
        began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
        session.setdefault(PROVED, began)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
            session.flush()
        elif now - seen >= NOTED_EVERY:
            session[SEEN] = now
