"""Leaving: the draft and the visit end, the cookie changes, and no page is shown until the person asks for one."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.web.report.walking import text_of, walk
from upstander.records.drafts import Draft

PAGES = ("/form", "/form/leaving", "/form/about", "/form/words", "/form/check", "/form/done")


@pytest.mark.parametrize(("method", "status"), [("get", 302), ("post", 204)])
def test_leaving_forgets_everything_and_goes_elsewhere(client: Client, method: str, status: int) -> None:
    walk(client, until="kind")
    before = client.cookies[settings.RESIDENT_COOKIE_NAME].value
    response = getattr(client, method)("/leave")
    assert response.status_code == status
    assert response.headers.get("Location", settings.LANDLORD.elsewhere) == settings.LANDLORD.elsewhere
    assert client.cookies[settings.RESIDENT_COOKIE_NAME].value not in ("", before)
    assert Draft.objects.count() == 0
    for path in PAGES:
        page = client.get(path)
        assert "<form" not in page.content.decode(), path
        assert "This page is closed" in text_of(page)


def test_a_form_that_is_sent_after_leaving_is_not_taken(client: Client) -> None:
    client.get("/leave")
    assert "This page is closed" in text_of(client.post("/form/about", {"on_behalf": "me"}))
    assert Draft.objects.count() == 0


def test_our_pages_are_back_when_they_are_asked_for(client: Client) -> None:
    client.get("/leave")
    assert client.get("/again")["Location"] == "/"
    assert "In danger now?" in text_of(client.get("/form"))


def test_leaving_needs_no_draft_no_cookie_and_no_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/leave").status_code == 204


def test_a_form_that_expired_is_not_shown_after_leaving() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/leave")
    story = "Words that nobody else may read on this screen, ever."
    assert story not in text_of(client.post("/form/words", {"story": story}))


@pytest.mark.parametrize("path", ["/form/nothing-like-it", "/nothing"])
def test_a_page_that_went_wrong_can_be_left_too(client: Client, path: str) -> None:
    assert 'id="leave-now"' in client.get(path).content.decode()
