"""Who visits the measured house: staff who are signed in, and residents with a report ready to send."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from bench.serving import HEADERS, TOKEN
from tests.web.report.walking import walk
from upstander.casework import drafts

BROWSER = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in HEADERS.items() if name != "Host"}


def browser() -> Client:
    """Return a browser that comes by https, as they all do."""
    return Client(HTTP_HOST=HEADERS["Host"], secure=True, **BROWSER)


def signed_in(staff: UUID) -> dict[str, str]:
    """Return the cookies of somebody on the staff who signed in."""
    came = browser()
    came.force_login(get_user_model().objects.get(pk=staff))
    came.get("/alive")
    return {settings.SESSION_COOKIE_NAME: came.cookies[settings.SESSION_COOKIE_NAME].value}


def reports_to_send(how_many: int) -> list[dict[str, str]]:
    """Return the cookies of residents who have answered everything, and read it back."""
    came = browser()
    walk(came)
    came.get("/form/check")
    first = came.cookies[settings.RESIDENT_COOKIE_NAME].value.partition(".")[0]
    answered = drafts.draft(first, at=timezone.now())
    assert answered is not None
    found = []
    for _ in range(how_many):
        key = drafts.new_draft_key()
        drafts.save_draft(key, answered | {"key": uuid4().hex}, at=timezone.now())
        found.append({settings.RESIDENT_COOKIE_NAME: f"{key}.", settings.CSRF_COOKIE_NAME: TOKEN})
    return found
